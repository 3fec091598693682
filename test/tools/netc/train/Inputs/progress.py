"""What a training shows on terminals of several widths, and elsewhere."""

import os
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "..", "..", "support"))
import on_terminal as terminal  # noqa: E402 - found through the line above

subprocess.run([sys.executable, os.path.join(here, "spiral.py")], check=True)
TRAIN = ["netc", "train", "spiral.net", "--data", "spiral.npy", "--data", "arm.npy",
         "--validation", "0.2", "--learning-rate", "1e-9", "-o", "w.safetensors"]


def on_terminal(width, *more, **environment):
    status, seen = terminal.on_terminal([*TRAIN, *more], width, **environment)
    assert status == 0, seen
    return seen


def check_lines(seen, width):
    lines = seen.rstrip("\n").split("\r")
    assert len(lines) > 3, seen
    assert all(len(line) < width for line in lines), (width, lines)
    return lines


TIME = ("--time", "1.2s")
seen = on_terminal(120, *TIME, "--color", "never")
lines = check_lines(seen, 120)
assert "\x1b" not in seen and seen.endswith("\n"), seen
assert "###]" in lines[-1] or "##.]" in lines[-1], lines[-1]
for part in ("round ", "loss 0.", "error rate 0.", " left, ", " examples/s"):
    assert part in lines[-1] or part in lines[-2], (part, lines[-2:])
print("bar:", " ".join(lines[-1].split()[:1]))
narrow = check_lines(on_terminal(40, *TIME, "--color", "never"), 40)
assert "loss 0." in narrow[-1], narrow[-1]
check_lines(on_terminal(12, *TIME, "--color", "never"), 12)
print("widths: kept")

assert "\x1b[32m#" in on_terminal(120, *TIME)
assert "\x1b" not in on_terminal(120, *TIME, NO_COLOR="1")
print("colors: as asked")
assert on_terminal(120, *TIME, "-q") == ""
seen = on_terminal(120, "--time", "2.5s", TERM="dumb")
assert "\r" not in seen and seen.startswith("round "), seen
print("quiet, dumb: none")

result = subprocess.run([*TRAIN, "--time", "2.5s"], stderr=subprocess.PIPE,
                        stdout=subprocess.PIPE, text=True, check=True)
assert result.stderr.startswith("round ") and "\r" not in result.stderr, result.stderr
assert 1 <= result.stderr.count("\n") <= 3, result.stderr
assert result.stdout.startswith("rounds "), result.stdout
print("lines:", result.stderr.count("\n") >= 1)
