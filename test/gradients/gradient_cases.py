"""A lit test format: the gradients of each case's net, in Real64, against central
differences.

The cases are those of ../layers/cases.json that give a value, so that a new layer
enters by itself, and those of cases.json here: nets of several layers. One library
with the entries infer and gradient is compiled for each; gradient-check does the rest.
Cases that say "options" of an application are taken without these.
"""

import json
import os
import re
import shutil
import subprocess

import lit.formats
import lit.Test

import encodings_of_cases as enc

# No element of these can be compared; each says why.
NOT_COMPARED = {}


class GradientFormat(lit.formats.TestFormat):
    def getTestsInDirectory(self, suite, path_in_suite, lit_config, local_config):
        folder = suite.getSourcePath(path_in_suite)
        for name, path in (("layers", os.path.join(folder, "..", "layers", "cases.json")),
                           ("nets", os.path.join(folder, "cases.json"))):
            with open(path, encoding="utf-8") as file:
                cases = json.load(file)["cases"]
            for case in cases:
                if name == "layers" and not has_numbers(case):
                    continue
                test = lit.Test.Test(suite, path_in_suite + (name, case["name"]), local_config)
                test.case = case
                yield test

    def execute(self, test, lit_config):
        work = test.getExecPath()
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(work)
        problem = check(test.case, work, test.config)
        return (lit.Test.FAIL, problem) if problem else (lit.Test.PASS, "")


def has_numbers(case):
    """Whether a value is expected of numbers, some of them real."""
    if "value" not in case["expected"] or not re.match(r"\w+Layer\[|Net\w+\[", case["spec"]):
        return False
    inputs = case["inputs"]
    inputs = list(inputs.values()) if isinstance(inputs, dict) else [inputs]
    return all(isinstance(leaf, (int, float)) and not isinstance(leaf, bool)
               for value in inputs for leaf in enc.flatten(value))


def input_values(case):
    """Numbers by port; the only port of a net is its Input."""
    inputs = case["inputs"]
    return inputs if isinstance(inputs, dict) else {"Input": inputs}


def spec_of(case):
    """A layer alone with numbered inputs does not say how many these are."""
    spec, ports = case["spec"], input_values(case)
    if spec.startswith("Net") or "Input1" not in ports or "InputPorts" in spec:
        return spec
    edges = ", ".join(f'NetPort["{port}"] -> 1' for port in ports)
    return f"NetGraph[{{{spec}}}, {{{edges}}}]"


def open_shapes(info, case):
    """Shapes that the data alone gives: the whole value is one example."""
    flags = []
    for port, value in input_values(case).items():
        shape = enc.shape_of(value)
        known = info["PortDimensions"].get(port)
        if known is None:
            flags += ["--shape", f"{port}={enc.to_notation(shape)}"]
        elif None in known:
            sizes = shape[len(shape) - len(known):]
            flags += ["--shape", f"{port}={enc.to_notation(sizes)}"]
    return flags


def weights_flags(case, info, work):
    arrays = {}
    for position, data in (case.get("weights") or {}).items():
        if isinstance(data, dict):
            shape = info["ArraysDimensions"][position]
            arrays[enc.array_key(position)] = (shape, enc.hash_array(data["$hash"], shape))
        else:
            numbers = [float(x) for x in enc.flatten(data)]
            arrays[enc.array_key(position)] = (enc.shape_of(data), numbers)
    if not arrays:
        return []
    path = os.path.join(work, "weights.safetensors")
    enc.write_safetensors(path, arrays)
    return ["--weights", path]


def check(case, work, config):
    """None, or what is wrong."""
    netc = [shutil.which("netc", path=config.environment["PATH"])]
    spec = os.path.join(work, "spec.net")
    library = os.path.join(work, "library.so")
    with open(spec, "w", encoding="utf-8") as file:
        file.write(spec_of(case) + "\n")
    info = json.loads(subprocess.run([*netc, "info", spec, "--json"], check=True,
                                     capture_output=True, text=True).stdout)
    command = [*netc, "compile", spec, *weights_flags(case, info, work), *open_shapes(info, case),
               "--precision", "Real64", "--cpu", "native", "--batch", "?", "--entry",
               "infer,gradient", "--gradient", "all", "-o", library]
    built = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if built.returncode:
        return f"{' '.join(command)}\n{built.stdout}{built.stderr}"
    values = "".join(f"{port} {len(numbers)} {' '.join(map(repr, numbers))}\n"
                     for port, numbers in ((port, enc.flatten(value))
                                           for port, value in input_values(case).items()))
    program = os.path.join(config.netc_build_dir, "unit", "gradient-check")
    result = subprocess.run([program, library], input=values, capture_output=True, text=True,
                            timeout=300)
    shutil.rmtree(work, ignore_errors=True)
    report = f"{case['spec']}\n{result.stdout}{result.stderr}"
    if result.returncode:
        return report
    compared, _, left_out = result.stdout.splitlines()[-1].split()[:3]
    # A net of integers has nothing to compare, and nothing is left out.
    if compared == "0" and left_out != "0" and case["name"] not in NOT_COMPARED:
        return "no element could be compared\n" + report
    return None
