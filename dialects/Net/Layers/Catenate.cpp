//===- Catenate.cpp - CatenateLayer: shapes, meaning ---------------------===//

#include "dialects/Net/Layers/Layer.h"
#include "dialects/Net/Layers/Relations.h"

#define GET_OP_CLASSES
#include "dialects/Net/Layers/Catenate.h.inc"
#define GET_OP_CLASSES
#include "dialects/Net/Layers/Catenate.cpp.inc"

using namespace mlir;
using namespace netc::net;

// With one input unknown and all else of one rank, it has that rank, too.
static LogicalResult relateLastRank(ShapeSolver &shapes,
                                    ArrayRef<ShapeVar> inputs,
                                    ShapeVar output) {
  if (!shapes.hasRank(output))
    return success();
  std::optional<ShapeVar> unknown;
  for (ShapeVar input : inputs) {
    if (!shapes.hasRank(input)) {
      if (unknown)
        return success();
      unknown = input;
    } else if (shapes.rank(input) != shapes.rank(output)) {
      return success();
    }
  }
  if (!unknown)
    return success();
  return shapes.setRank(*unknown, shapes.rank(output),
                        "the rank of the other inputs");
}

// C4: the sizes on the level add up to the result's.
static LogicalResult relateSum(ShapeSolver &shapes, ArrayRef<DimVar> parts,
                               DimVar whole) {
  int64_t sum = 0;
  std::optional<DimVar> unknown;
  for (DimVar part : parts) {
    if (failed(shapes.requireFixed(
            part, "arrays cannot be joined along a Varying level")))
      return failure();
    if (std::optional<int64_t> size = shapes.size(part))
      sum += *size;
    else if (unknown)
      return success();
    else
      unknown = part;
  }
  if (!unknown)
    return shapes.setSize(whole, sum, "the sum of the inputs' sizes");
  std::optional<int64_t> total = shapes.size(whole);
  if (!total)
    return success();
  if (*total <= sum)
    return shapes.error("incompatible-dimensions")
           << "the other inputs fill " << sum << " of " << *total
           << " places, nothing is left for one more";
  return shapes.setSize(*unknown, *total - sum, "what the others leave");
}

// C3, C4: levels other than that of the catenation, from the end.
static LogicalResult relateOtherLevels(ShapeSolver &shapes, ShapeVar input,
                                       ShapeVar output, int64_t axis) {
  int64_t missing = shapes.rank(output) - shapes.rank(input);
  for (int64_t i = missing, e = shapes.rank(output); i < e; ++i)
    if (i != axis && failed(shapes.unifyDims(shapes.dim(input, i - missing),
                                             shapes.dim(output, i))))
      return failure();
  return success();
}

static FailureOr<std::optional<int64_t>> relateRanks(ShapeSolver &shapes,
                                                     ArrayRef<ShapeVar> inputs,
                                                     ShapeVar output,
                                                     int64_t level) {
  if (failed(relateLastRank(shapes, inputs, output)))
    return failure();
  int64_t lowest = std::numeric_limits<int64_t>::max(), highest = 0;
  for (ShapeVar input : inputs) {
    if (failed(requireLevels(shapes, input)))
      return failure();
    if (!shapes.hasRank(input))
      return std::optional<int64_t>();
    lowest = std::min(lowest, shapes.rank(input));
    highest = std::max(highest, shapes.rank(input));
  }
  auto index = levelIndex(shapes, level, lowest); // C2
  if (failed(index) ||
      failed(shapes.setRank(output, highest, "the highest rank of the inputs")))
    return failure();
  return std::optional(*index + highest - lowest);
}

LogicalResult CatenateOp::relateShapes(ShapeSolver &shapes) {
  if (getInput().empty()) // C1
    return shapes.error("missing-input") << "needs one or more inputs";
  SmallVector<ShapeVar> inputs;
  for (Value input : getInput()) {
    inputs.push_back(shapes.of(input));
    if (failed(shapes.requireReal(input)))
      return failure();
  }
  ShapeVar output = shapes.of(getOutput());
  auto axis = relateRanks(shapes, inputs, output, getLevel());
  if (failed(axis) || failed(shapes.requireReal(getOutput())))
    return failure();
  if (!*axis)
    return success();
  SmallVector<DimVar> parts;
  for (ShapeVar input : inputs) {
    if (failed(relateOtherLevels(shapes, input, output, **axis)))
      return failure();
    parts.push_back(
        shapes.dim(input, **axis - shapes.rank(output) + shapes.rank(input)));
  }
  return relateSum(shapes, parts, shapes.dim(output, **axis));
}

LogicalResult CatenateOp::decompose(Decomposition &d) {
  SmallVector<int64_t> shape = d.exampleShape(getOutput());
  int64_t rank = shape.size(), lowest = rank;
  for (Value input : getInput())
    lowest = std::min<int64_t>(lowest, d.exampleShape(input).size());
  int64_t level = getLevel() > 0 ? getLevel() - 1 : lowest + getLevel();
  int64_t axis = level + rank - lowest;
  SmallVector<Value> parts;
  for (Value input : getInput()) {
    SmallVector<int64_t> own = d.exampleShape(input), axes{0};
    int64_t missing = rank - own.size();
    for (int64_t i = missing; i < rank; ++i)
      axes.push_back(i + 1);
    shape[axis] = own[axis - missing];
    Value value = d.realPort(input);
    parts.push_back(d.broadcastExample(value, value, shape, axes));
  }
  return d.setResult(getOutput(), d.concatenate(parts, axis + 1));
}
