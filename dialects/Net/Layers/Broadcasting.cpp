//===- Broadcasting.cpp - inputs of different dimensions together --------===//

#include "dialects/Net/Layers/Broadcasting.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace netc::net;

//===----------------------------------------------------------------------===//
// Specifications
//===----------------------------------------------------------------------===//

// Of one input: its own, or the one for all.
static Attribute specificationOf(Attribute specification, unsigned input) {
  auto list = dyn_cast_or_null<ArrayAttr>(specification);
  if (!list)
    return specification;
  return input < list.size() ? list[input] : Attribute();
}

static bool isNone(Attribute specification) {
  auto word = dyn_cast_or_null<StringAttr>(specification);
  return word && word.getValue() == "None";
}

// Where new levels go; none for Automatic and None.
static std::optional<int64_t> insertionLevel(Attribute specification) {
  if (auto level = dyn_cast_or_null<IntegerAttr>(specification))
    return level.getInt();
  return std::nullopt;
}

// The levels of the result, from 0, that an input of `rank` levels has.
static std::optional<SmallVector<int64_t>>
ownLevels(Attribute specification, int64_t rank, int64_t resultRank) {
  int64_t added = resultRank - rank;
  int64_t first = 0;
  if (added > 0) {
    std::optional<int64_t> level = insertionLevel(specification);
    if (!level)
      return std::nullopt;
    // From the end, it is the last new level that stands at `level`.
    first = *level > 0 ? *level - 1 : resultRank + *level - added + 1;
    if (first < 0 || first > rank)
      return std::nullopt;
  }
  SmallVector<int64_t> levels;
  for (int64_t i = 0; i < rank; ++i)
    levels.push_back(i < first ? i : i + added);
  return levels;
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

// Without insertion all ranks are equal; with it the greatest is the result's.
static LogicalResult relateRanks(ShapeSolver &shapes, Attribute specification,
                                 ArrayRef<ShapeVar> inputs, ShapeVar output,
                                 bool &known) {
  known = false;
  std::optional<int64_t> equal;
  int64_t greatest = 0;
  bool allKnown = true, allEqual = true;
  for (auto [i, input] : llvm::enumerate(inputs)) {
    bool inserts =
        insertionLevel(specificationOf(specification, i)).has_value();
    allEqual &= !inserts;
    if (!shapes.hasRank(input)) {
      allKnown = false;
      continue;
    }
    greatest = std::max(greatest, shapes.rank(input));
    if (!inserts)
      equal = equal.value_or(shapes.rank(input));
  }
  if (allEqual && !equal && shapes.hasRank(output))
    equal = shapes.rank(output);
  if (!equal && allKnown)
    equal = greatest;
  if (!equal)
    return success();
  if (failed(shapes.setRank(output, *equal, "the common rank of the inputs")))
    return failure();
  for (auto [i, input] : llvm::enumerate(inputs))
    if (!insertionLevel(specificationOf(specification, i)) &&
        failed(shapes.setRank(input, *equal,
                              "all inputs have the same rank unless a level "
                              "for new ones is given")))
      return failure();
  known = llvm::all_of(inputs,
                       [&](ShapeVar input) { return shapes.hasRank(input); });
  return success();
}

static LogicalResult refuseSize(ShapeSolver &shapes, ArrayRef<ShapeVar> inputs,
                                ArrayRef<DimVar> sizes, unsigned input,
                                int64_t level) {
  InFlightDiagnostic error = shapes.error("incompatible-dimensions");
  error << "dimensions " << shapes.show(inputs[0]);
  for (ShapeVar other : inputs.drop_front())
    error << " and " << shapes.show(other);
  error << " do not go together: input " << input + 1
        << " differs from another one at level " << level + 1
        << ", and only a size 1 is repeated";
  shapes.explain(error, sizes);
  return error;
}

// The sizes of all inputs that have this level of the result: equal or 1.
static LogicalResult relateLevel(ShapeSolver &shapes, ArrayRef<ShapeVar> inputs,
                                 ArrayRef<std::pair<unsigned, DimVar>> sizes,
                                 DimVar result, int64_t level) {
  std::optional<int64_t> known;
  SmallVector<DimVar> open;
  bool hasLength = false;
  for (auto [input, dim] : sizes) {
    std::optional<int64_t> size = shapes.size(dim);
    if (!size) {
      open.push_back(dim);
      hasLength |= shapes.isLength(dim);
      if (shapes.isLength(dim) && failed(shapes.unifyDims(dim, result)))
        return failure();
      continue;
    }
    if (*size == 1)
      continue;
    if (known && *known != *size)
      return refuseSize(shapes, inputs,
                        llvm::map_to_vector(llvm::make_second_range(sizes),
                                            [](DimVar size) { return size; }),
                        input, level);
    known = size;
  }
  if (known)
    return shapes.setSize(result, *known, "the size of the inputs");
  if (open.empty())
    return shapes.setSize(result, 1, "the size of the inputs");
  // Only one input can have the size that the result is known to have.
  if (open.size() == 1 && !hasLength)
    return shapes.unifyDims(open.front(), result);
  return success();
}

static LogicalResult unifyAll(ShapeSolver &shapes, ArrayRef<ShapeVar> inputs,
                              ShapeVar output) {
  for (ShapeVar input : inputs)
    if (failed(shapes.unifyShapes(input, output)))
      return failure();
  return success();
}

LogicalResult netc::net::relateBroadcast(ShapeSolver &shapes,
                                         Attribute specification,
                                         OperandRange inputs, Value output) {
  auto list = dyn_cast_or_null<ArrayAttr>(specification);
  if (list && list.size() != inputs.size())
    return shapes.error("bad-argument")
           << list.size() << " replication settings for " << inputs.size()
           << " inputs";
  SmallVector<ShapeVar> from;
  for (Value input : inputs)
    from.push_back(shapes.of(input));
  ShapeVar to = shapes.of(output);
  if (from.size() == 1 || isNone(specification))
    return unifyAll(shapes, from, to);
  bool ranksAreKnown;
  if (failed(relateRanks(shapes, specification, from, to, ranksAreKnown)))
    return failure();
  if (!ranksAreKnown)
    return success();
  int64_t rank = shapes.rank(to);
  SmallVector<SmallVector<std::pair<unsigned, DimVar>>> levels(rank);
  for (auto [i, input] : llvm::enumerate(from)) {
    Attribute own = specificationOf(specification, i);
    auto places = ownLevels(own, shapes.rank(input), rank);
    if (!places)
      return shapes.error("incompatible-dimensions")
             << "input " << i + 1 << " of dimensions " << shapes.show(input)
             << " cannot be replicated to rank " << rank << " as asked for";
    for (auto [level, place] : llvm::enumerate(*places))
      levels[place].push_back({i, shapes.dim(input, level)});
  }
  for (int64_t level = 0; level < rank; ++level)
    if (failed(relateLevel(shapes, from, levels[level], shapes.dim(to, level),
                           level)))
      return failure();
  return success();
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

SmallVector<Value> netc::net::broadcastInputs(Decomposition &d,
                                              Attribute specification,
                                              OperandRange inputs,
                                              Value output) {
  SmallVector<int64_t> shape = d.exampleShape(output);
  SmallVector<Value> values;
  for (auto [i, input] : llvm::enumerate(inputs)) {
    Value value = d.realPort(input);
    int64_t rank = d.exampleShape(input).size();
    auto levels =
        ownLevels(specificationOf(specification, i), rank, shape.size());
    SmallVector<int64_t> axes{0};
    for (int64_t level : *levels)
      axes.push_back(level + 1); // behind the batch
    values.push_back(d.broadcastExample(value, value, shape, axes));
  }
  return values;
}
