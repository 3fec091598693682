import random
import time

from lsp_client import Editor, Text, expect, position

editor = Editor(seconds=400)
random.seed(7)
NET = """(* 𝒳 and é *)
size = 500; f[x_] := LinearLayer[x];
NetGraph[<|"é𝒳" -> ConvolutionLayer[20, 5], "b" -> NetChain[{f[3], Ramp, size}]|>,
  {NetPort["Input"] -> "é𝒳" -> "b" -> NetPort["Output"]},
  "Input" -> NetEncoder[{"Image", {28, 28}, ColorSpace -> "Grayscale"}]]
"""

# Every key of a text; the last version is the one that is shown.
text = Text(editor, "", "typed.net")
for i, letter in enumerate(NET):
    text.change((i, i, letter))
    if i % 7 == 0:
        text.places = [position(text.text)]
        text.completions(), text.hover(), text.definition()
expect(text.problems(), [])
expect([s["name"] for s in text.symbols()], ["size", "f", "NetGraph"])

# Places behind wide characters.
text = Text(editor, NET.replace("ConvolutionLayer", "ConvolutoinLayer"), "wide.net")
(problem,) = text.problems()
expect(text.slice(problem["range"]), "ConvolutoinLayer")
expect(text.fixed(problem), [NET])
text.change((0, 0, "𝒳 = 3;\r\n"))
begin = text.text.index("ConvolutoinLayer")
text.change((begin, begin + 16, "ConvolutionLayer"))
expect(text.problems(), [])

# Bursts of random edits end in what a fresh text shows.
PIECES = ["[", "]", "{", "}", "\"", "(*", "*)", ",", "->", "𝒳", "é", "\n", "\r\n", "= ",
          "NetChain[{", "<|", "|>", "[[", "3", "size", ";", "#", "&", "\\[", ""]
text = Text(editor, NET, "random.net")
for burst in range(30):
    for _ in range(random.randint(1, 20)):
        begin = random.randint(0, len(text.text))
        end = min(len(text.text), begin + random.choice([0, 0, 1, 2, 9]))
        # No edit stands between the two characters of a newline.
        if "\r" in text.text[max(begin - 1, 0):end + 1]:
            continue
        text.change((begin, end, random.choice(PIECES)))
    if text.version > 1 and burst % 3 == 0:
        text.change((0, 0, ""))
        fresh = Text(editor, text.text, "fresh%d.net" % burst)
        shown = text.problems()
        again = [dict(p) for p in fresh.problems()]
        for problems in (shown, again):
            for problem in problems:
                problem.pop("relatedInformation", None)
        expect(shown, again)
        expect(text.symbols(), fresh.symbols())
        text.places = [position(text.text[:random.randint(0, len(text.text))])]
        text.completions(), text.hover(), text.definition()
    if burst % 10 == 9:
        text.change(NET)

# Several edits in one message, each in the text that the one before made.
text = Text(editor, "NetChain[{3}]", "several.net")
text.change((10, 11, "4"), (11, 11, ", Ramp"), (0, 0, "(* 𝒳 *) "))
expect(text.text, "(* 𝒳 *) NetChain[{4, Ramp}]")
expect(text.problems(), [])

# Very long texts, and very deep ones.
text = Text(editor, "x = {" + ", ".join(map(str, range(200000))) + "};\nNetChain[{3}]", "data.net")
expect(text.problems(), [])
expect([s["name"] for s in text.symbols()], ["x", "NetChain"])
begin = time.time()
for i in range(50):
    text.change((len(text.text), len(text.text), " "))
text.change((len(text.text), len(text.text), "]"))
expect(text.codes(), ["unexpected-token"])
assert time.time() - begin < 60, time.time() - begin
text = Text(editor, "NetChain[{" + ", ".join(["LinearLayer[3]"] * 3000) + "}, \"Input\" -> 3]",
            "layers.net")
expect(text.problems(), [])
for deep in ("(", "{", "f[", "<|\"a\" -> ", "NetChain[{", "{}]", "((*", "\"", "-", "#&["):
    text = Text(editor, deep * 20000, "deep.net")
    assert len(text.problems()) >= 1, deep
    text.symbols()
    text.places = [position(text.text)]
    text.completions(), text.hover(), text.definition()
editor.end()
