"""npz.py write FILE METHOD KEY=TYPE:SHAPE:VALUES... - makes an archive as NumPy does.
npz.py show FILE - prints its arrays; checks what NumPy relies on.

Python's own zipfile stands for NumPy's reader, which is built on it."""

import ast
import io
import struct
import sys
import zipfile

CODES = {"<f4": "<f", "<f8": "<d", "<i8": "<q", "|u1": "<B"}


def npy(kind, shape, values):
    header = repr({"descr": kind, "fortran_order": False, "shape": shape})
    header += " " * (-(11 + len(header)) % 64) + "\n"
    out = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode()
    return out + b"".join(struct.pack(CODES[kind], value) for value in values)


def write(path, method, *entries):
    compression = {"stored": zipfile.ZIP_STORED, "deflated": zipfile.ZIP_DEFLATED,
                   "bzip2": zipfile.ZIP_BZIP2}[method]
    with zipfile.ZipFile(path, "w", compression) as archive:
        for entry in entries:
            key, _, rest = entry.partition("=")
            kind, shape, values = rest.split(":")
            shape = tuple(int(n) for n in shape.split("x") if n)
            values = [ast.literal_eval(v) for v in values.split(",")]
            # numpy.savez writes its members as streams with zip64 headers.
            with archive.open(key + ".npy", "w", force_zip64=True) as member:
                member.write(npy(kind, shape, values))


def show(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for info in archive.infolist():
            data = io.BytesIO(archive.read(info))
            assert data.read(8) == b"\x93NUMPY\x01\x00"
            (length,) = struct.unpack("<H", data.read(2))
            assert (10 + length) % 64 == 0
            header = ast.literal_eval(data.read(length).decode())
            code = CODES[header["descr"]]
            values = [v for (v,) in struct.iter_unpack(code, data.read())]
            print(info.filename, header["descr"], header["shape"], values)


{"write": write, "show": show}[sys.argv[1]](*sys.argv[2:])
