//===- Mask.td - prim.mask: zero beyond each sequence's length ---===//

#ifndef NETC_PRIM_MASK_TD
#define NETC_PRIM_MASK_TD

include "dialects/Prim/IR/PrimEnums.td"

def Prim_MaskOp : Prim_InferredOp<"mask",
    [DeclareOpInterfaceMethods<Prim_ElementOpInterface, ["operandMap", "usesIndices"]>]> {
  let summary = "`input[b, t, ...]` where `t < lengths[b]`, else 0";
  let description = [{
    - (C1) `input` has rank 2 or more, and `lengths` is a vector as long as
      its first axis.
  }];
  let arguments = (ins Prim_Tensor:$input, Prim_IntegerTensor:$lengths);
  let results = (outs Prim_Tensor:$output);
  let assemblyFormat = [{
    $input `to` $lengths attr-dict `:` type($input) `,` type($lengths)
  }];
}

#endif // NETC_PRIM_MASK_TD
