//===- DotGeneral.cpp - prim.dot_general: shape, gradient, index maps -----===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"

using namespace mlir;
using namespace netc::prim;

static bool nameAxesOnce(ArrayRef<int64_t> batching,
                         ArrayRef<int64_t> contracting, int64_t rank) {
  SmallVector<bool> named(rank, false);
  for (int64_t axis : llvm::concat<const int64_t>(batching, contracting)) {
    if (axis < 0 || axis >= rank || named[axis])
      return false;
    named[axis] = true;
  }
  return true;
}

// The axes that run on their own, ascending.
static SmallVector<int64_t> freeAxes(ArrayRef<int64_t> batching,
                                     ArrayRef<int64_t> contracting,
                                     int64_t rank) {
  SmallVector<int64_t> axes;
  for (int64_t axis = 0; axis < rank; ++axis)
    if (!llvm::is_contained(batching, axis) &&
        !llvm::is_contained(contracting, axis))
      axes.push_back(axis);
  return axes;
}

static LogicalResult checkAxes(std::optional<Location> loc,
                               DotGeneralOp::Adaptor op, RankedTensorType lhs,
                               RankedTensorType rhs) {
  if (lhs.getElementType() != rhs.getElementType()) // C4
    return emitOptionalError(loc, "product of ", lhs, " and ", rhs,
                             " of different element types");
  bool paired =
      op.getLhsBatching().size() == op.getRhsBatching().size() &&
      op.getLhsContracting().size() == op.getRhsContracting().size(); // C1
  if (!paired ||
      !nameAxesOnce(op.getLhsBatching(), op.getLhsContracting(),
                    lhs.getRank()) ||
      !nameAxesOnce(op.getRhsBatching(), op.getRhsContracting(),
                    rhs.getRank())) // C2
    return emitOptionalError(loc, "axes of the product do not name axes of ",
                             lhs, " and ", rhs, " in pairs, each at most once");
  auto agree = [&](ArrayRef<int64_t> left, ArrayRef<int64_t> right) {
    return llvm::all_of_zip(left, right, [&](int64_t l, int64_t r) {
      return sizesAgree(lhs.getDimSize(l), rhs.getDimSize(r));
    });
  };
  if (!agree(op.getLhsBatching(), op.getRhsBatching()) ||
      !agree(op.getLhsContracting(), op.getRhsContracting())) // C3
    return emitOptionalError(loc, "paired axes of ", lhs, " and ", rhs,
                             " differ in size");
  return success();
}

LogicalResult DotGeneralOp::inferReturnTypes(MLIRContext *,
                                             std::optional<Location> loc,
                                             Adaptor op,
                                             SmallVectorImpl<Type> &types) {
  auto lhs = cast<RankedTensorType>(op.getLhs().getType());
  auto rhs = cast<RankedTensorType>(op.getRhs().getType());
  if (failed(checkAxes(loc, op, lhs, rhs)))
    return failure();
  SmallVector<int64_t> shape;
  for (auto [l, r] : llvm::zip(op.getLhsBatching(), op.getRhsBatching()))
    shape.push_back(mergeSizes(lhs.getDimSize(l), rhs.getDimSize(r)));
  for (int64_t axis :
       freeAxes(op.getLhsBatching(), op.getLhsContracting(), lhs.getRank()))
    shape.push_back(lhs.getDimSize(axis));
  for (int64_t axis :
       freeAxes(op.getRhsBatching(), op.getRhsContracting(), rhs.getRank()))
    shape.push_back(rhs.getDimSize(axis));
  types.push_back(lhs.clone(shape));
  return success();
}

LogicalResult
DotGeneralOp::reifyResultShapes(OpBuilder &builder,
                                ReifiedRankedShapedTypeDims &shapes) {
  Sizes sizes;
  auto append = [&](Value operand, ArrayRef<int64_t> axes) {
    for (int64_t axis : axes)
      sizes.push_back(sizeOf(builder, getLoc(), operand, axis));
  };
  append(getLhs(), getLhsBatching());
  append(getLhs(), freeAxes(getLhsBatching(), getLhsContracting(),
                            tensorType(getLhs()).getRank()));
  append(getRhs(), freeAxes(getRhsBatching(), getRhsContracting(),
                            tensorType(getRhs()).getRank()));
  for (auto [size, known] : llvm::zip(sizes, getOutput().getType().getShape()))
    if (!ShapedType::isDynamic(known))
      size = builder.getIndexAttr(known);
  shapes.push_back(sizes);
  return success();
}

// The gradient of one operand: the adjoint, contracted with the other operand
// over the other's free axes, and its axes put into this operand's order.
static Value operandGradient(GradientContext &g, DotGeneralOp op, bool ofLhs) {
  Value other = ofLhs ? op.getRhs() : op.getLhs();
  int64_t rank = tensorType(ofLhs ? op.getLhs() : op.getRhs()).getRank();
  ArrayRef<int64_t> batching = op.getLhsBatching();
  ArrayRef<int64_t> contracting = op.getLhsContracting();
  ArrayRef<int64_t> otherBatching = op.getRhsBatching();
  ArrayRef<int64_t> otherContracting = op.getRhsContracting();
  if (!ofLhs) {
    std::swap(batching, otherBatching);
    std::swap(contracting, otherContracting);
  }
  SmallVector<int64_t> own = freeAxes(batching, contracting, rank);
  SmallVector<int64_t> otherFree =
      freeAxes(otherBatching, otherContracting, tensorType(other).getRank());
  // Axes of the adjoint: batching, free of lhs, free of rhs.
  int64_t batch = batching.size();
  int64_t skipped = ofLhs ? own.size() : 0;
  auto adjointBatching = llvm::to_vector(llvm::seq<int64_t>(0, batch));
  auto adjointSummed = llvm::to_vector(
      llvm::seq<int64_t>(batch + skipped, batch + skipped + otherFree.size()));
  Value product = DotGeneralOp::create(
      g.builder(), g.loc(), g.adjoint(op.getOutput()), other, adjointBatching,
      otherBatching, adjointSummed, otherFree);
  // Its axes: batching, own free, the other's contracting axes ascending.
  SmallVector<int64_t> order(batching);
  llvm::append_range(order, own);
  SmallVector<int64_t> ascending(otherContracting);
  llvm::sort(ascending);
  for (int64_t axis : ascending) {
    const auto *pair = llvm::find(otherContracting, axis);
    order.push_back(contracting[pair - otherContracting.begin()]);
  }
  return g.transpose(product, invertPermutationVector(order));
}

LogicalResult DotGeneralOp::buildGradients(GradientContext &g) {
  if (g.wants(getLhsMutable()) &&
      failed(g.accumulate(getLhsMutable(), operandGradient(g, *this, true))))
    return failure();
  if (!g.wants(getRhsMutable()))
    return success();
  return g.accumulate(getRhsMutable(), operandGradient(g, *this, false));
}

void DotGeneralOp::samples(Sampler &s) {
  auto product = [&](Value lhs, Value rhs, ArrayRef<int64_t> lhsBatching,
                     ArrayRef<int64_t> rhsBatching,
                     ArrayRef<int64_t> lhsContracting,
                     ArrayRef<int64_t> rhsContracting) {
    s.emit(DotGeneralOp::create(s.builder(), s.loc(), lhs, rhs, lhsBatching,
                                rhsBatching, lhsContracting, rhsContracting));
  };
  int64_t batch = ShapedType::kDynamic;
  product(s.input({batch, 5}), s.input({3, 5}), {}, {}, {1}, {1});
  product(s.input({batch, 2, 5}), s.input({batch, 5, 3}), {0}, {0}, {2}, {1});
  product(s.input({2, 3, 4}), s.input({4, 5, 2}), {}, {}, {0, 2}, {2, 0});
}

// Loops: batching, free of lhs, free of rhs, contracting.
SmallVector<AffineMap> DotGeneralOp::contractionMaps() {
  int64_t lhsRank = tensorType(getLhs()).getRank();
  int64_t rhsRank = tensorType(getRhs()).getRank();
  int64_t rank = getOutput().getType().getRank();
  SmallVector<AffineExpr> lhs(lhsRank), rhs(rhsRank);
  unsigned loop = 0;
  auto next = [&] { return getAffineDimExpr(loop++, getContext()); };
  for (auto [l, r] : llvm::zip(getLhsBatching(), getRhsBatching()))
    lhs[l] = rhs[r] = next();
  for (int64_t axis : freeAxes(getLhsBatching(), getLhsContracting(), lhsRank))
    lhs[axis] = next();
  for (int64_t axis : freeAxes(getRhsBatching(), getRhsContracting(), rhsRank))
    rhs[axis] = next();
  for (auto [l, r] : llvm::zip(getLhsContracting(), getRhsContracting()))
    lhs[l] = rhs[r] = next();
  return {AffineMap::get(loop, 0, lhs, getContext()),
          AffineMap::get(loop, 0, rhs, getContext()),
          AffineMap::getMultiDimIdentityMap(loop, getContext())
              .getMajorSubMap(rank)};
}

SmallVector<utils::IteratorType> DotGeneralOp::contractionIterators() {
  SmallVector<utils::IteratorType> loops(getOutput().getType().getRank(),
                                         utils::IteratorType::parallel);
  loops.append(getLhsContracting().size(), utils::IteratorType::reduction);
  return loops;
}

FailureOr<std::pair<Value, Value>>
DotGeneralOp::contractionOperands(OpBuilder &) {
  return std::pair<Value, Value>(getLhs(), getRhs());
}
