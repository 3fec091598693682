"""Kills trainings at random moments and resumes them: the trained arrays must have the
bits of a training that never stopped.

    python3 kill.py NETC FOLDER [MOMENTS [SEED]]

The test suite does a few moments. For many, from the root of a built tree:

    python3 test/tools/netc/train/Inputs/kill.py build/bin/netc /tmp/kill 50
"""

import os
import random
import shutil
import subprocess
import sys
import time

netc, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
moments = int(sys.argv[3]) if len(sys.argv) > 3 else 50
seed = int(sys.argv[4]) if len(sys.argv) > 4 else int(time.time())
here = os.path.dirname(os.path.abspath(__file__))
shutil.rmtree(folder, ignore_errors=True)
os.makedirs(folder)
os.chdir(folder)
subprocess.run([sys.executable, os.path.join(here, "spiral.py"), "400"], check=True)


def command(name, *more):
    return [netc, "train", "spiral.net", "--data", "spiral.npy", "--data", "arm.npy", "-q",
            "--validation", "20%", "--method", "{SGD, \"Momentum\" -> 0.9}", "--learning-rate",
            "0.05", "--batch-size", "4", "--rounds", "25", "--threads", "2",
            "--checkpoint", name, "--checkpoint-every", "25batches", "--resume", name,
            "-o", f"{name}.safetensors", *more]


def read(name):
    with open(name, "rb") as file:
        return file.read()


def wait_for_checkpoint(process, name):
    while process.poll() is None and not os.path.exists(f"{name}/latest.checkpoint"):
        time.sleep(0.002)


begin = time.monotonic()
process = subprocess.Popen(command("whole"))
wait_for_checkpoint(process, "whole")
started = time.monotonic() - begin
assert process.wait() == 0
duration = time.monotonic() - begin
whole = read("whole.safetensors")
print(f"seed {seed}; a whole training takes {duration:.2f} s, {started:.2f} s of them to begin",
      flush=True)
draw = random.Random(seed)
found, ended = 0, 0
for moment in range(moments):
    name = f"killed{moment}"
    process = subprocess.Popen(command(name))
    # One of four from the very beginning; the others once there is something to resume,
    # so that the load of the machine does not make them all early.
    if moment % 4 == 0:
        after = draw.uniform(0, duration)
    else:
        wait_for_checkpoint(process, name)
        after = draw.uniform(0, duration - started)
    time.sleep(after)
    process.kill()
    ended += process.wait() == 0
    found += process.returncode != 0 and os.path.exists(f"{name}/latest.checkpoint")
    if process.returncode != 0:
        assert not os.path.exists(f"{name}.safetensors") or read(f"{name}.safetensors") == whole
    subprocess.run(command(name), check=True)
    assert read(f"{name}.safetensors") == whole, f"moment {moment}, {after} s: other bits"
    shutil.rmtree(name)
    os.remove(f"{name}.safetensors")
    print(f"moment {moment}: killed after {after:.3f} s, same bits", flush=True)
print(f"{moments} moments, {found} of them in the midst, {ended} after the end: same bits")
