//===- DotGeneral.td - prim.dot_general: products summed over shared axes ---===//

#ifndef NETC_PRIM_DOTGENERAL_TD
#define NETC_PRIM_DOTGENERAL_TD

include "dialects/Prim/IR/PrimEnums.td"

def Prim_DotGeneralOp : Prim_ContractionOp<"dot_general"> {
  let summary = "products of two arrays summed over pairs of axes";
  let description = [{
    `output` has the batching axes, then the other axes of `lhs`, then those
    of `rhs`. Pairs of batching axes run together; pairs of contracting axes
    are summed over.

    - (C1) the lists of one kind are equally long.
    - (C2) the lists of an operand name each of its axes at most once.
    - (C3) the axes of a pair have the same size.
    - (C4) `lhs` and `rhs` have the same element type.

    Example: `prim.dot_general %x, %weights batch [] x [] contract [1] x [1]
    : tensor<?x800xf32>, tensor<500x800xf32>` has the type
    `tensor<?x500xf32>`.
  }];
  let arguments = (ins Prim_Tensor:$lhs, Prim_Tensor:$rhs,
                       DenseI64ArrayAttr:$lhsBatching,
                       DenseI64ArrayAttr:$rhsBatching,
                       DenseI64ArrayAttr:$lhsContracting,
                       DenseI64ArrayAttr:$rhsContracting);
  let results = (outs Prim_Tensor:$output);
  let assemblyFormat = [{
    $lhs `,` $rhs `batch` $lhsBatching `x` $rhsBatching
    `contract` $lhsContracting `x` $rhsContracting attr-dict
    `:` type($lhs) `,` type($rhs)
  }];
}

#endif // NETC_PRIM_DOTGENERAL_TD
