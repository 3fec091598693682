//===- Slice.cpp - prim.slice: shape, gradient, lowering ------------------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/Spread.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace netc::prim;

// Whether count elements from offset, stride apart, lie inside of size.
static bool liesInside(int64_t offset, int64_t count, int64_t stride,
                       int64_t size) {
  if (ShapedType::isDynamic(count)) // the whole axis
    return offset == 0 && stride == 1;
  if (offset < 0 || count < 0 || stride < 1)
    return false;
  bool outside = count > 0 && offset + (count - 1) * stride >= size;
  return ShapedType::isDynamic(size) || !outside;
}

LogicalResult SliceOp::inferReturnTypes(MLIRContext *,
                                        std::optional<Location> loc, Adaptor op,
                                        SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(op.getInput().getType());
  size_t rank = input.getRank();
  if (op.getOffsets().size() != rank || op.getSizes().size() != rank ||
      op.getStrides().size() != rank) // C1
    return emitOptionalError(loc, "slice does not have ", rank,
                             " offsets, sizes and strides for ", input);
  SmallVector<int64_t> shape;
  for (size_t k = 0; k < rank; ++k) {
    int64_t size = input.getDimSize(k), count = op.getSizes()[k];
    if (!liesInside(op.getOffsets()[k], count, op.getStrides()[k], size)) // C2
      return emitOptionalError(loc, "slice of ", count, " elements from ",
                               op.getOffsets()[k], " by ", op.getStrides()[k],
                               " leaves axis ", k, " of ", input);
    shape.push_back(ShapedType::isDynamic(count) ? size : count);
  }
  types.push_back(input.clone(shape));
  return success();
}

LogicalResult SliceOp::reifyResultShapes(OpBuilder &builder,
                                         ReifiedRankedShapedTypeDims &shapes) {
  shapes.push_back(
      sizesLike(builder, getLoc(), getOutput().getType(), getInput()));
  return success();
}

// Puts the adjoint where the elements came from.
LogicalResult SliceOp::buildGradients(GradientContext &g) {
  Value spread = g.adjoint(getOutput());
  for (int64_t axis = 0; axis < tensorType(getInput()).getRank(); ++axis) {
    if (ShapedType::isDynamic(getSizes()[axis]))
      continue;
    int64_t size = tensorType(getInput()).getDimSize(axis);
    if (ShapedType::isDynamic(size))
      return emitOpError("has no gradient for a part of a dynamic axis");
    spread = spreadAxis(g, spread, axis, getOffsets()[axis], getStrides()[axis],
                        size);
  }
  return g.accumulate(getInputMutable(), spread);
}

void SliceOp::samples(Sampler &s) {
  int64_t batch = ShapedType::kDynamic, all = ShapedType::kDynamic;
  s.emit(s.slice(s.input({batch, 5}), {0, 1}, {all, 3}, {1, 1}));
  s.emit(s.slice(s.input({2, 7}), {0, 1}, {all, 3}, {1, 2}));
}

FailureOr<Value> SliceOp::lowerToLinalg(OpBuilder &builder) {
  Sizes offsets = getAsIndexOpFoldResult(getContext(), getOffsets());
  Sizes strides = getAsIndexOpFoldResult(getContext(), getStrides());
  Sizes sizes = sizesLike(builder, getLoc(), getOutput().getType(), getInput());
  return tensor::ExtractSliceOp::create(builder, getLoc(),
                                        getOutput().getType(), getInput(),
                                        offsets, sizes, strides)
      .getResult();
}
