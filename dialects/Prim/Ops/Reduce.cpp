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
    Value next = elements.front();
    if (next.getType() != element && isa<FloatType>(element))
      next = arith::ExtFOp::create(inner, loc, element, next);
    linalg::YieldOp::create(
        inner, loc, buildFold(inner, loc, kind, elements.back(), next));
  };
  return linalg::GenericOp::create(builder, loc, empty.getType(), inputs, start,
                                   maps, loops, payload)
      .getResult(0);
}

} // namespace netc::prim

// A long sum in Real32 would lose digits: it is kept in Real64 and rounded once.
static bool needsWideSum(ReduceOp op) {
  constexpr int64_t longSum = 1024;
  auto type = tensorType(op.getInput());
  if (op.getKind() != Reduction::Sum || !type.getElementType().isF32())
    return false;
  int64_t count = 1;
  for (int64_t axis : op.getAxes())
    count *= type.isDynamicDim(axis) ? longSum + 1 : type.getDimSize(axis);
  return count > longSum;
}

static Value emptyLike(OpBuilder &builder, Location loc, Value empty,
                       Type element) {
  return tensor::EmptyOp::create(
      builder, loc, tensorType(empty).getShape(), element,
      empty.getDefiningOp<tensor::EmptyOp>().getDynamicSizes());
}

static Value narrow(OpBuilder &builder, Location loc, Value wide, Value empty) {
  int64_t rank = tensorType(wide).getRank();
  SmallVector<AffineMap> maps(2, builder.getMultiDimIdentityMap(rank));
  SmallVector<utils::IteratorType> loops(rank, utils::IteratorType::parallel);
  Type element = tensorType(empty).getElementType();
  auto payload = [&](OpBuilder &inner, Location, ValueRange elements) {
    Value rounded =
        arith::TruncFOp::create(inner, loc, element, elements.front());
    linalg::YieldOp::create(inner, loc, rounded);
  };
  return linalg::GenericOp::create(builder, loc, empty.getType(), wide, empty,
                                   maps, loops, payload)
      .getResult(0);
}

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
  SmallVector<AffineMap> maps{builder.getMultiDimIdentityMap(rank),
                              AffineMap::get(rank, 0, kept, getContext())};
  if (!needsWideSum(*this) || !empty->getDefiningOp<tensor::EmptyOp>())
    return lowerFold(builder, getLoc(), getKind(), getInput(), *empty, maps,
                     loops);
  Value wide = emptyLike(builder, getLoc(), *empty, builder.getF64Type());
  Value sum =
      lowerFold(builder, getLoc(), getKind(), getInput(), wide, maps, loops);
  return narrow(builder, getLoc(), sum, *empty);
}
