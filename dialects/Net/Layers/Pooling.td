//===- Pooling.td - PoolingLayer -----------------------------*- tablegen -*-===//

include "dialects/Net/IR/NetBase.td"

def Net_PoolingOp : Net_LayerOp<"pooling"> {
  let notation = "PoolingLayer";
  let summary = "maximum, mean or total of windows that slide over 1 to 3 dimensions";
  let description = [{
    With 0-based positions i and window offsets u:

    `Output[c, i] = function over u of Input[c, i stride + u - before]`

    - (C1) `Input` has channels and k = 1 to 3 spatial dimensions: {c, in1, ...}, with
      `Interleaving -> True` {in1, ..., c}. Only then may in1 be Varying. k comes from
      the lists among the settings, from "Dimensionality", or from the input.
    - (C2) `Output` has the same channels and layout and, in each dimension,
      Floor[(in + before + after - kernel) / stride] + 1 elements, at least 1. With
      `PaddingSize -> "Same"` these are Ceiling[in / stride], and of the padding that
      this takes an odd cell stands at the end. The stride is 1 unless it is written.
    - (C3) Padding is less than the kernel.
    - (C4) Padding never is the maximum. It counts as 0 in a total, and a mean is the
      total divided by the size of the kernel.

    Example: `PoolingLayer[2]` applied to {{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}} gives
    {{{5, 6}, {8, 9}}}, `PoolingLayer[2, 2]` gives {{{5}}}.
  }];
  let arguments = (ins Net_Port:$input,
    Net_SpatialSizes<"", 0, 1, doc="size of the window, one for all dimensions or one each">:$kernel,
    Net_SpatialSizes<"Stride", 1, default="1", doc="step between windows">:$stride,
    Net_Choice<["Max", "Mean", "Total"], "Max", "Function", doc="what becomes of a window">:$function,
    Net_Padding<"PaddingSize", doc="cells around the input">:$padding_size,
    Net_Size<"Dimensionality", default="Automatic", doc="number of spatial dimensions">:$dimensionality,
    Net_Boolean<"False", "Interleaving", doc="channels are the last level of the ports">:$interleaving);
  let results = (outs Net_Port:$output);
}
