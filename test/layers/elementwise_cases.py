# elementwise_cases.py - cases of ElementwiseLayer.

import math

import reference as r
from case_list import add, numbers, refuse

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
