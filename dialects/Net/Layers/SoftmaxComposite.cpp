//===- SoftmaxComposite.cpp - softmax as a piece others can find ---------===//

#include "dialects/Net/Layers/SoftmaxComposite.h"
#include "dialects/Prim/IR/PrimOps.h"

using namespace mlir;
using namespace netc;
using namespace netc::net;

static constexpr llvm::StringLiteral softmaxName = "softmax";
static constexpr llvm::StringLiteral axisAttribute = "axis";

// x - max, so that nothing overflows.
static Value shifted(Decomposition &d, Value x, int64_t axis) {
  return d.sub(x, d.broadcastOver(d.reduceMax(x, axis), axis, x));
}

static Value probabilities(Decomposition &d, Value x, int64_t axis) {
  Value powers = d.exp(shifted(d, x, axis));
  Value total = d.reduceSum(powers, axis);
  return d.div(powers, d.broadcastOver(total, axis, powers));
}

// y (g - sum of g y): through the result, not through powers, maximum and total.
static Value softmaxGradient(Decomposition &d, Value x, Value adjoint,
                             int64_t axis) {
  Value y = probabilities(d, x, axis);
  Value mean = d.reduceSum(d.mul(adjoint, y), axis);
  return d.mul(y, d.sub(adjoint, d.broadcastOver(mean, axis, adjoint)));
}

Value netc::net::softmax(Decomposition &d, Value x, int64_t axis) {
  Value result = d.composite(
      softmaxName, x, x.getType(),
      [&](ValueRange operands) { return probabilities(d, operands[0], axis); },
      [&](ValueRange operands) {
        return SmallVector<Value>{
            softmaxGradient(d, operands[0], operands[1], axis)};
      });
  result.getDefiningOp()->setAttr(axisAttribute,
                                  d.builder().getI64IntegerAttr(axis));
  return result;
}

Value netc::net::logitsOf(Value probabilities) {
  auto composite = probabilities.getDefiningOp<prim::CompositeOp>();
  if (!composite || composite.getName() != softmaxName)
    return {};
  int64_t last = cast<RankedTensorType>(probabilities.getType()).getRank() - 1;
  auto axis = composite->getAttrOfType<IntegerAttr>(axisAttribute);
  return axis && axis.getInt() == last ? composite.getInputs().front()
                                       : Value();
}

Value netc::net::logSoftmax(Decomposition &d, Value x) {
  int64_t last = cast<RankedTensorType>(x.getType()).getRank() - 1;
  Value moved = shifted(d, x, last);
  Value total = d.reduceSum(d.exp(moved), last);
  return d.sub(moved, d.broadcastOver(d.log(total), last, moved));
}
