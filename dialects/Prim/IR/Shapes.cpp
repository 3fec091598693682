//===- Shapes.cpp - static and dynamic sizes of tensors -------------------===//

#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/IR/PrimDialect.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;

namespace netc::prim {

RankedTensorType tensorType(Value value) {
  return cast<RankedTensorType>(value.getType());
}

bool sizesAgree(int64_t a, int64_t b) {
  return a == b || ShapedType::isDynamic(a) || ShapedType::isDynamic(b);
}

int64_t mergeSizes(int64_t a, int64_t b) {
  return ShapedType::isDynamic(a) ? b : a;
}

// A prim op is asked for its sizes, so that nothing hangs on its result.
OpFoldResult sizeOf(OpBuilder &builder, Location loc, Value tensor,
                    int64_t axis) {
  RankedTensorType type = tensorType(tensor);
  if (!type.isDynamicDim(axis))
    return builder.getIndexAttr(type.getDimSize(axis));
  auto op = tensor.getDefiningOp<SampledOpInterface>();
  ReifiedRankedShapedTypeDims shapes;
  if (op && succeeded(cast<ReifyRankedShapedTypeOpInterface>(*op)
                          .reifyResultShapes(builder, shapes)))
    return shapes[cast<OpResult>(tensor).getResultNumber()][axis];
  return tensor::getMixedSize(builder, loc, tensor, axis);
}

Sizes sizesOf(OpBuilder &builder, Location loc, Value tensor) {
  Sizes sizes;
  for (int64_t axis = 0; axis < tensorType(tensor).getRank(); ++axis)
    sizes.push_back(sizeOf(builder, loc, tensor, axis));
  return sizes;
}

Sizes sizesLike(OpBuilder &builder, Location loc, RankedTensorType type,
                Value like) {
  Sizes sizes;
  for (auto [axis, size] : llvm::enumerate(type.getShape()))
    sizes.push_back(ShapedType::isDynamic(size)
                        ? sizeOf(builder, loc, like, axis)
                        : builder.getIndexAttr(size));
  return sizes;
}

static OpFoldResult combine(OpBuilder &builder, Location loc, AffineExpr expr,
                            OpFoldResult a, OpFoldResult b) {
  return affine::makeComposedFoldedAffineApply(builder, loc, expr, {a, b});
}

OpFoldResult addSizes(OpBuilder &builder, Location loc, OpFoldResult a,
                      OpFoldResult b) {
  return combine(
      builder, loc,
      builder.getAffineSymbolExpr(0) + builder.getAffineSymbolExpr(1), a, b);
}

// Products and quotients of two dynamic sizes are not affine.
template <typename ArithOp>
static OpFoldResult combineByOp(OpBuilder &builder, Location loc,
                                OpFoldResult a, OpFoldResult b) {
  Value left = getValueOrCreateConstantIndexOp(builder, loc, a);
  Value right = getValueOrCreateConstantIndexOp(builder, loc, b);
  return ArithOp::create(builder, loc, left, right).getResult();
}

OpFoldResult mulSizes(OpBuilder &builder, Location loc, OpFoldResult a,
                      OpFoldResult b) {
  std::optional<int64_t> left = getConstantIntValue(a);
  std::optional<int64_t> right = getConstantIntValue(b);
  if (left && right)
    return builder.getIndexAttr(*left * *right);
  if (left == 1)
    return b;
  if (right == 1)
    return a;
  return combineByOp<arith::MulIOp>(builder, loc, a, b);
}

OpFoldResult divSizes(OpBuilder &builder, Location loc, OpFoldResult a,
                      OpFoldResult b) {
  std::optional<int64_t> left = getConstantIntValue(a);
  std::optional<int64_t> right = getConstantIntValue(b);
  if (left && right && *right != 0)
    return builder.getIndexAttr(*left / *right);
  if (right == 1)
    return a;
  return combineByOp<arith::DivUIOp>(builder, loc, a, b);
}

OpFoldResult countOf(OpBuilder &builder, Location loc,
                     ArrayRef<OpFoldResult> sizes) {
  OpFoldResult count = builder.getIndexAttr(1);
  for (OpFoldResult size : sizes)
    count = mulSizes(builder, loc, count, size);
  return count;
}

FailureOr<Value> emptyWithShapeOf(OpBuilder &builder, Operation *op) {
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  ReifiedRankedShapedTypeDims shapes;
  if (failed(cast<ReifyRankedShapedTypeOpInterface>(op).reifyResultShapes(
          builder, shapes)))
    return failure();
  return tensor::EmptyOp::create(builder, op->getLoc(), shapes[0],
                                 type.getElementType())
      .getResult();
}

Value numberOf(OpBuilder &builder, Location loc, Type element, double value) {
  TypedAttr attribute;
  if (isa<FloatType>(element))
    attribute = builder.getFloatAttr(element, value);
  else
    attribute = builder.getIntegerAttr(element, static_cast<int64_t>(value));
  return arith::ConstantOp::create(builder, loc, attribute);
}

} // namespace netc::prim
