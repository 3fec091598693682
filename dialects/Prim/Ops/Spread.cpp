//===- Spread.cpp - arrays spread out along an axis -----------------------===//

#include "dialects/Prim/Ops/Spread.h"
#include "dialects/Prim/IR/Shapes.h"

using namespace mlir;

namespace netc::prim {

Value takeAxis(PrimBuilder &b, Value x, int64_t axis, int64_t offset,
               int64_t size) {
  int64_t rank = tensorType(x).getRank();
  if (offset == 0 && tensorType(x).getDimSize(axis) == size)
    return x;
  SmallVector<int64_t> offsets(rank, 0), strides(rank, 1);
  SmallVector<int64_t> sizes(rank, ShapedType::kDynamic);
  offsets[axis] = offset;
  sizes[axis] = size;
  return b.slice(x, offsets, sizes, strides);
}

static Value padAxis(PrimBuilder &b, Value x, int64_t axis, int64_t before,
                     int64_t after) {
  if (before == 0 && after == 0)
    return x;
  int64_t rank = tensorType(x).getRank();
  SmallVector<int64_t> low(rank, 0), high(rank, 0);
  low[axis] = before;
  high[axis] = after;
  return b.pad(x, low, high, 0);
}

// Gaps are made by padding a new axis: [a b] => [[a 0] [b 0]] => [a 0 b 0].
Value spreadAxis(PrimBuilder &b, Value x, int64_t axis, int64_t offset,
                 int64_t stride, int64_t size) {
  SmallVector<int64_t> shape(tensorType(x).getShape());
  if (stride > 1) {
    SmallVector<int64_t> split = shape;
    split.insert(split.begin() + axis + 1, 1);
    shape[axis] *= stride;
    x = b.reshape(padAxis(b, b.reshape(x, split), axis + 1, 0, stride - 1),
                  shape);
  }
  int64_t after = size - offset - shape[axis];
  if (after < 0) // the gap behind the last element sticks out
    x = takeAxis(b, x, axis, 0, shape[axis] + after);
  return padAxis(b, x, axis, offset, std::max<int64_t>(after, 0));
}

} // namespace netc::prim
