//===- Linear.cpp - LinearLayer: shapes, meaning -------------------------===//

#include "dialects/Net/Layers/Layer.h"

#define GET_OP_CLASSES
#include "dialects/Net/Layers/Linear.h.inc"
#define GET_OP_CLASSES
#include "dialects/Net/Layers/Linear.cpp.inc"

using namespace mlir;
using namespace netc::net;

// C1, C3: one side of the weights counts the elements of a port.
static LogicalResult relateCount(ShapeSolver &shapes, Value port, DimVar side,
                                 StringRef what) {
  ShapeVar shape = shapes.of(port);
  if (!shapes.hasRank(shape))
    return success();
  for (int64_t i = 0, rank = shapes.rank(shape); i < rank; ++i)
    if (failed(shapes.requireFixed(shapes.dim(shape, i),
                                   "map the layer over the sequence with "
                                   "NetMapOperator")))
      return failure();
  if (shapes.rank(shape) == 1)
    return shapes.unifyDims(shapes.dim(shape, 0), side);
  if (std::optional<int64_t> count = shapes.elementCount(shape))
    return shapes.setSize(side, *count, what);
  return success();
}

LogicalResult LinearOp::relateShapes(ShapeSolver &shapes) {
  if (failed(shapes.requireReal(getInput())) ||
      failed(shapes.requireReal(getOutput())))
    return failure();
  if (getDimensions() &&
      failed(shapes.setShape(shapes.of(getOutput()), *getDimensions(),
                             "the layer's dimensions"))) // C2
    return failure();
  ShapeVar weights = shapes.of(getWeightsAttr());
  if (failed(shapes.setRank(weights, 2, "weights are a matrix")))
    return failure();
  DimVar outputs = shapes.dim(weights, 0), inputs = shapes.dim(weights, 1);
  if (failed(
          relateCount(shapes, getInput(), inputs, "elements of the input")) ||
      failed(
          relateCount(shapes, getOutput(), outputs, "elements of the output")))
    return failure();
  if (!getBiasesAttr())
    return success();
  return shapes.setDims(shapes.of(getBiasesAttr()), outputs,
                        "biases are one per output"); // C4
}

// A port of which only the number of elements is known.
static LogicalResult assumeVector(ShapeSolver &shapes, Value port,
                                  DimVar count) {
  if (shapes.hasRank(shapes.of(port)) || !shapes.size(count))
    return success();
  return shapes.setDims(shapes.of(port), count, "as many as the weights say");
}

LogicalResult LinearOp::assumeShapes(ShapeSolver &shapes) { // C5
  ShapeVar weights = shapes.of(getWeightsAttr());
  return failure(
      failed(assumeVector(shapes, getInput(), shapes.dim(weights, 1))) ||
      failed(assumeVector(shapes, getOutput(), shapes.dim(weights, 0))));
}

LogicalResult LinearOp::decompose(Decomposition &d) {
  SmallVector<int64_t> shape = d.exampleShape(getOutput());
  int64_t count = d.exampleCount(getOutput());
  Value vector =
      d.reshapeExample(d.realPort(getInput()), d.exampleCount(getInput()));
  Value product =
      d.dotGeneral(vector, d.array(getWeightsAttr()), {}, {}, {1}, {1});
  if (getBiasesAttr())
    product = d.add(product, d.broadcastExample(d.array(getBiasesAttr()),
                                                product, count, {1}));
  return d.setResult(getOutput(), d.reshapeExample(product, shape));
}
