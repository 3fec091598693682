//===- Constant.td - prim.constant and prim.iota: values without inputs ---===//

#ifndef NETC_PRIM_CONSTANT_TD
#define NETC_PRIM_CONSTANT_TD

include "dialects/Prim/IR/PrimEnums.td"

def Prim_ConstantOp : Prim_InferredOp<"constant",
    [ConstantLike, DeclareOpInterfaceMethods<Prim_ElementOpInterface,
                                             ["isElementwise", "computes"]>]> {
  let summary = "a fixed array; weights are never constants";
  let arguments = (ins ElementsAttr:$value);
  let results = (outs Prim_Tensor:$output);
  let assemblyFormat = "attr-dict $value";
  let hasFolder = 1;
}

def Prim_IotaOp : Prim_Op<"iota",
    [DeclareOpInterfaceMethods<Prim_ElementOpInterface,
                               ["operandMap", "computes", "usesIndices"]>]> {
  let summary = "every element is its own index along one axis, from 0";
  let description = [{
    - (C1) `axis` is an axis of `output`.
    - (C2) dynamic sizes of `output` are those of `like` on the same axes.
  }];
  let arguments = (ins I64Attr:$axis, Optional<Prim_Tensor>:$like);
  let results = (outs Prim_Tensor:$output);
  let assemblyFormat = [{
    $axis (`like` $like^ `:` type($like))? attr-dict `:` type($output)
  }];
  let hasVerifier = 1;
}

#endif // NETC_PRIM_CONSTANT_TD
