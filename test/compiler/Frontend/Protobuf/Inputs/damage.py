"""damage.py STEM - writes nets in protobuf's wire format that must be refused, and
reads every cut of a good one: none may end in anything but a message."""

import subprocess
import sys


def field(number, data):
    size, length = len(data), b""
    while size >= 128:
        length += bytes([size & 127 | 128])
        size >>= 7
    return bytes([number << 3 | 2]) + length + bytes([size]) + data


def layer(kind, *parts):
    return field(1, kind) + b"".join(parts)


def net(content):
    return b"\x08\x01" + field(2, content)


def nested(levels):
    content = layer(b"SoftmaxLayer")
    for _ in range(levels):
        content = layer(b"NetChain", field(5, content))
    return net(content)


def write(name, data):
    with open(f"{sys.argv[1]}.{name}.netpb", "wb") as file:
        file.write(data)
    return file.name


def read(path):
    command = ["net-translate", path, "--net-proto-to-mlir"]
    return subprocess.run(command, capture_output=True).returncode


wrong = field(3, b"\x22\x03ten")  # arguments { text: "ten" }
write("field", net(layer(b"NetChain", field(5, layer(b"LinearLayer", wrong)))))
write("empty", b"")
write("latin1", net(layer(b"SoftmaxLayer\xe9")))
write("deep", nested(700))
write("deeper", nested(5000))

good = net(layer(b"NetChain", field(5, layer(b"SoftmaxLayer"))))
assert read(write("good", good)) == 0
for size in range(0, len(good), 3):
    assert read(write("cut", good[:size])) == 1, size
for place in range(0, len(good), 5):
    damaged = good[:place] + bytes([good[place] ^ 0x5A]) + good[place + 1 :]
    assert read(write("damaged", damaged)) in (0, 1), place
