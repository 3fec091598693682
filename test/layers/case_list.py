# case_list.py - the list of cases that the modules beside this one add to.

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
