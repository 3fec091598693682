"""A lit test format: what a text is read as, what its value is, what it is told.

Every .json file of this folder is a list of cases. A case has a `text`, and one or
more of
  full     the tree of the text: the FullForm of every statement, one per line
  value    what `netc eval` prints for it
  message  every line on standard error; with `command`, of that command instead of
           `eval`. Without `value` and `full` the text must be refused with status 1
  code     the code of the error, and `says`, a part of its message
A text reaches netc on standard input, so that any character may be in it. Cases that
need no program of their own are in test/unit/NotationCases.
"""

import json
import os
import re
import subprocess

import lit.formats
import lit.Test


class NotationFormat(lit.formats.TestFormat):
    def getTestsInDirectory(self, suite, path_in_suite, lit_config, local_config):
        folder = suite.getSourcePath(path_in_suite)
        for file in sorted(os.listdir(folder)):
            if not file.endswith(".json"):
                continue
            with open(os.path.join(folder, file), encoding="utf-8") as stream:
                cases = json.load(stream)
            for number, case in enumerate(cases, 1):
                name = f"{number:03}-{slug(case['text'])}"
                path = path_in_suite + (file.removesuffix(".json"), name)
                test = lit.Test.Test(suite, path, local_config)
                test.case = case
                yield test

    def execute(self, test, lit_config):
        netc = os.path.join(test.config.netc_build_dir, "bin", "netc")
        problem = check(test.case, netc, test.config.environment)
        return (lit.Test.FAIL, problem) if problem else (lit.Test.PASS, "")


def slug(text):
    """Enough of the text to recognise it, without what a path cannot hold."""
    return re.sub(r"[^A-Za-z0-9_+=<>&|!?#@^*.,:;(){}\[\]-]+", "_", text)[:40]


def run(netc, arguments, text, environment):
    result = subprocess.run([netc, *arguments], input=text.encode(), env=environment,
                            capture_output=True, timeout=120)
    return (result.returncode, result.stdout.decode().rstrip("\n"),
            result.stderr.decode())


def check(case, netc, environment):
    for key, arguments in (("full", ["eval", "--full-form", "-"]),
                           ("value", ["eval", *case.get("flags", []), "-"])):
        if key in case:
            status, out, errors = run(netc, arguments, case["text"], environment)
            if status != 0 or out != case[key]:
                return (f"{case['text']}\nexpected {key}: {case[key]}\n"
                        f"found (status {status}): {out}\n{errors}")
            if "message" in case and errors.splitlines() != case["message"]:
                return different(case, errors)
    if "full" in case or "value" in case:
        return None
    return check_refused(case, netc, environment)


def check_refused(case, netc, environment):
    arguments = [*case.get("command", ["eval"]), *case.get("flags", []), "-"]
    status, out, errors = run(netc, arguments, case["text"], environment)
    if status != 1 or out:
        return f"{case['text']}\nexpected an error, found (status {status}): {out}\n{errors}"
    if "message" in case and errors.splitlines() != case["message"]:
        return different(case, errors)
    if "code" in case and f"error[{case['code']}]" not in errors:
        return f"{case['text']}\nexpected error[{case['code']}], found\n{errors}"
    if case.get("says", "") not in errors:
        return f"{case['text']}\nexpected a message with: {case['says']}\nfound\n{errors}"
    return None


def different(case, errors):
    expected = "\n".join(case["message"])
    return f"{case['text']}\nexpected message:\n{expected}\nfound:\n{errors}"
