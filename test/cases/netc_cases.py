"""A lit test format: each case of a JSON case file is run through `netc`.

A case says spec, weights, inputs, request and options; the expectation is a
value (compared within the case's tolerance), an error (code and parts of the
message), or facts about ports and arrays. Cases named in left-out.txt belong to
parts of the language that are not built yet; the list may only shrink.
"""

import json
import math
import os
import re
import shutil
import subprocess

import lit.formats
import lit.Test

import comparison
import encodings_of_cases as enc
import training_of_cases as training

INFORMATION_KEYS = {
    "ArraysCount", "ArraysDimensions", "ArraysElementCounts", "ArraysByteCounts",
    "ArraysTotalElementCount", "ArraysTotalByteCount", "ArraysPositionList",
    "LayersCount", "LayerTypeCounts", "InputPortNames", "OutputPortNames",
    "InputPorts", "OutputPorts", "RecurrentStatesCount", "SharedArraysCount",
}


class CaseFormat(lit.formats.TestFormat):
    """One lit test per case; the test's path ends in `file.json/case-name`."""

    def getTestsInDirectory(self, suite, path_in_suite, lit_config, local_config):
        folder = suite.getSourcePath(path_in_suite)
        left_out = read_left_out(folder)
        for file_name in sorted(os.listdir(folder)):
            if not file_name.endswith(".json"):
                continue
            with open(os.path.join(folder, file_name), encoding="utf-8") as file:
                cases = json.load(file)["cases"]
            for case in cases:
                if case["name"] in left_out:
                    continue
                path = path_in_suite + (file_name, case["name"])
                test = lit.Test.Test(suite, path, local_config)
                test.case = case
                yield test

    def execute(self, test, lit_config):
        work = test.getExecPath()
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(work)
        try:
            CaseRun(test.case, work, test.config.environment).check()
        except Mismatch as mismatch:
            return lit.Test.FAIL, str(mismatch)
        return lit.Test.PASS, ""


def read_left_out(folder):
    """Names in left-out.txt: a name per line, `#` starts a reason."""
    path = os.path.join(folder, "left-out.txt")
    if not os.path.exists(path):
        return set()
    with open(path, encoding="utf-8") as file:
        names = (line.split("#")[0].strip() for line in file)
        return {name for name in names if name}


class Mismatch(Exception):
    """What differed, with the commands that show it."""


class CaseRun:
    def __init__(self, case, work, environment):
        self.case, self.work, self.environment = case, work, environment
        self.expected = case["expected"]
        self.log = []

    def check(self):
        """Runs every check the expectation names; at least one must apply."""
        checks = [
            ("error", self.check_error),
            ("value", self.check_value),
            ("contains", self.check_contains),
            ("full_form", self.check_full_form),
            ("same_as", self.check_same_as),
            ("parameters", self.check_coder_parameters),
            ("loss_after", self.check_gradient_step),
            ("known_symbols", self.check_known_layers),
            ("legacy_aliases", self.check_aliases),
            ("checks", self.check_sentences),
        ]
        ran = 0
        for key, run in checks:
            if key in self.expected and not (key == "value" and "error" in self.expected):
                run()
                ran += 1
        if self.case.get("category") == "train" and "pairs" in (self.case.get("inputs") or {}):
            training.check_trained(self)
            ran += 1
        facts = set(self.expected) & (INFORMATION_KEYS | set(FACTS))
        if facts:
            self.check_facts(facts)
            ran += 1
        if not ran:
            raise Mismatch(f"nothing of {sorted(self.expected)} can be checked")

    # Commands ------------------------------------------------------------

    def file(self, name, text):
        path = os.path.join(self.work, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def netc(self, *arguments):
        command = [shutil.which("netc", path=self.environment["PATH"]), *arguments]
        self.log.append(" ".join(map(repr, command)))
        return subprocess.run(
            command, capture_output=True, text=True, timeout=300, env=self.environment
        )

    def fail(self, text, result=None):
        details = "\n".join(self.log)
        if result is not None:
            details += f"\nstatus {result.returncode}\n{result.stdout}\n{result.stderr}"
        raise Mismatch(f"{self.case['name']}: {text}\n{details}")

    def json_of(self, *arguments):
        result = self.netc(*arguments)
        if result.returncode != 0:
            self.fail("netc failed", result)
        try:
            return json.loads(result.stdout)
        except ValueError:
            self.fail("no JSON on stdout", result)

    # The net and its application -----------------------------------------

    def spec_file(self):
        return self.file("spec.net", self.case["spec"] + "\n")

    def is_net(self):
        return re.match(r"(\w+Layer|NetChain|NetGraph)\[", self.case["spec"]) is not None

    def weights_arguments(self):
        weights = self.case.get("weights")
        if not weights:
            return []
        dims = None
        arrays = {}
        for position, data in weights.items():
            key = enc.array_key(position)
            if isinstance(data, dict) and "$hash" in data:
                dims = dims or self.json_of("info", self.spec_file(), "--json")["ArraysDimensions"]
                shape = next(d for p, d in dims.items() if enc.array_key(p) == key)
                arrays[key] = (shape, enc.hash_array(data["$hash"], shape))
            else:
                arrays[key] = (enc.shape_of(data), [float(x) for x in enc.flatten(data)])
        path = os.path.join(self.work, "weights.safetensors")
        enc.write_safetensors(path, arrays)
        return ["--weights", path]

    def application(self):
        """The command line that applies the case's net to its inputs."""
        case = self.case
        if not self.is_net():
            return self.evaluation()
        arguments = ["run", self.spec_file(), *self.weights_arguments()]
        inputs = case["inputs"]
        if isinstance(inputs, dict) and not any(k.startswith("$") for k in inputs):
            for port, value in inputs.items():
                arguments += ["--input", f"{port}={enc.to_notation(value)}"]
        elif inputs is not None:
            arguments += ["--input", enc.to_notation(inputs)]
        if case.get("request"):
            arguments += ["--request", case["request"]]
        return arguments + option_arguments(case.get("options") or {})

    def evaluation(self):
        text = self.case["spec"]
        inputs, request = self.case.get("inputs"), self.case.get("request")
        if inputs is not None:
            text = f"({text})[{enc.to_notation(inputs)}" + (f", {request}]" if request else "]")
        return ["eval", self.file("expression.net", text + "\n")]

    # Checks --------------------------------------------------------------

    def compare(self, actual, expected):
        problem = comparison.difference(actual, expected, self.case.get("tolerance"))
        if problem:
            self.fail(problem)

    def check_value(self):
        application = self.application()
        self.compare(self.json_of(*application, "--json"), self.expected["value"])
        # Sanitizers do not see generated code: a stray access faults here.
        for where in ("behind", "before") if application[0] == "run" else ():
            actual = self.json_of(*application, "--json", "--guard", where)
            self.compare(actual, self.expected["value"])
        if "expr" in self.case:
            path = self.file("expr.net", self.case["expr"] + "\n")
            self.compare(self.json_of("eval", path, "--json"), self.expected["value"])

    def check_gradient_step(self):
        """The loss before and after an array moved against its gradient; the request
        says which array and how far: "biases - 0.01*gradient ... {1, "Biases"}"."""
        words = self.case.pop("request")
        position = re.search(r'\{[^{}]*"\}', words).group(0)
        rate = float(re.search(r"- ([0-9.]+)\*gradient", words).group(1))
        self.compare(self.json_of(*self.application(), "--json"), self.expected["loss_before"])
        gradient = self.json_of(*self.application(), "--json", "--request",
                                f"NetPortGradient[{position}]")
        weights = self.case["weights"]
        spec = weights[position]["$hash"]
        shape = enc.shape_of(gradient)
        moved = [value - rate * slope for value, slope in
                 zip(enc.hash_array(spec, shape), enc.flatten(gradient), strict=True)]
        weights[position] = enc.nest(moved, shape)
        self.compare(self.json_of(*self.application(), "--json"), self.expected["loss_after"])

    def check_contains(self):
        actual = self.json_of(*self.application(), "--json")
        missing = [item for item in self.expected["contains"] if item not in actual]
        if missing:
            self.fail(f"{missing} not in {actual}")

    def check_error(self):
        if self.case.get("inputs") is None:
            result = self.netc("info", self.spec_file())
        else:
            result = self.netc(*self.application())
        text = result.stderr.lower()
        parts = [f"error[{self.expected['error']}]", *self.expected.get("message_contains", [])]
        missing = [part for part in parts if part.lower() not in text]
        if result.returncode != 1 or missing:
            self.fail(f"expected status 1 and {missing}", result)

    def check_full_form(self):
        path = self.file("expression.net", self.case["spec"] + "\n")
        result = self.netc("eval", "--full-form", path)
        if result.returncode or result.stdout.strip() != self.expected["full_form"]:
            self.fail(f"expected {self.expected['full_form']}", result)

    def check_same_as(self):
        """Equal nets have equal canonical text."""
        def canonical(index, text):
            source = self.file(f"net{index}.net", text + "\n")
            result = self.netc("convert", source, "-o", "-", "--to", "text")
            if result.returncode:
                self.fail("netc failed", result)
            return result.stdout
        first = canonical(0, self.case["spec"])
        for index, text in enumerate(self.expected["same_as"], 1):
            if canonical(index, text) != first:
                self.fail(f"{text} builds another net")

    def check_coder_parameters(self):
        path = self.file("coder.net", self.case["spec"] + "\n")
        actual = self.json_of("info", path, "--json")
        for name, value in self.expected["parameters"].items():
            self.compare(actual.get(name, "absent"), "None" if value is None else value)

    def check_known_layers(self):
        known = self.json_of("layers", "--all", "--json")
        missing = set(self.expected["known_symbols"]) - set(known)
        if missing:
            self.fail(f"unknown: {sorted(missing)}")

    def check_aliases(self):
        for alias, port in self.expected["legacy_aliases"].items():
            base = ["run", self.spec_file(), "--input", enc.to_notation([-1.0, 2.0]), "--json"]
            new = self.json_of(*base, "--request", f'NetPort["{port}"]')
            old = self.json_of(*base, "--request", f'NetPort["{alias}"]')
            self.compare(old, new)

    def check_sentences(self):
        """Facts about a random result, which the case says in words."""
        for sentence in self.expected["checks"]:
            if sentence not in SENTENCES:
                raise Mismatch(f"nothing checks that {sentence!r}")
            SENTENCES[sentence](self)

    def initialized_arrays(self, name="first"):
        """The bytes of the weights file and its arrays by key."""
        path = os.path.join(self.work, name + ".safetensors")
        result = self.netc("init", self.spec_file(), "-o", path)
        if result.returncode:
            self.fail("netc failed", result)
        with open(path, "rb") as file:
            data = file.read()
        return data, enc.read_safetensors(data)

    def check_random_weights(self):
        weights = self.initialized_arrays()[1]["Weights"]
        if not all(map(math.isfinite, weights)) or len(set(weights)) == 1:
            self.fail(f"weights are {weights}")

    def check_zero_biases(self):
        biases = self.initialized_arrays()[1]["Biases"]
        if any(biases):
            self.fail(f"biases are {biases}")

    def check_same_seed(self):
        if self.initialized_arrays()[0] != self.initialized_arrays("second")[0]:
            self.fail("two initialisations differ")
        twice = self.file("twice.net", f"{self.case['spec']} === {self.case['spec']}\n")
        self.compare(self.json_of("eval", twice, "--json"), "True")

    def check_facts(self, names):
        info = self.json_of("info", self.spec_file(), "--json")
        for name in sorted(names):
            expected = self.expected[name]
            if name in FACTS:
                actual = FACTS[name](info, expected)
            else:
                actual, expected = info[name], enc_assoc(expected)
            if actual != expected:
                self.fail(f"{name} is {actual}, expected {expected}")


def enc_assoc(value):
    if isinstance(value, dict) and "$assoc" in value:
        return dict(value["$assoc"])
    return value


def option_arguments(options):
    """Evaluation options of the notation as flags of `netc run`."""
    flags = {"WorkingPrecision": "--precision", "BatchSize": "--batch-size",
             "NetEvaluationMode": "--mode", "RandomSeeding": "--seed"}
    arguments = []
    for name, value in options.items():
        if name == "TargetDevice":
            arguments += ["--device", value.lower()]
        else:
            arguments += [flags[name], str(value)]
    return arguments


def port_shapes(info, expected):
    ports = {**info["InputPorts"], **info["OutputPorts"]}
    shapes = {name: [size] if isinstance(size, int) else size for name, size in ports.items()}
    shapes = {name: [] if size == "Real" else size for name, size in shapes.items()}
    shapes = {name: None if size == "Automatic" else size for name, size in shapes.items()}
    # A coder at a port stands for its array's shape here.
    shapes.update({n: d for n, d in info.get("PortDimensions", {}).items() if d is not None
                   and not isinstance(ports[n], (int, list)) and "Integer" not in str(ports[n])})
    return {name: shapes.get(name, "absent") for name in expected}


SENTENCES = {
    "all weights finite and not all equal": CaseRun.check_random_weights,
    "biases are exactly 0": CaseRun.check_zero_biases,
    "same seed gives the same weights": CaseRun.check_same_seed,
    # One training shows all three.
    "data given as {image -> digit, ...}: an image encoder is attached to Input, a Class decoder with the sorted labels to Output": training.check_setup,
    'loss CrossEntropyLossLayer["Index"] is chosen and not part of the result': training.check_setup,
    "a batch size is chosen": training.check_setup,
}

FACTS = {
    "ports": port_shapes,
    "input_ports": lambda info, _: info["InputPortNames"],
    "output_ports": lambda info, _: info["OutputPortNames"],
    "initialized": lambda info, _: info["Initialized"],
    "layers_count": lambda info, _: info["SummaryLayersCount"],
    "array_dimensions": lambda info, expected: {
        p: info["ArraysDimensions"].get(p, info["ArraysDimensions"].get("{%s}" % p))
        for p in expected
    },
    "output_shapes": lambda info, _: [layer["Output"] for layer in info["Layers"]],
    "output_dimensions": lambda info, _: info["Output"],
}
