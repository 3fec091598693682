//===- Flatten.cpp - FlattenLayer: shapes, meaning -----------------------===//

#include "dialects/Net/Layers/Layer.h"
#include "dialects/Net/Layers/Relations.h"

#define GET_OP_CLASSES
#include "dialects/Net/Layers/Flatten.h.inc"
#define GET_OP_CLASSES
#include "dialects/Net/Layers/Flatten.cpp.inc"

using namespace mlir;
using namespace netc::net;

static constexpr int64_t allLevels = std::numeric_limits<int64_t>::max();

// C3: a length stays one if the other levels do not add to it.
static LogicalResult relateMerged(ShapeSolver &shapes, ArrayRef<DimVar> merged,
                                  DimVar result) {
  if (merged.size() == 1)
    return shapes.unifyDims(merged.front(), result);
  const DimVar *length =
      llvm::find_if(merged, [&](DimVar dim) { return shapes.isLength(dim); });
  if (length == merged.end())
    return relateProducts(shapes, merged, result,
                          "product of the levels made one");
  bool allOnes = true;
  for (const DimVar &other : merged) {
    if (&other == length)
      continue;
    std::optional<int64_t> size = shapes.size(other);
    if (size && *size != 1)
      return shapes.requireFixed(*length,
                                 "a Varying level cannot be made one with "
                                 "others");
    allOnes &= size.has_value();
  }
  return allOnes ? shapes.unifyDims(*length, result) : success();
}

// C2: which levels become one: [first, last] counted from 0.
static std::pair<int64_t, int64_t> mergedLevels(int64_t level, int64_t rank) {
  if (level == allLevels)
    return {0, rank - 1};
  return level > 0 ? std::pair(int64_t(0), level)
                   : std::pair(rank - 1 + level, rank - 1);
}

static LogicalResult relateRanks(ShapeSolver &shapes, ShapeVar input,
                                 ShapeVar output, int64_t level) {
  if (level == allLevels) // C1
    return shapes.setRank(output, 1, "all levels made one");
  int64_t less = std::abs(level);
  if (shapes.hasRank(input)) {
    if (less >= shapes.rank(input))
      return shapes.error("bad-argument")
             << "level " << level << " asks for more than " << less
             << " levels, the input has " << shapes.rank(input);
    return shapes.setRank(output, shapes.rank(input) - less, "levels made one");
  }
  if (shapes.hasRank(output) && shapes.rank(output) > 0)
    return shapes.setRank(input, shapes.rank(output) + less,
                          "levels that are made one");
  return success();
}

LogicalResult FlattenOp::relateShapes(ShapeSolver &shapes) {
  ShapeVar input = shapes.of(getInput()), output = shapes.of(getOutput());
  if (failed(keepElements(shapes, input, output)) ||
      failed(relateRanks(shapes, input, output, getLevel())))
    return failure();
  if (!shapes.hasRank(input))
    return success();
  SmallVector<DimVar> dims = allDims(shapes, input);
  if (dims.empty())
    return shapes.setSize(shapes.dim(output, 0), 1, "a single number");
  auto [first, last] = mergedLevels(getLevel(), dims.size());
  for (int64_t i = 0, e = shapes.rank(output); i < e; ++i) {
    DimVar result = shapes.dim(output, i);
    LogicalResult related =
        i == first
            ? relateMerged(
                  shapes, ArrayRef(dims).slice(first, last - first + 1), result)
            : shapes.unifyDims(dims[i < first ? i : i + last - first], result);
    if (failed(related))
      return failure();
  }
  return success();
}

LogicalResult FlattenOp::decompose(Decomposition &d) {
  return d.setResult(
      getOutput(),
      d.reshapeExample(d.port(getInput()), d.exampleShape(getOutput())));
}
