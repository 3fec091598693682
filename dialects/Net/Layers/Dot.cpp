//===- Dot.cpp - DotLayer: shapes, meaning -------------------------------===//

#include "dialects/Net/Layers/Layer.h"
#include "dialects/Net/Layers/Relations.h"

#define GET_OP_CLASSES
#include "dialects/Net/Layers/Dot.h.inc"
#define GET_OP_CLASSES
#include "dialects/Net/Layers/Dot.cpp.inc"

using namespace mlir;
using namespace netc::net;

// C3: the one unknown rank among inputs and output follows from the others.
static LogicalResult relateRanks(ShapeSolver &shapes, ArrayRef<ShapeVar> inputs,
                                 ShapeVar output) {
  int64_t rank = -2 * (static_cast<int64_t>(inputs.size()) - 1);
  SmallVector<ShapeVar> unknown;
  for (ShapeVar input : inputs)
    if (shapes.hasRank(input))
      rank += shapes.rank(input);
    else
      unknown.push_back(input);
  if (unknown.empty())
    return rank < 0 ? success()
                    : shapes.setRank(output, rank, "the levels that are left");
  if (unknown.size() > 1 || !shapes.hasRank(output) ||
      shapes.rank(output) - rank < 1)
    return success();
  return shapes.setRank(unknown.front(), shapes.rank(output) - rank,
                        "the levels of the product");
}

// C1, C2: multiplies from the left as far as ranks are known; `left` becomes
// the dimensions of the product.
static LogicalResult relateFactors(ShapeSolver &shapes,
                                   ArrayRef<ShapeVar> factors,
                                   SmallVector<DimVar> &left, bool &complete) {
  complete = false;
  for (auto [i, factor] : llvm::enumerate(factors)) {
    if (!shapes.hasRank(factor))
      return success();
    SmallVector<DimVar> right = allDims(shapes, factor);
    if (i == 0) {
      left = right;
      continue;
    }
    if (left.empty() || right.empty())
      return shapes.error("incompatible-rank")
             << "needs arrays of rank 1 or more, got a single number as "
             << (right.empty() ? "input " : "product up to input ")
             << (right.empty() ? i + 1 : i);
    if (failed(shapes.unifyDims(left.pop_back_val(), right.front())))
      return failure();
    left.append(right.begin() + 1, right.end());
  }
  complete = true;
  return success();
}

LogicalResult DotOp::relateShapes(ShapeSolver &shapes) {
  if (getInput().size() < 2) // C1
    return shapes.error("missing-input")
           << "needs two or more inputs, got " << getInput().size();
  SmallVector<ShapeVar> inputs;
  for (Value input : getInput()) {
    inputs.push_back(shapes.of(input));
    if (failed(shapes.requireReal(input)) ||
        failed(requireLevels(shapes, inputs.back())))
      return failure();
  }
  ShapeVar output = shapes.of(getOutput());
  SmallVector<DimVar> product;
  bool complete;
  if (failed(shapes.requireReal(getOutput())) ||
      failed(relateRanks(shapes, inputs, output)) ||
      failed(relateFactors(shapes, inputs, product, complete)))
    return failure();
  if (!complete)
    return success();
  for (DimVar dim : ArrayRef(product).drop_front(product.empty() ? 0 : 1))
    if (failed(shapes.requireFixed(dim, "only the first level of the product "
                                        "may be Varying")))
      return failure();
  return shapes.setDims(output, product, "the product");
}

LogicalResult DotOp::decompose(Decomposition &d) {
  Value product = d.port(getInput().front());
  for (Value factor : llvm::drop_begin(getInput())) {
    int64_t last = cast<RankedTensorType>(product.getType()).getRank() - 1;
    product = d.dotGeneral(product, d.port(factor), {0}, {0}, {last}, {1});
  }
  return d.setResult(getOutput(), product);
}
