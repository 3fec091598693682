//===- Softmax.cpp - SoftmaxLayer: shapes, meaning -----------------------===//

#include "dialects/Net/Layers/Layer.h"
#include "dialects/Net/Layers/Relations.h"
#include "dialects/Net/Layers/SoftmaxComposite.h"

#define GET_OP_CLASSES
#include "dialects/Net/Layers/Softmax.h.inc"
#define GET_OP_CLASSES
#include "dialects/Net/Layers/Softmax.cpp.inc"

using namespace mlir;
using namespace netc::net;

LogicalResult SoftmaxOp::relateShapes(ShapeSolver &shapes) {
  ShapeVar input = shapes.of(getInput());
  if (failed(shapes.requireReal(getInput())) ||
      failed(shapes.requireReal(getOutput())) ||
      failed(shapes.unifyShapes(getInput(), getOutput())) || // C1
      failed(requireLevels(shapes, input)))
    return failure();
  if (!shapes.hasRank(input))
    return success();
  auto index = levelIndex(shapes, getLevel(), shapes.rank(input)); // C2
  if (failed(index))
    return failure();
  if (shapes.size(shapes.dim(input, *index)) == 1) // C3
    return shapes.error("incompatible-dimensions")
           << "level " << getLevel()
           << " has size 1, so that every result would be 1";
  return success();
}

LogicalResult SoftmaxOp::decompose(Decomposition &d) {
  int64_t rank = d.exampleShape(getInput()).size();
  int64_t level = getLevel();
  int64_t axis = level > 0 ? level : rank + level + 1; // axis 0 is the batch
  return d.setResult(getOutput(), softmax(d, d.realPort(getInput()), axis));
}
