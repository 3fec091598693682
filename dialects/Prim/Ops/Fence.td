//===- Fence.td - prim.fence: the same value, computed upon anew ---===//

#ifndef NETC_PRIM_FENCE_TD
#define NETC_PRIM_FENCE_TD

include "dialects/Prim/IR/PrimEnums.td"

def Prim_FenceOp : Prim_BaseOp<"fence", [InferTypeOpAdaptor]> {
  let summary = "`input`, but ops on it are not those on `input`";
  let description = [{
    Costs nothing. What is computed from a fenced value is computed again,
    though the same has been computed from the value itself: memory is saved by
    forgetting the first result.
  }];
  let arguments = (ins Prim_Tensor:$input);
  let results = (outs Prim_Tensor:$output);
  let assemblyFormat = "$input attr-dict `:` type($input)";
}

#endif // NETC_PRIM_FENCE_TD
