"""Gradients of LeNet's loss over eight test images against the reference. Says so and
passes where the data is not there: it is not part of this tree."""

import gzip
import json
import math
import os
import shutil
import struct
import subprocess
import sys

source, build, work = sys.argv[1:4]
shared = os.path.join(source, "..", "shared", "data")
if not os.path.exists(os.path.join(shared, "lenet", "gradients.safetensors")):
    print("LeNet's reference gradients are not beside the tree; nothing checked")
    sys.exit(0)
shutil.rmtree(work, ignore_errors=True)
os.makedirs(work)


def arrays_of(path):
    """{key: (shape, numbers)} of a safetensors file."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    formats = {"F32": "f", "F64": "d", "I64": "q"}
    arrays = {}
    for key, entry in header.items():
        if key == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        code = formats[entry["dtype"]]
        count = (end - begin) // struct.calcsize(code)
        arrays[key] = entry["shape"], struct.unpack(f"<{count}{code}", data[begin:end])
    return arrays


def write_arrays(path, arrays):
    header, blob = {}, b""
    for key, (shape, numbers) in arrays.items():
        bytes_ = struct.pack(f"<{len(numbers)}d", *numbers)
        header[key] = {"dtype": "F64", "shape": shape,
                       "data_offsets": [len(blob), len(blob) + len(bytes_)]}
        blob += bytes_
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + blob)


def rows(name, begin, row):
    with gzip.open(os.path.join(shared, "mnist", name)) as file:
        return file.read()[begin:begin + 8 * row]


# The net alone, behind it the loss; pixels enter as byte/255.
with open(os.path.join(shared, "lenet", "lenet.net"), encoding="utf-8") as file:
    layers = file.read()
layers = layers[:layers.index("\"Input\"")].rstrip().rstrip(",") + ", \"Input\" -> {1, 28, 28}]"
spec = os.path.join(work, "loss.net")
with open(spec, "w", encoding="utf-8") as file:
    file.write(f"NetGraph[<|\"lenet\" -> {layers}, \"loss\" -> CrossEntropyLossLayer[\"Index\"]|>, "
               "{NetPort[\"Input\"] -> \"lenet\" -> NetPort[\"loss\", \"Input\"], "
               "NetPort[\"Target\"] -> NetPort[\"loss\", \"Target\"]}]\n")
pixels = rows("t10k-images-idx3-ubyte.gz", 16, 784)
labels = rows("t10k-labels-idx1-ubyte.gz", 8, 1)
images = os.path.join(work, "images.safetensors")
write_arrays(images, {"Input": ([8, 1, 28, 28], [byte / 255 for byte in pixels])})
target = "{" + ", ".join(str(label + 1) for label in labels) + "}"


def norm(numbers):
    return math.sqrt(math.fsum(x * x for x in numbers))


def check(weights, reference, precision, bound):
    nested = os.path.join(work, "weights.safetensors")
    write_arrays(nested, {f"lenet.{key}": value
                          for key, value in arrays_of(os.path.join(shared, "lenet", weights)).items()})
    out = os.path.join(work, "gradients.safetensors")
    subprocess.run([os.path.join(build, "bin", "netc"), "gradient", spec, "--weights", nested,
                    "--input", f"Input={images}", "--input", f"Target={target}", "--precision",
                    precision, "--output", out], check=True)
    actual = {key.removeprefix("lenet."): value for key, value in arrays_of(out).items()}
    expected = arrays_of(os.path.join(shared, "lenet", reference))
    expected = {key.removeprefix("lenet."): value for key, value in expected.items()}
    assert set(actual) == set(expected), (sorted(actual), sorted(expected))
    worst = 0.0
    for key, (shape, numbers) in expected.items():
        assert math.prod(actual[key][0]) == math.prod(shape), (key, actual[key][0], shape)
        error = norm(a - e for a, e in zip(actual[key][1], numbers, strict=True)) / norm(numbers)
        assert error <= bound, (reference, precision, key, error)
        worst = max(worst, error)
    print(f"{reference} in {precision}: within {worst:.1e} of each array's norm")


check("initial.safetensors", "initial-gradients.safetensors", "Real32", 1e-4)
check("initial.safetensors", "initial-gradients.safetensors", "Real64", 1e-9)
check("lenet.safetensors", "gradients.safetensors", "Real64", 1e-6)
