//===- ReduceWindow.cpp - prim.reduce_window: shape and lowering ----------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/Folding.h"
#include "dialects/Prim/Ops/Padding.h"
#include "dialects/Prim/Ops/ScalarFunctions.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace netc::prim;

// Windows of at most this many cells are unrolled.
static constexpr int64_t maxUnrolledCells = 16;

static WindowAxis windowAxisOf(ReduceWindowOp::Adaptor op, int64_t k) {
  return {op.getWindow()[k], op.getStrides()[k], /*dilation=*/1, op.getLow()[k],
          op.getHigh()[k]};
}

WindowAxis ReduceWindowOp::windowAxis(int64_t k) {
  return windowAxisOf(Adaptor(*this), k);
}

LogicalResult ReduceWindowOp::inferReturnTypes(MLIRContext *,
                                               std::optional<Location> loc,
                                               Adaptor op,
                                               SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(op.getInput().getType());
  size_t count = op.getWindow().size();
  bool complete = op.getStrides().size() == count &&
                  op.getLow().size() == count && op.getHigh().size() == count;
  if (!complete || static_cast<int64_t>(count) > input.getRank()) // C1
    return emitOptionalError(loc, "settings of window [", op.getWindow(),
                             "] do not have an entry for each of its axes in ",
                             input);
  SmallVector<int64_t> shape(input.getShape());
  int64_t leading = input.getRank() - count;
  for (size_t k = 0; k < count; ++k) {
    WindowAxis axis = windowAxisOf(op, k);
    int64_t &size = shape[leading + k];
    if (!axis.isValid() || !axis.fits(size)) // C1 C2
      return emitOptionalError(loc, "window of ", axis.window, " by ",
                               axis.stride, " does not fit axis ", leading + k,
                               " of ", input, " padded by ", axis.low, " and ",
                               axis.high);
    size = axis.places(size);
  }
  types.push_back(input.clone(shape));
  return success();
}

LogicalResult
ReduceWindowOp::reifyResultShapes(OpBuilder &builder,
                                  ReifiedRankedShapedTypeDims &shapes) {
  Sizes sizes = sizesOf(builder, getLoc(), getInput());
  size_t leading = sizes.size() - getWindow().size();
  for (size_t k = 0; k < getWindow().size(); ++k)
    sizes[leading + k] =
        windowAxis(k).places(builder, getLoc(), sizes[leading + k]);
  shapes.push_back(sizes);
  return success();
}

void ReduceWindowOp::samples(Sampler &s) {
  int64_t batch = ShapedType::kDynamic;
  auto fold = [&](Reduction kind, ArrayRef<int64_t> input,
                  ArrayRef<int64_t> window, ArrayRef<int64_t> strides,
                  ArrayRef<int64_t> low, ArrayRef<int64_t> high) {
    s.emit(ReduceWindowOp::create(s.builder(), s.loc(), kind, s.input(input),
                                  window, strides, low, high));
  };
  fold(Reduction::Maximum, {batch, 2, 4, 6}, {2, 2}, {2, 2}, {0, 0}, {0, 0});
  fold(Reduction::Sum, {batch, 2, 5}, {3}, {1}, {1}, {1});
  fold(Reduction::Maximum, {2, 7, 7}, {5, 5}, {2, 2}, {1, 2}, {2, 1});
  fold(Reduction::Minimum, {2, 4, 4}, {3, 2}, {1, 2}, {1, 0}, {0, 0});
}

// The elements that one cell of the window meets, for all places at once.
static Value cellSlice(OpBuilder &builder, ReduceWindowOp op, Value padded,
                       ArrayRef<int64_t> cell, ArrayRef<OpFoldResult> sizes) {
  size_t leading = sizes.size() - cell.size();
  Sizes offsets(leading, builder.getIndexAttr(0));
  Sizes strides(leading, builder.getIndexAttr(1));
  for (auto [k, offset] : llvm::enumerate(cell)) {
    offsets.push_back(builder.getIndexAttr(offset));
    strides.push_back(builder.getIndexAttr(op.getStrides()[k]));
  }
  return tensor::ExtractSliceOp::create(builder, op.getLoc(), padded, offsets,
                                        sizes, strides);
}

// All cells of the window in row-major order.
static SmallVector<SmallVector<int64_t>> cellsOf(ArrayRef<int64_t> window) {
  SmallVector<SmallVector<int64_t>> cells{{}};
  for (int64_t size : window) {
    SmallVector<SmallVector<int64_t>> longer;
    for (const auto &cell : cells)
      for (int64_t k = 0; k < size; ++k) {
        longer.push_back(cell);
        longer.back().push_back(k);
      }
    cells = std::move(longer);
  }
  return cells;
}

// One loop nest over the places that reads every cell: no reduction loops, so
// the window stays in registers.
static Value lowerUnrolled(OpBuilder &builder, ReduceWindowOp op, Value padded,
                           Value empty, ArrayRef<OpFoldResult> sizes) {
  SmallVector<Value> slices;
  for (const auto &cell : cellsOf(op.getWindow()))
    slices.push_back(cellSlice(builder, op, padded, cell, sizes));
  int64_t rank = sizes.size();
  SmallVector<AffineMap> maps(slices.size() + 1,
                              builder.getMultiDimIdentityMap(rank));
  SmallVector<utils::IteratorType> loops(rank, utils::IteratorType::parallel);
  auto payload = [&](OpBuilder &inner, Location loc, ValueRange elements) {
    Value folded = elements[0];
    for (Value element : elements.slice(1, slices.size() - 1))
      folded = buildFold(inner, op.getLoc(), op.getKind(), folded, element);
    linalg::YieldOp::create(inner, op.getLoc(), folded);
  };
  return linalg::GenericOp::create(builder, op.getLoc(), empty.getType(),
                                   slices, empty, maps, loops, payload)
      .getResult(0);
}

// Loops over places, then over the window.
static Value lowerLooped(OpBuilder &builder, ReduceWindowOp op, Value padded,
                         Value empty) {
  unsigned rank = tensorType(empty).getRank(), count = op.getWindow().size();
  SmallVector<AffineExpr> reads, cells;
  for (unsigned axis = 0; axis < rank; ++axis)
    reads.push_back(builder.getAffineDimExpr(axis));
  for (unsigned k = 0; k < count; ++k) {
    cells.push_back(builder.getAffineDimExpr(rank + k));
    AffineExpr &read = reads[rank - count + k];
    read = read * op.getStrides()[k] + cells.back();
  }
  SmallVector<utils::IteratorType> loops(rank, utils::IteratorType::parallel);
  loops.append(count, utils::IteratorType::reduction);
  Value window = tensor::EmptyOp::create(builder, op.getLoc(), op.getWindow(),
                                         tensorType(empty).getElementType());
  MLIRContext *context = op.getContext();
  AffineMap output =
      builder.getMultiDimIdentityMap(rank + count).getMajorSubMap(rank);
  return lowerFold(builder, op.getLoc(), op.getKind(), {padded, window}, empty,
                   {AffineMap::get(rank + count, 0, reads, context),
                    AffineMap::get(rank + count, 0, cells, context), output},
                   loops);
}

FailureOr<Value> ReduceWindowOp::lowerToLinalg(OpBuilder &builder) {
  Type element = tensorType(getInput()).getElementType();
  Value padded =
      lowerPadding(builder, getLoc(), getInput(), getLow(), getHigh(),
                   identityOf(builder, getKind(), element));
  ReifiedRankedShapedTypeDims shapes;
  if (failed(reifyResultShapes(builder, shapes)))
    return failure();
  Value empty = tensor::EmptyOp::create(builder, getLoc(), shapes[0], element);
  int64_t cells = 1;
  for (int64_t size : getWindow())
    cells *= size;
  if (cells <= maxUnrolledCells)
    return lowerUnrolled(builder, *this, padded, empty, shapes[0]);
  return lowerLooped(builder, *this, padded, empty);
}
