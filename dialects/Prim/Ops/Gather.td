//===- Gather.td - prim.gather and prim.scatter: parts chosen by indices ---===//

#ifndef NETC_PRIM_GATHER_TD
#define NETC_PRIM_GATHER_TD

include "dialects/Prim/IR/PrimEnums.td"

def Prim_GatherOp : Prim_InferredOp<"gather"> {
  let summary = "the parts of `input` along one axis that `indices` name";
  let description = [{
    `output[b, p, i, q] = input[b, p, indices[b, i], q]`, where `b` stands for
    the first `batchDims` axes, `p` for the axes up to `axis` and `q` for those
    after it. Indices count from 0; one outside of the axis reads the nearest
    element.

    - (C1) `axis` is an axis of `input`, `batchDims` is at most `axis` and at
      most the rank of `indices`.
    - (C2) the first `batchDims` sizes of `input` and `indices` agree.

    Examples: rows of a table: `axis = 0`, `batchDims = 0`; one element of the
    last axis for each of the others: `axis = batchDims = rank - 1`.
  }];
  let arguments = (ins Prim_Tensor:$input, Prim_IntegerTensor:$indices,
                       I64Attr:$axis, I64Attr:$batchDims);
  let results = (outs Prim_Tensor:$output);
  let assemblyFormat = [{
    $input `at` $indices `along` $axis `batch` $batchDims attr-dict
    `:` type($input) `,` type($indices)
  }];
}

def Prim_ScatterOp : Prim_Op<"scatter"> {
  let summary = "adds parts into zeros at the places that `indices` name";
  let description = [{
    The adjoint of `prim.gather` with the same attributes: `output` is zero
    plus, for every element of `updates`, that element at the place from which
    the gather would read it. An index outside of the axis adds nothing.

    - (C1) a gather from `output` at `indices` has the type of `updates`.
    - (C2) dynamic sizes of `output` are those of the same axes of `like`.
  }];
  let arguments = (ins Prim_Tensor:$updates, Prim_IntegerTensor:$indices,
                       I64Attr:$axis, I64Attr:$batchDims,
                       Optional<Prim_Tensor>:$like);
  let results = (outs Prim_Tensor:$output);
  let assemblyFormat = [{
    $updates `at` $indices `along` $axis `batch` $batchDims
    (`like` $like^)? attr-dict
    `:` type($updates) `,` type($indices) (`,` type($like)^)?
    `to` type($output)
  }];
  let hasVerifier = 1;
}

#endif // NETC_PRIM_GATHER_TD
