//===- Concatenate.cpp - prim.concatenate: shape, gradient, lowering ------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace netc::prim;

LogicalResult ConcatenateOp::inferReturnTypes(MLIRContext *,
                                              std::optional<Location> loc,
                                              Adaptor op,
                                              SmallVectorImpl<Type> &types) {
  if (op.getInputs().empty()) // C1
    return emitOptionalError(loc, "concatenation of no arrays");
  auto first = cast<RankedTensorType>(op.getInputs()[0].getType());
  int64_t axis = op.getAxis();
  if (axis < 0 || axis >= first.getRank()) // C1
    return emitOptionalError(loc, "axis ", axis, " is no axis of ", first);
  SmallVector<int64_t> shape(first.getShape());
  for (Value input : op.getInputs().drop_front()) {
    auto type = cast<RankedTensorType>(input.getType());
    bool agree = type.getRank() == first.getRank() &&
                 type.getElementType() == first.getElementType();
    for (int64_t k = 0; agree && k < first.getRank(); ++k) {
      int64_t size = type.getDimSize(k);
      if (k == axis)
        shape[k] =
            ShapedType::isDynamic(shape[k]) || ShapedType::isDynamic(size)
                ? ShapedType::kDynamic
                : shape[k] + size;
      else if ((agree = sizesAgree(shape[k], size)))
        shape[k] = mergeSizes(shape[k], size);
    }
    if (!agree) // C2
      return emitOptionalError(loc, "cannot join ", first, " and ", type,
                               " along axis ", axis);
  }
  types.push_back(first.clone(shape));
  return success();
}

LogicalResult
ConcatenateOp::reifyResultShapes(OpBuilder &builder,
                                 ReifiedRankedShapedTypeDims &shapes) {
  Sizes sizes = sizesOf(builder, getLoc(), getInputs()[0]);
  for (Value input : getInputs().drop_front())
    sizes[getAxis()] = addSizes(builder, getLoc(), sizes[getAxis()],
                                sizeOf(builder, getLoc(), input, getAxis()));
  // What is static in the result may be dynamic in the first input.
  for (auto [size, known] : llvm::zip(sizes, getOutput().getType().getShape()))
    if (!ShapedType::isDynamic(known))
      size = builder.getIndexAttr(known);
  shapes.push_back(sizes);
  return success();
}

// Each input gets its part of the adjoint; sizes along the axis are static.
LogicalResult ConcatenateOp::buildGradients(GradientContext &g) {
  Value adjoint = g.adjoint(getOutput());
  int64_t rank = getOutput().getType().getRank(), offset = 0;
  for (OpOperand &input : getInputsMutable()) {
    int64_t size = tensorType(input.get()).getDimSize(getAxis());
    if (ShapedType::isDynamic(size))
      return emitOpError(
                 "has no gradient for inputs of dynamic size along axis ")
             << getAxis();
    SmallVector<int64_t> offsets(rank, 0), strides(rank, 1);
    SmallVector<int64_t> sizes(rank, ShapedType::kDynamic);
    offsets[getAxis()] = offset;
    sizes[getAxis()] = size;
    offset += size;
    if (g.wants(input) &&
        failed(g.accumulate(input, g.slice(adjoint, offsets, sizes, strides))))
      return failure();
  }
  return success();
}

void ConcatenateOp::samples(Sampler &s) {
  int64_t batch = ShapedType::kDynamic;
  s.emit(s.concatenate({s.input({batch, 2, 3}), s.input({batch, 4, 3})}, 1));
  s.emit(s.concatenate({s.input({2}), s.input({1}), s.input({3})}, 0));
}

FailureOr<Value> ConcatenateOp::lowerToLinalg(OpBuilder &builder) {
  FailureOr<Value> result = emptyWithShapeOf(builder, *this);
  if (failed(result))
    return failure();
  int64_t rank = getOutput().getType().getRank();
  Sizes offsets(rank, builder.getIndexAttr(0));
  Sizes strides(rank, builder.getIndexAttr(1));
  for (Value input : getInputs()) {
    Sizes sizes = sizesOf(builder, getLoc(), input);
    result = tensor::InsertSliceOp::create(builder, getLoc(), input, *result,
                                           offsets, sizes, strides)
                 .getResult();
    offsets[getAxis()] =
        addSizes(builder, getLoc(), offsets[getAxis()], sizes[getAxis()]);
  }
  return result;
}
