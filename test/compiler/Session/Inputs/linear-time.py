"""Whether ten times as many layers take about ten times the processor time.

usage: linear-time.py NETC
"""

import os
import resource
import subprocess
import sys
import tempfile

SMALL, LARGE = 1000, 10000


def chain(n):
    return "NetChain[{%s}, \"Input\" -> 8]" % ", ".join(["Tanh", "LinearLayer[8]"] * (n // 2))


def named_graph(n):
    layers = ", ".join(f'"l{i}" -> Ramp' for i in range(n))
    edges = ", ".join(f'"l{i}" -> "l{i + 1}"' for i in range(n - 1))
    return "NetGraph[<|%s|>, {%s}, \"Input\" -> 8]" % (layers, edges)


def residual_graph(n):
    layers = ", ".join(["Ramp", "Plus"] * (n // 2))
    edges = ", ".join(f"{{{2 * i}, {2 * i + 1}}} -> {2 * i + 2}, {2 * i} -> {2 * i + 1}"
                      for i in range(1, n // 2))
    return "NetGraph[{%s}, {1 -> 2, NetPort[\"Input\"] -> 2, %s}, \"Input\" -> 8]" % (
        layers, edges)


def fan_in(n):
    layers = ", ".join(["Tanh"] * n)
    sources = ", ".join(str(i) for i in range(1, n + 1))
    return "NetGraph[{%s, CatenateLayer[]}, {NetPort[\"Input\"] -> {%s} -> %d}, \"Input\" -> 8]" % (
        layers, sources, n + 1)


def open_ports(n):
    return "NetGraph[{%s}, {}]" % ", ".join(['ElementwiseLayer[Tanh, "Input" -> 3]'] * n)


def backward(n):
    return "NetChain[{%s}, \"Output\" -> 8]" % ", ".join(["Tanh"] * n)


def statements(n):
    names = "".join(f"v{i + 1} = v{i};\n" for i in range(n))
    return "v0 = Ramp;\n" + names + f"NetChain[{{v{n}, Tanh}}]"


def nested(n):
    inner = ", ".join("NetChain[{Tanh, NetChain[{Ramp}]}]" for _ in range(n // 3))
    return "NetChain[{%s}, \"Input\" -> 8]" % inner


def literals(n):
    row = "{" + ", ".join(["0.125"] * 50) + "}"
    return "NetChain[{%s}, \"Input\" -> 50]" % ", ".join(
        f'LinearLayer[50, "Biases" -> {row}]' for _ in range(n))


def seconds(netc, text, folder):
    path = os.path.join(folder, "big.net")
    with open(path, "w") as file:
        file.write(text)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([netc, "info", path], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    netc = sys.argv[1]
    shapes = [chain, named_graph, residual_graph, fan_in, open_ports, backward, statements,
              nested, literals]
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        start = seconds(netc, "NetChain[{Ramp}]", folder)
        for shape in shapes:
            small = seconds(netc, shape(SMALL), folder) - start
            large = seconds(netc, shape(LARGE), folder) - start
            slow = large > 30 * small + 0.5
            failed |= slow
            print(f"{shape.__name__:16} {small:7.3f} s {large:7.3f} s" + ("  too slow" if slow else ""))
    sys.exit(failed)


main()
