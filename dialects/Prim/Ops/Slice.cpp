//===- Slice.cpp - prim.slice: shape, gradient, lowering ------------------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
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

// Puts the adjoint where the elements came from. With strides, the gaps are
// made by padding a new axis of each cell: [a b] => [[a 0] [b 0]] => [a 0 b 0].
LogicalResult SliceOp::buildGradients(GradientContext &g) {
  Value spread = g.adjoint(getOutput());
  int64_t rank = tensorType(getInput()).getRank();
  SmallVector<int64_t> low(rank, 0), high(rank, 0);
  for (int64_t axis = 0; axis < rank; ++axis) {
    if (ShapedType::isDynamic(getSizes()[axis]))
      continue;
    int64_t stride = getStrides()[axis], count = getSizes()[axis];
    SmallVector<int64_t> shape(tensorType(spread).getShape());
    if (stride > 1) {
      SmallVector<int64_t> split = shape, none(rank + 1, 0), gap(rank + 1, 0);
      split.insert(split.begin() + axis + 1, 1);
      gap[axis + 1] = stride - 1;
      shape[axis] = count * stride;
      spread = g.reshape(g.pad(g.reshape(spread, split), none, gap, 0), shape);
    }
    int64_t size = tensorType(getInput()).getDimSize(axis);
    if (ShapedType::isDynamic(size))
      return emitOpError("has no gradient for a part of a dynamic axis");
    low[axis] = getOffsets()[axis];
    high[axis] = size - low[axis] - count * stride;
    if (high[axis] < 0) { // the gap after the last cell sticks out
      SmallVector<int64_t> zeros(rank, 0), ones(rank, 1);
      SmallVector<int64_t> whole(rank, ShapedType::kDynamic);
      whole[axis] = shape[axis] + high[axis];
      high[axis] = 0;
      spread = g.slice(spread, zeros, whole, ones);
    }
  }
  return g.accumulate(getInputMutable(), g.pad(spread, low, high, 0));
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
