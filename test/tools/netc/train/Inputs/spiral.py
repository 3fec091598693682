"""Writes points on two spirals, and which: spiral.npy and arm.npy; and a net for them."""

import math
import struct
import sys


def npy(path, descr, shape, data):
    header = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}"
    header += " " * (63 - (10 + len(header)) % 64) + "\n"
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + data)


COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 200
points, arms = [], []
for i in range(COUNT):
    arm, turn = i % 2, 0.5 + 5 * (i // 2) / (COUNT / 2)
    angle = turn + math.pi * arm
    points += [turn / 5 * math.cos(angle), turn / 5 * math.sin(angle)]
    arms.append(1 + arm)
npy("spiral.npy", "<f4", f"({COUNT}, 2)", struct.pack(f"<{2 * COUNT}f", *points))
npy("arm.npy", "<i8", f"({COUNT},)", struct.pack(f"<{COUNT}q", *arms))
with open("spiral.net", "w", encoding="utf-8") as file:
    file.write('NetChain[{24, Tanh, 24, Tanh, 2, SoftmaxLayer[]}, "Input" -> 2,\n'
               '  "Output" -> NetDecoder[{"Class", {1, 2}}]]\n')
