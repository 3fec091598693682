"""A lit test format: bad input must end in a clear error, never in a crash.

A case gives files (text, or encoded: `$hex`, `$repeat`, `$safetensors`,
`$lenet_cut`), a command line for `netc` in the folder of these files, and what the
message must contain. Files named in `absent` must not exist afterwards.
"""

import json
import os
import shutil
import struct
import subprocess

import lit.formats
import lit.Test


class BadInputFormat(lit.formats.TestFormat):
    def getTestsInDirectory(self, suite, path_in_suite, lit_config, local_config):
        folder = suite.getSourcePath(path_in_suite)
        with open(os.path.join(folder, "cases.json"), encoding="utf-8") as file:
            cases = json.load(file)
        for case in cases:
            test = lit.Test.Test(suite, path_in_suite + (case["name"],), local_config)
            test.case = case
            yield test

    def execute(self, test, lit_config):
        work = test.getExecPath()
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(work)
        source = test.config.netc_source_dir
        problem = run(test.case, work, test.config.environment, source)
        return (lit.Test.FAIL, problem) if problem else (lit.Test.PASS, "")


def run(case, work, environment, source):
    for name, content in case.get("files", {}).items():
        with open(os.path.join(work, name), "wb") as file:
            file.write(bytes_of(content, source))
    for name in case.get("folders", []):
        os.makedirs(os.path.join(work, name))
    before = set(os.listdir(work))
    command = [shutil.which("netc", path=environment["PATH"]), *case["command"]]
    command = [part.replace("%source", source) for part in command]
    result = subprocess.run(command, cwd=work, env=environment, capture_output=True,
                            stdin=subprocess.DEVNULL, timeout=120)
    errors = result.stderr.decode("utf-8", "replace")
    shown = f"{command}\nstatus {result.returncode}\n{errors[:4000]}"
    if result.returncode != 1:
        return f"expected status 1\n{shown}"
    missing = [part for part in case["message"] if part.lower() not in errors.lower()]
    if missing:
        return f"the message lacks {missing}\n{shown}"
    left = set(os.listdir(work)) - before
    if left:
        return f"left behind: {sorted(left)}\n{shown}"
    return None


def bytes_of(content, source):
    if isinstance(content, str):
        return content.encode()
    if "$hex" in content:
        return bytes.fromhex(content["$hex"])
    if "$repeat" in content:
        return "".join(text * count for text, count in content["$repeat"]).encode()
    if "$safetensors" in content:
        return safetensors(content["$safetensors"])
    path, length = content["$cut"]
    with open(os.path.join(source, path), "rb") as file:
        return file.read()[:length]


def safetensors(entries):
    """{key: shape} as F32 zeros, or {key: raw header entry} with `data` bytes."""
    header, size = {}, 0
    for key, entry in entries.items():
        if isinstance(entry, dict):
            header[key] = entry
            continue
        count = 4
        for dim in entry:
            count *= dim
        header[key] = {"dtype": "F32", "shape": entry, "data_offsets": [size, size + count]}
        size += count
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + bytes(size)
