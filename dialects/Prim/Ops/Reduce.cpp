//===- Reduce.cpp - prim.reduce: shape, gradient, lowering ----------------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/Folding.h"
#include "dialects/Prim/Ops/ScalarFunctions.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace netc::prim;

LogicalResult ReduceOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> loc,
                                         Adaptor op,
                                         SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(op.getInput().getType());
  int64_t previous = -1;
  for (int64_t axis : op.getAxes()) {
    if (axis <= previous || axis >= input.getRank()) // C1
      return emitOptionalError(loc, "axes [", op.getAxes(),
                               "] do not name axes of ", input, ", ascending");
    previous = axis;
  }
  SmallVector<int64_t> shape;
  for (auto [axis, size] : llvm::enumerate(input.getShape()))
    if (!llvm::is_contained(op.getAxes(), static_cast<int64_t>(axis)))
      shape.push_back(size);
  types.push_back(input.clone(shape));
  return success();
}

LogicalResult ReduceOp::reifyResultShapes(OpBuilder &builder,
                                          ReifiedRankedShapedTypeDims &shapes) {
  Sizes sizes;
  for (int64_t axis = 0; axis < tensorType(getInput()).getRank(); ++axis)
    if (!llvm::is_contained(getAxes(), axis))
      sizes.push_back(sizeOf(builder, getLoc(), getInput(), axis));
  shapes.push_back(sizes);
  return success();
}

// sum: the adjoint everywhere. prod: product / x, which needs x != 0.
// max, min: every tied element receives the whole gradient.
LogicalResult ReduceOp::buildGradients(GradientContext &g) {
  Value adjoint =
      g.broadcastOver(g.adjoint(getOutput()), getAxes(), getInput());
  if (getKind() == Reduction::Sum)
    return g.accumulate(getInputMutable(), adjoint);
  Value result = g.broadcastOver(getOutput(), getAxes(), getInput());
  if (getKind() == Reduction::Product)
    return g.accumulate(getInputMutable(),
                        g.mul(adjoint, g.div(result, getInput())));
  Value chosen = g.compare(Comparison::Equal, getInput(), result);
  return g.accumulate(getInputMutable(),
                      g.select(chosen, adjoint, g.constantLike(adjoint, 0)));
}

void ReduceOp::samples(Sampler &s) {
  int64_t batch = ShapedType::kDynamic;
  s.emit(s.reduceSum(s.input({batch, 3, 4}), {1, 2}));
  s.emit(s.reduceSum(s.input({batch, 3}), {0}));
  s.emit(s.reduceMax(s.input({batch, 5}), {1}));
  s.emit(s.reduce(Reduction::Minimum, s.input({2, 5, 2}), {1}));
  s.emit(s.reduce(Reduction::Product, s.input({2, 5}, 0.5, 1.5), {0, 1}));
}

namespace netc::prim {

Value lowerFold(OpBuilder &builder, Location loc, Reduction kind,
                ValueRange inputs, Value empty, ArrayRef<AffineMap> maps,
                ArrayRef<utils::IteratorType> loops) {
  Type element = tensorType(empty).getElementType();
  Value identity = arith::ConstantOp::create(
      builder, loc, identityOf(builder, kind, element));
  Value start =
      linalg::FillOp::create(builder, loc, identity, empty).getResult(0);
  auto payload = [&](OpBuilder &inner, Location, ValueRange elements) {
    linalg::YieldOp::create(
        inner, loc,
        buildFold(inner, loc, kind, elements.back(), elements.front()));
  };
  return linalg::GenericOp::create(builder, loc, empty.getType(), inputs, start,
                                   maps, loops, payload)
      .getResult(0);
}

} // namespace netc::prim

FailureOr<Value> ReduceOp::lowerToLinalg(OpBuilder &builder) {
  FailureOr<Value> empty = emptyWithShapeOf(builder, *this);
  if (failed(empty))
    return failure();
  int64_t rank = tensorType(getInput()).getRank();
  SmallVector<AffineExpr> kept;
  SmallVector<utils::IteratorType> loops;
  for (int64_t axis = 0; axis < rank; ++axis) {
    bool folded = llvm::is_contained(getAxes(), axis);
    loops.push_back(folded ? utils::IteratorType::reduction
                           : utils::IteratorType::parallel);
    if (!folded)
      kept.push_back(builder.getAffineDimExpr(axis));
  }
  return lowerFold(builder, getLoc(), getKind(), getInput(), *empty,
                   {builder.getMultiDimIdentityMap(rank),
                    AffineMap::get(rank, 0, kept, getContext())},
                   loops);
}
