"""Proof of one place: follows docs/adding-a-layer.md to the letter in a copy of the
tree. The page's two files and one line must give the new layer its text and protobuf
notation, its reference page, and `netc run`."""

import os
import re
import shutil
import subprocess
import sys

source, work = sys.argv[1:3]
sys.path.insert(0, os.path.join(source, "test", "docs"))
import console  # noqa: E402 - found through the line above

PAGE = os.path.join(source, "docs", "adding-a-layer.md")
FILE_BLOCK = re.compile(r"^`([\w/.-]+)`:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
LIST_BLOCK = re.compile(r"^One line in `([\w/.-]+)`:\n\n```cmake\n(.*?)^```", re.MULTILINE | re.DOTALL)


def copy_tree():
    """All but build folders, the repository and what tests leave."""
    shutil.rmtree(work, ignore_errors=True)
    skipped = shutil.ignore_patterns("build*", ".git", "Output", "__pycache__")
    shutil.copytree(source, work, ignore=skipped)


def follow(page):
    for name, text in FILE_BLOCK.findall(page):
        with open(os.path.join(work, name), "x", encoding="utf-8") as file:
            file.write(text)
    (name, line), = LIST_BLOCK.findall(page)
    path = os.path.join(work, name)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("set(NET_LAYERS\n", "set(NET_LAYERS\n" + line))


def build():
    # Most of the copy is the tree itself: with ccache, it is compiled once.
    environment = dict(os.environ, CCACHE_BASEDIR=work, CCACHE_NOHASHDIR="1")
    for command in (["cmake", "--preset", "development"],
                    ["cmake", "--build", "build", "--target", "netc"]):
        subprocess.run(command, cwd=work, env=environment, check=True)


def check(page):
    with open(os.path.join(work, "gain.net"), "w", encoding="utf-8") as file:
        file.write('GainLayer[0.5, "Gains" -> {2, 10}]\n')
    environment = dict(os.environ)
    environment["PATH"] = os.path.join(work, "build", "bin") + ":" + environment["PATH"]
    for block in console.BLOCK.findall(page):
        problem = console.run_block(block, work, environment)
        if problem:
            sys.exit(problem)
    with open(os.path.join(work, "build", "docs", "layers", "GainLayer.md"), encoding="utf-8") as file:
        assert "each channel times a learned number" in file.read()
    shown = subprocess.run(["netc", "layers", "GainLayer"], env=environment, check=True,
                           stdout=subprocess.PIPE, text=True).stdout
    assert "Gains: one number per channel" in shown, shown
    with open(os.path.join(work, "wrong.net"), "w", encoding="utf-8") as file:
        file.write('GainLayer["Gians" -> {1}]\n')
    wrong = subprocess.run(["netc", "info", "wrong.net"], cwd=work, env=environment,
                           stderr=subprocess.PIPE, text=True)
    assert wrong.returncode == 1, wrong.stderr
    assert "did you mean" in wrong.stderr and "Gains" in wrong.stderr, wrong.stderr


with open(PAGE, encoding="utf-8") as page_file:
    page_text = page_file.read()
copy_tree()
follow(page_text)
build()
check(page_text)
shutil.rmtree(work)
print("the page says the truth")
