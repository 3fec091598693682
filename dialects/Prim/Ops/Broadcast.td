//===- Broadcast.td - prim.broadcast: repeats an array along new axes ---===//

#ifndef NETC_PRIM_BROADCAST_TD
#define NETC_PRIM_BROADCAST_TD

include "dialects/Prim/IR/PrimEnums.td"

def Prim_BroadcastOp : Prim_Op<"broadcast",
    [DeclareOpInterfaceMethods<Prim_ElementOpInterface, ["operandMap", "computes"]>]> {
  let summary = "repeats `input` along the axes that it does not have";
  let description = [{
    `output[i] = input[i[dimensions[0]], i[dimensions[1]], ...]`, where an axis
    of size 1 of `input` is read at 0.

    - (C1) `dimensions` names one axis of `output` for each axis of `input`,
      ascending.
    - (C2) each axis of `input` is as long as its axis of `output`, or 1.
    - (C3) a dynamic size of `output` that no axis of `input` has is that of
      the same axis of `like`, which has the rank of `output`.

    Example: `prim.broadcast %bias along [1] like %x
    : tensor<10xf32>, tensor<?x10xf32> to tensor<?x10xf32>`.
  }];
  let arguments = (ins Prim_Tensor:$input, DenseI64ArrayAttr:$dimensions,
                       Optional<Prim_Tensor>:$like);
  let results = (outs Prim_Tensor:$output);
  let assemblyFormat = [{
    $input `along` $dimensions (`like` $like^)? attr-dict
    `:` type($input) (`,` type($like)^)? `to` type($output)
  }];
  let builders = [OpBuilder<(ins "::mlir::Type":$output, "::mlir::Value":$input,
                                 "::llvm::ArrayRef<int64_t>":$dimensions), [{
    build($_builder, $_state, output, input,
          $_builder.getDenseI64ArrayAttr(dimensions), ::mlir::Value());
  }]>];
  let hasVerifier = 1;
  let hasFolder = 1;
}

#endif // NETC_PRIM_BROADCAST_TD
