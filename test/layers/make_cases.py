# make_cases.py - makes cases.json: layers applied to numbers, and what must come out.
#
#   python3 make_cases.py > cases.json
#
# The cases have the form of the seed cases: a net as text, weights by position, inputs
# and the expected value or error. Values come from reference.py.

import json
import math

import reference as r

cases = []


def greatest(value):
    """The greatest magnitude in a number or nested lists."""
    if isinstance(value, list):
        return max(map(greatest, value), default=0)
    finite = isinstance(value, (int, float)) and math.isfinite(value)
    return abs(value) if finite else 0


def add(name, spec, inputs, value, weights=None, tolerance=1e-5, options=None):
    # Relative to the result: 1e-5 is what Real32 is to hold.
    tolerance *= max(1, greatest(value))
    cases.append({"name": name, "spec": spec, "weights": weights, "inputs": inputs,
                  "options": options or {}, "expected": {"value": value},
                  "tolerance": tolerance})


def refuse(name, spec, error, *contains, inputs=None):
    cases.append({"name": name, "spec": spec, "weights": None, "inputs": inputs,
                  "options": {},
                  "expected": {"error": error, "message_contains": list(contains)},
                  "tolerance": None})


def numbers(shape, seed, amplitude=1.0):
    """Numbers with few digits that look random."""
    state = [seed * 7919 + 12345]

    def next_number(_):
        state[0] = (state[0] * 1103515245 + 12345) % 2**31
        return round(amplitude * (state[0] / 2**30 - 1), 3)

    return r.build(shape, next_number)


def notation(array):
    if isinstance(array, list):
        return "{" + ", ".join(map(notation, array)) + "}"
    return str(array)


def arrays(weights, biases=None):
    result = {'"Weights"': weights}
    if biases is not None:
        result['"Biases"'] = biases
    return result


# ElementwiseLayer

GRID = [-2.0, -0.5, 0.0, 0.5, 2.0]
INSIDE = [-0.9, -0.3, 0.0, 0.25, 0.8]
POSITIVE = [0.1, 0.5, 1.0, 2.5, 7.0]
OUTSIDE = [-5.0, -1.5, 1.25, 3.0, 10.0]

NAMED = {
    "ReLU": lambda x: max(x, 0),
    "RectifiedLinearUnit": lambda x: max(x, 0),
    "ELU": lambda x: x if x >= 0 else math.expm1(x),
    "ExponentialLinearUnit": lambda x: x if x >= 0 else math.expm1(x),
    "SELU": lambda x: 1.0507009873554805 * x if x >= 0
    else 1.7580993408473766 * math.expm1(x),
    "ScaledExponentialLinearUnit": lambda x: 1.0507009873554805 * x if x >= 0
    else 1.7580993408473766 * math.expm1(x),
    "GELU": lambda x: 0.5 * x * (1 + math.erf(x / math.sqrt(2))),
    "GaussianErrorLinearUnit": lambda x: 0.5 * x * (1 + math.erf(x / math.sqrt(2))),
    "Swish": lambda x: x * r.logistic(x),
    "HardSwish": lambda x: x * min(max(x + 3, 0), 6) / 6,
    "Mish": lambda x: x * math.tanh(r.soft_plus(x)),
    "SoftSign": lambda x: x / (1 + abs(x)),
    "SoftPlus": r.soft_plus,
    "SoftReLU": r.soft_plus,
    "HardTanh": lambda x: r.clip(x, -1, 1),
    "HardSigmoid": lambda x: r.clip((x + 1) / 2, 0, 1),
    "Sigmoid": r.logistic,
}

SYMBOLS = {
    "Ramp": (GRID, lambda x: max(x, 0)),
    "LogisticSigmoid": (GRID, r.logistic),
    "Tan": (GRID, math.tan),
    "Tanh": (GRID, math.tanh),
    "ArcTan": (GRID, math.atan),
    "ArcTanh": (INSIDE, math.atanh),
    "Sin": (GRID, math.sin),
    "Sinh": (GRID, math.sinh),
    "ArcSin": (INSIDE, math.asin),
    "ArcSinh": (GRID, math.asinh),
    "Cos": (GRID, math.cos),
    "Cosh": (GRID, math.cosh),
    "ArcCos": (INSIDE, math.acos),
    "ArcCosh": ([1.0, 1.5, 4.0], math.acosh),
    "Cot": (POSITIVE, lambda x: 1 / math.tan(x)),
    "Coth": (OUTSIDE, lambda x: 1 / math.tanh(x)),
    "ArcCot": (GRID, lambda x: math.atan(1 / x) if x else math.pi / 2),
    "ArcCoth": (OUTSIDE, lambda x: math.atanh(1 / x)),
    "Csc": (POSITIVE, lambda x: 1 / math.sin(x)),
    "Csch": (OUTSIDE, lambda x: 1 / math.sinh(x)),
    "ArcCsc": (OUTSIDE, lambda x: math.asin(1 / x)),
    "ArcCsch": (OUTSIDE, lambda x: math.asinh(1 / x)),
    "Sec": (GRID, lambda x: 1 / math.cos(x)),
    "Sech": (GRID, lambda x: 1 / math.cosh(x)),
    "ArcSec": (OUTSIDE, lambda x: math.acos(1 / x)),
    "ArcSech": ([0.1, 0.5, 0.9], lambda x: math.acosh(1 / x)),
    "Haversine": (GRID, lambda x: (1 - math.cos(x)) / 2),
    "InverseHaversine": ([0.0, 0.1, 0.5, 0.9], lambda x: 2 * math.asin(math.sqrt(x))),
    "Gudermannian": (GRID, lambda x: 2 * math.atan(math.tanh(x / 2))),
    "InverseGudermannian": (INSIDE, lambda x: 2 * math.atanh(math.tan(x / 2))),
    "Log": (POSITIVE, math.log),
    "Exp": (GRID, math.exp),
    "Sqrt": (POSITIVE, math.sqrt),
    "CubeRoot": (GRID, lambda x: math.copysign(abs(x) ** (1 / 3), x)),
    "Abs": (GRID, abs),
    "Gamma": ([-1.5, 0.5, 1.0, 4.0], math.gamma),
    "LogGamma": (POSITIVE, math.lgamma),
    "Erf": (GRID, math.erf),
    "InverseErf": (INSIDE, lambda y: r.inverse(math.erf, -6, 6, y)),
    "Erfc": (GRID, math.erfc),
    "InverseErfc": ([0.001, 0.2, 1.0, 1.9], lambda y: r.inverse(math.erfc, -6, 6, y)),
    "Round": ([-2.5, -1.5, -0.4, 0.5, 1.5, 2.6], r.round_half_even),
    "Floor": (GRID, math.floor),
    "Ceiling": (GRID, math.ceil),
    "Sign": (GRID, r.sign),
    "FractionalPart": ([-2.75, -0.5, 1.25], lambda x: x - math.trunc(x)),
    "IntegerPart": ([-2.75, -0.5, 1.25], math.trunc),
    "Unitize": (GRID, lambda x: float(x != 0)),
    "KroneckerDelta": (GRID, lambda x: float(x == 0)),
    "Identity": (GRID, lambda x: x),
}

PURE = {
    "(#^2 + 1) &": lambda x: x * x + 1,
    "Exp[-#^2] &": lambda x: math.exp(-x * x),
    "Clip[#, {-2.3, 0.5}] &": lambda x: r.clip(x, -2.3, 0.5),
    "Clip[#] &": lambda x: r.clip(x, -1, 1),
    "Clip[#, {-1, 1}, {-7, 9}] &": lambda x: -7 if x < -1 else 9 if x > 1 else x,
    "If[# > 0, #, 0.01 #] &": lambda x: x if x > 0 else 0.01 * x,
    "Function[x, x Tanh[x]]": lambda x: x * math.tanh(x),
    "Function[{x}, x - x^3/6]": lambda x: x - x**3 / 6,
    "Sin @* Cos": lambda x: math.sin(math.cos(x)),
    "Sin /* Cos": lambda x: math.cos(math.sin(x)),
    "(#^3 - 2 # + 1/3 &) @* Exp": lambda x: math.exp(x) ** 3 - 2 * math.exp(x) + 1 / 3,
    "Which[# < -1, -1, # < 1, #^3, True, 1] &":
        lambda x: -1 if x < -1 else x**3 if x < 1 else 1,
    "Piecewise[{{#^2, # < 0}, {Sqrt[#], # < 1}}, 5] &":
        lambda x: x * x if x < 0 else math.sqrt(x) if x < 1 else 5,
    "Boole[-1 < # <= 0.5] &": lambda x: float(-1 < x <= 0.5),
    "If[# < 0 || ! (# < 1), 1, 2] &": lambda x: 1 if x < 0 or x >= 1 else 2,
    "If[Positive[#] && Unequal[#, 2], 3, #] &": lambda x: 3 if x > 0 and x != 2 else x,
    "If[PossibleZeroQ[#], 7, 1/#] &": lambda x: 1 / x if x else 7,
    "Mod[#, 0.75] &": lambda x: r.modulo(x, 0.75),
    "Mod[#, -1.5] &": lambda x: r.modulo(x, -1.5),
    "Threshold[#, 0.5] &": lambda x: 0 if abs(x) <= 0.5 else x,
    "Chop[#, 0.5] &": lambda x: 0 if abs(x) < 0.5 else x,
    "Surd[#, 5] &": lambda x: math.copysign(abs(x) ** 0.2, x),
    "ArcTan[#, 1] &": lambda x: math.atan2(1, x),
    "Erf[#, 1] &": lambda x: math.erf(1) - math.erf(x),
    "Log[2, #^2 + 1] &": lambda x: math.log2(x * x + 1),
    "Log[1 + Exp[#]] &": r.soft_plus,
    "Max[#, 2 #, -1] &": lambda x: max(x, 2 * x, -1),
    "Min[#, #^2, 1] &": lambda x: min(x, x * x, 1),
    "2^# &": lambda x: 2**x,
    "#^-2 + 0 # &": None,
    "(# + 3)^5/100 &": lambda x: (x + 3) ** 5 / 100,
    "(# + 3)^-0.5 &": lambda x: (x + 3) ** -0.5,
    "\"ELU\"[2 #] + \"Swish\"[#] &":
        lambda x: NAMED["ELU"](2 * x) + NAMED["Swish"](x),
    "Pi # - E + 30 Degree &": lambda x: math.pi * x - math.e + math.pi / 6,
    "Haversine[#/2] &": lambda x: (1 - math.cos(x / 2)) / 2,
}


def elementwise():
    for name, function in NAMED.items():
        add(f"elementwise-{name}", f'ElementwiseLayer["{name}"]', GRID,
            r.apply(function, GRID))
    for name, (grid, function) in SYMBOLS.items():
        add(f"elementwise-{name}", f"ElementwiseLayer[{name}]", grid,
            r.apply(function, grid))
    for number, (text, function) in enumerate(PURE.items(), 1):
        grid = [-2.0, 0.5, 4.0] if function is None else GRID
        function = function or (lambda x: x**-2)
        add(f"elementwise-pure-{number}", f"ElementwiseLayer[{text}]", grid,
            r.apply(function, grid))
    steep = [-800.0, -90.0, 90.0, 800.0]
    for name in ("SoftPlus", "Mish", "Sigmoid", "ELU", "SELU", "Swish"):
        add(f"elementwise-{name}-steep", f'ElementwiseLayer["{name}"]', steep,
            r.apply(NAMED[name], steep))
    for name in ("GELU", "Mish", "SoftPlus"):
        add(f"elementwise-{name}-real64", f'ElementwiseLayer["{name}"]', GRID,
            r.apply(NAMED[name], GRID), tolerance=1e-13,
            options={"WorkingPrecision": "Real64"})
    add("elementwise-InverseErf-real64", "ElementwiseLayer[InverseErf]", INSIDE,
        r.apply(SYMBOLS["InverseErf"][1], INSIDE), tolerance=1e-13,
        options={"WorkingPrecision": "Real64"})
    matrix = numbers([4, 3], 1, 3)
    add("elementwise-matrix", 'ElementwiseLayer[Tanh, "Input" -> {4, 3}]', matrix,
        r.apply(math.tanh, matrix))
    add("elementwise-scalar", 'ElementwiseLayer[Exp, "Input" -> "Real"]', 1.5,
        math.exp(1.5))
    add("elementwise-batch", 'ElementwiseLayer[Sin, "Input" -> 3]', numbers([5, 3], 2),
        r.apply(math.sin, numbers([5, 3], 2)))
    integers = '"Input" -> {5, "Integer"}'
    add("elementwise-integer-ramp", f"ElementwiseLayer[Ramp, {integers}]",
        [-3, -1, 0, 2, 7], [0, 0, 0, 2, 7], tolerance=0)
    add("elementwise-integer-polynomial", f"ElementwiseLayer[#^3 - 2 # &, {integers}]",
        [-3, -1, 0, 2, 7], [-21, 1, 0, 4, 329], tolerance=0)
    add("elementwise-integer-mod", f"ElementwiseLayer[Mod[#, 3] &, {integers}]",
        [-3, -1, 0, 2, 7], [0, 2, 0, 2, 1], tolerance=0)
    add("elementwise-integer-to-real", f"ElementwiseLayer[#/2 &, {integers}]",
        [-3, -1, 0, 2, 7], [-1.5, -0.5, 0, 1, 3.5])


def wrong_functions():
    for name, hint in (("ReLU6", "Clip[#, {0, 6}] &"),
                       ("LeakyReLU", "If[# > 0, #, 0.01 #] &"),
                       ("Softmax", "SoftmaxLayer"), ("Tanh", "without quotes"),
                       ("Geluu", "GELU")):
        refuse(f"elementwise-name-{name}", f'ElementwiseLayer["{name}"]',
               "unknown-function", "symbolically evaluated", name, hint)
    for number, (text, part) in enumerate({
            "Tann": "Tan", "3. &": "always", "# - # &": "always", "# + #2 &": "#2",
            "Sin[#, 2] &": "Sin", "Zeta[#] &": "Zeta", "# > 0 &": "Boole",
            "If[#, 1, 2] &": "condition", "Power": "Power", "y + # &": "y",
            "If[# > 0, #] &": "If", "Max[# > 0, 1] &": "number",
            "Sin + # &": "Sin[#]"}.items(), 1):
        refuse(f"elementwise-wrong-{number}", f"ElementwiseLayer[{text}]",
               "unknown-function", part)


# ThreadingLayer, TotalLayer, CatenateLayer, DotLayer


def several_inputs():
    def inputs(*values):
        return {f"Input{i}": value for i, value in enumerate(values, 1)}

    matrix, row = [[1, 2], [3, 4]], [10, 20]
    add("threading-plus", "ThreadingLayer[Plus]", inputs([1, 2], [10, 20]), [11, 22])
    add("threading-slots", "ThreadingLayer[#1 + #2^#1 &]", inputs([1, 2], [3, 4]),
        [4, 18])
    add("threading-parameters", "ThreadingLayer[Function[{a, b}, a - 2 b]]",
        inputs([1, 2], [3, 4]), [-5, -6])
    add("threading-named-slots", "ThreadingLayer[#a/#b &]",
        {"a": [1, 2], "b": [4, 5]}, [0.25, 0.4])
    for name, function in (("Subtract", lambda a, b: a - b),
                           ("Divide", lambda a, b: a / b), ("Power", lambda a, b: a**b),
                           ("Times", lambda a, b: a * b), ("Max", max), ("Min", min),
                           ("Mod", r.modulo), ("ArcTan", lambda a, b: math.atan2(b, a)),
                           ("Erf", lambda a, b: math.erf(b) - math.erf(a)),
                           ("Surd", lambda a, b: a ** (1 / b))):
        a, b = [1.5, 2.0, 0.3, 4.0], [3.0, 2.0, 5.0, 1.0]
        add(f"threading-{name}", f"ThreadingLayer[{name}]", inputs(a, b),
            r.apply(function, a, b))
    add("threading-three", "ThreadingLayer[Plus]", inputs([1, 2], [10, 20], [3, 4]),
        [14, 26])
    add("threading-level-1", 'ThreadingLayer[Plus, 1, InputPorts -> {{2, 2}, 2}]',
        inputs(matrix, row), [[11, 22], [13, 24]])
    add("threading-level-minus-1",
        'ThreadingLayer[Plus, -1, InputPorts -> {{2, 2}, 2}]', inputs(matrix, row),
        [[11, 12], [23, 24]])
    add("threading-size-1",
        "ThreadingLayer[Plus, InputPorts -> {{2, 2}, {2, 1}}]",
        inputs(matrix, [[10], [20]]), [[11, 12], [23, 24]])
    cube, plane = numbers([2, 3, 4], 3), numbers([2, 4], 4)
    add("threading-level-2", "ThreadingLayer[Times, 2, InputPorts -> {{2, 3, 4}, {2, 4}}]",
        inputs(cube, plane),
        r.build([2, 3, 4], lambda i: r.at(cube, i) * plane[i[0]][i[2]]))
    add("threading-list",
        "ThreadingLayer[Times, {Automatic, 1}, InputPorts -> {{2, 3, 4}, 4}]",
        inputs(cube, plane[0]),
        r.build([2, 3, 4], lambda i: r.at(cube, i) * plane[0][i[2]]))
    left, right = numbers([3, 1, 2], 5), numbers([1, 4, 2], 6)
    add("threading-outer",
        "ThreadingLayer[Subtract, InputPorts -> {{3, 1, 2}, {1, 4, 2}}]",
        inputs(left, right), r.thread(lambda a, b: a - b, left, right))
    refuse("threading-ranks", "ThreadingLayer[Plus, InputPorts -> {{2, 2}, 2}]",
           "incompatible-rank", "ThreadingLayer")
    refuse("threading-sizes", "ThreadingLayer[Plus, InputPorts -> {{2, 2}, {3, 2}}]",
           "incompatible-dimensions", "ThreadingLayer")
    refuse("threading-none", "ThreadingLayer[Plus, None, InputPorts -> {{2, 2}, {2, 1}}]",
           "incompatible-shapes", "ThreadingLayer")
    refuse("threading-count", "ThreadingLayer[#1 + #2 &, InputPorts -> {2, 2, 2}]",
           "bad-argument", "InputPorts", "ThreadingLayer")

    add("total-three", "TotalLayer[]", inputs([1, 2], [10, 20], [100, 200]), [111, 222])
    add("total-one", "TotalLayer[InputPorts -> {2}]", inputs([1, 2]), [1, 2])
    refuse("total-sizes", "TotalLayer[InputPorts -> {2, 3}]", "incompatible-dimensions",
           "TotalLayer")

    add("catenate-vectors", "CatenateLayer[]", inputs([1, 2], [3, 4, 5]),
        [1, 2, 3, 4, 5])
    add("catenate-rows", "CatenateLayer[1, InputPorts -> {{1, 2}, {1, 2}}]",
        inputs([[1, 2]], [[3, 4]]), [[1, 2], [3, 4]])
    add("catenate-columns", "CatenateLayer[2, InputPorts -> {{1, 2}, {1, 2}}]",
        inputs([[1, 2]], [[3, 4]]), [[1, 2, 3, 4]])
    add("catenate-replicated", "CatenateLayer[InputPorts -> {{2, 2}, 1}]",
        inputs(matrix, [9]), [[1, 2, 9], [3, 4, 9]])
    add("catenate-last", "CatenateLayer[-1, InputPorts -> {{2, 2}, {2, 1}}]",
        inputs(matrix, [[8], [9]]), [[1, 2, 8], [3, 4, 9]])
    parts = [numbers([2, 3, 2], 7), numbers([2, 1, 2], 8), numbers([2, 4, 2], 9)]
    add("catenate-three",
        "CatenateLayer[2, InputPorts -> {{2, 3, 2}, {2, 1, 2}, {2, 4, 2}}]",
        inputs(*parts), r.catenate(parts, 2))
    refuse("catenate-sizes", "CatenateLayer[1, InputPorts -> {{1, 2}, {1, 3}}]",
           "incompatible-dimensions", "CatenateLayer")
    refuse("catenate-level", "CatenateLayer[2, InputPorts -> {2, 3}]", "bad-argument",
           "level 2")
    refuse("catenate-scalar", 'CatenateLayer[InputPorts -> {"Real", 2}]',
           "incompatible-rank", "single number")

    add("dot-matrix-vector", "DotLayer[InputPorts -> {{2, 2}, 2}]",
        inputs(matrix, [5, 6]), [17, 39])
    add("dot-vector-matrix", "DotLayer[InputPorts -> {2, {2, 2}}]",
        inputs([5, 6], matrix), [23, 34])
    add("dot-vectors", "DotLayer[InputPorts -> {3, 3}]", inputs([1, 2, 3], [4, 5, 6]), 32)
    a, b, c = numbers([2, 3, 4], 10), numbers([4, 5], 11), numbers([5, 2, 3], 12)
    add("dot-arrays", "DotLayer[InputPorts -> {{2, 3, 4}, {4, 5}}]", inputs(a, b),
        r.dot(a, b))
    add("dot-three", "DotLayer[InputPorts -> {{2, 3, 4}, {4, 5}, {5, 2, 3}}]",
        inputs(a, b, c), r.dot(r.dot(a, b), c))
    refuse("dot-sizes", "DotLayer[InputPorts -> {3, {2, 3}}]", "incompatible-dimensions",
           "DotLayer", "3", "2")
    refuse("dot-scalar", 'DotLayer[InputPorts -> {"Real", {2, 3}}]', "incompatible-rank",
           "single number")


# SoftmaxLayer, FlattenLayer, ReshapeLayer


def levels():
    matrix = [[1, 2], [3, 4]]
    add("softmax-vector", "SoftmaxLayer[]", [1, 2, 3], r.softmax([1, 2, 3]))
    add("softmax-two", "SoftmaxLayer[]", [44, 41], r.softmax([44, 41]))
    add("softmax-rows", 'SoftmaxLayer["Input" -> {2, 2}]', matrix, r.softmax(matrix))
    add("softmax-columns", 'SoftmaxLayer[1, "Input" -> {2, 2}]', matrix,
        r.softmax(matrix, 1))
    cube = numbers([2, 3, 4], 20, 5)
    for level in (1, 2, 3, -2):
        add(f"softmax-cube-{level}", f'SoftmaxLayer[{level}, "Input" -> {{2, 3, 4}}]',
            cube, r.softmax(cube, level))
    add("softmax-large", "SoftmaxLayer[]", [1000.0, 999.0, -1000.0],
        r.softmax([1000.0, 999.0, -1000.0]))
    refuse("softmax-size-1", 'SoftmaxLayer["Input" -> {2, 3, 1}]',
           "incompatible-dimensions", "SoftmaxLayer", "1")
    refuse("softmax-level", 'SoftmaxLayer[3, "Input" -> {2, 2}]', "bad-argument",
           "level 3")
    refuse("softmax-scalar", 'SoftmaxLayer["Input" -> "Real"]', "incompatible-rank",
           "single number")

    add("flatten", 'FlattenLayer["Input" -> {2, 2}]', matrix, [1, 2, 3, 4])
    cube = numbers([3, 3, 3], 21)
    for level, shape in (("1", [9, 3]), ("2", [27]), ("-1", [3, 9]),
                         ("Infinity", [27])):
        add(f"flatten-{level}", f'FlattenLayer[{level}, "Input" -> {{3, 3, 3}}]', cube,
            r.reshape(cube, shape))
    add("flatten-scalar", 'FlattenLayer["Input" -> "Real"]', 7, [7])
    refuse("flatten-level", 'FlattenLayer[2, "Input" -> {2, 2}]', "bad-argument",
           "FlattenLayer")
    refuse("flatten-varying", 'FlattenLayer["Input" -> {"Varying", 2}]',
           "length-mismatch", "Varying")

    add("reshape", "ReshapeLayer[{2, 3}]", [1, 2, 3, 4, 5, 6], [[1, 2, 3], [4, 5, 6]])
    array = numbers([2, 3, 4], 22)
    for name, text, shape in (("automatic", "{6, Automatic}", [6, 4]),
                              ("inherited", "{Inherited, 2, Automatic}", [2, 2, 6]),
                              ("vector", "{24}", [24]),
                              ("four", "{2, 2, 3, 2}", [2, 2, 3, 2])):
        add(f"reshape-{name}", f'ReshapeLayer[{text}, "Input" -> {{2, 3, 4}}]', array,
            r.reshape(array, shape))
    add("reshape-scalar", "ReshapeLayer[{}]", [5], 5)
    refuse("reshape-count", 'ReshapeLayer[{5}, "Input" -> {2, 3}]',
           "incompatible-dimensions", "6", "5")
    refuse("reshape-wrong-automatic", 'ReshapeLayer[{4, Automatic}, "Input" -> {2, 3}]',
           "incompatible-dimensions", "ReshapeLayer")
    refuse("reshape-two", "ReshapeLayer[{Automatic, Automatic}]", "bad-argument",
           "Automatic")
    refuse("reshape-wrong-inherited", 'ReshapeLayer[{2, Inherited}, "Input" -> 4]',
           "bad-argument", "Inherited")
    refuse("reshape-varying", 'ReshapeLayer[{2, 3}, "Input" -> {"Varying", 3}]',
           "length-mismatch", "Varying")


# ConvolutionLayer, PoolingLayer

GRID_3X3 = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]


def convolve(name, shape, channels, kernel, seed, stride=None, dilation=None,
             padding=None, groups=None, interleaved=False, biases=True, options=""):
    """A random convolution with these settings."""
    x = numbers(shape, seed)
    inputs = shape[-1] if interleaved else shape[0]
    weights = numbers([channels, inputs // (groups or 1), *kernel], seed + 1)
    offset = numbers([channels], seed + 2) if biases else None
    text = f"ConvolutionLayer[{channels}, {notation(kernel)}"
    for option, value in (('"Stride"', stride), ('"Dilation"', dilation),
                          ("PaddingSize", padding), ('"ChannelGroups"', groups)):
        if value is not None:
            shown = f'"{value}"' if isinstance(value, str) else notation(value)
            text += f", {option} -> {shown}"
    text += ", Interleaving -> True" if interleaved else ""
    text += "" if biases else ', "Biases" -> None'
    add(f"convolution-{name}", f'{text}{options}, "Input" -> {notation(shape)}]', x,
        r.convolution(x, weights, offset, stride or 1, dilation or 1, padding or 0,
                      groups or 1, interleaved), arrays(weights, offset))


def convolutions():
    def small(name, text, weights, biases, x, value):
        add(f"convolution-{name}", f'ConvolutionLayer[{text}, "Input" -> '
            f"{notation(r.shape_of(x))}]", x, value, arrays(weights, biases))

    kernel = [[[[1, 2], [3, 4]]]]
    small("bias", "1, {2, 2}", [[[[1, 0], [0, -1]]]], [0.5], GRID_3X3,
          [[[-3.5, -3.5], [-3.5, -3.5]]])
    small("not-flipped", "1, 2", kernel, [0], GRID_3X3, [[[37, 47], [67, 77]]])
    small("stride-padding", '1, 2, "Stride" -> 2, PaddingSize -> 1', kernel, [0],
          GRID_3X3, [[[4, 18], [36, 77]]])
    small("third-argument", "1, 2, 2, PaddingSize -> 1", kernel, [0], GRID_3X3,
          [[[4, 18], [36, 77]]])
    small("dilation", '1, 2, "Dilation" -> 2', kernel, [0], GRID_3X3, [[[64]]])
    small("groups", '2, 1, "ChannelGroups" -> 2', [[[[10]]], [[[100]]]], [0, 1],
          [[[1, 2]], [[3, 4]]], [[[10, 20]], [[301, 401]]])
    small("vector", '1, {3}, "Stride" -> 2', [[[1, 0, -1]]], [0], [[1, 2, 3, 4, 5]],
          [[-2, -2]])
    small("same", '1, {3}, "Stride" -> 2, PaddingSize -> "Same"', [[[1, 1, 1]]], [0],
          [[1, 2, 3, 4, 5]], [[3, 9, 9]])
    small("dimensionality", '1, 3, "Dimensionality" -> 1', [[[1, 0, -1]]], [0],
          [[1, 2, 3, 4, 5]], [[-2, -2, -2]])
    add("convolution-from-weights", 'ConvolutionLayer["Weights" -> '
        f'{notation(kernel)}, "Biases" -> {{1}}, "Input" -> {{1, 3, 3}}]', GRID_3X3,
        [[[38, 48], [68, 78]]])

    convolve("1d", [3, 11], 4, [4], 100, stride=3, padding=2)
    convolve("1d-dilated", [2, 12], 3, [3], 103, dilation=4)
    convolve("1d-same-even", [2, 7], 3, [4], 106, padding="Same")
    convolve("2d", [3, 7, 9], 5, [3, 2], 110)
    convolve("2d-no-biases", [2, 5, 6], 3, [2, 2], 113, biases=False)
    convolve("2d-all", [3, 7, 5], 3, [3, 2], 116, stride=[2, 1], padding=[2, 1],
             dilation=[2, 1])
    convolve("2d-uneven", [2, 3, 4], 3, [2, 2], 119, padding=[[1, 2], [2, 1]])
    convolve("2d-same", [2, 7, 6], 3, [3, 4], 122, padding="Same")
    convolve("2d-same-stride", [2, 8, 7], 3, [3, 5], 125, stride=[3, 2], padding="Same")
    convolve("2d-same-dilated", [1, 9, 8], 2, [3, 2], 128, dilation=[2, 3],
             padding="Same")
    convolve("2d-groups", [4, 5, 5], 6, [3, 3], 131, groups=2)
    convolve("2d-depthwise", [5, 6, 5], 10, [3, 3], 134, groups=5, padding=1, stride=2)
    convolve("2d-pointwise", [7, 4, 3], 5, [1, 1], 137)
    convolve("2d-whole", [3, 4, 5], 6, [4, 5], 140)
    convolve("2d-interleaved", [6, 5, 3], 4, [3, 2], 143, interleaved=True, padding=1)
    convolve("2d-interleaved-groups", [5, 6, 4], 6, [2, 2], 146, interleaved=True,
             groups=2, stride=2)
    convolve("1d-interleaved-same", [9, 2], 3, [4], 149, interleaved=True,
             padding="Same", stride=2)
    convolve("3d", [2, 4, 5, 6], 3, [2, 3, 2], 152)
    convolve("3d-all", [3, 7, 5, 8], 3, [3, 2, 3], 155, stride=[2, 1, 2],
             padding=[2, 1, 0])
    convolve("3d-dilated", [1, 6, 5, 7], 2, [2, 2, 3], 158, dilation=[3, 2, 2])
    convolve("3d-same-groups", [4, 3, 4, 5], 4, [2, 3, 2], 161, padding="Same", groups=4)
    convolve("3d-interleaved", [3, 4, 3, 2], 3, [2, 2, 2], 164, interleaved=True)
    convolve("wide", [1, 17, 19], 2, [5, 5], 167, stride=4, padding=2)
    x = numbers([3, 2, 5, 5], 170)
    weights, biases = numbers([2, 2, 3, 3], 171), numbers([2], 172)
    add("convolution-batch", 'ConvolutionLayer[2, 3, "Input" -> {2, 5, 5}]', x,
        [r.convolution(one, weights, biases) for one in x], arrays(weights, biases))

    for name, text, code, part in (
            ("kernel", '2, 5, "Input" -> {1, 3, 3}', "incompatible-dimensions", "5"),
            ("groups", '4, 3, "ChannelGroups" -> 3, "Input" -> {6, 5, 5}',
             "incompatible-dimensions", "3 groups"),
            ("channels", '4, 3, "ChannelGroups" -> 2, "Input" -> {3, 5, 5}',
             "incompatible-dimensions", "2 groups"),
            ("rank", '4, {3, 3}, "Input" -> {3, 5}', "incompatible-rank",
             "ConvolutionLayer"),
            ("four", '4, 3, "Input" -> {1, 2, 3, 4, 5}', "incompatible-rank", "1 to 3"),
            ("stride", '4, 3, "Stride" -> 0, "Input" -> {3, 5, 5}', "bad-argument",
             "Stride"),
            ("padding", '4, 3, PaddingSize -> -1, "Input" -> {3, 5, 5}',
             "bad-argument", "PaddingSize"),
            ("lists", '4, {3, 3}, "Stride" -> {1, 1, 1}', "bad-argument", "Stride"),
            ("varying", '4, {3}, "Input" -> {"Varying", 5}', "length-mismatch",
             "Interleaving -> True")):
        refuse(f"convolution-wrong-{name}", f"ConvolutionLayer[{text}]", code, part)


def poolings():
    def pool(name, text, x, **settings):
        add(f"pooling-{name}",
            f'PoolingLayer[{text}, "Input" -> {notation(r.shape_of(x))}]', x,
            r.pooling(x, **settings))

    negative = [[[-1, -2], [-3, -4]]]
    pool("stride-1", "2", GRID_3X3, kernel=2)
    pool("mean", '2, "Function" -> Mean', GRID_3X3, kernel=2, function="Mean")
    pool("total", '2, "Function" -> Total', GRID_3X3, kernel=2, function="Total")
    pool("stride-2", "2, 2", GRID_3X3, kernel=2, stride=2)
    pool("padding", "2, 2, PaddingSize -> 1", negative, kernel=2, stride=2, padding=1)
    pool("padding-mean", '2, 2, PaddingSize -> 1, "Function" -> "Mean"', negative,
         kernel=2, stride=2, padding=1, function="Mean")
    x = numbers([3, 7, 4], 200)
    pool("settings", '3, "Stride" -> {2, 1}, PaddingSize -> {2, 1}', x, kernel=3,
         stride=[2, 1], padding=[2, 1])
    pool("uneven", '{3, 2}, 2, PaddingSize -> {{2, 0}, {0, 1}}', x, kernel=[3, 2],
         stride=2, padding=[[2, 0], [0, 1]])
    pool("same", '{3, 2}, {2, 3}, PaddingSize -> "Same"', x, kernel=[3, 2],
         stride=[2, 3], padding="Same")
    pool("same-mean", '2, PaddingSize -> "Same", "Function" -> Mean', x, kernel=2,
         padding="Same", function="Mean")
    line = numbers([2, 11], 201)
    pool("1d", "{4}, 3", line, kernel=4, stride=3)
    pool("1d-dimensionality", '4, 3, "Dimensionality" -> 1', line, kernel=4, stride=3)
    pool("1d-total", '{3}, PaddingSize -> {{1, 2}}, "Function" -> Total', line,
         kernel=3, padding=[[1, 2]], function="Total")
    block = numbers([2, 4, 5, 6], 202)
    for function in ("Max", "Mean", "Total"):
        pool(f"3d-{function}", '{2, 3, 2}, {1, 2, 2}, "Function" -> ' + function, block,
             kernel=[2, 3, 2], stride=[1, 2, 2], function=function)
    pool("3d-cube", "2, 2", block, kernel=2, stride=2)
    last = numbers([6, 5, 3], 203)
    pool("interleaved", "2, 2, Interleaving -> True", last, kernel=2, stride=2,
         interleaved=True)
    pool("interleaved-mean",
         '{3, 2}, PaddingSize -> "Same", "Function" -> Mean, Interleaving -> True', last,
         kernel=[3, 2], padding="Same", function="Mean", interleaved=True)
    pool("whole", "{6, 5}", r.channels_first(last), kernel=[6, 5])
    batch = numbers([4, 2, 5, 5], 204)
    add("pooling-batch", 'PoolingLayer[3, 2, "Input" -> {2, 5, 5}]', batch,
        [r.pooling(one, 3, 2) for one in batch])

    for name, text, code, part in (
            ("padding", '2, PaddingSize -> 2, "Input" -> {2, 4, 4}', "bad-argument",
             "padding 2"),
            ("kernel", '5, "Input" -> {2, 4, 4}', "incompatible-dimensions", "5"),
            ("function", '2, "Function" -> Min, "Input" -> {2, 4, 4}', "bad-argument",
             "Max"),
            ("rank", '2, "Input" -> 4', "incompatible-rank", "PoolingLayer"),
            ("varying", '{2}, "Input" -> {"Varying", 4}', "length-mismatch",
             "Interleaving -> True")):
        refuse(f"pooling-wrong-{name}", f"PoolingLayer[{text}]", code, part)


# LinearLayer and losses


def linears():
    square = [[1, 2], [3, 4]]
    add("linear", 'LinearLayer[2, "Input" -> 2]', [1, -1], [9, 19],
        arrays(square, [10, 20]))
    add("linear-no-biases", 'LinearLayer[2, "Biases" -> None, "Input" -> 2]', [1, -1],
        [-1, -1], arrays(square))
    add("linear-matrix", 'LinearLayer[1, "Input" -> {2, 2}]', square, [30],
        arrays([[1, 2, 3, 4]], [0]))
    add("linear-scalar", 'LinearLayer[{}, "Input" -> {2, 2}]', square, 30,
        arrays([[1, 2, 3, 4]], [0]))
    weights, biases = numbers([6, 12], 300), numbers([6], 301)
    x = numbers([3, 4], 302)
    add("linear-array", 'LinearLayer[{2, 3}, "Input" -> {3, 4}]', x,
        r.reshape(r.linear(x, weights, biases), [2, 3]), arrays(weights, biases))


def losses():
    def loss(name, text, x, target, value, tolerance=1e-5):
        add(f"loss-{name}", text, {"Input": x, "Target": target}, value,
            tolerance=tolerance)

    p = [0.1, 0.2, 0.7]
    index = 'CrossEntropyLossLayer["Index", "Input" -> '
    loss("index", index + "3]", p, 2, r.index_loss(p, 2))
    rows = [[0.8, 0.2], [0.1, 0.9]]
    loss("index-rows", index + "{2, 2}]", rows, [2, 2], r.index_loss(rows, [2, 2]))
    loss("index-zero", index + "2]", [0.0, 1.0], 1, -math.log(r.EPSILON))
    cube = r.softmax(numbers([2, 3, 4], 310, 2))
    targets = [[1, 4, 2], [3, 3, 1]]
    loss("index-cube", index + "{2, 3, 4}]", cube, targets, r.index_loss(cube, targets))
    loss("index-inferred", 'CrossEntropyLossLayer["Input" -> 3, '
         '"Target" -> Restricted["Integer", 3]]', p, 3, r.index_loss(p, 3))
    probabilities = 'CrossEntropyLossLayer["Probabilities", "Input" -> '
    loss("probabilities", probabilities + "3]", p, [0, 0.5, 0.5],
         r.probabilities_loss(p, [0, 0.5, 0.5]))
    other = r.softmax(numbers([2, 3, 4], 311, 2))
    loss("probabilities-cube", probabilities + "{2, 3, 4}]", cube, other,
         r.probabilities_loss(cube, other))
    binary = 'CrossEntropyLossLayer["Binary"'
    loss("binary-1", binary + ', "Input" -> "Real"]', 0.8, 1, r.binary_loss(0.8, 1))
    loss("binary-part", binary + ', "Input" -> "Real"]', 0.8, 0.3,
         r.binary_loss(0.8, 0.3))
    loss("binary-vector", binary + ', "Input" -> 3]', p, [0, 1, 0.25],
         r.binary_loss(p, [0, 1, 0.25]))
    loss("squares", 'MeanSquaredLossLayer["Input" -> 3]', [1, 2, 3], [4, 0, 4], 14 / 3)
    a, b = numbers([2, 3, 2], 312), numbers([2, 3, 2], 313)
    loss("squares-array", 'MeanSquaredLossLayer["Input" -> {2, 3, 2}]', a, b,
         r.squared_loss(a, b))
    fused = ('NetGraph[{{SoftmaxLayer[], CrossEntropyLossLayer["{}"]}}, {{1 -> NetPort[2, '
             '"Input"], NetPort["Target"] -> NetPort[2, "Target"]}}, "Input" -> 3]')
    # Probabilities below eps: only logits give the loss.
    logits = [-60.0, 0.0, 20.0]
    loss("fused-index", fused.format("Index"), logits, 1,
         80 + math.log1p(math.exp(-20) + math.exp(-80)), tolerance=1e-4)
    loss("fused-probabilities", fused.format("Probabilities"), logits, [0.5, 0.5, 0.0],
         50 + math.log1p(math.exp(-20) + math.exp(-80)), tolerance=1e-4)
    refuse("loss-one-class", 'CrossEntropyLossLayer["Index", "Input" -> 1]',
           "incompatible-dimensions", "classes")
    refuse("loss-argument", 'CrossEntropyLossLayer["Logits"]', "bad-argument", "Index")
    refuse("loss-shapes", 'CrossEntropyLossLayer["Binary", "Input" -> 3, "Target" -> 4]',
           "incompatible-shapes", "CrossEntropyLossLayer")


for section in (elementwise, wrong_functions, several_inputs, levels, convolutions,
                poolings, linears, losses):
    section()

assert len({case["name"] for case in cases}) == len(cases), "two cases have one name"
print('{"format": "layer-cases", "version": 1, "cases": [')
print(",\n".join(json.dumps(case) for case in cases))
print("]}")
