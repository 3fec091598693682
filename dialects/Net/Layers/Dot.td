//===- Dot.td - DotLayer -------------------------------------*- tablegen -*-===//

include "dialects/Net/IR/NetBase.td"

def Net_DotOp : Net_LayerOp<"dot"> {
  let notation = "DotLayer";
  let summary = "product of two or more arrays, summed over neighbouring levels";
  let description = [{
    `Output[i..., j...] = sum over k of Input1[i..., k] Input2[k, j...]`

    More than two inputs are multiplied from the left.

    - (C1) There are two or more inputs; none of them, and no product that is multiplied
      further, is a single number.
    - (C2) The last dimension of a factor is the first dimension of the next one.
    - (C3) `Output` has all other dimensions in order: {a..., n} . {n, b...} is
      {a..., b...}. A Varying one can only be the first.

    Example: the matrix {{1, 2}, {3, 4}} and the vector {5, 6} give {17, 39}; with the
    vector as the first input they give {23, 34}.
  }];
  let arguments = (ins Net_Ports:$input, Net_InputPorts<>:$input_ports);
  let results = (outs Net_Port:$output);
}
