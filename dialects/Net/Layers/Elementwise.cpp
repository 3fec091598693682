//===- Elementwise.cpp - ElementwiseLayer: shapes, meaning ---------------===//

#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/ScalarFunction.h"
#include "dialects/Net/Layers/Layer.h"

#define GET_OP_CLASSES
#include "dialects/Net/Layers/Elementwise.h.inc"
#define GET_OP_CLASSES
#include "dialects/Net/Layers/Elementwise.cpp.inc"

using namespace mlir;
using namespace netc;
using namespace netc::net;

// C2, backwards: only integers give integers.
static LogicalResult requireInputOf(ShapeSolver &shapes, ElementwiseOp op,
                                    bool keepsIntegers) {
  if (!shapes.element(shapes.of(op.getOutput())).isInteger())
    return success();
  if (!keepsIntegers)
    return shapes.requireReal(op.getOutput());
  return shapes.requireInteger(shapes.of(op.getInput()), Element::lowest,
                               std::nullopt);
}

LogicalResult ElementwiseOp::relateShapes(ShapeSolver &shapes) {
  auto function =
      ScalarFunction::read(getFunctionAttr(), 1, [&](StringRef code) {
        return shapes.error(code);
      }); // C3
  if (failed(function) ||
      failed(shapes.unifyShapes(getInput(), getOutput()))) // C1
    return failure();
  Element element = shapes.element(shapes.of(getInput()));
  if (element.isUnknown())
    return requireInputOf(shapes, *this, function->keepsIntegers());
  if (element.isInteger() && function->keepsIntegers()) // C2
    return shapes.requireInteger(shapes.of(getOutput()), Element::lowest,
                                 std::nullopt);
  return shapes.requireReal(getOutput());
}

LogicalResult ElementwiseOp::decompose(Decomposition &d) {
  auto function =
      ScalarFunction::read(getFunctionAttr(), 1, [&](StringRef code) {
        return emitCoded(getLoc(), code);
      });
  if (failed(function))
    return failure();
  return d.setResult(getOutput(),
                     function->emit(d, d.port(getInput()), d.precision()));
}
