//===- Threading.cpp - ThreadingLayer: shapes, meaning -------------------===//

#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/ScalarFunction.h"
#include "dialects/Net/Layers/Broadcasting.h"
#include "dialects/Net/Layers/Layer.h"

#define GET_OP_CLASSES
#include "dialects/Net/Layers/Threading.h.inc"
#define GET_OP_CLASSES
#include "dialects/Net/Layers/Threading.cpp.inc"

using namespace mlir;
using namespace netc;
using namespace netc::net;

// C1
static LogicalResult checkFunction(ShapeSolver &shapes, ThreadingOp op) {
  unsigned count = op.getInput().size();
  std::optional<unsigned> needed = fixedInputCount(op.getFunctionAttr());
  if (count == 0 || (needed && *needed != count))
    return shapes.error("bad-option")
           << "the function takes " << needed.value_or(1)
           << (needed ? "" : " or more") << " input(s), got " << count;
  return ScalarFunction::read(op.getFunctionAttr(), count, [&](StringRef code) {
    return shapes.error(code);
  });
}

LogicalResult ThreadingOp::relateShapes(ShapeSolver &shapes) {
  if (failed(checkFunction(shapes, *this)) ||
      failed(shapes.requireReal(getOutput())))
    return failure();
  for (Value input : getInput())
    if (failed(shapes.requireReal(input))) // C2
      return failure();
  return relateBroadcast(shapes, getBroadcastAttr(), getInput(),
                         getOutput()); // C3, C4, C5
}

LogicalResult ThreadingOp::decompose(Decomposition &d) {
  auto function = ScalarFunction::read(
      getFunctionAttr(), getInput().size(),
      [&](StringRef code) { return emitCoded(getLoc(), code); });
  if (failed(function))
    return failure();
  SmallVector<Value> inputs =
      broadcastInputs(d, getBroadcastAttr(), getInput(), getOutput());
  return d.setResult(getOutput(), function->emit(d, inputs, d.precision()));
}
