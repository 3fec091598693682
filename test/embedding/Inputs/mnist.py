"""LeNet on the 10,000 test images against the reference results. Says so and passes
where the data is not there: it is not part of this tree."""

import gzip
import json
import os
import shutil
import subprocess
import sys

source, build, work = sys.argv[1:4]
shared = os.path.join(source, "..", "shared", "data")
images = os.path.join(shared, "mnist", "t10k-images-idx3-ubyte.gz")
if not os.path.exists(images):
    print("the MNIST test set is not beside the tree; nothing checked")
    sys.exit(0)
shutil.rmtree(work, ignore_errors=True)
os.makedirs(work)
example = os.path.join(source, "examples", "lenet")
weights = ["--weights", os.path.join(example, "lenet.safetensors")]


def netc(*arguments):
    return subprocess.run([os.path.join(build, "bin", "netc"), *arguments], check=True,
                          stdout=subprocess.PIPE, text=True).stdout


library, binary = os.path.join(work, "lenet.so"), os.path.join(work, "lenet.netpb")
spec = os.path.join(example, "lenet.net")
netc("compile", spec, *weights, "-o", library)
netc("convert", spec, "-o", binary)
with gzip.open(os.path.join(shared, "mnist", "t10k-labels-idx1-ubyte.gz")) as file:
    labels = list(file.read()[8:])
with open(os.path.join(shared, "lenet", "expected.json"), encoding="utf-8") as file:
    expected = json.load(file)
for way in ([library], [spec, *weights], [binary, *weights]):
    decisions = json.loads(netc("run", *way, "--input", images, "--json"))
    right = sum(a == b for a, b in zip(decisions, labels, strict=True))
    assert right == expected["test_correct"], (way, right)
    rows = json.loads(netc("run", *way, "--input", images + "[0:100]", "--request", "None",
                           "--json"))
    worst = max(abs(a - b) for row, wanted in zip(rows, expected["probabilities_first_100"],
                                                  strict=True)
                for a, b in zip(row, wanted, strict=True))
    assert worst <= 1e-5, (way, worst)
    print(f"{way[0]}: {right} of {len(labels)} right, probabilities within {worst:.1e}")
