"""Compares what `netc --json` printed with what a case expects."""

import json
import math

SPECIAL = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


def difference(actual, expected, tolerance):
    """None if equal within tolerance, else a sentence that says where not."""
    return differ(actual, plain(expected), tolerance or 0.0, "value")


def plain(expected):
    """Encoded expectations in the form of netc's JSON."""
    if isinstance(expected, dict):
        if "$assoc" in expected:
            return {plain_key(key): plain(item) for key, item in expected["$assoc"]}
        if "$rules" in expected:
            return [{str(key): plain(item)} for key, item in expected["$rules"]]
        if "$sym" in expected:
            return expected["$sym"]
        if "$numericarray" in expected:
            return plain(expected["$numericarray"]["data"])
        if "$image" in expected:
            return plain_image(expected["$image"])
        return {key: plain(item) for key, item in expected.items()}
    if isinstance(expected, list):
        return [plain(item) for item in expected]
    return expected


def plain_key(key):
    """A string that is written with its quotes is the string."""
    is_quoted = isinstance(key, str) and len(key) > 1 and key[0] == key[-1] == '"'
    return json.loads(key) if is_quoted else str(key)


def plain_image(image):
    value = {"type": image["type"], "ColorSpace": image["colorspace"]}
    if image["channels"] > 1:
        value["Interleaving"] = "True"
    return {"image": {**value, "data": plain(image["data"])}}


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def differ(actual, expected, tolerance, where):
    if isinstance(expected, dict):
        return differ_maps(actual, expected, tolerance, where)
    if isinstance(expected, list):
        if not isinstance(actual, list) or len(actual) != len(expected):
            return f"{where}: {shorten(actual)} is no list of {len(expected)}"
        for index, (a, e) in enumerate(zip(actual, expected)):
            problem = differ(a, e, tolerance, f"{where}[{index}]")
            if problem:
                return problem
        return None
    if is_number(expected) or expected in SPECIAL:
        return differ_numbers(actual, expected, tolerance, where)
    if isinstance(expected, bool):
        actual, expected = str(actual), str(expected)
    return None if actual == expected else f"{where}: {shorten(actual)}, expected {expected}"


def differ_maps(actual, expected, tolerance, where):
    if not isinstance(actual, dict) or set(actual) != set(expected):
        return f"{where}: {shorten(actual)} has not exactly the keys {list(expected)}"
    for key, item in expected.items():
        problem = differ(actual[key], item, tolerance, f"{where}[{key}]")
        if problem:
            return problem
    return None


def differ_numbers(actual, expected, tolerance, where):
    a = SPECIAL.get(actual, actual) if isinstance(actual, str) else actual
    e = SPECIAL.get(expected, expected) if isinstance(expected, str) else expected
    if not is_number(a):
        return f"{where}: {shorten(actual)} is no number, expected {expected}"
    if a == e or (math.isnan(a) and math.isnan(e)):
        return None
    if abs(a - e) <= tolerance:
        return None
    return f"{where}: {actual}, expected {expected} within {tolerance}"


def shorten(value):
    text = str(value)
    return text if len(text) <= 300 else text[:300] + "…"
