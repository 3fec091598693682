//===- Softmax.td - SoftmaxLayer -----------------------------*- tablegen -*-===//

include "dialects/Net/IR/NetBase.td"

def Net_SoftmaxOp : Net_LayerOp<"softmax"> {
  let notation = "SoftmaxLayer";
  let summary = "positive numbers that sum to 1 along one level";
  let description = [{
    `Output[i] = Exp[Input[i] - max] / (sum over j of Exp[Input[j] - max])`

    where i and j run along the level and max is the greatest element there; other
    levels are independent.

    - (C1) `Output` has the dimensions of `Input`, which is no single number.
    - (C2) The level exists; it counts from 1, or from the end if negative.
    - (C3) The level is not of size 1: the result would be 1 whatever the input.

    Example: `SoftmaxLayer[]` applied to {1, 2, 3} gives {0.090031, 0.244728, 0.665241};
    `SoftmaxLayer[1]` applied to {{1, 2}, {3, 4}} gives {{0.119203, 0.119203},
    {0.880797, 0.880797}}.
  }];
  let arguments = (ins Net_Port:$input,
    Net_Level<"-1", "", 0, doc="level along which the results sum to 1">:$level);
  let results = (outs Net_Port:$output);
}
