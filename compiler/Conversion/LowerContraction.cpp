//===- LowerContraction.cpp - contractions become tile.contract -----------===//

#include "compiler/Conversion/LowerContraction.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Tile/IR/TileDialect.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace netc;
using namespace netc::prim;

namespace {
// One axis of an array seen as two; without an axis, nothing happens.
struct AxisSplit {
  std::optional<std::pair<int64_t, int64_t>> split; // axis, outer size

  SmallVector<ReassociationIndices> groups(int64_t axis, int64_t rank) const;
  Value expand(OpBuilder &builder, Location loc, Value array,
               int64_t axis) const;
  Sizes expand(OpBuilder &builder, Location loc, Sizes sizes) const;
  ElementOf expandRead(OpBuilder &builder, Location loc, ElementOf read) const;
};
} // namespace

SmallVector<ReassociationIndices> AxisSplit::groups(int64_t axis,
                                                    int64_t rank) const {
  SmallVector<ReassociationIndices> groups;
  for (int64_t k = 0; k < rank; ++k) {
    if (k == axis)
      groups.push_back({k, k + 1});
    else
      groups.push_back({k < axis ? k : k + 1});
  }
  return groups;
}

Sizes AxisSplit::expand(OpBuilder &builder, Location loc, Sizes sizes) const {
  if (!split)
    return sizes;
  auto [axis, outer] = *split;
  OpFoldResult count = builder.getIndexAttr(outer);
  sizes[axis] = divSizes(builder, loc, sizes[axis], count);
  sizes.insert(sizes.begin() + axis, count);
  return sizes;
}

Value AxisSplit::expand(OpBuilder &builder, Location loc, Value array,
                        int64_t axis) const {
  RankedTensorType type = tensorType(array);
  AxisSplit here{std::pair(axis, split->second)};
  Sizes sizes = here.expand(builder, loc, sizesOf(builder, loc, array));
  SmallVector<int64_t> shape(type.getShape());
  shape[axis] /= split->second;
  shape.insert(shape.begin() + axis, split->second);
  return tensor::ExpandShapeOp::create(builder, loc, type.clone(shape), array,
                                       groups(axis, type.getRank()), sizes);
}

// A read by the result's axes becomes one by the axes after the split.
ElementOf AxisSplit::expandRead(OpBuilder &builder, Location loc,
                                ElementOf read) const {
  if (!split)
    return read;
  auto [array, map] = read;
  int64_t axis = split->first;
  SmallVector<AffineExpr> reads;
  for (AffineExpr expr : map.getResults()) {
    int64_t dim = cast<AffineDimExpr>(expr).getPosition();
    if (dim == axis)
      array = expand(builder, loc, array, reads.size());
    reads.push_back(builder.getAffineDimExpr(dim <= axis ? dim : dim + 1));
    if (dim == axis)
      reads.push_back(builder.getAffineDimExpr(axis + 1));
  }
  return {array,
          AffineMap::get(map.getNumDims() + 1, 0, reads, builder.getContext())};
}

namespace {
// What the epilogue reads: the sum, and elements of other arrays.
struct Epilogue {
  ElementPlan plan;
  SmallVector<Value> extras;
  SmallVector<AffineMap> maps; // over the loops
  std::optional<unsigned> sum; // its place among the leaves
};
} // namespace

static FailureOr<Epilogue> planEpilogue(OpBuilder &builder,
                                        ContractionOpInterface contraction,
                                        Value result, AffineMap initMap,
                                        ElementPlan::Inside inside) {
  Location loc = contraction->getLoc();
  AxisSplit split{contraction.splitAxis()};
  AffineMap identity =
      builder.getMultiDimIdentityMap(tensorType(result).getRank());
  Epilogue epilogue;
  epilogue.plan.collect(result, identity, inside);
  for (auto [k, leaf] : llvm::enumerate(epilogue.plan.leaves())) {
    if (leaf.first == contraction->getResult(0)) {
      if (leaf.second != identity)
        return failure();
      epilogue.sum = k;
      continue;
    }
    ElementOf read =
        split.expandRead(builder, loc, dropConstantAxes(builder, loc, leaf));
    epilogue.extras.push_back(read.first);
    epilogue.maps.push_back(read.second.compose(initMap));
  }
  return epilogue;
}

FailureOr<Value> netc::lowerContraction(OpBuilder &builder,
                                        ContractionOpInterface contraction,
                                        Value result,
                                        ElementPlan::Inside inside) {
  Location loc = contraction->getLoc();
  Type element = tensorType(contraction->getResult(0)).getElementType();
  if (!isa<FloatType>(element)) // sums of integers have no tiles
    return failure();
  auto operands = contraction.contractionOperands(builder);
  if (failed(operands))
    return failure();
  SmallVector<AffineMap> product = contraction.contractionMaps();
  AxisSplit split{contraction.splitAxis()};
  RankedTensorType type = tensorType(result);
  Sizes sizes = split.expand(builder, loc, sizesOf(builder, loc, result));
  auto epilogue =
      planEpilogue(builder, contraction, result, product[2], inside);
  if (failed(epilogue))
    return failure();

  SmallVector<AffineMap> maps{product[0], product[1]};
  llvm::append_range(maps, epilogue->maps);
  maps.push_back(product[2]);
  Value empty =
      tensor::EmptyOp::create(builder, loc, sizes, type.getElementType());
  auto body = [&](OpBuilder &inner, Location, ValueRange arguments) {
    SmallVector<Value> leaves(arguments.drop_front());
    if (epilogue->sum)
      leaves.insert(leaves.begin() + *epilogue->sum, arguments[0]);
    return epilogue->plan.build(
        inner, result, inner.getMultiDimIdentityMap(type.getRank()), leaves,
        inside, [](unsigned) { return Value(); });
  };
  Value computed =
      tile::ContractOp::create(builder, loc, operands->first, operands->second,
                               epilogue->extras, empty, maps, body)
          ->getResult(0);
  if (!split.split)
    return computed;
  return tensor::CollapseShapeOp::create(
             builder, loc, type, computed,
             split.groups(split.split->first, type.getRank()))
      .getResult();
}
