//===- Concatenate.td - prim.concatenate: joins arrays along one axis ---===//

#ifndef NETC_PRIM_CONCATENATE_TD
#define NETC_PRIM_CONCATENATE_TD

include "dialects/Prim/IR/PrimEnums.td"

def Prim_ConcatenateOp : Prim_InferredOp<"concatenate"> {
  let summary = "joins the inputs along one axis";
  let description = [{
    - (C1) there is at least one input, and `axis` is an axis of it.
    - (C2) the inputs agree in rank, element type and all other sizes.
  }];
  let arguments = (ins Variadic<Prim_Tensor>:$inputs, I64Attr:$axis);
  let results = (outs Prim_Tensor:$output);
  let assemblyFormat = [{
    $inputs `along` $axis attr-dict `:` type($inputs)
  }];
}

#endif // NETC_PRIM_CONCATENATE_TD
