//===- Transpose.td - prim.transpose: reorders axes ---===//

#ifndef NETC_PRIM_TRANSPOSE_TD
#define NETC_PRIM_TRANSPOSE_TD

include "dialects/Prim/IR/PrimEnums.td"

def Prim_TransposeOp : Prim_InferredOp<"transpose",
    [DeclareOpInterfaceMethods<Prim_ElementOpInterface, ["operandMap", "computes"]>]> {
  let summary = "axis k of `output` is axis `permutation[k]` of `input`";
  let description = [{
    - (C1) `permutation` names each axis of `input` once.

    Example: `prim.transpose %x by [0, 2, 1] : tensor<?x3x4xf32>`.
  }];
  let arguments = (ins Prim_Tensor:$input, DenseI64ArrayAttr:$permutation);
  let results = (outs Prim_Tensor:$output);
  let assemblyFormat = "$input `by` $permutation attr-dict `:` type($input)";
  let hasFolder = 1;
}

#endif // NETC_PRIM_TRANSPOSE_TD
