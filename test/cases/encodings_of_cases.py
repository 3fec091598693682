"""The encodings of case files: `$hash`, `$formula`, `$image`, … to plain data,
and plain data to the notation and to safetensors."""

import json
import math
import struct

MASK = 0xFFFFFFFF


def hash32(x):
    """The 32-bit mixer that fills `$hash` arrays."""
    x &= MASK
    x = ((x >> 16) ^ x) * 0x45D9F3B & MASK
    x = ((x >> 16) ^ x) * 0x45D9F3B & MASK
    return (x >> 16) ^ x


def product(dims):
    return math.prod(dims)


def nest(flat, dims):
    """Row-major nested lists of shape dims."""
    if not dims:
        return flat[0]
    step = len(flat) // dims[0] if dims[0] else 0
    return [nest(flat[i * step : (i + 1) * step], dims[1:]) for i in range(dims[0])]


def shape_of(data):
    dims = []
    while isinstance(data, list):
        dims.append(len(data))
        data = data[0] if data else 0
    return dims


def flatten(data):
    if not isinstance(data, list):
        return [data]
    return [leaf for item in data for leaf in flatten(item)]


def hash_array(spec, dims):
    amplitude, seed = spec["amplitude"], spec["seed"]
    count = product(dims)
    return [amplitude * (2 * hash32(k + seed) / 2**32 - 1) for k in range(count)]


def formula_array(spec):
    """`value` over 0-based i (row) and j (column) of the last two dimensions."""
    dims = spec["dims"]
    code = compile(spec["value"], "formula", "eval")
    rows, columns = dims[-2], dims[-1]
    plane = [
        eval(code, {"sin": math.sin, "cos": math.cos, "exp": math.exp}, {"i": i, "j": j})
        for i in range(rows)
        for j in range(columns)
    ]
    return nest(plane * product(dims[:-2]), dims)


def real_text(x):
    """A real in the notation, round trip."""
    if math.isinf(x):
        return "Infinity" if x > 0 else "-Infinity"
    if math.isnan(x):
        return "Indeterminate"
    text = repr(float(x))
    mantissa, _, exponent = text.partition("e")
    if "." not in mantissa:
        mantissa += "."
    return mantissa if not exponent else f"{mantissa}*^{int(exponent)}"


def to_notation(value):
    """Python data of a case file as text of the notation."""
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return real_text(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if value is None:
        return "None"
    if isinstance(value, list):
        return "{" + ", ".join(map(to_notation, value)) + "}"
    return encoded_to_notation(value)


def encoded_to_notation(value):
    if "$sym" in value:
        return value["$sym"]
    if "$batch" in value:
        return to_notation(value["$batch"])
    if "$formula" in value:
        return to_notation(formula_array(value["$formula"]))
    if "$numericarray" in value:
        array = value["$numericarray"]
        return f'NumericArray[{to_notation(array["data"])}, "{array["type"]}"]'
    if "$image" in value:
        image = value["$image"]
        return (
            f'Image[{to_notation(image["data"])}, "{image["type"]}", '
            f'ColorSpace -> "{image["colorspace"]}"]'
        )
    if "$assoc" in value:
        return association(value["$assoc"])
    return association(value.items())


def association(pairs):
    rules = (f"{key_text(key)} -> {to_notation(item)}" for key, item in pairs)
    return "<|" + ", ".join(rules) + "|>"


def key_text(key):
    """Keys that are expressions (`NetPortGradient["Output"]`) stay as written."""
    if isinstance(key, str) and "[" not in key:
        return json.dumps(key, ensure_ascii=False)
    return to_notation(key) if not isinstance(key, str) else key


def array_key(position):
    """`{"lenet", 1, "Weights"}` of a case file as a weights-file key."""
    parts = position.strip().strip("{}").split(",")
    keys = []
    for part in (p.strip() for p in parts):
        if part.startswith('"'):
            name = json.loads(part)
            keys.append(f'"{name}"' if name.isdigit() else name.replace("\\", "\\\\").replace(".", "\\."))
        else:
            keys.append(part)
    return ".".join(keys)


def write_safetensors(path, arrays):
    """arrays: {key: (dims, flat list of floats)}; stored as F64 so that nothing
    of the case's numbers is lost."""
    header, offset = {}, 0
    for key, (dims, flat) in arrays.items():
        end = offset + 8 * len(flat)
        header[key] = {"dtype": "F64", "shape": dims, "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for _, flat in arrays.values():
            file.write(struct.pack(f"<{len(flat)}d", *flat))


def read_safetensors(data):
    """{key: flat list of floats} of a file's bytes."""
    (size,) = struct.unpack_from("<Q", data)
    arrays = {}
    for key, entry in json.loads(data[8 : 8 + size]).items():
        if key == "__metadata__":
            continue
        begin, end = (8 + size + offset for offset in entry["data_offsets"])
        code = {"F32": "f", "F64": "d"}[entry["dtype"]]
        arrays[key] = [x for (x,) in struct.iter_unpack("<" + code, data[begin:end])]
    return arrays
