"""What NetTrain shows on a terminal: a panel or a bar drawn over itself."""

import os
import re
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "..", "..", "support"))
import on_terminal as terminal  # noqa: E402 - found through the line above

NET = 'NetChain[{LinearLayer[2], SoftmaxLayer[]}, "Input" -> 2]'
DATA = "Table[{i, -i}/50. -> Mod[i, 2] + 1, {i, 50}]"


def train(form, *more):
    options = ", ".join(("TimeGoal -> 0.8", "ValidationSet -> Scaled[0.2]",
                         f"TrainingProgressReporting -> {form}", *more))
    return f'NetTrain[{NET}, {DATA}, "BatchSize", {options}]'


def on_terminal(text, width=100, height=24, flags=()):
    return terminal.on_terminal(["netc", "eval", *flags, text], width, height)


def screen(seen):
    """The lines that a terminal would show in the end."""
    lines, row, column = [""], 0, 0
    for piece in re.findall(r"\x1b\[[0-9;]*[A-Za-z]|[^\x1b]", seen):
        if piece.endswith("A") and piece.startswith("\x1b"):
            row -= int(piece[2:-1])
            assert row >= 0, "above the first line"
        elif piece.startswith("\x1b"):
            assert piece.endswith("m"), piece
        elif piece == "\n":
            row, column = row + 1, 0
            lines += [""] * (row + 1 - len(lines))
        elif piece == "\r":
            column = 0
        else:
            line = lines[row].ljust(column)
            lines[row] = line[:column] + piece + line[column + 1:]
            column += 1
    return [line.rstrip() for line in lines]


status, seen = on_terminal(train('"Panel"'))
lines = screen(seen)
assert status == 0 and seen.count("A") > 3, seen
for line in lines:
    print(line)
assert screen(on_terminal(train('"Panel"'), height=4)[1])[3:] == [""], "a low terminal"
assert all(len(line) < 12 for line in screen(on_terminal(train('"Panel"'), width=12)[1]))

status, seen = on_terminal(train('"ProgressIndicator"'))
lines = screen(seen)
assert len(lines) == 2 and seen.count("\r") > 4, seen
print("bar:", lines[0])

# Lines stand above, the panel below; each once.
lines = screen(on_terminal(train('{"Panel", {"Print", "Interval" -> Quantity[0.3, "Seconds"]}}'))[1])
printed = [line for line in lines if line.startswith("round ") and ", batch" in line]
assert len(printed) >= 2 and sum(line.startswith("[") for line in lines) == 1, lines
assert lines.index(printed[-1]) < [line.startswith("[") for line in lines].index(True), lines
# A message begins on a line of its own.
status, seen = on_terminal(train('"ProgressIndicator"', "TrainingProgressFunction -> "
                                 '{(If[#TimeElapsed > 0.4, "AbortTraining"] &), "Interval" -> 9}'))
assert status == 1 and "\n<expression>:1:" in seen.replace("\x1b[1m", "").replace("\x1b[0m", ""), seen
# Drawn when it is due, and at the end.
seen = on_terminal(train('{"ProgressIndicator", "Interval" -> Quantity[0.5, "Seconds"]}'),
                   flags=("--color", "never"))[1]
assert "\x1b" not in seen and seen.count("round ") == 2, seen
print("rest: as it should be")
