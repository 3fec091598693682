//===- Gather.cpp - prim.gather: shape, gradient, lowering ----------------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/ScalarFunctions.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace netc::prim;

LogicalResult GatherOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> loc,
                                         Adaptor op,
                                         SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(op.getInput().getType());
  auto indices = cast<RankedTensorType>(op.getIndices().getType());
  int64_t axis = op.getAxis(), batch = op.getBatchDims();
  if (axis < 0 || axis >= input.getRank() || batch < 0 || batch > axis ||
      batch > indices.getRank()) // C1
    return emitOptionalError(loc, "axis ", axis, " with ", batch,
                             " batch axes does not fit ", input, " at ",
                             indices);
  for (int64_t k = 0; k < batch; ++k)
    if (!sizesAgree(input.getDimSize(k), indices.getDimSize(k))) // C2
      return emitOptionalError(loc, "batch axis ", k, " differs between ",
                               input, " and ", indices);
  SmallVector<int64_t> shape(input.getShape().take_front(axis));
  llvm::append_range(shape, indices.getShape().drop_front(batch));
  llvm::append_range(shape, input.getShape().drop_front(axis + 1));
  types.push_back(input.clone(shape));
  return success();
}

LogicalResult GatherOp::reifyResultShapes(OpBuilder &builder,
                                          ReifiedRankedShapedTypeDims &shapes) {
  Sizes input = sizesOf(builder, getLoc(), getInput());
  Sizes indices = sizesOf(builder, getLoc(), getIndices());
  Sizes sizes(ArrayRef(input).take_front(getAxis()));
  llvm::append_range(sizes, ArrayRef(indices).drop_front(getBatchDims()));
  llvm::append_range(sizes, ArrayRef(input).drop_front(getAxis() + 1));
  shapes.push_back(sizes);
  return success();
}

LogicalResult GatherOp::buildGradients(GradientContext &g) {
  RankedTensorType type = getInput().getType();
  Value like = type.hasStaticShape() ? Value() : Value(getInput());
  return g.accumulate(getInputMutable(),
                      ScatterOp::create(g.builder(), g.loc(), type,
                                        g.adjoint(getOutput()), getIndices(),
                                        getAxis(), getBatchDims(), like));
}

void GatherOp::samples(Sampler &s) {
  int64_t batch = ShapedType::kDynamic;
  auto gather = [&](Value input, Value indices, int64_t axis,
                    int64_t batchDims) {
    s.emit(GatherOp::create(s.builder(), s.loc(), input, indices, axis,
                            batchDims));
  };
  gather(s.input({5, 3}), s.indices({batch, 2}, 0, 4), 0, 0);
  gather(s.input({batch, 6}), s.indices({batch}, 0, 5), 1, 1);
  gather(s.input({batch, 2, 6, 2}), s.indices({batch, 3}, 0, 5), 2, 1);
}

// The map from a result element to its index: batch axes, then index axes.
static AffineMap indexMap(OpBuilder &builder, int64_t rank, int64_t axis,
                          int64_t batch, int64_t indexRank) {
  SmallVector<AffineExpr> reads;
  for (int64_t k = 0; k < indexRank; ++k)
    reads.push_back(builder.getAffineDimExpr(k < batch ? k : axis + k - batch));
  return AffineMap::get(rank, 0, reads, builder.getContext());
}

// The nearest index inside of the axis: compiled code never reads outside.
static Value clampIndex(OpBuilder &builder, Location loc, Value index,
                        Value size) {
  Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
  Value one = arith::ConstantIndexOp::create(builder, loc, 1);
  Value last = arith::SubIOp::create(builder, loc, size, one);
  Value wide = buildCast(builder, loc, index, builder.getIndexType());
  Value notAbove = arith::MinSIOp::create(builder, loc, wide, last);
  return arith::MaxSIOp::create(builder, loc, notAbove, zero);
}

FailureOr<Value> GatherOp::lowerToLinalg(OpBuilder &builder) {
  FailureOr<Value> empty = emptyWithShapeOf(builder, *this);
  if (failed(empty))
    return failure();
  int64_t rank = tensorType(*empty).getRank(), axis = getAxis();
  int64_t indexRank = tensorType(getIndices()).getRank();
  int64_t indexAxes = indexRank - getBatchDims();
  Value size = getValueOrCreateConstantIndexOp(
      builder, getLoc(), sizeOf(builder, getLoc(), getInput(), axis));
  auto payload = [&](OpBuilder &inner, Location, ValueRange elements) {
    SmallVector<Value> place;
    for (int64_t k = 0; k < tensorType(getInput()).getRank(); ++k) {
      int64_t loop = k < axis ? k : k - 1 + indexAxes;
      place.push_back(k == axis
                          ? clampIndex(inner, getLoc(), elements[0], size)
                          : linalg::IndexOp::create(inner, getLoc(), loop));
    }
    Value element =
        tensor::ExtractOp::create(inner, getLoc(), getInput(), place);
    linalg::YieldOp::create(inner, getLoc(), element);
  };
  SmallVector<utils::IteratorType> loops(rank, utils::IteratorType::parallel);
  return linalg::GenericOp::create(
             builder, getLoc(), empty->getType(), getIndices(), *empty,
             {indexMap(builder, rank, axis, getBatchDims(), indexRank),
              builder.getMultiDimIdentityMap(rank)},
             loops, payload)
      .getResult(0);
}
