//===- Convolution.td - ConvolutionLayer ---------------------*- tablegen -*-===//

include "dialects/Net/IR/NetBase.td"

def Net_ConvolutionOp : Net_LayerOp<"convolution"> {
  let notation = "ConvolutionLayer";
  let summary = "sums of products of a kernel that slides over 1 to 3 dimensions";
  let description = [{
    With 0-based positions i and kernel offsets u, and zeros outside of the input:

    `Output[o, i] = Biases[o] + sum over c, u of
    Weights[o, c, u] Input[q m/g + c, i stride + u dilation - before]`

    where o is an output channel of group q, m the number of input channels and g of
    groups. The kernel is not flipped.

    - (C1) `Input` has channels and k = 1 to 3 spatial dimensions: {m, in1, ...}, with
      `Interleaving -> True` {in1, ..., m}. Only then may in1 be Varying. k comes from
      the lists among the settings, from "Dimensionality", or from the input.
    - (C2) `Output` has n channels in the same layout and, in each dimension,
      Floor[(in + before + after - dilation (kernel - 1) - 1) / stride] + 1 elements,
      at least 1. With `PaddingSize -> "Same"` these are Ceiling[in / stride], and of
      the padding that this takes an odd cell stands at the end.
    - (C3) `Weights` is {n, m/g, kernel1, ...} in both layouts. n and the kernel may be
      left out where weights are given.
    - (C4) `Biases` is {n}, or None.
    - (C5) "ChannelGroups" divides m and n.

    Example: `ConvolutionLayer[1, 2, "Biases" -> None]` with weights
    {{{{1, 2}, {3, 4}}}} applied to {{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}} gives
    {{{37, 47}, {67, 77}}}, with `"Dilation" -> 2` it gives {{{64}}}.
  }];
  let arguments = (ins Net_Port:$input,
    Net_Size<"", 0, doc="number of output channels">:$channels,
    Net_SpatialSizes<"", 1, doc="size of the kernel, one for all dimensions or one each">:$kernel,
    Net_SpatialSizes<"Stride", 2, default="1", doc="step between windows">:$stride,
    Net_SpatialSizes<"Dilation", default="1", doc="step between kernel elements">:$dilation,
    Net_Padding<"PaddingSize", doc="zeros around the input">:$padding_size,
    Net_Size<"ChannelGroups", default="1", doc="groups of channels that do not mix">:$channel_groups,
    Net_Size<"Dimensionality", default="Automatic", doc="number of spatial dimensions">:$dimensionality,
    Net_Boolean<"False", "Interleaving", doc="channels are the last level of the ports">:$interleaving,
    Net_Weights:$weights, Net_Biases:$biases);
  let results = (outs Net_Port:$output);
}
