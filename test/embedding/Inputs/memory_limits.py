"""Trains nets that were compiled under several limits of memory: each keeps its limit,
and the arrays have the bits that they have without one.

usage: memory_limits.py FOLDER-OF-THE-DRIVER INCLUDES CC
"""

import os
import re
import subprocess
import sys

inputs, includes, cc = sys.argv[1:]
STEPS = 6


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more).stdout


def compile_net(name, batch, folder, *more):
    os.makedirs(folder, exist_ok=True)
    return subprocess.run(
        ["netc", "compile", f"{name}.net", "--weights", f"{name}.safetensors", "-o", f"{folder}/net.so",
         "--prefix", "net", "--entry", "train", "--batch", str(batch), "--cpu", "baseline", "-q", *more],
        capture_output=True, text=True)


def measure(name, folder):
    """Bytes of scratch memory, bits of all arrays after some steps."""
    out = run(f"./{name}", env={**os.environ, "LD_LIBRARY_PATH": folder})
    values = dict(line.split() for line in out.splitlines())
    return int(values["bytes"]), values["bits"]


def check(name, net, batch, *flags):
    with open(f"{name}.net", "w", encoding="utf-8") as file:
        file.write(net)
    run("netc", "init", f"{name}.net", "-o", f"{name}.safetensors", "-q")
    compile_net(name, batch, "free").check_returncode()
    run(cc, "-std=c11", "-Wall", "-Werror", f"-DBATCH={batch}", *flags, f"{inputs}/memory_limit.c", "free/net.so",
        "-Ifree", f"-I{includes}", "-o", name)
    most, bits = measure(name, "free")
    refused = compile_net(name, batch, "none", "--memory-limit", "1")
    least = int(re.search(r"gradients need at least (\d+) bytes", refused.stderr)[1])
    assert least <= most, (least, most)
    assert compile_net(name, batch, "none", "--memory-limit", str(least - 1)).returncode == 1
    taken = set()
    for step in range(STEPS if least < most else 1):
        limit = least + (most - least) * step // STEPS
        compile_net(name, batch, "limited", "--memory-limit", str(limit)).check_returncode()
        bytes_, other = measure(name, "limited")
        assert bytes_ <= limit, f"{name}: {bytes_} bytes under a limit of {limit}"
        assert other == bits, f"{name}: other bits under a limit of {limit}"
        taken.add(bytes_)
    print(f"{name}: {least} to {most} bytes, {len(taken)} plans, same bits")


check("deep", 'NetChain[Join[Flatten[Table[{LinearLayer[64], Tanh}, 32]], {LinearLayer[8]}], "Input" -> 64]', 16)
check("convolutions", """NetChain[Join[{ConvolutionLayer[8, 3, "PaddingSize" -> 1]},
  Flatten[Table[{Tanh, ConvolutionLayer[8, 3, "PaddingSize" -> 1]}, 7]], {FlattenLayer[], LinearLayer[4]}],
  "Input" -> {1, 16, 16}]""", 8)
# Nearly all of its memory is in one part, and in the gradients of weights.
check("lenet", """NetChain[{ConvolutionLayer[20, 5], Ramp, PoolingLayer[2, 2], ConvolutionLayer[50, 5], Ramp,
  PoolingLayer[2, 2], FlattenLayer[], 500, Ramp, 10, SoftmaxLayer[]}, "Input" -> {1, 28, 28}]""", 8,
      "-DTARGET=int64_t")
