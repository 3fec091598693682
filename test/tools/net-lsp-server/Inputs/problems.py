import subprocess

from lsp_client import Editor, Text, expect

editor = Editor()


def problems(text):
    return Text(editor, text, "problems.net").problems()


def codes(text):
    return sorted(problem["code"] for problem in problems(text))


expect(problems(""), [])
expect(problems("(* only a comment *)"), [])
expect(problems("n = 3;\nNetChain[{n, Ramp}, \"Input\" -> 2]"), [])

# Both places of a conflict.
text = Text(editor, 'NetChain[{3, Ramp, LinearLayer[4, "Input" -> 7]}, "Input" -> 2]')
(problem,) = text.problems()
expect(problem["code"], "incompatible-shapes")
expect(problem["severity"], 1)
expect(problem["source"], "netc")
expect(text.slice(problem["range"]), "Ramp")
places = [(text.slice(place["location"]["range"]), place["message"])
          for place in problem["relatedInformation"]]
expect(places, [
    ("3", "3 comes from layer 1 (LinearLayer): the layer's dimensions"),
    ('LinearLayer[4, "Input" -> 7]', "7 comes from layer 3 (LinearLayer): a port option")])
expect({place["location"]["uri"] for place in problem["relatedInformation"]}, {text.uri})

# Many at once: syntax, names, options, functions, coders, statements.
text = Text(editor, '''size = 500;
bad = {1,, 2};
NetChain[{
  ConvolutionLayer[20, 5, "Strid" -> 2],
  LinaerLayer[3],
  ElementwiseLayer[Tahn],
  PoolingLayer[2, 2, 7],
  size, SoftmaxLayer[]},
  "Input" -> NetEncoder[{"Imag", {28, 28}}]]
other = NetGraph[{3, Ramp}, {1 -> 2, 7 -> 1}]
y = f[3]
''', "many.net")
found = [(text.slice(problem["range"]), problem["code"]) for problem in text.problems()]
for wanted in ((",", "empty-element"), ('"Strid"', "bad-option"), ("7", "bad-option"),
               ("LinaerLayer", "unknown-layer"), ("7", "unknown-layer-name"),
               ("ElementwiseLayer[Tahn]", "unknown-function"),
               ('"Imag"', "bad-argument"), ("f", "unknown-function")):
    assert wanted in found, (wanted, found)
expect(len(found), 8)

# No consequences of what could not be read or has no value.
expect(codes("n = f[2];\nNetChain[{LinearLayer[n], n}, \"Input\" -> 2]"),
       ["unknown-function"])
expect(codes("NetChain[{3, Ramp +}, \"Input\" -> 2]"), ["unexpected-token"])
expect(codes("a = NetChain[{LinearLayer[-1]}];\nNetChain[{a}]"), ["bad-argument"])
expect(codes("trunk = {3, Rampp[]};\nNetChain[trunk]"), ["unknown-function"])

# Warnings, and hints behind the message.
(problem,) = problems('y = 1e5;\nNetChain[{3}, "Input" -> 2]')
expect((problem["severity"], problem["code"]), (2, "bad-number"))
expect(problem["message"].splitlines()[1], "hint: did you mean 1*^5?")

# A text of definitions alone may lack a net only where it has none.
expect(codes("f[x_] := LinearLayer[x]"), [])
expect(codes("a = NetChain[{3}];\nb = 3"), [])
expect(codes("1 + 1"), ["no-net"])
expect(codes("f[x_] := f[x];\nf[1]"), ["nesting-too-deep"])
# Which of the limits is met first depends on the machine.
(limit,) = codes("Table[Table[1 + 1, {2000}], {2000}]")
assert limit in ("too-many-steps", "too-much-time"), limit

# What is shown is what netc says.
for text in ('NetChain[{3, "Tanhh", 4}]', 'NetChain[{3}, "Inputt" -> 3]',
             'NetGraph[{3, Ramp}, {1 -> NetPort[2, "In"]}]', "NetChain[{3, 4", "{1,, 2}",
             'NetChain[<|"a" -> 3, "a" -> 4|>]', 'NetChain[{DotLayer[]}, "Input" -> {2}]'):
    with open("same.net", "w") as file:
        file.write(text)
    said = subprocess.run(["netc", "info", "same.net"], capture_output=True, text=True)
    (problem,) = problems(text)
    first = "error[%s]: %s" % (problem["code"], problem["message"].splitlines()[0])
    place = problem["range"]["start"]
    place = ":%d:%d: " % (place["line"] + 1, place["character"] + 1)
    assert place + first in said.stderr, (said.stderr, problem)

# The problems of the newest version only, and none when all is well again.
text = Text(editor, "NetChain[{3]", "mended.net")
expect(text.codes(), ["unclosed-bracket"])
text.change((11, 11, "}"))
expect(text.codes(), [])
editor.end()
