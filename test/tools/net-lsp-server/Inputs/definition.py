from lsp_client import Editor, Text, expect

editor = Editor()
text = Text(editor, """size = 500;
f[x_, y_] := LinearLayer[x$$ + y$$]
trunk = <|"conv" -> LinearLayer[3], "act" -> Ramp|>;
net = NetGraph[tr$$unk, {"conv" -> "a$$ct", NetPort["co$$nv", "Output"] -> NetPort["Out"]}];
size = 501;
NetChain[{s$$ize, f$$[1, 2], n$$et, Ra$$mp}]
NetGraph[{NetChain[<|"in" -> 3|>], Ramp}, {1 -> $$2, NetPort[{1, "i$$n"}] -> NetPort["Mid"]}]
""")


def places(place):
    found = [f["range"]["start"] for f in text.at("definition", place)]
    return [(p["line"], p["character"]) for p in found]


expect(text.definition(0), ["x_"])
expect(text.definition(1), ["y_"])
expect(places(2), [(2, 0)])
expect(text.definition(3), ['"act"'])
expect(text.definition(4), ['"conv"'])
expect(places(4), [(2, 10)])
expect(places(5), [(4, 0)])
expect(places(6), [(1, 0)])
expect(places(7), [(3, 0)])
expect(text.definition(8), [])
expect(text.definition(9), ["Ramp"])
expect(text.definition(10), ['"in"'])

# The outline.
outline = [(s["name"], s.get("detail", ""), [c["name"] for c in s.get("children", [])])
           for s in text.symbols()]
expect(outline, [
    ("size", "", []), ("f", "LinearLayer", []), ("trunk", "NetChain", ["conv", "act"]),
    ("net", "NetGraph", []), ("size", "", []),
    ("NetChain", "", ["1", "2", "3", "4"]), ("NetGraph", "", ["1", "2"])])
graph = text.symbols()[-1]
expect([(c["name"], c["detail"]) for c in graph["children"]], [("1", "NetChain"), ("2", "Ramp")])
expect([c["name"] for c in graph["children"][0]["children"]], ["in"])
for symbol in text.symbols():
    assert text.slice(symbol["selectionRange"]) in text.slice(symbol["range"])

# Also of a text that cannot be read.
text = Text(editor, "a = {1, 2\nb = NetChain[{LinearLayer[a$$\nc = b$$ +", "broken.net")
expect(text.definition(0), ["a"])
expect(text.definition(1), ["b"])
expect([s["name"] for s in text.symbols()], ["a", "b", "c"])
editor.end()
