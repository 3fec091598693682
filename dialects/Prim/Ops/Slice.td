//===- Slice.td - prim.slice: a regular part of an array ---===//

#ifndef NETC_PRIM_SLICE_TD
#define NETC_PRIM_SLICE_TD

include "dialects/Prim/IR/PrimEnums.td"

def Prim_SliceOp : Prim_InferredOp<"slice"> {
  let summary = "`output[i] = input[offsets + i strides]`";
  let description = [{
    A size of -1 (`ShapedType::kDynamic` in `sizes`) keeps a whole axis, also
    one of dynamic size; its offset is 0 and its stride 1.

    - (C1) `offsets`, `sizes` and `strides` have an entry for each axis.
    - (C2) the slice lies inside `input`; strides are positive.
  }];
  let arguments = (ins Prim_Tensor:$input, DenseI64ArrayAttr:$offsets,
                       DenseI64ArrayAttr:$sizes, DenseI64ArrayAttr:$strides);
  let results = (outs Prim_Tensor:$output);
  let assemblyFormat = [{
    $input `offsets` $offsets `sizes` $sizes `strides` $strides attr-dict
    `:` type($input)
  }];
}

#endif // NETC_PRIM_SLICE_TD
