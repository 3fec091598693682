//===- Broadcast.cpp - prim.broadcast: shape, gradient, lowering ----------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/ElementLowering.h"

using namespace mlir;
using namespace netc::prim;

static bool ascendingAxes(ArrayRef<int64_t> axes, int64_t rank) {
  int64_t previous = -1;
  for (int64_t axis : axes) {
    if (axis <= previous || axis >= rank)
      return false;
    previous = axis;
  }
  return true;
}

LogicalResult BroadcastOp::verify() {
  RankedTensorType input = getInput().getType(), output = getOutput().getType();
  ArrayRef<int64_t> dimensions = getDimensions();
  if (input.getElementType() != output.getElementType())
    return emitOpError("changes the element type from ")
           << input.getElementType() << " to " << output.getElementType();
  if (static_cast<int64_t>(dimensions.size()) != input.getRank() ||
      !ascendingAxes(dimensions, output.getRank())) // C1
    return emitOpError("dimensions [")
           << dimensions << "] do not name one axis of " << output
           << " for each axis of " << input << ", ascending";
  SmallVector<bool> known(output.getRank(), false);
  for (auto [axis, to] : llvm::enumerate(dimensions)) { // C2
    int64_t size = input.getDimSize(axis), wanted = output.getDimSize(to);
    if (size != wanted && size != 1)
      return emitOpError("axis ")
             << axis << " of " << input << " does not fit axis " << to << " of "
             << output;
    known[to] = size == wanted;
  }
  bool hasLike =
      getLike() && tensorType(getLike()).getRank() == output.getRank();
  for (int64_t axis = 0; axis < output.getRank(); ++axis) // C3
    if (output.isDynamicDim(axis) && !known[axis] && !hasLike)
      return emitOpError("needs an array of rank ")
             << output.getRank() << " that lends the size of axis " << axis;
  return success();
}

LogicalResult
BroadcastOp::reifyResultShapes(OpBuilder &builder,
                               ReifiedRankedShapedTypeDims &shapes) {
  RankedTensorType output = getOutput().getType();
  Sizes sizes = getAsIndexOpFoldResult(getContext(), output.getShape());
  for (int64_t axis = 0; axis < output.getRank(); ++axis) {
    if (!output.isDynamicDim(axis))
      continue;
    const auto *from = llvm::find(getDimensions(), axis);
    int64_t inputAxis = from - getDimensions().begin();
    bool own = from != getDimensions().end() &&
               getInput().getType().isDynamicDim(inputAxis);
    sizes[axis] = own ? sizeOf(builder, getLoc(), getInput(), inputAxis)
                      : sizeOf(builder, getLoc(), getLike(), axis);
  }
  shapes.push_back(sizes);
  return success();
}

// Sums over what was repeated.
LogicalResult BroadcastOp::buildGradients(GradientContext &g) {
  RankedTensorType input = getInput().getType(), output = getOutput().getType();
  SmallVector<int64_t> summed;
  for (int64_t axis = 0; axis < output.getRank(); ++axis) {
    const auto *from = llvm::find(getDimensions(), axis);
    if (from == getDimensions().end() ||
        input.getDimSize(from - getDimensions().begin()) !=
            output.getDimSize(axis))
      summed.push_back(axis);
  }
  Value sum = g.reduceSum(g.adjoint(getOutput()), summed);
  return g.accumulate(getInputMutable(), g.reshapeLike(sum, getInput()));
}

void BroadcastOp::samples(Sampler &s) {
  Value like = s.input({ShapedType::kDynamic, 3});
  s.emit(s.add(s.broadcast(s.input({3}), {1}, like), like));
  Value wide = s.input({2, 3, 4});
  s.emit(s.broadcast(s.input({2, 1}), {0, 2}, wide));
}

FailureOr<Value> BroadcastOp::lowerToLinalg(OpBuilder &builder) {
  return lowerElementOp(builder, *this);
}

OpFoldResult BroadcastOp::fold(FoldAdaptor) {
  return getInput().getType() == getOutput().getType() ? getInput() : Value();
}

// An axis of size 1 is read at 0; `like` lends sizes only.
AffineMap BroadcastOp::operandMap(unsigned operand) {
  if (operand != 0)
    return {};
  RankedTensorType input = getInput().getType(), output = getOutput().getType();
  SmallVector<AffineExpr> reads;
  for (auto [axis, to] : llvm::enumerate(getDimensions())) {
    bool repeated = input.getDimSize(axis) != output.getDimSize(to);
    reads.push_back(repeated ? getAffineConstantExpr(0, getContext())
                             : getAffineDimExpr(to, getContext()));
  }
  return AffineMap::get(output.getRank(), 0, reads, getContext());
}

bool BroadcastOp::computes() { return false; }

Value BroadcastOp::buildScalar(OpBuilder &, ValueRange elements,
                               llvm::function_ref<Value(unsigned)>) {
  return elements[0];
}
