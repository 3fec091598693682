"""Runs the build's own command for CoreBitcode.c through ccache with three cores.

embedded_bytes.py BUILD WORK: a build folder with compile_commands.json, and an
empty folder that takes the place of the build folder in the command.
"""

import json
import os
import shlex
import subprocess
import sys
import time

build, work = sys.argv[1:]
generated = os.path.join(work, "runtime/src/core")
os.makedirs(generated)
environment = dict(os.environ, CCACHE_DIR=os.path.join(work, "cache"))

with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
    [entry] = [e for e in json.load(file) if e["file"].endswith("/CoreBitcode.c")]
command = shlex.split(entry["command"].replace(build, work))
if "ccache" not in command[0]:
    command.insert(0, "ccache")
object_file = os.path.join(work, "core.o")
command[command.index("-o") + 1] = object_file


def misses():
    """How many compilations ccache has had to run so far."""
    stats = subprocess.run(["ccache", "--print-stats"], env=environment, check=True,
                           capture_output=True, text=True).stdout
    return int(dict(line.split("\t") for line in stats.splitlines())["cache_miss"])


def embed(name, text):
    """Compiles with a core of these bytes; they must be in the object."""
    with open(os.path.join(generated, "netrt_core.bc"), "w", encoding="ascii") as file:
        file.write(text)
    with open(os.path.join(generated, "CoreBitcode.inc"), "w", encoding="ascii") as file:
        file.write("".join(f"{byte}," for byte in text.encode("ascii")))
    time.sleep(1.1)  # ccache mistrusts files that are younger than the compilation
    before = misses()
    subprocess.run(command, cwd=work, env=environment, check=True)
    with open(object_file, "rb") as file:
        if text.encode("ascii") not in file.read():
            sys.exit(f"{name}: the object holds the bytes of another core")
    print(f"{name}:", "compiled" if misses() > before else "out of the cache")


embed("first core", "the bytes of one core")
embed("same core", "the bytes of one core")
embed("other core", "the bytes of two core")
