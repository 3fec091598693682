//===- Pad.cpp - prim.pad: shape, gradient, lowering ----------------------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/Padding.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace netc::prim;

static bool anyNegative(ArrayRef<int64_t> numbers) {
  return llvm::any_of(numbers, [](int64_t number) { return number < 0; });
}

LogicalResult PadOp::inferReturnTypes(MLIRContext *,
                                      std::optional<Location> loc, Adaptor op,
                                      SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(op.getInput().getType());
  size_t rank = input.getRank();
  if (op.getLow().size() != rank || op.getHigh().size() != rank ||
      anyNegative(op.getLow()) || anyNegative(op.getHigh())) // C1
    return emitOptionalError(loc, "padding [", op.getLow(), "] and [",
                             op.getHigh(), "] does not give ", rank,
                             " sizes of 0 or more for ", input);
  if (op.getValue().getType() != input.getElementType()) // C2
    return emitOptionalError(loc, "padding value of type ",
                             op.getValue().getType(), " for ", input);
  SmallVector<int64_t> shape(input.getShape());
  for (size_t k = 0; k < rank; ++k)
    if (!ShapedType::isDynamic(shape[k]))
      shape[k] += op.getLow()[k] + op.getHigh()[k];
  types.push_back(input.clone(shape));
  return success();
}

static Sizes paddedSizes(OpBuilder &builder, Location loc, Value input,
                         ArrayRef<int64_t> low, ArrayRef<int64_t> high) {
  Sizes sizes = sizesOf(builder, loc, input);
  size_t leading = sizes.size() - low.size();
  for (auto [k, size] :
       llvm::enumerate(MutableArrayRef(sizes).drop_front(leading)))
    size = addSizes(builder, loc, size, builder.getIndexAttr(low[k] + high[k]));
  return sizes;
}

LogicalResult PadOp::reifyResultShapes(OpBuilder &builder,
                                       ReifiedRankedShapedTypeDims &shapes) {
  shapes.push_back(
      paddedSizes(builder, getLoc(), getInput(), getLow(), getHigh()));
  return success();
}

LogicalResult PadOp::buildGradients(GradientContext &g) {
  RankedTensorType input = getInput().getType();
  SmallVector<int64_t> strides(input.getRank(), 1), sizes(input.getShape());
  for (auto [axis, size] : llvm::enumerate(sizes))
    if (ShapedType::isDynamic(size) && getLow()[axis] + getHigh()[axis] > 0)
      return emitOpError("has no gradient for padding of a dynamic axis");
  return g.accumulate(getInputMutable(), g.slice(g.adjoint(getOutput()),
                                                 getLow(), sizes, strides));
}

void PadOp::samples(Sampler &s) {
  s.emit(s.pad(s.input({ShapedType::kDynamic, 4}), {0, 1}, {0, 2}, 0.5));
}

namespace netc::prim {

// Fill and insert, not tensor.pad: the producer of the input can then write
// its result into the padded array.
Value lowerPadding(OpBuilder &builder, Location loc, Value input,
                   ArrayRef<int64_t> low, ArrayRef<int64_t> high,
                   TypedAttr value) {
  auto zero = [](int64_t number) { return number == 0; };
  if (llvm::all_of(low, zero) && llvm::all_of(high, zero))
    return input;
  RankedTensorType type = tensorType(input);
  Value empty = tensor::EmptyOp::create(
      builder, loc, paddedSizes(builder, loc, input, low, high),
      type.getElementType());
  Value number = arith::ConstantOp::create(builder, loc, value);
  Value filled =
      linalg::FillOp::create(builder, loc, number, empty).getResult(0);
  Sizes offsets(type.getRank() - low.size(), builder.getIndexAttr(0));
  for (int64_t size : low)
    offsets.push_back(builder.getIndexAttr(size));
  Sizes strides(type.getRank(), builder.getIndexAttr(1));
  return tensor::InsertSliceOp::create(builder, loc, input, filled, offsets,
                                       sizesOf(builder, loc, input), strides);
}

} // namespace netc::prim

FailureOr<Value> PadOp::lowerToLinalg(OpBuilder &builder) {
  return lowerPadding(builder, getLoc(), getInput(), getLow(), getHigh(),
                      cast<TypedAttr>(getValue()));
}
