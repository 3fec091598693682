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

//===----------------------------------------------------------------------===//
// Windows side by side
//===----------------------------------------------------------------------===//

namespace {
// An input whose windows neither overlap nor leave gaps, seen as
// [leading..., places, window, places, window, ...].
class Blocks {
public:
  Blocks(GradientContext &g, ReduceWindowOp op)
      : g(g), op(op),
        leading(tensorType(op.getInput()).getRank() - op.getWindow().size()) {}

  static bool apply(ReduceWindowOp op);
  // Of the input without the rest that no window reaches.
  Value split(Value input);
  // An array of the places, the same all over each window.
  Value spread(Value places, Value like);
  // The number of each element in its window, row-major.
  Value order(Value like);
  // Folds the window axes.
  Value fold(Reduction kind, Value blocks);
  // Back to the input's shape; the rest has zeros.
  Value join(Value blocks);

private:
  int64_t spatial() { return op.getWindow().size(); }
  int64_t places(int64_t k) {
    return op.getOutput().getType().getDimSize(leading + k);
  }

  GradientContext &g;
  ReduceWindowOp op;
  int64_t leading;
};
} // namespace

bool Blocks::apply(ReduceWindowOp op) {
  auto isZero = [](int64_t amount) { return amount == 0; };
  return op.getWindow() == op.getStrides() && llvm::all_of(op.getLow(), isZero) &&
         llvm::all_of(op.getHigh(), isZero);
}

Value Blocks::split(Value input) {
  auto shape = llvm::to_vector(tensorType(input).getShape().take_front(leading));
  for (int64_t k = 0; k < spatial(); ++k) {
    input = takeAxis(g, input, leading + k, 0, places(k) * op.getWindow()[k]);
    shape.append({places(k), op.getWindow()[k]});
  }
  return g.reshape(input, shape);
}

Value Blocks::spread(Value value, Value like) {
  auto dimensions = llvm::to_vector(llvm::seq<int64_t>(0, leading));
  for (int64_t k = 0; k < spatial(); ++k)
    dimensions.push_back(leading + 2 * k);
  return g.broadcast(value, dimensions, like);
}

Value Blocks::order(Value like) {
  Type element = tensorType(like).getElementType();
  Value number;
  for (int64_t k = 0; k < spatial(); ++k) {
    Value index = g.iotaLike(like, leading + 2 * k + 1, element);
    number = number ? g.add(g.mul(number, op.getWindow()[k]), index) : index;
  }
  return number;
}

Value Blocks::fold(Reduction kind, Value blocks) {
  SmallVector<int64_t> axes;
  for (int64_t k = 0; k < spatial(); ++k)
    axes.push_back(leading + 2 * k + 1);
  return g.reduce(kind, blocks, axes);
}

Value Blocks::join(Value blocks) {
  RankedTensorType input = tensorType(op.getInput());
  auto shape = llvm::to_vector(input.getShape().take_front(leading));
  SmallVector<int64_t> low(input.getRank(), 0), high(low);
  for (int64_t k = 0; k < spatial(); ++k) {
    shape.push_back(places(k) * op.getWindow()[k]);
    high[leading + k] = input.getDimSize(leading + k) - shape.back();
  }
  Value joined = g.reshape(blocks, shape);
  return llvm::any_of(high, [](int64_t rest) { return rest != 0; })
             ? g.pad(joined, low, high, 0)
             : joined;
}

// The first of its window to equal the result takes the adjoint.
static Value blockGradient(GradientContext &g, ReduceWindowOp op) {
  Blocks blocks(g, op);
  Value input = blocks.split(op.getInput());
  Value adjoint = blocks.spread(g.adjoint(op.getOutput()), input);
  if (op.getKind() == Reduction::Sum)
    return blocks.join(adjoint);
  Value equal = g.compare(Comparison::Equal, input,
                          blocks.spread(op.getOutput(), input));
  Value order = blocks.order(input);
  Value none = g.constantLike(input, llvm::product_of(op.getWindow()));
  Value first = blocks.fold(Reduction::Minimum, g.select(equal, order, none));
  Value chosen =
      g.compare(Comparison::Equal, order, blocks.spread(first, input));
  return blocks.join(g.select(chosen, adjoint, g.constantLike(input, 0)));
}

//===----------------------------------------------------------------------===//
// Any windows
//===----------------------------------------------------------------------===//

// sum: the adjoint of every place that meets the element. max and min: that of
// the places where it is the first to equal the result, in row-major order.
static Value cellGradient(GradientContext &g, ReduceWindowOp op,
                          int64_t leading) {
  SmallVector<int64_t> low(leading, 0), high(leading, 0);
  llvm::append_range(low, op.getLow());
  llvm::append_range(high, op.getHigh());
  // Padding must not be chosen: it equals no result.
  Value padded =
      g.pad(op.getInput(), low, high, std::numeric_limits<double>::quiet_NaN());
  Value open = g.adjoint(op.getOutput()), sum;
  Value zero = g.constantLike(open, 0);
  SmallVector<Cell> cells = cellsOf(op);
  for (Cell &cell : cells) {
    Value part = open;
    if (op.getKind() != Reduction::Sum) {
      Value chosen =
          g.compare(Comparison::Equal, cell.read(g, padded), op.getOutput());
      part = g.select(chosen, open, zero);
      open = g.select(chosen, zero, open);
    }
    Value spread = cell.spread(g, part);
    sum = sum ? g.add(sum, spread) : spread;
  }
  return sum;
}

LogicalResult ReduceWindowOp::buildGradients(GradientContext &g) {
  int64_t leading = tensorType(getInput()).getRank() - getWindow().size();
  for (int64_t size : getInput().getType().getShape().drop_front(leading))
    if (ShapedType::isDynamic(size))
      return emitOpError("has no gradient for windows over dynamic axes");
  if (getKind() == Reduction::Product)
    return emitOpError("has no gradient for products");
  return g.accumulate(getInputMutable(), Blocks::apply(*this)
                                             ? blockGradient(g, *this)
                                             : cellGradient(g, *this, leading));
}
