import subprocess

from lsp_client import Editor, Text, expect

editor = Editor()


def lines(text, place=0):
    return [line for line in (text.hover(place) or "").split("```")[0].splitlines()
            if line and line[0] != "`"]


# The reference is what `netc layers` prints, by older names too.
text = Text(editor, "NetChain[{Convolution$$Layer[20, 5], Ra$$mp, $$500, Joi$$n[{1}, {2}]}]",
            "reference.net")
page = subprocess.run(["netc", "layers", "ConvolutionLayer"], capture_output=True, text=True)
assert page.stdout.strip() in text.hover(0), text.hover(0)
assert "function of numbers" in text.hover(1), text.hover(1)
assert "function of the notation" in text.hover(3), text.hover(3)

# Shapes of layers, shorthands, arrays, ports and containers.
text = Text(editor, """size = 5$$00;
Net$$Chain[{Convolution$$Layer[20, $$5], R$$amp, si$$ze, "Sof$$tmax",
  SoftmaxLayer[]}, "In$$put" -> {1, 28, 28}]""".replace('"Sof$$tmax",\n', "1$$0,\n"), "shapes.net")
expect(text.problems(), [])
expect(lines(text, 0), ["layer 3 (LinearLayer)", "- Input: `{20, 24, 24}`",
                        "- Output: `{500}`", "- Weights: `{500, 11520}`", "- Biases: `{500}`"])
expect(lines(text, 1), ["NetChain", "- Input: `{1, 28, 28}`", "- Output: `{10}`"])
convolution = ["layer 1 (ConvolutionLayer)", "- Input: `{1, 28, 28}`",
               "- Output: `{20, 24, 24}`", "- Weights: `{20, 1, 5, 5}`", "- Biases: `{20}`"]
expect(lines(text, 2), convolution)
expect(lines(text, 3), convolution)
expect(lines(text, 4), ["layer 2 (ElementwiseLayer)", "- Input: `{20, 24, 24}`",
                        "- Output: `{20, 24, 24}`"])
expect(lines(text, 5), lines(text, 0))
assert "size = 500" in text.hover(5)
expect(lines(text, 6)[0], "layer 4 (LinearLayer)")
expect(lines(text, 7), ["NetChain", "- Input: `{1, 28, 28}`"])

# Names in edges, keys, ports of layers.
text = Text(editor, """NetGraph[<|"a$$" -> LinearLayer[3], "loss" -> MeanSquaredLossLayer[]|>,
  {NetPort["Input"] -> "$$a" -> NetPort["lo$$ss", "Inp$$ut"], NetPort["Gi$$ven"] ->
   NetPort[{"loss", "Tar$$get"}]}, "Input" -> 5]""", "edges.net")
expect(text.problems(), [])
layer = ['layer "a" (LinearLayer)', "- Input: `{5}`", "- Output: `{3}`",
         "- Weights: `{3, 5}`", "- Biases: `{3}`"]
expect(lines(text, 0), layer)
expect(lines(text, 1), layer)
expect(lines(text, 2), ['layer "loss" (MeanSquaredLossLayer)', "- Input: `{3}`",
                        "- Target: `{3}`", "- Loss: `{}`"])
expect(lines(text, 3), ['layer "loss" (MeanSquaredLossLayer)', "- Input: `{3}`"])
expect(lines(text, 4), ["NetGraph", "- Given: `{3}`"])
expect(lines(text, 5), ['layer "loss" (MeanSquaredLossLayer)', "- Target: `{3}`"])

# What is known before an error stays known; unknown sizes are shown as such.
text = Text(editor, 'NetChain[{Linear$$Layer[3], Ra$$mp, LinearLayer[, 4}, "Input" -> 2]',
            "half.net")
expect(lines(text, 0)[1:3], ["- Input: `{2}`", "- Output: `{3}`"])
expect(lines(text, 1)[0], "layer 2 (ElementwiseLayer)")
text = Text(editor, "NetChain[{Convolution$$Layer[7, 3]}]", "unknown.net")
expect(lines(text), ["layer 1 (ConvolutionLayer)", "- Input: `unknown`", "- Output: `unknown`",
                     "- Weights: `unknown`", "- Biases: `unknown`"])
text = Text(editor, 'NetChain[{3, Ramp, Linear$$Layer[4, "Input" -> 7]}, "Input" -> 2]',
            "conflict.net")
expect(lines(text)[0], "layer 3 (LinearLayer)")

# Nothing to say, and the range of the word in UTF-16.
text = Text(editor, "(* a w$$ord *) x$$$$y", "nothing.net")
expect(text.hover(0), None)
text = Text(editor, '(* 𝒳é *) NetChain[{"𝒳" -> 1, Ra$$mp}]', "wide.net")
expect(text.slice(text.at("hover")["range"]), "Ramp")
editor.end()
