//===- Linear.td - LinearLayer ------------------------------*- tablegen -*-===//

include "dialects/Net/IR/NetBase.td"

def Net_LinearOp : Net_LayerOp<"linear", [], ["assumeShapes"]> {
  let notation = "LinearLayer";
  let aliases = ["DotPlusLayer"];
  let summary = "a weight matrix times the flattened input, plus biases";
  let description = [{
    `Output = Reshape(Weights . Flatten(Input) + Biases, dimensions)`

    - (C1) `Input` has a fixed shape: no Varying dimension.
    - (C2) `Output` has the given dimensions; `{}` is a single number. Without them
      they come from the net around.
    - (C3) `Weights` is a matrix {p, q}: p the number of output elements, q the number
      of input elements.
    - (C4) `Biases` is a vector {p}, or None.
    - (C5) Where the net around says nothing and `Weights` are given, `Input` and
      `Output` are vectors.

    Example: with weights {{1, 2}, {3, 4}} and biases {10, 20}, `{1, -1}`
    gives `{9, 19}`; with `"Biases" -> None`, `{-1, -1}`.
  }];
  let arguments = (ins Net_Port:$input,
    Net_Sizes<"", 0, doc="dimensions of the output; `{}` is a single number">:$dimensions,
    Net_Weights:$weights, Net_Biases:$biases);
  let results = (outs Net_Port:$output);
}
