//===- ElementLowering.cpp - element ops as payload of one loop nest ------===//

#include "dialects/Prim/Ops/ElementLowering.h"
#include "dialects/Prim/IR/Shapes.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;

namespace netc::prim {

static ElementOpInterface producer(Value value, ElementPlan::Inside inside) {
  Operation *op = value.getDefiningOp();
  if (!op || !inside(op))
    return {};
  return dyn_cast<ElementOpInterface>(op);
}

void ElementPlan::collect(Value value, AffineMap map, Inside inside) {
  if (!collected.insert({value, map}).second)
    return;
  ElementOpInterface op = producer(value, inside);
  if (!op) {
    leafList.push_back({value, map});
    return;
  }
  for (OpOperand &operand : op->getOpOperands())
    if (AffineMap read = op.operandMap(operand.getOperandNumber()))
      collect(operand.get(), read.compose(map), inside);
}

Value ElementPlan::build(OpBuilder &builder, Value value, AffineMap map,
                         ValueRange leafElements, Inside inside,
                         IndexOf indexOf) {
  Value &known = built[{value, map}];
  if (known)
    return known;
  ElementOpInterface op = producer(value, inside);
  if (!op) {
    const auto *leaf = llvm::find(leafList, ElementOf(value, map));
    assert(leaf != leafList.end() && "every leaf was collected");
    return known = leafElements[leaf - leafList.begin()];
  }
  SmallVector<Value> elements;
  for (OpOperand &operand : op->getOpOperands())
    if (AffineMap read = op.operandMap(operand.getOperandNumber()))
      elements.push_back(build(builder, operand.get(), read.compose(map),
                               leafElements, inside, indexOf));
  // An op that asks for its place gets the index in its own result.
  auto ownIndex = [&](unsigned axis) {
    auto dim = dyn_cast<AffineDimExpr>(map.getResult(axis));
    return dim ? indexOf(dim.getPosition())
               : numberOf(builder, op->getLoc(), builder.getIndexType(), 0);
  };
  Value element = op.buildScalar(builder, elements, ownIndex);
  // Not `known`: the recursion may have moved the table.
  built[{value, map}] = element;
  return element;
}

ElementOf dropConstantAxes(OpBuilder &builder, Location loc,
                           ElementOf operand) {
  auto [value, map] = operand;
  if (!llvm::any_of(map.getResults(), llvm::IsaPred<AffineConstantExpr>))
    return operand;
  // Each kept axis takes the dropped axes before it, the last those after it.
  SmallVector<ReassociationIndices> groups;
  SmallVector<AffineExpr> kept;
  ReassociationIndices pending;
  for (auto [axis, expr] : llvm::enumerate(map.getResults())) {
    pending.push_back(axis);
    if (isa<AffineConstantExpr>(expr))
      continue;
    kept.push_back(expr);
    groups.push_back(std::move(pending));
    pending.clear();
  }
  if (!groups.empty())
    groups.back().append(pending);
  Value collapsed =
      tensor::CollapseShapeOp::create(builder, loc, value, groups);
  return {collapsed,
          AffineMap::get(map.getNumDims(), 0, kept, builder.getContext())};
}

SmallVector<Value> lowerElements(OpBuilder &builder, Location loc,
                                 ValueRange results, ValueRange empties,
                                 ElementPlan::Inside inside,
                                 llvm::function_ref<Value(Value)> leafValue) {
  int64_t rank = tensorType(empties[0]).getRank();
  AffineMap identity = builder.getMultiDimIdentityMap(rank);
  ElementPlan plan;
  for (Value result : results)
    plan.collect(result, identity, inside);

  SmallVector<Value> inputs;
  SmallVector<AffineMap> maps;
  for (auto [value, map] : plan.leaves()) {
    ElementOf input = dropConstantAxes(builder, loc, {leafValue(value), map});
    inputs.push_back(input.first);
    maps.push_back(input.second);
  }
  maps.append(empties.size(), identity);
  SmallVector<utils::IteratorType> loops(rank, utils::IteratorType::parallel);
  auto payload = [&](OpBuilder &inner, Location, ValueRange elements) {
    SmallVector<Value> yielded;
    auto indexOf = [&](unsigned loop) -> Value {
      return linalg::IndexOp::create(inner, loc, loop);
    };
    for (Value result : results)
      yielded.push_back(plan.build(inner, result, identity,
                                   elements.take_front(inputs.size()), inside,
                                   indexOf));
    linalg::YieldOp::create(inner, loc, yielded);
  };
  auto generic = linalg::GenericOp::create(
      builder, loc, TypeRange(empties), inputs, empties, maps, loops, payload);
  return SmallVector<Value>(generic->getResults());
}

FailureOr<Value> lowerElementOp(OpBuilder &builder, Operation *op) {
  if (!cast<ElementOpInterface>(op).isElementwise())
    return failure();
  FailureOr<Value> empty = emptyWithShapeOf(builder, op);
  if (failed(empty))
    return failure();
  return lowerElements(
      builder, op->getLoc(), op->getResults(), *empty,
      [&](Operation *other) { return other == op; },
      [](Value leaf) { return leaf; })[0];
}

} // namespace netc::prim
