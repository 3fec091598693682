//===- Pad.td - prim.pad: surrounds an array with one value ---===//

#ifndef NETC_PRIM_PAD_TD
#define NETC_PRIM_PAD_TD

include "dialects/Prim/IR/PrimEnums.td"

def Prim_PadOp : Prim_InferredOp<"pad"> {
  let summary = "`input` with `low` and `high` more elements on each axis";
  let description = [{
    - (C1) `low` and `high` have an entry that is not negative for each axis.
    - (C2) `value` has the element type of `input`.

    Example: `prim.pad %x low [0, 1] high [0, 2] value 0.0 : f32
    : tensor<?x4xf32>` has the type `tensor<?x7xf32>`.
  }];
  let arguments = (ins Prim_Tensor:$input, DenseI64ArrayAttr:$low,
                       DenseI64ArrayAttr:$high, TypedAttrInterface:$value);
  let results = (outs Prim_Tensor:$output);
  let assemblyFormat = [{
    $input `low` $low `high` $high `value` $value attr-dict `:` type($input)
  }];
}

#endif // NETC_PRIM_PAD_TD
