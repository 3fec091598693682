//===- Reshape.cpp - ReshapeLayer: shapes, meaning -----------------------===//

#include "dialects/Net/Layers/Layer.h"
#include "dialects/Net/Layers/Relations.h"

#define GET_OP_CLASSES
#include "dialects/Net/Layers/Reshape.h.inc"
#define GET_OP_CLASSES
#include "dialects/Net/Layers/Reshape.cpp.inc"

using namespace mlir;
using namespace netc::net;

static constexpr int64_t automatic = -1, inherited = -2;

// C1: what is written of the result.
static LogicalResult relateWritten(ShapeSolver &shapes, ShapeVar output,
                                   ArrayRef<int64_t> dimensions) {
  if (llvm::count(dimensions, automatic) > 1)
    return shapes.error("bad-argument")
           << "at most one dimension can be Automatic";
  SmallVector<int64_t> sizes;
  for (int64_t size : dimensions)
    sizes.push_back(size < 0 ? ShapedType::kDynamic : size);
  return shapes.setShape(output, sizes, "the layer's dimensions");
}

// C2
static LogicalResult relateInherited(ShapeSolver &shapes, ShapeVar input,
                                     ShapeVar output,
                                     ArrayRef<int64_t> dimensions) {
  for (auto [i, size] : llvm::enumerate(dimensions)) {
    if (size != inherited)
      continue;
    if (static_cast<int64_t>(i) >= shapes.rank(input))
      return shapes.error("bad-argument")
             << "dimension " << i + 1 << " is Inherited, but the input has "
             << shapes.rank(input) << " dimension(s)";
    if (failed(shapes.unifyDims(shapes.dim(input, i), shapes.dim(output, i))))
      return failure();
  }
  return success();
}

// The dimensions that are not handed on as they are.
static SmallVector<DimVar> otherDims(ShapeSolver &shapes, ShapeVar shape,
                                     ArrayRef<int64_t> dimensions) {
  SmallVector<DimVar> dims;
  for (auto [i, dim] : llvm::enumerate(allDims(shapes, shape)))
    if (i >= dimensions.size() || dimensions[i] != inherited)
      dims.push_back(dim);
  return dims;
}

LogicalResult ReshapeOp::relateShapes(ShapeSolver &shapes) {
  ShapeVar input = shapes.of(getInput()), output = shapes.of(getOutput());
  ArrayRef<int64_t> dimensions = *getDimensions();
  if (failed(keepElements(shapes, input, output)) ||
      failed(relateWritten(shapes, output, dimensions)))
    return failure();
  if (!shapes.hasRank(input))
    return success();
  if (failed(relateInherited(shapes, input, output, dimensions)))
    return failure();
  SmallVector<DimVar> before = otherDims(shapes, input, dimensions);
  SmallVector<DimVar> after = otherDims(shapes, output, dimensions);
  for (DimVar dim : before) // C4
    if (failed(shapes.requireFixed(
            dim, "keep the Varying dimension with Inherited in first place")))
      return failure();
  return relateProducts(shapes, before, after,
                        "the number of elements stays the same"); // C3
}

LogicalResult ReshapeOp::decompose(Decomposition &d) {
  return d.setResult(
      getOutput(),
      d.reshapeExample(d.port(getInput()), d.exampleShape(getOutput())));
}
