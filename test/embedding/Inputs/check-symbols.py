"""Reads `llvm-nm -D` on stdin: one definition, NAME_net, and undefined symbols of
glibc alone (versions GLIBC_*)."""

import sys

wrong, defined = [], []
for line in sys.stdin:
    fields = line.split()
    kind, symbol = fields[-2], fields[-1]
    if kind in "Uvw":
        if "@GLIBC_" not in symbol:
            wrong.append(symbol)
    else:
        defined.append(symbol)
if defined != [sys.argv[1]]:
    wrong += defined
sys.exit(f"not allowed: {wrong}" if wrong else 0)
