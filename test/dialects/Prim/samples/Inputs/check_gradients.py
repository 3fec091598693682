"""check_gradients.py - runs sample functions and compares their gradients.

usage: check_gradients.py SAMPLES.mlir SAMPLES.so

The text gives the types and input ranges of the functions, the library their
code. A sample @f has a gradient @f_gradient of the same inputs and the adjoint
of the result; both are compared on inputs from a fixed sequence.
"""

import ctypes
import math
import random
import re
import sys

BATCH = 3  # what an open size becomes
CTYPES = {"f64": ctypes.c_double, "f32": ctypes.c_float, "i64": ctypes.c_int64,
          "i1": ctypes.c_int8, "i32": ctypes.c_int32}


class Frame(ctypes.Structure):
    _fields_ = [("inputs", ctypes.c_void_p), ("outputs", ctypes.c_void_p),
                ("arrays", ctypes.c_void_p), ("arena", ctypes.c_void_p),
                ("batch", ctypes.c_int64), ("context", ctypes.c_void_p)]


def parse_type(text):
    *dims, element = text.split("x")
    count = 1
    for dim in dims:
        count *= BATCH if dim == "?" else int(dim)
    return count, element


def parse_functions(text):
    """name -> (arguments as (count, element, low, high), result types)"""
    functions = {}
    for line in re.findall(r"func\.func @.*", text):
        name = re.search(r"@(\w+)", line)[1]
        head, tail = line.split(") -> ", 1)
        arguments = []
        for part in re.findall(r"%\w+: tensor<([^>]*)>( \{[^}]*\})?", head):
            low = re.search(r"netc\.low = (-?[\d.e+-]+)", part[1])
            high = re.search(r"netc\.high = (-?[\d.e+-]+)", part[1])
            arguments.append((*parse_type(part[0]),
                              float(low[1]) if low else None,
                              float(high[1]) if high else None))
        results = [parse_type(t) for t in
                   re.findall(r"tensor<([^>]*)>", tail.split(" attributes")[0])]
        functions[name] = (arguments, results)
    return functions


def array_of(element, values):
    return (CTYPES[element] * max(len(values), 1))(*values)


def pointers(arrays):
    return (ctypes.c_void_p * len(arrays))(
        *[ctypes.addressof(array) for array in arrays])


class Runner:
    def __init__(self, path):
        self.library = ctypes.CDLL(path)
        # Whatever was not written before it is read shows up as NaN.
        self.arena = (ctypes.c_double * (1 << 20))(*([math.nan] * (1 << 20)))

    def run(self, name, inputs, results):
        outputs = [array_of(element, [0] * count) for count, element in results]
        inputs_table, outputs_table = pointers(inputs), pointers(outputs)
        base = ctypes.addressof(self.arena)
        frame = Frame(ctypes.addressof(inputs_table),
                      ctypes.addressof(outputs_table), 0, (base + 63) & ~63,
                      BATCH, 0)
        getattr(self.library, name)(ctypes.byref(frame))
        return [list(output)[:count]
                for output, (count, _) in zip(outputs, results)]


def sample_inputs(arguments, seed):
    source = random.Random(seed)
    arrays = []
    for count, element, low, high in arguments:
        if element == "i64":
            values = [source.randint(int(low), int(high)) for _ in range(count)]
        else:
            values = [source.uniform(low, high) for _ in range(count)]
        arrays.append(array_of(element, values))
    return arrays


def check(runner, functions, name):
    arguments, results = functions[name]
    inputs = sample_inputs(arguments, name)
    (value,) = runner.run(name, inputs, results)
    if not all(map(math.isfinite, value)):
        return "result is not finite"
    if name + "_gradient" not in functions:
        return None
    count, element = results[0]
    source = random.Random(name + "adjoint")
    adjoint = [source.uniform(-1, 1) for _ in range(count)]
    gradient_results = functions[name + "_gradient"][1]
    gradients = runner.run(name + "_gradient",
                           inputs + [array_of(element, adjoint)],
                           gradient_results)
    real = [array for array, kind in zip(inputs, arguments) if kind[1] == "f64"]
    tolerance = 1e-6 if element == "f64" else 1e-2
    step = 1e-6 if element == "f64" else 1e-3
    for which, (array, gradient) in enumerate(zip(real, gradients)):
        for k in range(len(gradient)):
            def objective(shift):
                old = array[k]
                array[k] = old + shift
                (y,) = runner.run(name, inputs, results)
                array[k] = old
                return sum(a * b for a, b in zip(adjoint, y))
            numeric = (objective(step) - objective(-step)) / (2 * step)
            if not abs(gradient[k] - numeric) <= tolerance * max(1, abs(numeric)):
                return (f"gradient {gradient[k]} of element {k} of input "
                        f"{which} should be {numeric}")
    return None


def main():
    with open(sys.argv[1]) as file:
        functions = parse_functions(file.read())
    runner = Runner(sys.argv[2])
    samples = [name for name in functions if not name.endswith("_gradient")]
    failures = 0
    for name in samples:
        problem = check(runner, functions, name)
        if problem:
            failures += 1
            print(f"FAIL {name}: {problem}")
    if not failures:
        print(f"{len(samples)} samples are right")


main()
