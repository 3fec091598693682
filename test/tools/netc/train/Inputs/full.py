"""Trainings that run out of room on the disk, which here is a limit on the size of files."""

import os
import resource
import shutil
import signal
import subprocess
import sys

source = sys.argv[1]
lenet = os.path.join(source, "examples", "lenet")
TRAIN = ["netc", "train", os.path.join(lenet, "lenet.net"), "-q", "--batch-size", "50",
         "--data", os.path.join(lenet, "digits-images.idx") + "[0:100]",
         "--data", os.path.join(lenet, "digits-labels.idx") + "[0:100]"]


def train(limit, *more):
    def prepare():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run([*TRAIN, *more], preexec_fn=prepare, stderr=subprocess.PIPE, text=True,
                          env={**os.environ, "TMPDIR": os.getcwd()})


def read(name):
    with open(name, "rb") as file:
        return file.read()


def check(condition, what):
    if not condition:
        raise SystemExit(f"wrong: {what}")


MANY = 1 << 30
check(train(MANY, "--rounds", "1", "--checkpoint", "run", "-o", "one.safetensors").returncode == 0, "")
good = read("run/latest.checkpoint")
# Arrays fit, checkpoints, which are larger, do not.
result = train(len(good) - 1000, "--rounds", "3", "--checkpoint", "run", "--resume", "run", "-o",
               "three.safetensors")
check(result.returncode == 1, result.stderr)
check("error[cannot-write-file]: run/latest.checkpoint: File too large" in result.stderr, result.stderr)
check("three.safetensors receives the net as it was then" in result.stderr, result.stderr)
check(read("run/latest.checkpoint") == good, "the last good checkpoint is gone")
check(os.listdir("run") == ["latest.checkpoint"], os.listdir("run"))
check(len(read("three.safetensors")) == len(read("one.safetensors")), "no arrays were written")
print("checkpoints: the last stays")

# Nothing fits: what was there stays.
before = read("three.safetensors")
result = train(len(before) - 1000, "--rounds", "1", "-o", "three.safetensors")
check(result.returncode == 1 and "three.safetensors: error[cannot-write-file]" in result.stderr,
      result.stderr)
check(read("three.safetensors") == before, "the file before is gone")
left = [name for name in os.listdir(".") if "three" in name or name.startswith("netc-")]
check(left == ["three.safetensors"], left)
print("arrays: those before stay")
