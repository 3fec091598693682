//===- Scatter.cpp - prim.scatter: shape, gradient, lowering --------------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/Folding.h"
#include "dialects/Prim/Ops/ScalarFunctions.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

using namespace mlir;
using namespace netc::prim;

LogicalResult ScatterOp::verify() {
  RankedTensorType output = getOutput().getType(),
                   indices = getIndices().getType();
  int64_t axis = getAxis(), batch = getBatchDims();
  if (axis < 0 || axis >= output.getRank() || batch < 0 || batch > axis ||
      batch > indices.getRank())
    return emitOpError("axis ") << axis << " with " << batch
                                << " batch axes does not fit " << output;
  SmallVector<int64_t> shape(output.getShape().take_front(axis));
  llvm::append_range(shape, indices.getShape().drop_front(batch));
  llvm::append_range(shape, output.getShape().drop_front(axis + 1));
  if (!llvm::equal(shape, getUpdates().getType().getShape()) ||
      output.getElementType() != getUpdates().getType().getElementType()) // C1
    return emitOpError("updates ")
           << getUpdates().getType() << " are not gathered from " << output;
  bool hasLike =
      getLike() && tensorType(getLike()).getRank() == output.getRank();
  if (!output.hasStaticShape() && !hasLike) // C2
    return emitOpError("needs an array of rank ")
           << output.getRank() << " that lends its dynamic sizes";
  return success();
}

LogicalResult
ScatterOp::reifyResultShapes(OpBuilder &builder,
                             ReifiedRankedShapedTypeDims &shapes) {
  shapes.push_back(
      sizesLike(builder, getLoc(), getOutput().getType(), getLike()));
  return success();
}

LogicalResult ScatterOp::buildGradients(GradientContext &g) {
  Value gathered =
      GatherOp::create(g.builder(), g.loc(), g.adjoint(getOutput()),
                       getIndices(), getAxis(), getBatchDims());
  return g.accumulate(getUpdatesMutable(), gathered);
}

void ScatterOp::samples(Sampler &s) {
  Value updates = s.input({4, 3});
  Value indices = s.indices({4}, 0, 5);
  auto type = tensorType(updates).clone({6, 3});
  s.emit(ScatterOp::create(s.builder(), s.loc(), type, updates, indices,
                           /*axis=*/0, /*batchDims=*/0, /*like=*/Value()));
}

// A sum over all updates of those that name the place: in a fixed order, so
// the same bits for any split between threads.
FailureOr<Value> ScatterOp::lowerToLinalg(OpBuilder &builder) {
  FailureOr<Value> empty = emptyWithShapeOf(builder, *this);
  if (failed(empty))
    return failure();
  int64_t rank = tensorType(*empty).getRank(), axis = getAxis();
  int64_t batch = getBatchDims();
  int64_t indexAxes = tensorType(getIndices()).getRank() - batch;
  // Loops: the result's axes, then the index axes.
  SmallVector<AffineExpr> update, index;
  for (int64_t k = 0; k < rank; ++k) {
    if (k < batch)
      index.push_back(builder.getAffineDimExpr(k));
    if (k != axis) {
      update.push_back(builder.getAffineDimExpr(k));
      continue;
    }
    for (int64_t i = 0; i < indexAxes; ++i) {
      update.push_back(builder.getAffineDimExpr(rank + i));
      index.push_back(update.back());
    }
  }
  int64_t loopCount = rank + indexAxes;
  SmallVector<utils::IteratorType> loops(rank, utils::IteratorType::parallel);
  loops.append(indexAxes, utils::IteratorType::reduction);
  Type element = tensorType(*empty).getElementType();
  Value zero = numberOf(builder, getLoc(), element, 0);
  Value start =
      linalg::FillOp::create(builder, getLoc(), zero, *empty).getResult(0);
  auto payload = [&](OpBuilder &inner, Location, ValueRange elements) {
    Value named = buildCast(inner, getLoc(), elements[1], inner.getIndexType());
    Value place = linalg::IndexOp::create(inner, getLoc(), axis);
    Value meant = arith::CmpIOp::create(inner, getLoc(),
                                        arith::CmpIPredicate::eq, named, place);
    Value part =
        arith::SelectOp::create(inner, getLoc(), meant, elements[0], zero);
    linalg::YieldOp::create(
        inner, getLoc(),
        buildFold(inner, getLoc(), Reduction::Sum, elements[2], part));
  };
  return linalg::GenericOp::create(
             builder, getLoc(), empty->getType(),
             ValueRange{getUpdates(), getIndices()}, start,
             {AffineMap::get(loopCount, 0, update, getContext()),
              AffineMap::get(loopCount, 0, index, getContext()),
              builder.getMultiDimIdentityMap(loopCount).getMajorSubMap(rank)},
             loops, payload)
      .getResult(0);
}
