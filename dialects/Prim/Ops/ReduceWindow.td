//===- ReduceWindow.td - prim.reduce_window: folds sliding windows ---===//

#ifndef NETC_PRIM_REDUCEWINDOW_TD
#define NETC_PRIM_REDUCEWINDOW_TD

include "dialects/Prim/IR/PrimEnums.td"

def Prim_ReduceWindowOp : Prim_InferredOp<"reduce_window"> {
  let summary = "folds windows that slide over the trailing axes";
  let description = [{
    Padding counts as the identity of the reduction: a maximum never takes it.

    - (C1) `window`, `strides`, `low` and `high` have an entry for each of the
      trailing axes that the window slides over; window and strides are
      positive, padding is not negative.
    - (C2) the window fits into the padded input.

    Example: `prim.reduce_window max %x window [2, 2] strides [2, 2]
    low [0, 0] high [0, 0] : tensor<?x20x24x24xf32>`.
  }];
  let arguments = (ins Prim_ReductionAttr:$kind, Prim_Tensor:$input,
                       DenseI64ArrayAttr:$window, DenseI64ArrayAttr:$strides,
                       DenseI64ArrayAttr:$low, DenseI64ArrayAttr:$high);
  let results = (outs Prim_Tensor:$output);
  let extraClassDeclaration = [{
    ::netc::prim::WindowAxis windowAxis(int64_t k);
  }];
  let assemblyFormat = [{
    `` $kind $input `window` $window `strides` $strides `low` $low `high` $high
    attr-dict `:` type($input)
  }];
}

#endif // NETC_PRIM_REDUCEWINDOW_TD
