"""Compares the derivatives of all scalar functions far from 0, and those of
Power at its edges, with what they are: nothing overflows on the way there."""

import json
import math
import struct
import subprocess

POINTS = [sign * size for size in (0.5, 30, 100, 1e4, 1e30) for sign in (-1, 1)]


def sech(x):
    return 1 / math.cosh(x) if abs(x) < 700 else 0


def csch(x):
    return 1 / math.sinh(x) if abs(x) < 700 else 0


def logistic(x):
    return 1 / (1 + math.exp(-x)) if x > -700 else 0


def bell(x):
    return 2 / math.sqrt(math.pi) * math.exp(-x * x) if abs(x) < 26 else 0


def swish(x):
    s = logistic(x)
    return s + (x * s * (1 - s) if abs(x) < 700 else 0)


def gelu(x):
    density = math.exp(-x * x / 2) / math.sqrt(2 * math.pi) if abs(x) < 37 else 0
    return 0.5 * (1 + math.erf(x / math.sqrt(2))) + x * density


def mish(x):
    plus = max(x, 0) + math.log1p(math.exp(-abs(x)))
    slope = sech(plus) ** 2 * logistic(x)
    return math.tanh(plus) + (x * slope if abs(x) < 700 else 0)


def elu(alpha, scale):
    return lambda x: scale if x >= 0 else alpha * math.exp(x)


def above(limit, slope):
    return lambda x: slope(x) if x > limit else None


def outside(slope):
    return lambda x: slope(x) if abs(x) > 1 else None


def inside(slope):
    return lambda x: slope(x) if abs(x) < 1 else None


def below_overflow(slope):
    return lambda x: slope(x) if abs(x) < 80 else None


# None: the function, or its derivative, is not finite there.
SLOPES = {
    "Abs": lambda x: math.copysign(1, x),
    "ArcCos": inside(lambda x: -1 / math.sqrt(1 - x * x)),
    "ArcCosh": above(1, lambda x: 1 / math.sqrt(x - 1) / math.sqrt(x + 1)),
    "ArcCot": lambda x: -1 / (1 + x * x),
    "ArcCoth": outside(lambda x: 1 / (1 - x * x)),
    "ArcCsc": outside(lambda x: -1 / abs(x) / math.sqrt(x * x - 1)),
    "ArcCsch": lambda x: -1 / abs(x) / math.sqrt(1 + x * x),
    "ArcSec": outside(lambda x: 1 / abs(x) / math.sqrt(x * x - 1)),
    "ArcSech": lambda x: -1 / x / math.sqrt(1 - x * x) if 0 < x < 1 else None,
    "ArcSin": inside(lambda x: 1 / math.sqrt(1 - x * x)),
    "ArcSinh": lambda x: 1 / math.sqrt(1 + x * x),
    "ArcTan": lambda x: 1 / (1 + x * x),
    "ArcTanh": inside(lambda x: 1 / (1 - x * x)),
    "Ceiling": lambda x: 0,
    "Chop": lambda x: 1,
    "Cos": lambda x: -math.sin(x),
    "Cosh": below_overflow(math.sinh),
    "Cot": lambda x: -1 / math.sin(x) ** 2,
    "Coth": lambda x: -(csch(x) ** 2),
    "Csc": lambda x: -math.cos(x) / math.sin(x) ** 2,
    "Csch": lambda x: -csch(x) / math.tanh(x),
    "CubeRoot": lambda x: abs(x) ** (-2 / 3) / 3,
    "Erf": bell,
    "Erfc": lambda x: -bell(x),
    "Exp": lambda x: math.exp(x) if x < 80 else None,
    "Floor": lambda x: 0,
    "FractionalPart": lambda x: 1,
    "Gudermannian": sech,
    "Haversine": lambda x: math.sin(x) / 2,
    "Identity": lambda x: 1,
    "IntegerPart": lambda x: 0,
    "InverseGudermannian": lambda x: 1 / math.cos(x) if math.cos(x) > 0 else None,
    "InverseHaversine": lambda x: 1 / math.sqrt(x - x * x) if 0 < x < 1 else None,
    "Log": above(0, lambda x: 1 / x),
    "LogisticSigmoid": lambda x: logistic(x) * logistic(-x),
    "Minus": lambda x: -1,
    "Ramp": lambda x: x > 0,
    "Round": lambda x: 0,
    "Sec": lambda x: math.sin(x) / math.cos(x) ** 2,
    "Sech": lambda x: -sech(x) * math.tanh(x),
    "Sign": lambda x: 0,
    "Sin": math.cos,
    "Sinh": below_overflow(math.cosh),
    "Sqrt": above(0, lambda x: 0.5 / math.sqrt(x)),
    "Tan": lambda x: 1 / math.cos(x) ** 2,
    "Tanh": lambda x: sech(x) ** 2,
    "Threshold": lambda x: 1,
    "Unitize": lambda x: 0,
    '"ELU"': elu(1, 1),
    '"GELU"': gelu,
    '"HardSigmoid"': lambda x: 0.5 if abs(x) < 1 else 0,
    '"HardSwish"': lambda x: 0 if x < -3 else 1 if x > 3 else x / 3 + 0.5,
    '"HardTanh"': lambda x: abs(x) < 1,
    '"Mish"': mish,
    '"ReLU"': lambda x: x > 0,
    '"SELU"': elu(1.7580993408473766, 1.0507009873554805),
    '"Sigmoid"': lambda x: logistic(x) * logistic(-x),
    '"SoftPlus"': logistic,
    '"SoftSign"': lambda x: 1 / (1 + abs(x)) ** 2,
    '"Swish"': swish,
    # Quotients, as one writes them.
    "1/Cosh[#]&": lambda x: -sech(x) * math.tanh(x),
    "3/Sinh[#]&": lambda x: -3 * csch(x) / math.tanh(x),
    "1/Cosh[#]^2&": lambda x: -2 * sech(x) ** 2 * math.tanh(x),
    "1/(1 + Exp[-#])&": lambda x: logistic(x) * logistic(-x),
    "#/(1 + Exp[-#])&": swish,
}


def notation(number):
    return repr(float(number)).replace("e+", "*^").replace("e", "*^")


def evaluate(text):
    command = ["netc", "eval", "--json", text]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(result.stdout)


def rounded(x, precision):
    return struct.unpack("f", struct.pack("f", x))[0] if precision == "Real32" else x


def check(name, x, got, needed):
    got = float(got)  # from "NaN", "Infinity" too
    is_right = got == needed or (math.isfinite(got)
                                 and abs(got - needed) <= 1e-4 * abs(needed) + 1e-5)
    if not is_right:
        print(f"{name} at {x}: {got}, not {needed}")
    return is_right


def check_functions(precision):
    """One net of all functions, each with ports of its own."""
    count = len(SLOPES)
    layers = ", ".join(f"ElementwiseLayer[{name}]" for name in SLOPES)
    edges = ", ".join(f'NetPort["x{i}"] -> {i} -> NetPort["y{i}"]' for i in range(1, count + 1))
    points = "{" + ", ".join(map(notation, POINTS)) + "}"
    inputs = ", ".join(f'"x{i}" -> {points}' for i in range(1, count + 1))
    wanted = ", ".join(f'NetPortGradient["x{i}"]' for i in range(1, count + 1))
    slopes = evaluate(f'Values[NetGraph[{{{layers}}}, {{{edges}}}][<|{inputs}|>, {{{wanted}}}, WorkingPrecision -> "{precision}"]]')
    right = True
    for (name, slope), got in zip(SLOPES.items(), slopes, strict=True):
        for point, value in zip(POINTS, got, strict=True):
            x = rounded(point, precision)
            needed = slope(x)
            if needed is not None:
                right &= check(f"{precision} {name}", x, value, needed)
    return right


# Base, exponent, the derivatives by both.
POWERS = [(0, 0, 0, 0), (0, 1, 1, 0), (0, 2, 0, 0), (0, 0.5, math.inf, 0), (0, 3, 0, 0),
          (0, -1, -math.inf, -math.inf), (-2, 2, -4, None), (-2, 3, 12, None),
          (2, 0, 0, math.log(2)), (2, -1, -0.25, math.log(2) / 2)]
SCALAR_POWERS = {"#": 1, "#^2": 0, "#^0.5": math.inf, "#^1.5": 0, "#^2.5": 0,
                 "#^-1": -math.inf, "0^#": 0, "Surd[#, 3]": math.inf, "Surd[#, 5]": math.inf}


def check_powers(precision):
    bases, exponents = (", ".join(str(power[i]) for power in POWERS) for i in (0, 1))
    slopes = evaluate(
        f'Values[ThreadingLayer[Power][<|"Input1" -> {{{bases}}}, "Input2" -> {{{exponents}}}|>, '
        f'{{NetPortGradient["Input1"], NetPortGradient["Input2"]}}, '
        f'WorkingPrecision -> "{precision}"]]')
    right = True
    for (base, exponent, *needed), *got in zip(POWERS, *slopes, strict=True):
        for value, slope in zip(got, needed, strict=True):
            if slope is not None:
                right &= check(f"{precision} Power", (base, exponent), value, slope)
    scalars = ", ".join(
        f'ElementwiseLayer[{power} &][{{0.}}, NetPortGradient["Input"], '
        f'WorkingPrecision -> "{precision}"]' for power in SCALAR_POWERS)
    for (power, slope), [value] in zip(SCALAR_POWERS.items(), evaluate(f"{{{scalars}}}"), strict=True):
        right &= check(f"{precision} {power}", 0, value, slope)
    return right


right = all([check_functions(precision) and check_powers(precision)
             for precision in ("Real32", "Real64")])
print("ok" if right else "wrong")
