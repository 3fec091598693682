//===- ReduceWindowGradient.cpp - gradient of prim.reduce_window ----------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/Spread.h"

using namespace mlir;
using namespace netc::prim;

namespace {
// One cell of the window: the input elements that it meets at all places, and
// the way back from places to input elements.
struct Cell {
  ReduceWindowOp op;
  SmallVector<int64_t> offsets;

  Value read(GradientContext &g, Value padded);
  Value spread(GradientContext &g, Value places);
};
} // namespace

Value Cell::read(GradientContext &g, Value padded) {
  int64_t rank = tensorType(padded).getRank(), leading = rank - offsets.size();
  SmallVector<int64_t> from(rank, 0), strides(rank, 1);
  SmallVector<int64_t> sizes(rank, ShapedType::kDynamic);
  for (auto [k, offset] : llvm::enumerate(offsets)) {
    from[leading + k] = offset;
    strides[leading + k] = op.getStrides()[k];
    sizes[leading + k] = op.getOutput().getType().getDimSize(leading + k);
  }
  return g.slice(padded, from, sizes, strides);
}

Value Cell::spread(GradientContext &g, Value places) {
  int64_t leading = tensorType(places).getRank() - offsets.size();
  for (auto [k, offset] : llvm::enumerate(offsets)) {
    int64_t size = tensorType(op.getInput()).getDimSize(leading + k);
    int64_t low = op.getLow()[k], high = op.getHigh()[k];
    places = spreadAxis(g, places, leading + k, offset, op.getStrides()[k],
                        low + size + high);
    places = takeAxis(g, places, leading + k, low, size);
  }
  return places;
}

static SmallVector<Cell> cellsOf(ReduceWindowOp op) {
  SmallVector<Cell> cells{{op, {}}};
  for (int64_t size : op.getWindow()) {
    SmallVector<Cell> longer;
    for (const Cell &cell : cells)
      for (int64_t k = 0; k < size; ++k) {
        longer.push_back(cell);
        longer.back().offsets.push_back(k);
      }
    cells = std::move(longer);
  }
  return cells;
}

// sum: the adjoint of every place that meets the element. max and min: that of
// the places where it is the first to equal the result, in row-major order.
LogicalResult ReduceWindowOp::buildGradients(GradientContext &g) {
  int64_t leading = tensorType(getInput()).getRank() - getWindow().size();
  for (int64_t size : getInput().getType().getShape().drop_front(leading))
    if (ShapedType::isDynamic(size))
      return emitOpError("has no gradient for windows over dynamic axes");
  if (getKind() == Reduction::Product)
    return emitOpError("has no gradient for products");
  SmallVector<int64_t> low(leading, 0), high(leading, 0);
  llvm::append_range(low, getLow());
  llvm::append_range(high, getHigh());
  // Padding must not be chosen: it equals no result.
  Value padded =
      g.pad(getInput(), low, high, std::numeric_limits<double>::quiet_NaN());
  Value open = g.adjoint(getOutput()), sum;
  Value zero = g.constantLike(open, 0);
  SmallVector<Cell> cells = cellsOf(*this);
  for (Cell &cell : cells) {
    Value part = open;
    if (getKind() != Reduction::Sum) {
      Value chosen =
          g.compare(Comparison::Equal, cell.read(g, padded), getOutput());
      part = g.select(chosen, open, zero);
      open = g.select(chosen, zero, open);
    }
    Value spread = cell.spread(g, part);
    sum = sum ? g.add(sum, spread) : spread;
  }
  return g.accumulate(getInputMutable(), sum);
}
