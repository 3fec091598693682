//===- MeanSquaredLoss.cpp - MeanSquaredLossLayer: shapes, meaning -------===//

#include "dialects/Net/Layers/Layer.h"

#define GET_OP_CLASSES
#include "dialects/Net/Layers/MeanSquaredLoss.h.inc"
#define GET_OP_CLASSES
#include "dialects/Net/Layers/MeanSquaredLoss.cpp.inc"

using namespace mlir;
using namespace netc::net;

LogicalResult MeanSquaredLossOp::relateShapes(ShapeSolver &shapes) {
  if (failed(shapes.requireReal(getInput())) ||
      failed(shapes.requireReal(getTarget())) ||
      failed(shapes.unify(getInput(), getTarget()))) // C1
    return failure();
  return shapes.makeScalar(getLoss()); // C2
}

LogicalResult MeanSquaredLossOp::decompose(Decomposition &d) {
  Value difference = d.sub(d.port(getInput()), d.port(getTarget()));
  return d.setResult(getLoss(),
                     d.meanOverExample(d.mul(difference, difference)));
}
