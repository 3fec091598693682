from lsp_client import Editor, Text, expect

editor = Editor()


def complete(marked):
    text = Text(editor, marked, "completion.net")
    return text, text.completions()


def check(marked, *wanted, no=()):
    text, found = complete(marked)
    for name in wanted:
        assert name in found, (marked, name, list(found)[:30])
    for name in no:
        assert name not in found, (marked, name)
    return {name: text.apply([item["textEdit"]]) for name, item in found.items()}


# Everything with a name.
check("size = 3;\nf[x_] := x\nNetChain[{$$", "size", "f", "LinearLayer", "NetGraph",
      "Ramp", "Join", "True")
made = check("NetChain[{Conv$$, 3}]", "ConvolutionLayer")
expect(made["ConvolutionLayer"], "NetChain[{ConvolutionLayer, 3}]")

# Options, ports and arrays of the layer around, with or without quotes.
made = check("NetChain[{PoolingLayer[2, Str$$", "Stride", "Function", "Input", "Output",
             no=("Weights",))
expect(made["Stride"], 'NetChain[{PoolingLayer[2, "Stride" -> ')
made = check('LinearLayer[3, "Bia$$" -> None]', "Biases", no=("Ramp", "LinearLayer"))
expect(made["Biases"], 'LinearLayer[3, "Biases" -> None]')
made = check('LinearLayer[3, "Bia$$', "Biases", "LearningRateMultipliers")
expect(made["Biases"], 'LinearLayer[3, "Biases" -> ')

# Values.
made = check('PoolingLayer[2, "Function" -> $$]', "Max", "Mean", "Total")
expect(made["Max"], 'PoolingLayer[2, "Function" -> Max]')
made = check('PoolingLayer[2, "Function" -> "M$$"]', "Max", "Mean", no=("True",))
expect(made["Mean"], 'PoolingLayer[2, "Function" -> "Mean"]')
check("PoolingLayer[2, Interleaving -> $$]", "True", "False")
check('LinearLayer[3, "Biases" -> $$]', "None")
check('ElementwiseLayer["$$', "GELU", no=("Tanh",))
check("ElementwiseLayer[$$", "GELU", "Tanh")
check('LinearLayer[3, "Input" -> $$', "NetEncoder", "Real")
check('NetChain[{3}, $$]', "Input", "Output", no=("Stride",))
check('NetChain[{3}, "Output" -> $$]', "NetDecoder")

# Coders.
check('NetEncoder["$$', "Image", "Class", no=("LinearLayer",))
check('NetEncoder[{"$$"}]', "Image", "Class")
check('NetEncoder[{"Image", {28, 28}, $$', "ColorSpace", "Interleaving")
made = check('NetEncoder[{"Image", 8, ColorSpace -> "$$"}]', "Grayscale", "RGB")
expect(made["RGB"], 'NetEncoder[{"Image", 8, ColorSpace -> "RGB"}]')

# Edges.
graph = 'NetGraph[<|"a" -> LinearLayer[3], "loss" -> MeanSquaredLossLayer[]|>, {'
check(graph + "$$", "a", "loss", "NetPort", no=("LinearLayer",))
made = check(graph + '"a" -> "lo$$"}]', "loss", no=("NetPort",))
expect(made["loss"], graph + '"a" -> "loss"}]')
check(graph + 'NetPort["$$', "a", "loss", "Input")
check(graph + 'NetPort["loss", "$$', "Input", "Target", "Loss", no=("a",))
check(graph + 'NetPort[{"loss", "$$"}', "Input", "Target", "Loss", no=("a",))
check("NetGraph[{3, Ramp}, {1 -> $$", "1", "2")
check('inner = <|"x" -> 3|>;\nNetGraph[inner, {"$$', "x")
check('NetGraph[<|"o" -> NetChain[<|"i" -> 3|>]|>, {NetPort[{"o", "$$', "i", "Input")

# Broken texts, comments, and the middle of nowhere.
check("x = {1, (2 ]\ny = LinearLayer[3, $$ } ) ]", "Biases")
expect(complete("(* a comment $$ *) 3")[1], {})
expect(complete("(* an open comment $$")[1], {})
for marked in ("$$", "]$$", "}}$$", "[$$", "{$$", "->$$", "f[$$]][[", "\"$$", "#$$", "1.$$"):
    complete(marked)
editor.end()
