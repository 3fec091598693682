//===- Reduce.td - prim.reduce: folds whole axes ---===//

#ifndef NETC_PRIM_REDUCE_TD
#define NETC_PRIM_REDUCE_TD

include "dialects/Prim/IR/PrimEnums.td"

def Prim_ReduceOp : Prim_InferredOp<"reduce"> {
  let summary = "folds axes of `input`, which `output` does not have";
  let description = [{
    - (C1) `axes` names axes of `input`, ascending, each at most once.

    Example: `prim.reduce max %x over [1] : tensor<?x10xf32>`. An empty axis
    gives the identity of the reduction.
  }];
  let arguments = (ins Prim_ReductionAttr:$kind, Prim_Tensor:$input,
                       DenseI64ArrayAttr:$axes);
  let results = (outs Prim_Tensor:$output);
  let assemblyFormat = "`` $kind $input `over` $axes attr-dict `:` type($input)";
}

#endif // NETC_PRIM_REDUCE_TD
