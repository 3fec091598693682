"""A lit test format: the ```console blocks of docs/*.md are run.

Lines that begin with `$ ` are commands, the lines after them what they print. Blocks
of one page share a folder that holds the files of Inputs/ and of examples/lenet.
"""

import os
import shutil

import lit.formats
import lit.Test

from console import BLOCK, run_block

# Needs a tree with the layer of that page in it: test/one-place does that.
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
