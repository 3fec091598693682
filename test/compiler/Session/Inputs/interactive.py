"""interactive.py SCENARIO FOLDER: one conversation with `netc eval` on a terminal."""

import json
import os
import stat
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from terminal import Terminal


def start(folder, **settings):
    terminal = Terminal("netc", "eval", *settings.pop("flags", ()), folder=folder, **settings)
    terminal.expect("> ")
    return terminal


def definitions(folder):
    t = start(folder)
    t.enter("x = 5", "\n5")
    t.enter("f[n_] := n x")
    t.enter("f[3]", "\n15")
    t.enter("% + 1", "\n16")
    # A `;` at the end hides the value; it is the last one all the same.
    shown = t.enter("y = 7;")
    assert "7\n7" not in shown, shown
    t.enter("{%, y}", "\n{7, 7}")
    t.enter('net = NetChain[{Ramp}, "Input" -> 2];')
    t.enter("net[{-1, 2}]", "\n{0., 2.}")
    t.end()


def errors(folder):
    t = start(folder)
    t.enter("%", "error[no-last-value]")
    t.enter("x = 5;")
    t.enter("1/0", "<input 3>:1:3: error[bad-argument]: division by zero\n1 | 1/0\n  |   ^")
    t.enter("{1, 2]", "error[unclosed-bracket]")
    t.enter("NetChain[{LinaerLayer[3]}]", "hint: did you mean LinearLayer?")
    t.enter("x", "\n5")
    t.type("Quit\n")
    t.wait(0)


def lines(folder):
    t = start(folder)
    for line in ("NetChain[{", "  Ramp, (* and", "  a comment *) Tanh"):
        t.type(line + "\n")
        t.expect("\n... ")
    t.enter("}][{0, 1}]", "\n{0., 0.761594}")
    for begin, end, value in (("1 +", "2", "3"), ('"a', 'b"', '"a\\nb"'), ("z =", "4", "4")):
        t.type(begin + "\n")
        t.expect("\n... ")
        t.enter(end, "\n" + value)
    # Ctrl-C forgets the lines so far.
    t.type("{1, 2,\n")
    t.expect("\n... ")
    t.interrupt()
    t.enter("3 + 4", "\n7")
    # A wrong text is wrong at once.
    t.enter("{1, , ", "error[empty-element]")
    # The input of several lines comes back as one.
    t.type("\x10\x10\x10")
    t.expect("4")
    t.enter("", "\n4")
    # The end of input within a text ends the session.
    t.type("{1, 2,\n")
    t.expect("\n... ")
    t.end()


def completion(folder):
    t = start(folder)
    t.complete("Elementwise", "Layer")
    t.interrupt()
    t.complete('PoolingLayer[3, "Fun', 'ction"')
    t.interrupt()
    t.complete("PoolingLayer[3, Interl", "eaving")
    t.interrupt()
    t.complete("PoolingLayer[3, ", "PaddingSize")
    t.interrupt()
    t.complete('NetEncoder[{"Image", 28, "Interl', 'eaving"')
    t.interrupt()
    t.complete('MeanSquaredLossLayer["Tar', 'get"')
    t.interrupt()
    t.enter("myDefinition = 3;")
    t.complete("myDef", "inition")
    t.enter(" + 1", "\n4")
    t.enter('net = NetGraph[<|"trunk" -> Ramp|>, {NetPort["Image"] -> "trunk"}];')
    t.complete('net[1, NetPort["tru', 'nk"')
    t.interrupt()
    t.complete('net[<|"Ima', 'ge"')
    t.interrupt()
    t.complete("net[1, NetEval", "uationMode")
    t.interrupt()
    # On a later line of an input, the brackets before count.
    t.type("PoolingLayer[3,\n")
    t.expect("\n... ")
    t.complete("PaddingS", "ize")
    t.interrupt()
    t.end()


def history(folder):
    path = os.path.join(folder, ".local/state/netc/history")
    t = start(folder)
    t.enter("first = 11", "\n11")
    t.enter('{"\N{GREEK SMALL LETTER ALPHA}",\n 2}', "2}")
    t.type("\x1b[A\x1b[A")  # up
    t.expect("first = 11")
    t.enter("", "\n11")
    t.kill()  # what was typed is kept all the same
    with open(path, encoding="utf-8") as file:
        kept = [json.loads(line) for line in file]
    assert kept == ["first = 11", '{"\N{GREEK SMALL LETTER ALPHA}",\n 2}', "first = 11"], kept
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert os.listdir(os.path.dirname(path)) == ["history"]
    # Lines that are none of ours do no harm, and no more than 1000 are kept.
    with open(path, "w", encoding="utf-8") as file:
        file.write("no JSON\n" + "".join(f'"{i}"\n' for i in range(1500)) + "[1]\n")
    t = start(folder)
    t.type("\x10")
    t.expect("1499")
    t.enter("", "\n1499")
    t.enter("2000 + 1", "\n2001")
    t.end()
    with open(path, encoding="utf-8") as file:
        kept = [json.loads(line) for line in file]
    assert len(kept) == 1000 and kept[-1] == "2000 + 1" and kept[0] == "501", kept
    # Elsewhere by the environment; a folder that cannot be is said once.
    t = start(folder, XDG_STATE_HOME=os.path.join(folder, "state"))
    t.enter("3", "\n3")
    t.end()
    assert os.path.exists(os.path.join(folder, "state/netc/history"))
    t = start(folder, XDG_STATE_HOME="/proc/nowhere")
    t.enter("4", "note: inputs are not kept")
    assert "note:" not in t.enter("5", "\n5")
    t.end()


def stop(t, work):
    """Ctrl-C during `work`, which takes long. On a busy machine it may come while the
    line is still being read and only clear that: then it is tried again, later."""
    for delay in (0.5, 1, 2, 4, 8):
        t.type(work + "\n")
        time.sleep(delay)
        t.type("\x03")
        if "error[interrupted]" in t.expect("\n> "):
            return
    sys.exit(f"{work} was not interrupted")


def interruption(folder):
    t = start(folder)
    t.enter("x = 5;")
    for work in ("Do[Do[y = i, {i, 10^4}], {j, 10^4}]",  # the evaluator
                 # a compilation
                 'NetChain[Table[Tanh, {1000}], "Input" -> 64][Range[64]]',
                 # a run
                 "ElementwiseLayer[Tanh][Table[N[i], {i, 2^10}]]; "
                 "Do[ElementwiseLayer[Tanh][{1, 2}], {i, 1000}]"):
        stop(t, work)
        t.enter("x", "\n5")
    # At the prompt it clears the line.
    t.type("1 + 1")
    t.interrupt()
    t.enter("2 + 2", "\n4")
    t.end()


def dumb(folder):
    for terminal in ("dumb", ""):
        t = start(folder, term=terminal)
        t.enter("x = 5", "\n5")
        t.type("{1,\n")
        t.expect("... ")
        t.enter("x}", "\n{1, 5}")
        t.type("1 + 1")
        t.type("\x03")
        t.expect("\n> ") if "\n> " in t.seen else t.expect("> ")
        t.enter("2 + 2", "\n4")
        t.end()


def keys(folder):
    """Ctrl-C takes back the keys that wait: nobody may wait for them."""
    t = start(folder)
    for _ in range(500):
        t.type("1 + 1")
        t.interrupt()
    t.enter("2 + 2", "\n4")
    t.end()
    t = start(folder, term="dumb")
    for _ in range(200):
        t.type(";\n\x03")
        t.expect("> ")
        t.enter("3 + 4")
    t.enter("2 + 2", "\n4")
    t.end()


def flags(folder):
    t = start(folder, flags=("--json", "-q"))
    assert "Ctrl-D" not in t.seen
    t.enter("<|1 -> Infinity|>", '\n{"1":"Infinity"}')
    t.end()
    t = start(folder, flags=("--full-form",))
    t.enter("a + b", "\nPlus[a, b]")
    t.end()


if __name__ == "__main__":
    os.makedirs(sys.argv[2], exist_ok=True)
    globals()[sys.argv[1]](os.path.abspath(sys.argv[2]))
