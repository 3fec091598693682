"""Prints what a program needs, how big it is, and how long it takes to start."""

import os
import re
import subprocess
import sys
import time

[program] = sys.argv[1:]

dynamic = subprocess.run(["llvm-readelf", "-d", program], check=True,
                         capture_output=True, text=True).stdout
print("needs:", *sorted(re.findall(r"NEEDED.*\[(.*)\]", dynamic)))
print(f"size: {os.path.getsize(program) / 1e6:.0f} MB")


def start():
    begin = time.perf_counter()
    subprocess.run([program, "--version"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


print(f"start: {min(start() for _ in range(10)) * 1e3:.1f} ms")
