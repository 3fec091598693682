"""A step of a training with several losses, scaled and negative, of which one is an
array, and with a shared array: against central differences of the objective in plain
arithmetic."""

import json
import math
import struct
import subprocess

RATE = 0.125
START = {
    "@s": [[0.5, -1.25], [0.25, 0.75]],  # shared by both hidden layers
    "hidden.1.Biases": [0.1, -0.2],
    "hidden.3.Biases": [-0.3, 0.4],
    "a.Weights": [[1.5, -0.5]],
    "b.1.Weights": [[0.5, 0.25], [-1.0, 0.75], [0.3, -0.6]],
    "b.1.Biases": [0.1, 0.0, -0.1],
}
INPUTS = [[0.3, -0.7], [1.1, 0.4], [-0.9, 0.8]]
A = [[0.5], [-1.0], [2.0]]
B = [1, 3, 2]
SCALES = {"a": 2.0, "b": -0.25, "k": -0.75}


def affine(weights, biases, x):
    return [sum(w * v for w, v in zip(row, x)) + b for row, b in zip(weights, biases)]


def objective(p):
    total = 0
    for x, a, b in zip(INPUTS, A, B):
        h = [math.tanh(v) for v in affine(p["@s"], p["hidden.1.Biases"], x)]
        k = [math.tanh(v) for v in affine(p["@s"], p["hidden.3.Biases"], h)]
        prediction = affine(p["a.Weights"], [0.0], k)[0]
        scores = affine(p["b.1.Weights"], p["b.1.Biases"], k)
        norm = math.log(sum(math.exp(v) for v in scores))
        total += SCALES["a"] * (prediction - a[0]) ** 2
        total += SCALES["b"] * (norm - scores[b - 1])
        total += SCALES["k"] * sum(k)
    return total / len(INPUTS)


def flat(values):
    return [x for v in values for x in flat(v)] if isinstance(values, list) else [values]


def notation(values):
    return "{" + ", ".join(map(notation, values)) + "}" if isinstance(values, list) else repr(values)


def differences(p):
    """By every number; a number is changed where it lies."""
    gradients = {}
    for key, array in p.items():
        gradients[key] = []
        for row in array if isinstance(array[0], list) else [array]:
            for i, value in enumerate(row):
                h = 1e-6 * max(1, abs(value))
                row[i] = value + h
                above = objective(p)
                row[i] = value - h
                below = objective(p)
                row[i] = value
                gradients[key].append((above - below) / (2 * h))
    return gradients


def read_safetensors(path):
    with open(path, "rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        header, data = json.loads(file.read(size)), file.read()
    arrays = {}
    for key, entry in header.items():
        if key != "__metadata__":
            assert entry["dtype"] == "F64", entry
            begin, end = entry["data_offsets"]
            arrays[key] = struct.unpack(f"<{(end - begin) // 8}d", data[begin:end])
    return arrays


def n(key):
    return notation(START[key])


NET = f'''NetGraph[<|
  "hidden" -> NetChain[{{
    LinearLayer[2, "Weights" -> NetArray[<|"Name" -> "s", "Array" -> {n("@s")}|>], "Biases" -> {n("hidden.1.Biases")}], Tanh,
    LinearLayer[2, "Weights" -> NetArray["s"], "Biases" -> {n("hidden.3.Biases")}], Tanh}}],
  "a" -> LinearLayer[1, "Weights" -> {n("a.Weights")}, "Biases" -> None],
  "b" -> NetChain[{{LinearLayer[3, "Weights" -> {n("b.1.Weights")}, "Biases" -> {n("b.1.Biases")}], SoftmaxLayer[]}}]|>,
  {{"hidden" -> "a" -> NetPort["A"], "hidden" -> "b" -> NetPort["B"], "hidden" -> NetPort["K"]}}, "Input" -> 2]
'''
LOSSES = ["A -> MeanSquaredLossLayer[] -> Scaled[2]", 'B -> CrossEntropyLossLayer["Index"] -> Scaled[-0.25]',
          "K -> Scaled[-0.75]"]


def train(*more):
    command = ["netc", "train", "net.net", "--data", f"Input={notation(INPUTS)}", "--data", f"A={notation(A)}",
               "--data", f"B={notation(B)}", "--method", '{SGD, "Momentum" -> 0}', "--schedule", "Constant",
               "--learning-rate", str(RATE), "--batch-size", "3", "--rounds", "1", "--precision", "Real64",
               "-q", "-o", "trained.safetensors"]
    for loss in LOSSES:
        command += ["--loss", loss]
    subprocess.run(command + list(more), check=True)
    return read_safetensors("trained.safetensors")


with open("net.net", "w", encoding="utf-8") as file:
    file.write(NET)
trained = train()
expected = differences(START)
assert trained.keys() == expected.keys(), (trained.keys(), expected.keys())
count = 0
for key, gradient in expected.items():
    for old, new, numeric in zip(flat(START[key]), trained[key], gradient):
        analytic = (old - new) / RATE
        if not abs(analytic - numeric) <= 1e-8 * max(1, abs(numeric)):
            raise SystemExit(f"{key}: the step has {analytic}, a difference {numeric}")
        count += 1
print(f"{count} numbers agree")
