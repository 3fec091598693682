"""A lit test format: the ```console blocks of docs/*.md and README.md are run.

Lines that begin with `$ ` are commands, the lines after them what they print. Blocks
of one page share a folder that holds the files of Inputs/ and of examples/lenet.
"""

import os
import re
import shutil
import subprocess

import lit.formats
import lit.Test

BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
# Needs a tree with the layer of that page in it: test/docs/one-place does that.
ELSEWHERE = {"adding-a-layer.md"}


class ConsoleFormat(lit.formats.TestFormat):
    def getTestsInDirectory(self, suite, path_in_suite, lit_config, local_config):
        docs = os.path.join(local_config.netc_source_dir, "docs")
        for page in sorted(os.listdir(docs)):
            if not page.endswith(".md") or page in ELSEWHERE:
                continue
            with open(os.path.join(docs, page), encoding="utf-8") as file:
                blocks = BLOCK.findall(file.read())
            if blocks:
                test = lit.Test.Test(suite, path_in_suite + (page,), local_config)
                test.blocks = blocks
                yield test

    def execute(self, test, lit_config):
        source = test.config.netc_source_dir
        work = test.getExecPath()
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(os.path.join(source, "examples", "lenet"), work)
        shutil.copytree(os.path.join(source, "test", "docs", "Inputs"), work, dirs_exist_ok=True)
        for block in test.blocks:
            problem = run_block(block, work, test.config.environment)
            if problem:
                return lit.Test.FAIL, problem
        return lit.Test.PASS, ""


def commands_of(block):
    """[(command, expected output)]"""
    steps = []
    for line in block.splitlines():
        if line.startswith("$ "):
            steps.append((line[2:], []))
        else:
            steps[-1][1].append(line)
    return [(command, "\n".join(lines)) for command, lines in steps]


def run_block(block, work, environment):
    for command, expected in commands_of(block):
        result = subprocess.run(["bash", "-c", command], cwd=work, env=environment,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                timeout=300)
        if result.returncode or result.stdout.strip() != expected.strip():
            return (f"$ {command}\nstatus {result.returncode}, printed\n{result.stdout}\n"
                    f"the page says\n{expected}")
    return None
