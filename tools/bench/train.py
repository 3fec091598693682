#!/usr/bin/env python3
"""Training steps of LeNet beside PyTorch's in one run: forward, backward and ADAM, in turns.

    apt-get install python3-torch     (or pip install torch; any version)
    /usr/bin/python3 tools/bench/train.py [build]

Shows the least and the mean time of a step, and what 60,000 images take at the mean.
"""

import os
import subprocess
import sys
import tempfile
import time

import torch
from torch import nn

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
EXAMPLE = os.path.join(ROOT, "examples", "lenet")
TURNS = 3
IMAGES = 60000


def peer(batch):
    net = nn.Sequential(
        nn.Conv2d(1, 20, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(20, 50, 5), nn.ReLU(),
        nn.MaxPool2d(2), nn.Flatten(), nn.Linear(800, 500), nn.ReLU(), nn.Linear(500, 10))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.001, eps=1e-5)
    loss = nn.CrossEntropyLoss()
    images, labels = torch.rand(batch, 1, 28, 28), torch.arange(batch) % 10

    def step():
        optimizer.zero_grad()
        loss(net(images), labels).backward()
        optimizer.step()
    return step


def measure(step, steps):
    least, begin = float("inf"), time.perf_counter()
    for _ in range(steps):
        start = time.perf_counter()
        step()
        least = min(least, time.perf_counter() - start)
    return least * 1e6, (time.perf_counter() - begin) / steps * 1e6


def build_host(build, folder):
    library = os.path.join(folder, "lenet.so")
    subprocess.run([os.path.join(build, "bin", "netc"), "compile", os.path.join(EXAMPLE, "lenet.net"),
                    "--weights", os.path.join(EXAMPLE, "lenet.safetensors"), "--entry", "infer,train",
                    "--batch", "1,64,?", "-o", library, "-q"], check=True)
    host = os.path.join(folder, "train")
    subprocess.run(["clang-22", "-O2", "-I", folder, "-I", os.path.join(ROOT, "runtime", "include"),
                    os.path.join(ROOT, "tools", "bench", "train.c"), library, f"-Wl,-rpath,{folder}",
                    "-o", host], check=True)
    return host


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build")
    print(f"PyTorch {torch.__version__}; ms a step, least (mean); s a round of {IMAGES} images")
    print("batch threads          netc          peer   ratio   netc s   peer s")
    with tempfile.TemporaryDirectory() as folder:
        host = build_host(build, folder)
        for batch in (64, 1):
            for threads in (1, 2):
                torch.set_num_threads(threads)
                step, steps = peer(batch), 400 // batch + 40
                measure(step, 5)
                ours, theirs = [], []
                for _ in range(TURNS):
                    command = [host, str(batch), str(threads), str(steps)]
                    out = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
                    ours.append([float(word) for word in out.split()])
                    theirs.append(measure(step, steps))
                (a, am), (b, bm) = (map(min, zip(*times)) for times in (ours, theirs))
                rounds = [mean * 1e-6 * IMAGES / batch for mean in (am, bm)]
                print(f"{batch:5} {threads:7} {a / 1e3:7.2f} ({am / 1e3:6.2f}) {b / 1e3:6.2f} ({bm / 1e3:6.2f})"
                      f" {a / b:6.2f} {rounds[0]:8.1f} {rounds[1]:8.1f}")


if __name__ == "__main__":
    main()
