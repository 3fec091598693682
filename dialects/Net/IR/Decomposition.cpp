//===- Decomposition.cpp - what a layer asks while it becomes prim ops ----===//

#include "dialects/Net/IR/Decomposition.h"
#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/Positions.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>

using namespace mlir;
using namespace netc;
using namespace netc::net;

static RankedTensorType tensorType(Value tensor) {
  return cast<RankedTensorType>(tensor.getType());
}

//===----------------------------------------------------------------------===//
// Ports
//===----------------------------------------------------------------------===//

Value Decomposition::realPort(Value port) {
  Value tensor = this->port(port);
  if (isa<FloatType>(tensorType(tensor).getElementType()))
    return tensor;
  return cast(tensor, precision());
}

SmallVector<int64_t> Decomposition::exampleShape(Value port) const {
  auto shape = llvm::cast<net::ArrayType>(port.getType()).fixedShape();
  assert(shape && "a layer is decomposed only when its sizes are fixed");
  return *shape;
}

int64_t Decomposition::exampleCount(Value port) const {
  return llvm::product_of(exampleShape(port));
}

LogicalResult Decomposition::setResult(Value port, Value tensor) {
  assert(!isSet(port) && "an output port is set once");
  ArrayRef<int64_t> sizes = tensorType(tensor).getShape();
  assert(!sizes.empty() && sizes.drop_front() == ArrayRef(exampleShape(port)) &&
         "the tensor must have the port's shape behind the batch");
  (void)sizes;
  ports[port] = tensor;
  return success();
}

void Decomposition::updateArray(FlatSymbolRefAttr array, Value tensor) {
  updates.push_back({array.getAttr(), tensor});
}

//===----------------------------------------------------------------------===//
// Shapes behind the batch
//===----------------------------------------------------------------------===//

// [batch of `like`, example...]
static RankedTensorType batched(Value like, ArrayRef<int64_t> example,
                                Type element) {
  SmallVector<int64_t> sizes{tensorType(like).getDimSize(0)};
  llvm::append_range(sizes, example);
  return RankedTensorType::get(sizes, element);
}

// `like` in another rank but with its batch: [batch, n, 1, ...] or [batch].
static Value withRank(Decomposition &d, Value like, int64_t rank) {
  int64_t count = llvm::product_of(tensorType(like).getShape().drop_front());
  if (rank == 1 && count > 1)
    like = d.sliceAxis(d.reshapeExample(like, count), 1, 0, 1);
  SmallVector<int64_t> example(rank - 1, 1);
  if (rank > 1)
    example[0] = count;
  return d.reshapeExample(like, example);
}

Value Decomposition::broadcastExample(Value x, Value like,
                                      ArrayRef<int64_t> example,
                                      ArrayRef<int64_t> dimensions) {
  auto type = batched(like, example, tensorType(x).getElementType());
  if (type == x.getType())
    return x;
  // `like` says the open batch size, and prim wants it of the result's rank.
  bool needsLike = type.isDynamicDim(0) && !llvm::is_contained(dimensions, 0);
  if (needsLike && tensorType(like).getRank() != type.getRank())
    like = withRank(*this, like, type.getRank());
  return prim::BroadcastOp::create(builder(), loc(), type, x, dimensions,
                                   needsLike ? like : Value());
}

Value Decomposition::reshapeExample(Value x, ArrayRef<int64_t> example) {
  auto type = batched(x, example, tensorType(x).getElementType());
  if (type == x.getType())
    return x;
  return prim::ReshapeOp::create(builder(), loc(), type, x);
}

Value Decomposition::sliceAxis(Value x, int64_t axis, int64_t offset,
                               int64_t length) {
  int64_t rank = tensorType(x).getRank();
  SmallVector<int64_t> offsets(rank, 0), strides(rank, 1);
  SmallVector<int64_t> sizes(rank, ShapedType::kDynamic); // whole axes
  offsets[axis] = offset;
  sizes[axis] = length;
  return slice(x, offsets, sizes, strides);
}

Value Decomposition::padExample(Value x, double value,
                                ArrayRef<std::pair<int64_t, int64_t>> amounts) {
  SmallVector<int64_t> low{0}, high{0};
  for (auto [before, after] : amounts) {
    low.push_back(before);
    high.push_back(after);
  }
  return pad(x, low, high, value);
}

//===----------------------------------------------------------------------===//
// Products, windows, parts
//===----------------------------------------------------------------------===//

Value Decomposition::dotGeneral(Value lhs, Value rhs,
                                ArrayRef<int64_t> lhsBatching,
                                ArrayRef<int64_t> rhsBatching,
                                ArrayRef<int64_t> lhsContracting,
                                ArrayRef<int64_t> rhsContracting) {
  return prim::DotGeneralOp::create(builder(), loc(), lhs, rhs, lhsBatching,
                                    rhsBatching, lhsContracting,
                                    rhsContracting);
}

template <typename Field>
static SmallVector<int64_t> fields(ArrayRef<WindowDimension> window,
                                   Field WindowDimension::*field) {
  return llvm::map_to_vector(window,
                             [&](const WindowDimension &dimension) -> int64_t {
                               return dimension.*field;
                             });
}

Value Decomposition::convolution(Value x, Value kernel,
                                 ArrayRef<WindowDimension> window,
                                 int64_t groups) {
  return prim::ConvolutionOp::create(
      builder(), loc(), x, kernel, fields(window, &WindowDimension::stride),
      fields(window, &WindowDimension::dilation),
      fields(window, &WindowDimension::before),
      fields(window, &WindowDimension::after), groups);
}

Value Decomposition::reduceWindow(Reduction kind, Value x,
                                  ArrayRef<WindowDimension> window) {
  return prim::ReduceWindowOp::create(builder(), loc(), kind, x,
                                      fields(window, &WindowDimension::size),
                                      fields(window, &WindowDimension::stride),
                                      fields(window, &WindowDimension::before),
                                      fields(window, &WindowDimension::after));
}

Value Decomposition::takeAlongLast(Value x, Value indices) {
  int64_t last = tensorType(x).getRank() - 1;
  return prim::GatherOp::create(builder(), loc(), x, indices, last, last);
}

Value Decomposition::take(Value x, Value indices, int64_t axis) {
  return prim::GatherOp::create(builder(), loc(), x, indices, axis, 0);
}

Value Decomposition::composite(
    StringRef name, ValueRange operands, Type result,
    llvm::function_ref<Value(ValueRange)> body,
    llvm::function_ref<SmallVector<Value>(ValueRange)> gradient) {
  auto op = prim::CompositeOp::create(builder(), loc(), TypeRange(result),
                                      builder().getStringAttr(name), operands);
  OpBuilder::InsertionGuard guard(builder());
  auto fill = [&](Region &region, ArrayRef<Type> types, auto make) {
    Block *block = builder().createBlock(&region);
    for (Type type : types)
      block->addArgument(type, loc());
    prim::YieldOp::create(builder(), loc(), make(block->getArguments()));
  };
  SmallVector<Type> types(operands.getTypes());
  fill(op.getBody(), types, body);
  types.push_back(result);
  if (gradient)
    fill(op.getGradient(), types, gradient);
  return op->getResult(0);
}

//===----------------------------------------------------------------------===//
// Over each example
//===----------------------------------------------------------------------===//

Value Decomposition::sumOverExample(Value x) {
  int64_t rank = tensorType(x).getRank();
  if (rank == 1)
    return x;
  return reduceSum(x, llvm::to_vector(llvm::seq<int64_t>(1, rank)));
}

Value Decomposition::meanOverExample(Value x) {
  double count = llvm::product_of(tensorType(x).getShape().drop_front());
  if (count == 1)
    return sumOverExample(x);
  return div(sumOverExample(x), count);
}
