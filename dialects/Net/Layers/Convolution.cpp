//===- Convolution.cpp - ConvolutionLayer: shapes, meaning ---------------===//

#include "dialects/Net/Layers/Layer.h"
#include "dialects/Net/Layers/Spatial.h"

#define GET_OP_CLASSES
#include "dialects/Net/Layers/Convolution.h.inc"
#define GET_OP_CLASSES
#include "dialects/Net/Layers/Convolution.cpp.inc"

using namespace mlir;
using namespace netc::net;

static SpatialSettings settingsOf(ConvolutionOp op) {
  return {op.getKernelAttr(),     op.getStrideAttr(),
          op.getDilationAttr(),   op.getPaddingSizeAttr(),
          op.getDimensionality(), op.getInterleaving()};
}

// C3, C5: the weights see the channels of one group.
static LogicalResult relateChannels(ShapeSolver &shapes, int64_t groups,
                                    DimVar input, DimVar ofGroup,
                                    DimVar output) {
  for (auto [channels, what] : {std::pair(input, "input"), {output, "output"}})
    if (std::optional<int64_t> count = shapes.size(channels);
        count && *count % groups != 0)
      return shapes.error("incompatible-dimensions")
             << *count << " " << what << " channels cannot be divided into "
             << groups << " groups";
  if (groups == 1)
    return shapes.unifyDims(input, ofGroup);
  if (std::optional<int64_t> count = shapes.size(input))
    return shapes.setSize(ofGroup, *count / groups, "channels of one group");
  if (std::optional<int64_t> count = shapes.size(ofGroup))
    return shapes.setSize(input, *count * groups, "channels of all groups");
  return success();
}

// C3: the kernel as written, or as the weights say.
static FailureOr<SmallVector<std::optional<int64_t>>>
relateKernel(ShapeSolver &shapes, const SpatialSettings &settings,
             ShapeVar weights, int64_t count) {
  SmallVector<std::optional<int64_t>> kernel;
  for (int64_t axis = 0; axis < count; ++axis) {
    DimVar dim = shapes.dim(weights, 2 + axis);
    std::optional<int64_t> written = settings.kernelAt(axis);
    if (written && failed(shapes.setSize(dim, *written, "the layer's kernel")))
      return failure();
    kernel.push_back(shapes.size(dim));
  }
  return kernel;
}

LogicalResult ConvolutionOp::relateShapes(ShapeSolver &shapes) {
  SpatialSettings settings = settingsOf(*this);
  ShapeVar weights = shapes.of(getWeightsAttr());
  if (failed(shapes.requireReal(getInput())) ||
      failed(shapes.requireReal(getOutput())))
    return failure();
  std::optional<int64_t> ofWeights;
  if (shapes.hasRank(weights) && shapes.rank(weights) > 2)
    ofWeights = shapes.rank(weights) - 2;
  auto count = relateDimensionality(shapes, settings, getInput(), getOutput(),
                                    ofWeights); // C1
  if (failed(count))
    return failure();
  if (!*count)
    return success();
  if (failed(shapes.setRank(weights, 2 + **count, "channels and kernel")))
    return failure();
  DimVar outputs = shapes.dim(weights, 0);
  if (getChannels() &&
      failed(shapes.setSize(outputs, *getChannels(), "the layer's channels")))
    return failure();
  auto kernel = relateKernel(shapes, settings, weights, **count);
  if (failed(kernel) ||
      failed(relateWindows(shapes, settings, getInput(), getOutput(),
                           *kernel))) // C2
    return failure();
  int64_t channelAxis = settings.channelAxis(**count);
  if (failed(shapes.unifyDims(
          outputs, shapes.dim(shapes.of(getOutput()), channelAxis))) ||
      failed(relateChannels(shapes, getChannelGroups().value_or(1),
                            shapes.dim(shapes.of(getInput()), channelAxis),
                            shapes.dim(weights, 1), outputs)))
    return failure();
  if (!getBiasesAttr())
    return success();
  return shapes.setDims(shapes.of(getBiasesAttr()), outputs,
                        "biases are one per output channel"); // C4
}

LogicalResult ConvolutionOp::decompose(Decomposition &d) {
  SpatialSettings settings = settingsOf(*this);
  Value kernel = d.array(getWeightsAttr());
  auto kernelShape = cast<RankedTensorType>(kernel.getType()).getShape();
  SmallVector<int64_t> sizes = d.exampleShape(getInput());
  SmallVector<WindowDimension> window;
  for (int64_t axis = 0, k = sizes.size() - 1; axis < k; ++axis)
    window.push_back(settings.window(axis, sizes[settings.spatialAxis(axis)],
                                     kernelShape[2 + axis]));
  Value input = channelsFirst(d, settings, d.realPort(getInput()));
  Value output =
      d.convolution(input, kernel, window, getChannelGroups().value_or(1));
  if (getBiasesAttr()) {
    auto shape = cast<RankedTensorType>(output.getType()).getShape();
    output = d.add(output, d.broadcastExample(d.array(getBiasesAttr()), output,
                                              shape.drop_front(), {1}));
  }
  return d.setResult(getOutput(), channelsAsWritten(d, settings, output));
}
