//===- Reshape.td - ReshapeLayer -----------------------------*- tablegen -*-===//

include "dialects/Net/IR/NetBase.td"

def Net_ReshapeOp : Net_LayerOp<"reshape"> {
  let notation = "ReshapeLayer";
  let summary = "the same elements in other dimensions";
  let description = [{
    Elements keep their row-major order.

    - (C1) `Output` has the given dimensions; `{}` is a single number. At most one is
      `Automatic`: it follows from the number of elements.
    - (C2) `Inherited` is the dimension of `Input` at the same place, which exists.
    - (C3) `Input` and `Output` have the same number of elements.
    - (C4) If the first dimension of `Input` is Varying, it is Inherited, and the
      products of the other dimensions agree.

    Example: with dimensions {2, 3} the vector {1, 2, 3, 4, 5, 6} becomes
    {{1, 2, 3}, {4, 5, 6}}; {Inherited, 2, Automatic} makes {2, 3, 4} to {2, 2, 6}.
  }];
  let arguments = (ins Net_Port:$input,
    Net_Shape<doc="the new dimensions; Automatic and Inherited may stand for one">:$dimensions);
  let results = (outs Net_Port:$output);
}
