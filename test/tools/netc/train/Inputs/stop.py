"""Stops trainings by signals and resumes them: status, messages, and the same bits."""

import os
import signal
import subprocess
import sys
import time

here = os.path.dirname(os.path.abspath(__file__))
subprocess.run([sys.executable, os.path.join(here, "spiral.py")], check=True)
BATCHES = 40  # of a round
TRAIN = ["netc", "train", "spiral.net", "--data", "spiral.npy", "--data", "arm.npy",
         "--validation", "0.2", "--batch-size", "4"]


def read(name):
    with open(name, "rb") as file:
        return file.read()


def check(condition, what):
    if not condition:
        raise SystemExit(f"wrong: {what}")


def train(output, rounds, *more):
    subprocess.run([*TRAIN, "-q", "--rounds", str(rounds), *more, "-o", output], check=True)
    return read(output)


def stop_by(number, is_under_way, *more):
    """Sends the signal once the training is under way; gives its messages, and how many
    rounds are a little more than it did."""
    process = subprocess.Popen([*TRAIN, "--rounds", "1000000", *more], stderr=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True)
    is_under_way(process)
    process.send_signal(number)
    out, err = process.communicate(timeout=120)
    check(process.returncode == 128 + number, f"status {process.returncode}: {err}")
    check("error[interrupted]: the training was interrupted: cancelled after batch" in err, err)
    done = int(err.split("cancelled after batch ")[1].split("\n")[0])
    return err, done // BATCHES + 2


def wait_for_checkpoint(process):
    while not os.path.exists("run/latest.checkpoint"):
        check(process.poll() is None, "the training ended")
        time.sleep(0.01)


def wait_for_line(process):
    line = process.stderr.readline()
    check(line.startswith("round "), line)


whole = train("whole.safetensors", 20, "--threads", "1")
for threads in ("2", "3", "7"):
    check(train("other.safetensors", 20, "--threads", threads) == whole, f"{threads} threads")
print("threads: same bits")

messages, rounds = stop_by(signal.SIGTERM, wait_for_checkpoint, "--checkpoint", "run",
                           "--report", "report", "-o", "term.safetensors")
check("hint: it goes on with --resume run" in messages, messages)
check(not os.path.exists("term.safetensors"), "an interrupted training wrote its result")
check(os.listdir("run") == ["latest.checkpoint"], os.listdir("run"))
check(os.path.exists("report/report.html"), "an interrupted training has no report")
resumed = train("term.safetensors", rounds, "--resume", "run")
check(resumed == train("whole.safetensors", rounds), "other bits after SIGTERM and --resume")
print("SIGTERM: same bits")

# Without a folder for checkpoints there is one beside the file that the result would be.
messages, rounds = stop_by(signal.SIGINT, wait_for_line, "-o", "int.safetensors")
check("hint: it goes on with --resume int.safetensors.checkpoint" in messages, messages)
resumed = train("int.safetensors", rounds, "--resume", "int.safetensors.checkpoint")
check(resumed == train("whole.safetensors", rounds), "other bits after SIGINT and --resume")
print("SIGINT: same bits")

# Before the first step there is nothing to keep.
process = subprocess.Popen([*TRAIN, "-o", "early.safetensors"], stderr=subprocess.PIPE, text=True)
time.sleep(0.15)
process.send_signal(signal.SIGINT)
err = process.communicate(timeout=120)[1]
check(process.returncode in (130, -signal.SIGINT), f"status {process.returncode}: {err}")
check(not os.path.exists("early.safetensors"), "a result of nothing")
print("early: stopped")
