//===- Total.cpp - TotalLayer: shapes, meaning ---------------------------===//

#include "dialects/Net/Layers/Broadcasting.h"
#include "dialects/Net/Layers/Layer.h"

#define GET_OP_CLASSES
#include "dialects/Net/Layers/Total.h.inc"
#define GET_OP_CLASSES
#include "dialects/Net/Layers/Total.cpp.inc"

using namespace mlir;
using namespace netc::net;

LogicalResult TotalOp::relateShapes(ShapeSolver &shapes) {
  if (getInput().empty()) // C1
    return shapes.error("missing-input") << "needs one or more inputs";
  if (failed(shapes.requireReal(getOutput())))
    return failure();
  for (Value input : getInput())
    if (failed(shapes.requireReal(input)))
      return failure();
  return relateBroadcast(shapes, /*specification=*/{}, getInput(),
                         getOutput()); // C2
}

LogicalResult TotalOp::decompose(Decomposition &d) {
  SmallVector<Value> inputs =
      broadcastInputs(d, /*specification=*/{}, getInput(), getOutput());
  Value sum = inputs.front();
  for (Value input : llvm::drop_begin(inputs))
    sum = d.add(sum, input);
  return d.setResult(getOutput(), sum);
}
