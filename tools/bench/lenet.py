#!/usr/bin/env python3
"""LeNet beside ONNX Runtime in one run: the least time of many calls, in turns.

    python3 -m venv venv && venv/bin/pip install numpy onnx onnxruntime
    venv/bin/python tools/bench/lenet.py [build]

ONNX Runtime is called through I/O binding; what such a call costs from Python is
measured on a net that does nothing, and taken off.
"""

import json
import os
import struct
import subprocess
import sys
import tempfile
import time

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
EXAMPLE = os.path.join(ROOT, "examples", "lenet")
ROUNDS = 5


def read_weights():
    with open(os.path.join(EXAMPLE, "lenet.safetensors"), "rb") as file:
        data = file.read()
    size, = struct.unpack("<Q", data[:8])
    header, body = json.loads(data[8 : 8 + size]), data[8 + size :]
    return {key: np.frombuffer(body[slice(*entry["data_offsets"])], np.float32).reshape(entry["shape"])
            for key, entry in header.items() if key != "__metadata__"}


def lenet_nodes():
    node = helper.make_node
    pool = {"kernel_shape": [2, 2], "strides": [2, 2]}
    return [
        node("Conv", ["x", "1.Weights", "1.Biases"], ["a"]), node("Relu", ["a"], ["b"]),
        node("MaxPool", ["b"], ["c"], **pool),
        node("Conv", ["c", "4.Weights", "4.Biases"], ["d"]), node("Relu", ["d"], ["e"]),
        node("MaxPool", ["e"], ["f"], **pool), node("Flatten", ["f"], ["g"]),
        node("Gemm", ["g", "8.Weights", "8.Biases"], ["h"], transB=1), node("Relu", ["h"], ["i"]),
        node("Gemm", ["i", "10.Weights", "10.Biases"], ["j"], transB=1),
        node("Softmax", ["j"], ["y"], axis=1),
    ]


def session(nodes, arrays, input_shape, output_shape, threads):
    graph = helper.make_graph(
        nodes, "net", [helper.make_tensor_value_info("x", TensorProto.FLOAT, input_shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, output_shape)],
        [numpy_helper.from_array(value, key) for key, value in arrays.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    result = onnxruntime.InferenceSession(model.SerializeToString(), options,
                                          providers=["CPUExecutionProvider"])
    binding = result.io_binding()
    make = onnxruntime.OrtValue.ortvalue_from_numpy
    binding.bind_ortvalue_input("x", make(np.random.rand(*input_shape).astype(np.float32)))
    binding.bind_ortvalue_output("y", make(np.zeros(output_shape, np.float32)))
    return lambda: result.run_with_iobinding(binding)


def least(call, calls):
    best = float("inf")
    for _ in range(calls):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best * 1e6


def build_host(build, folder):
    library = os.path.join(folder, "lenet.so")
    subprocess.run([os.path.join(build, "bin", "netc"), "compile", os.path.join(EXAMPLE, "lenet.net"),
                    "--weights", os.path.join(EXAMPLE, "lenet.safetensors"), "-o", library, "-q"], check=True)
    host = os.path.join(folder, "lenet")
    subprocess.run(["clang-22", "-O2", "-I", folder, "-I", os.path.join(ROOT, "runtime", "include"),
                    os.path.join(ROOT, "tools", "bench", "lenet.c"), library, f"-Wl,-rpath,{folder}",
                    "-o", host], check=True)
    return host


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build")
    weights = read_weights()
    nothing = session([helper.make_node("Identity", ["x"], ["y"])], {}, [1], [1], 1)
    overhead = least(nothing, 3000)
    print(f"ONNX Runtime {onnxruntime.__version__}; a call that does nothing: {overhead:.2f} us")
    print("batch threads    netc us    peer us   ratio")
    with tempfile.TemporaryDirectory() as folder:
        host = build_host(build, folder)
        for batch in (1, 64):
            for threads in (1, 2):
                calls = 2000 // batch + 50
                peer = session(lenet_nodes(), weights, [batch, 1, 28, 28], [batch, 10], threads)
                ours, theirs = [], []
                for _ in range(ROUNDS):
                    command = [host, str(batch), str(threads), str(calls)]
                    ours.append(float(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout))
                    theirs.append(least(peer, calls) - overhead)
                a, b = min(ours), min(theirs)
                print(f"{batch:5} {threads:7} {a:10.2f} {b:10.2f} {a / b:7.2f}")


if __name__ == "__main__":
    main()
