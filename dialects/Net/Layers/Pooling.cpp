//===- Pooling.cpp - PoolingLayer: shapes, meaning -----------------------===//

#include "dialects/Net/Layers/Layer.h"
#include "dialects/Net/Layers/Spatial.h"

#define GET_OP_CLASSES
#include "dialects/Net/Layers/Pooling.h.inc"
#define GET_OP_CLASSES
#include "dialects/Net/Layers/Pooling.cpp.inc"

using namespace mlir;
using namespace netc::net;

static SpatialSettings settingsOf(PoolingOp op) {
  return {op.getKernelAttr(),     op.getStrideAttr(),
          /*dilation=*/{},        op.getPaddingSizeAttr(),
          op.getDimensionality(), op.getInterleaving()};
}

// C3: else a window could lie in the padding alone.
static LogicalResult checkPadding(ShapeSolver &shapes,
                                  const SpatialSettings &settings,
                                  int64_t axis) {
  if (settings.isSame())
    return success();
  auto [before, after] = settings.paddingAt(axis);
  int64_t kernel = *settings.kernelAt(axis);
  if (std::max(before, after) < kernel)
    return success();
  return shapes.error("bad-argument")
         << "padding " << std::max(before, after)
         << " must be less than the kernel size " << kernel;
}

LogicalResult PoolingOp::relateShapes(ShapeSolver &shapes) {
  SpatialSettings settings = settingsOf(*this);
  if (failed(shapes.requireReal(getInput())) ||
      failed(shapes.requireReal(getOutput())))
    return failure();
  auto count =
      relateDimensionality(shapes, settings, getInput(), getOutput()); // C1
  if (failed(count))
    return failure();
  if (!*count)
    return success();
  SmallVector<std::optional<int64_t>> kernel;
  for (int64_t axis = 0; axis < **count; ++axis) {
    kernel.push_back(settings.kernelAt(axis));
    if (failed(checkPadding(shapes, settings, axis)))
      return failure();
  }
  int64_t channelAxis = settings.channelAxis(**count);
  return failure(failed(relateWindows(shapes, settings, getInput(), getOutput(),
                                      kernel)) || // C2
                 failed(shapes.unifyDims(
                     shapes.dim(shapes.of(getInput()), channelAxis),
                     shapes.dim(shapes.of(getOutput()), channelAxis))));
}

LogicalResult PoolingOp::decompose(Decomposition &d) {
  SpatialSettings settings = settingsOf(*this);
  SmallVector<int64_t> sizes = d.exampleShape(getInput());
  SmallVector<WindowDimension> window;
  double cells = 1;
  for (int64_t axis = 0, k = sizes.size() - 1; axis < k; ++axis) {
    window.push_back(settings.window(axis, sizes[settings.spatialAxis(axis)],
                                     *settings.kernelAt(axis)));
    cells *= window.back().size;
  }
  Value input = channelsFirst(d, settings, d.realPort(getInput()));
  bool isMaximum = getFunction() == "Max";
  Value output = d.reduceWindow(isMaximum ? Reduction::Maximum : Reduction::Sum,
                                input, window); // C4
  if (getFunction() == "Mean")
    output = d.div(output, cells);
  return d.setResult(getOutput(), channelsAsWritten(d, settings, output));
}
