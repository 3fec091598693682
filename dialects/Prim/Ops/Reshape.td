//===- Reshape.td - prim.reshape: the same elements in another shape ---===//

#ifndef NETC_PRIM_RESHAPE_TD
#define NETC_PRIM_RESHAPE_TD

include "dialects/Prim/IR/PrimEnums.td"

def Prim_ReshapeOp : Prim_Op<"reshape"> {
  let summary = "the elements of `input` in row-major order in another shape";
  let description = [{
    - (C1) `input` and `output` have the same number of elements and the same
      element type.
    - (C2) at most one size of `output` is dynamic, unless `like` is given:
      then dynamic sizes of `output` are those of the same axes of `like`.

    Example: `prim.reshape %x : tensor<?x50x4x4xf32> to tensor<?x800xf32>`.
  }];
  let arguments = (ins Prim_Tensor:$input, Optional<Prim_Tensor>:$like);
  let results = (outs Prim_Tensor:$output);
  let assemblyFormat = [{
    $input (`like` $like^)? attr-dict
    `:` type($input) (`,` type($like)^)? `to` type($output)
  }];
  let builders = [OpBuilder<(ins "::mlir::Type":$output, "::mlir::Value":$input),
    [{ build($_builder, $_state, output, input, ::mlir::Value()); }]>];
  let hasVerifier = 1;
  let hasFolder = 1;
}

#endif // NETC_PRIM_RESHAPE_TD
