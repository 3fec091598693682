//===- Flatten.td - FlattenLayer -----------------------------*- tablegen -*-===//

include "dialects/Net/IR/NetBase.td"

def Net_FlattenOp : Net_LayerOp<"flatten"> {
  let notation = "FlattenLayer";
  let summary = "the same elements with several levels made one";
  let description = [{
    Elements keep their row-major order.

    - (C1) `FlattenLayer[]` makes all levels one: `Output` is a vector. A single number
      becomes a vector of one.
    - (C2) `FlattenLayer[n]` makes the first n + 1 levels one, `FlattenLayer[-n]` the
      last n + 1. `Input` has more than n levels.
    - (C3) A Varying level becomes one only with levels of size 1.

    Example: `FlattenLayer[]` applied to {{1, 2}, {3, 4}} gives {1, 2, 3, 4}. Dimensions
    {3, 3, 3} become {9, 3} with `FlattenLayer[1]` and {3, 9} with `FlattenLayer[-1]`.
  }];
  let arguments = (ins Net_Port:$input,
    Net_Level<"Infinity", "", 0, doc="how many levels less; negative: the last ones">:$level);
  let results = (outs Net_Port:$output);
}
