"""However a training of the notation ends, its last moment is kept where checkpoints are."""

import os
import pty
import shutil
import signal
import subprocess
import sys
import time

subprocess.run([sys.executable, sys.argv[1]], check=True)  # a spiral
BATCHES = 50  # of a round


def script(where, *options):
    options = ", ".join(("BatchSize -> 4", *options))
    return (f'NetTrain[{open("spiral.net").read()}, Import["spiral.npy"] -> Import["arm.npy"], '
            f'{{"TotalBatches", "ReasonTrainingStopped"}}, {options}, '
            'TrainingProgressReporting -> File["rows.csv"], '
            f"TrainingProgressCheckpointing -> {where}]").replace("\n", " ")


def begin(text, **more):
    for name in ("rows.csv", "last.checkpoint"):
        if os.path.exists(name):
            os.remove(name)
    shutil.rmtree("kept", ignore_errors=True)
    return subprocess.Popen(["netc", "eval", *text], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, **more)


def wait_for_rows(process):
    while not os.path.exists("rows.csv"):
        assert process.poll() is None, "the training ended"
        time.sleep(0.01)


def check_bits(checkpoint, batches):
    """It goes on from there as a training that never stopped."""
    train = ["netc", "train", "spiral.net", "--data", "spiral.npy", "--data", "arm.npy", "-q",
             "--batch-size", "4", "--batches", str(batches + 3)]
    subprocess.run([*train, "--resume", checkpoint, "-o", "resumed.safetensors"], check=True)
    subprocess.run([*train, "-o", "whole.safetensors"], check=True)
    with open("resumed.safetensors", "rb") as one, open("whole.safetensors", "rb") as other:
        assert one.read() == other.read(), "other bits"


def only_one():
    """The batch of the only checkpoint in the folder."""
    names = os.listdir("kept")
    assert len(names) == 1, names
    return f"kept/{names[0]}", int(names[0].split("_")[3])


FOLDER = '{{"Directory", "kept"}, "Interval" -> 1000000}'
SELDOM = '{{"File", "last.checkpoint"}, "MinimumInterval" -> 1000000}'

for name, number in (("SIGINT", signal.SIGINT), ("SIGTERM", signal.SIGTERM)):
    process = begin([script(FOLDER, "MaxTrainingRounds -> 1000000")])
    wait_for_rows(process)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 128 + number, (process.returncode, err)
    path, batch = only_one()
    assert "error[interrupted]: the training was interrupted" in err, err
    assert f"note: its last checkpoint: {path}" in err, err
    check_bits(path, batch)
    print(name + ": kept")

# Ctrl-C in a conversation, which goes on.
ours, theirs = pty.openpty()
process = begin([], stdin=theirs, env={**os.environ, "HOME": os.getcwd(), "TERM": "dumb"})
os.write(ours, (script(SELDOM, "MaxTrainingRounds -> 1000000") + "\n").encode())
wait_for_rows(process)
process.send_signal(signal.SIGINT)
while not os.path.exists("last.checkpoint"):
    time.sleep(0.01)
os.write(ours, b"20 + 3\n")
os.write(ours, b"\x04")
out, err = process.communicate(timeout=60)
assert process.returncode == 0 and "23" in out, (process.returncode, out, err)
assert "its last checkpoint: last.checkpoint" in err, err
print("Ctrl-C: kept")

for name, options in (("time", ["TimeGoal -> 0.2"]),
                      ("criterion", ["MaxTrainingRounds -> 1000",
                                     'TrainingStoppingCriterion -> (#Round == 3 &)']),
                      ("limit", ['MaxTrainingRounds -> Quantity[70, "Batches"]'])):
    process = begin([script(FOLDER, *options)])
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    path, batch = only_one()
    assert out.startswith("{" + str(batch) + ","), (out, batch)
    check_bits(path, batch)
    print(name + ": kept,", out.strip().split('"')[1])

# What was written at the last moment is not written again.
process = begin([script('{"Directory", "kept"}', "MaxTrainingRounds -> 2")])
assert process.communicate(timeout=60)[0].startswith("{100,"), "rounds"
assert len(os.listdir("kept")) == 2, os.listdir("kept")
print("once: kept")
