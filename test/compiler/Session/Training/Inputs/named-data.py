"""Writes tiny files in the formats of MNIST and CIFAR-10."""

import gzip
import os
import struct
import sys

folder = sys.argv[1]
os.makedirs(os.path.join(folder, "MNIST"), exist_ok=True)


def write_idx(name, shape, data):
    with gzip.open(os.path.join(folder, "MNIST", name + ".gz"), "wb") as file:
        file.write(struct.pack(f">I{len(shape)}I", 0x800 + len(shape), *shape) + bytes(data))


for part, labels in (("train", [3, 7, 3, 7, 3, 7]), ("t10k", [7, 3, 7])):
    pixels = [value for label in labels for value in [255 if label == 7 else 10] * 784]
    write_idx(part + "-images-idx3-ubyte", [len(labels), 28, 28], pixels)
    write_idx(part + "-labels-idx1-ubyte", [len(labels)], labels)
for i in range(1, 6):
    with open(os.path.join(folder, f"data_batch_{i}.bin"), "wb") as file:
        for label in (i, 0):
            file.write(bytes([label]) + bytes([label * 20]) * 3072)
