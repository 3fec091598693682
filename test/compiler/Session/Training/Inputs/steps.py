"""Trains a line for a few steps with netc and with plain arithmetic."""

import re
import subprocess
from math import copysign, sqrt

POINTS = [(1, 1.9), (2, 4.1), (3, 6.0), (4, 8.1)]
START = [-1.19323, 0.25]  # weight, bias


def gradient(state):
    w, b = state
    errors = [w * x + b - y for x, y in POINTS]
    n = len(POINTS)
    return [sum(2 * e * x for e, (x, _) in zip(errors, POINTS)) / n, sum(2 * e for e in errors) / n]


def clip(value, bound):
    return value if bound is None else max(-bound, min(bound, value))


def reference(method, p, rate, steps, multipliers, decay, gradient_clip, weight_clip, schedule):
    weights = list(START)
    memory = [[0.0, 0.0, 0.0] for _ in weights]
    for t in range(1, steps + 1):
        lr = rate * schedule(t - 1, steps)
        for i, g in enumerate(gradient(weights)):
            g = clip(g, gradient_clip) + decay * weights[i]
            m, a = lr * multipliers[i], memory[i]
            if multipliers[i] == 0:
                continue
            if method == "SGD":
                a[0] = p["Momentum"] * a[0] - m * g
                step = a[0]
            elif method == "SignSGD":
                a[0] = p["Momentum"] * a[0] + (1 - p["Momentum"]) * g
                step = -m * copysign(1, a[0]) if a[0] else 0
            elif method == "ADAM":
                a[0] = p["Beta1"] * a[0] + (1 - p["Beta1"]) * g
                a[1] = p["Beta2"] * a[1] + (1 - p["Beta2"]) * g * g
                corrected = sqrt(1 - p["Beta2"] ** t) / (1 - p["Beta1"] ** t)
                step = -m * corrected * a[0] / (sqrt(a[1]) + p["Epsilon"])
            else:
                a[0] = p["Beta"] * a[0] + (1 - p["Beta"]) * g * g
                a[1] = p["Beta"] * a[1] + (1 - p["Beta"]) * g
                a[2] = p["Momentum"] * a[2] - m * g / sqrt(a[0] - a[1] ** 2 + p["Epsilon"])
                step = a[2]
            weights[i] = clip(weights[i] + step, weight_clip)
    return weights


DEFAULTS = {
    "ADAM": {"Beta1": 0.9, "Beta2": 0.999, "Epsilon": 1e-5},
    "SGD": {"Momentum": 0.93},
    "RMSProp": {"Beta": 0.95, "Epsilon": 1e-6, "Momentum": 0.9},
    "SignSGD": {"Momentum": 0.93},
}
OTHERS = {
    "ADAM": {"Beta1": 0.7, "Beta2": 0.98, "Epsilon": 1e-3},
    "SGD": {"Momentum": 0.5},
    "RMSProp": {"Beta": 0.8, "Epsilon": 1e-2, "Momentum": 0.25},
    "SignSGD": {"Momentum": 0.0},
}
SCHEDULES = {
    "None": lambda batch, total: 1,
    '"Polynomial"': lambda batch, total: 1 - batch / total,
    "(1/(1 + #1) &)": lambda batch, total: 1 / (1 + batch),
}


def number(value):
    return repr(value).replace("e", "*^")


def trained(method, parameters, rate, steps, multipliers, decay, gradient_clip, weight_clip, schedule):
    sub = [f'"{name}" -> {number(value)}' for name, value in parameters.items()]
    sub += [f'"LearningRateSchedule" -> {schedule}', f'"L2Regularization" -> {number(decay)}']
    if gradient_clip is not None:
        sub.append(f'"GradientClipping" -> {gradient_clip}')
    if weight_clip is not None:
        sub.append(f'"WeightClipping" -> {{"Weights" -> {weight_clip}, "Biases" -> {weight_clip}}}')
    data = ", ".join(f"{{{x}}} -> {{{y}}}" for x, y in POINTS)
    text = (
        f'NetTrain[LinearLayer[1, "Input" -> 1, "Weights" -> {{{{{START[0]}}}}}, "Biases" -> {{{START[1]}}}], '
        f'{{{data}}}, Method -> {{"{method}", {", ".join(sub)}}}, LearningRate -> {number(rate)}, '
        f'LearningRateMultipliers -> {{"Weights" -> {multipliers[0]}, "Biases" -> {multipliers[1]}}}, '
        f'BatchSize -> 4, MaxTrainingRounds -> {steps}, WorkingPrecision -> "Real64"]'
    )
    result = subprocess.run(["netc", "eval", text], capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(text + "\n" + result.stderr)
    weight = re.search(r'"Weights" -> .*?\{\{(.*?)\}\}', result.stdout)
    bias = re.search(r'"Biases" -> .*?\{(.*?)\}', result.stdout)
    return text, [float(m.group(1).replace("*^", "e")) for m in (weight, bias)]


def check(*case):
    text, actual = trained(*case)
    expected = reference(*case[:-1], SCHEDULES[case[-1]])
    if any(abs(a - e) > 1e-9 for a, e in zip(actual, expected)):
        raise SystemExit(f"{text}\ngave {actual}, expected {expected}")


for name in DEFAULTS:
    check(name, DEFAULTS[name], 0.01, 1, [1, 1], 0, None, None, "None")
    check(name, OTHERS[name], 0.02, 5, [1, 1], 0, None, None, '"Polynomial"')
    check(name, OTHERS[name], 0.05, 4, [0.5, -2], 0.125, 3, 1.25, "(1/(1 + #1) &)")
    check(name, DEFAULTS[name], 0.05, 3, [0, 1], 0.5, 0.5, None, "None")
print("all steps agree")
