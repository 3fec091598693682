//===- CrossEntropyLoss.cpp - CrossEntropyLossLayer: shapes, meaning -----===//

#include "dialects/Net/Layers/Layer.h"
#include "dialects/Net/Layers/Relations.h"
#include "dialects/Net/Layers/SoftmaxComposite.h"
#include "dialects/Prim/IR/PrimOps.h"

#define GET_OP_CLASSES
#include "dialects/Net/Layers/CrossEntropyLoss.h.inc"
#define GET_OP_CLASSES
#include "dialects/Net/Layers/CrossEntropyLoss.cpp.inc"

using namespace mlir;
using namespace netc;
using namespace netc::net;

static constexpr double smallest = 2.220446049250313e-16;

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

// C6: what the target's type says, once it is known.
static std::optional<StringRef> formByTarget(ShapeSolver &shapes,
                                             CrossEntropyLossOp op) {
  if (op.getForm() != "Automatic")
    return op.getForm();
  ShapeVar target = shapes.of(op.getTarget());
  if (shapes.element(target).isInteger())
    return "Index";
  if (!shapes.hasRank(target) || !shapes.element(target).isReal())
    return std::nullopt;
  return shapes.rank(target) == 0 ? "Binary" : "Probabilities";
}

// C1: the target has all levels of the input but the last.
static LogicalResult relateIndex(ShapeSolver &shapes, ShapeVar input,
                                 ShapeVar target) {
  if (shapes.hasRank(target) &&
      failed(shapes.setRank(input, shapes.rank(target) + 1,
                            "one level of classes more than the target")))
    return failure();
  if (!shapes.hasRank(input))
    return success();
  SmallVector<DimVar> dims = allDims(shapes, input);
  DimVar classes = dims.pop_back_val();
  if (failed(shapes.setDims(target, dims, "a class for each element")))
    return failure();
  return shapes.requireInteger(target, 1, shapes.size(classes));
}

// C4
static LogicalResult requireClasses(ShapeSolver &shapes, ShapeVar input) {
  if (failed(requireLevels(shapes, input)))
    return failure();
  if (!shapes.hasRank(input))
    return success();
  DimVar classes = shapes.dim(input, shapes.rank(input) - 1);
  if (failed(shapes.requireFixed(classes, "the number of classes is fixed")))
    return failure();
  if (shapes.size(classes) != 1)
    return success();
  return shapes.error("incompatible-dimensions")
         << "needs two or more classes, got 1";
}

LogicalResult CrossEntropyLossOp::relateShapes(ShapeSolver &shapes) {
  ShapeVar input = shapes.of(getInput()), target = shapes.of(getTarget());
  if (failed(shapes.requireReal(input)) ||
      failed(shapes.makeScalar(getLoss()))) // C5
    return failure();
  std::optional<StringRef> form = formByTarget(shapes, *this);
  if (!form)
    return success();
  if (*form != "Binary" && failed(requireClasses(shapes, input)))
    return failure();
  if (*form == "Index")
    return relateIndex(shapes, input, target);
  return failure(failed(shapes.requireReal(target)) ||
                 failed(shapes.unify(input, target))); // C2, C3
}

//===----------------------------------------------------------------------===//
// Meaning
//===----------------------------------------------------------------------===//

// Log of the probabilities: from the logits where they are at hand.
static Value logProbabilities(Decomposition &d, Value input) {
  if (Value logits = logitsOf(input))
    return logSoftmax(d, logits);
  return d.log(d.max(input, smallest));
}

static Value indexLoss(Decomposition &d, Value input, Value target) {
  Value picked = d.takeAlongLast(logProbabilities(d, input),
                                 d.sub(target, 1)); // classes count from 1
  return d.neg(d.meanOverExample(picked));
}

static Value probabilitiesLoss(Decomposition &d, Value input, Value target) {
  int64_t last = cast<RankedTensorType>(input.getType()).getRank() - 1;
  Value weighted = d.mul(target, logProbabilities(d, input));
  return d.neg(d.meanOverExample(d.reduceSum(weighted, last)));
}

// log(1 + e^x), which neither overflows nor loses small values; its derivative
// has no kink at 0.
static Value softPlus(Decomposition &d, Value x) {
  return d.composite(
      "softplus", x, x.getType(),
      [&](ValueRange operands) {
        Value tail = d.log1p(d.exp(d.neg(d.abs(operands[0]))));
        return d.add(d.max(operands[0], 0), tail);
      },
      [&](ValueRange operands) {
        return SmallVector<Value>{d.mul(operands[1], d.logistic(operands[0]))};
      });
}

// With p = 1 / (1 + e^-x): -t log p - (1 - t) log(1 - p) = softplus(x) - t x,
// which learns from values that p rounds to 0 or 1.
static Value binaryLossOfLogits(Decomposition &d, Value logits, Value target) {
  return d.meanOverExample(d.sub(softPlus(d, logits), d.mul(target, logits)));
}

static Value binaryLoss(Decomposition &d, Value input, Value target) {
  if (auto logistic = input.getDefiningOp<prim::LogisticOp>())
    return binaryLossOfLogits(d, logistic.getInput(), target);
  Value one = d.constantLike(input, 1);
  Value ifTrue = d.mul(target, d.log(d.add(input, smallest)));
  Value ifFalse =
      d.mul(d.sub(one, target), d.log(d.add(d.sub(one, input), smallest)));
  return d.neg(d.meanOverExample(d.add(ifTrue, ifFalse)));
}

LogicalResult CrossEntropyLossOp::decompose(Decomposition &d) {
  Value input = d.realPort(getInput()), target = d.port(getTarget());
  auto type = cast<ArrayType>(getTarget().getType());
  bool isIndex = type.getElement().isInteger();
  bool isBinary = getForm() == "Binary" ||
                  (getForm() == "Automatic" && type.getRank() == 0);
  Value loss = isIndex    ? indexLoss(d, input, target)
               : isBinary ? binaryLoss(d, input, target)
                          : probabilitiesLoss(d, input, target);
  return d.setResult(getLoss(), loss);
}
