//===- Relations.cpp - what several layers say of shapes -----------------===//

#include "dialects/Net/Layers/Relations.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace netc::net;

FailureOr<int64_t> netc::net::levelIndex(ShapeSolver &shapes, int64_t level,
                                         int64_t rank) {
  int64_t index = level > 0 ? level - 1 : rank + level;
  if (level != 0 && index >= 0 && index < rank)
    return index;
  InFlightDiagnostic error = shapes.error("bad-argument");
  if (level == std::numeric_limits<int64_t>::max())
    error << "level Infinity";
  else
    error << "level " << level;
  error << " does not exist in an array of rank " << rank;
  return error;
}

LogicalResult netc::net::requireLevels(ShapeSolver &shapes, ShapeVar shape) {
  if (!shapes.hasRank(shape) || shapes.rank(shape) > 0)
    return success();
  return shapes.error("incompatible-rank")
         << "needs an array of rank 1 or more, got a single number";
}

SmallVector<DimVar> netc::net::allDims(ShapeSolver &shapes, ShapeVar shape) {
  SmallVector<DimVar> dims;
  for (int64_t i = 0, e = shapes.rank(shape); i < e; ++i)
    dims.push_back(shapes.dim(shape, i));
  return dims;
}

namespace {

// What is known of a product of sizes.
struct Product {
  ArrayRef<DimVar> dims;
  int64_t known = 1;
  SmallVector<DimVar> unknown;
  bool overflows = false;
};

} // namespace

static Product productOf(ShapeSolver &shapes, ArrayRef<DimVar> dims) {
  Product product;
  product.dims = dims;
  for (DimVar dim : dims)
    if (std::optional<int64_t> size = shapes.size(dim))
      product.overflows |=
          llvm::MulOverflow(product.known, *size, product.known);
    else
      product.unknown.push_back(dim);
  return product;
}

static LogicalResult productsDiffer(ShapeSolver &shapes, const Product &left,
                                    const Product &right) {
  InFlightDiagnostic error = shapes.error("incompatible-dimensions");
  error << left.known << (left.unknown.empty() ? "" : " times a size")
        << " elements cannot become " << right.known
        << (right.unknown.empty() ? "" : " times a size");
  SmallVector<DimVar> dims(left.dims);
  llvm::append_range(dims, right.dims);
  shapes.explain(error, dims);
  return error;
}

LogicalResult netc::net::relateProducts(ShapeSolver &shapes,
                                        ArrayRef<DimVar> left,
                                        ArrayRef<DimVar> right, StringRef why) {
  Product a = productOf(shapes, left), b = productOf(shapes, right);
  if (a.unknown.size() + b.unknown.size() > 1 || a.overflows || b.overflows)
    return success(); // runs again; what overflows is refused at the end
  if (a.unknown.empty() && b.unknown.empty())
    return a.known == b.known ? success() : productsDiffer(shapes, a, b);
  const Product &open = a.unknown.empty() ? b : a;
  const Product &whole = a.unknown.empty() ? a : b;
  if (open.known == 0 || whole.known % open.known != 0)
    return productsDiffer(shapes, a, b);
  return shapes.setSize(open.unknown.front(), whole.known / open.known, why);
}

static LogicalResult giveElement(ShapeSolver &shapes, Element element,
                                 ShapeVar to) {
  if (element.isReal())
    return shapes.requireReal(to);
  if (element.isInteger())
    return shapes.requireInteger(to, element.low, element.high);
  return success();
}

LogicalResult netc::net::keepElements(ShapeSolver &shapes, ShapeVar input,
                                      ShapeVar output) {
  return failure(failed(giveElement(shapes, shapes.element(input), output)) ||
                 failed(giveElement(shapes, shapes.element(output), input)));
}
