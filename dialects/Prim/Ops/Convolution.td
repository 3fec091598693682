//===- Convolution.td - prim.convolution: sliding sums of products ---===//

#ifndef NETC_PRIM_CONVOLUTION_TD
#define NETC_PRIM_CONVOLUTION_TD

include "dialects/Prim/IR/PrimEnums.td"

def Prim_ConvolutionOp : Prim_ContractionOp<"convolution", ["splitAxis"]> {
  let summary = "cross-correlation with 1 to 3 spatial axes";
  let description = [{
    `input` is `[batch, channels, spatial...]`, `weights` is
    `[outputs, channels / groups, window...]`, `output` is
    `[batch, outputs, spatial...]`. `output[n, o, p] = sum over i, k of
    input[n, i, p strides + k dilations - low] weights[o, i, k]`, where
    `input` counts as 0 outside.

    - (C1) `input` and `weights` have the same rank, 3 to 5, and element type.
    - (C2) `strides`, `dilations`, `low` and `high` have an entry for each
      spatial axis; strides and dilations are positive, padding is not
      negative.
    - (C3) `groups` divides the channels and the outputs, and `weights` has
      channels / groups input channels.
    - (C4) the dilated window fits into the padded input.
  }];
  let arguments = (ins Prim_Tensor:$input, Prim_Tensor:$weights,
                       DenseI64ArrayAttr:$strides, DenseI64ArrayAttr:$dilations,
                       DenseI64ArrayAttr:$low, DenseI64ArrayAttr:$high,
                       I64Attr:$groups);
  let results = (outs Prim_Tensor:$output);
  let extraClassDeclaration = [{
    int64_t spatialRank() { return getStrides().size(); }
    ::netc::prim::WindowAxis windowAxis(int64_t k);
  }];
  let assemblyFormat = [{
    $input `,` $weights `strides` $strides `dilations` $dilations
    `low` $low `high` $high `groups` $groups attr-dict
    `:` type($input) `,` type($weights)
  }];
}

def Prim_ConvolutionWeightsOp : Prim_ContractionOp<"convolution_weights"> {
  let summary = "what the weights of a convolution get: its adjoint by them";
  let description = [{
    `input` is `[batch, channels, spatial...]`, `adjoint` is
    `[batch, places..., outputs]`, `output` is `[window..., channels, outputs]`.
    `output[k, i, o] = sum over n, p of input[n, i, p strides + k dilations - low]
    adjoint[n, p, o]`, where `input` counts as 0 outside. Outputs stand last, in
    the adjoint too, since they fill registers: windows are short.

    - (C1) `input` and `adjoint` have the same rank, 3 to 5, and element type.
    - (C2) `window`, `strides`, `dilations`, `low` and `high` have an entry for
      each spatial axis; padding is not negative, the others are positive.
    - (C3) `adjoint` has the places that the window has in the padded input.
  }];
  let arguments = (ins Prim_Tensor:$input, Prim_Tensor:$adjoint,
                       DenseI64ArrayAttr:$window, DenseI64ArrayAttr:$strides,
                       DenseI64ArrayAttr:$dilations, DenseI64ArrayAttr:$low,
                       DenseI64ArrayAttr:$high);
  let results = (outs Prim_Tensor:$output);
  let extraClassDeclaration = [{
    static constexpr int64_t maxSpatialRank = 3;
    int64_t spatialRank() { return getStrides().size(); }
    ::netc::prim::WindowAxis windowAxis(int64_t k);
  }];
  let assemblyFormat = [{
    $input `,` $adjoint `window` $window `strides` $strides
    `dilations` $dilations `low` $low `high` $high attr-dict
    `:` type($input) `,` type($adjoint)
  }];
}

#endif // NETC_PRIM_CONVOLUTION_TD
