//===- ScanGradientValues.cpp - what a way back reads of the way forward --===//

#include "dialects/Prim/Ops/ScanGradient.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace netc::prim;

bool netc::prim::lends(OpOperand &operand) {
  return llvm::TypeSwitch<Operation *, bool>(operand.getOwner())
      .Case<BroadcastOp, IotaOp, ReshapeOp, ScatterOp>([&](auto op) {
        return op.getLike() && &*op.getLikeMutable().begin() == &operand;
      })
      .Default(false);
}

// A slice of what the forward scan reads, stores already or will store.
Value ScanGradient::bringSlice(Value value) {
  unsigned place = adjointStacks.size() + forward.size();
  forward.push_back(value);
  return back.insertArgument(place, value.getType(), value.getLoc());
}

Value ScanGradient::bringConstant(BlockArgument argument) {
  constants.push_back(scan->getOperand(argument.getArgNumber()));
  return back.addArgument(argument.getType(), argument.getLoc());
}

Value ScanGradient::repeat(Value value, bool shapeOnly) {
  IRMapping mapping;
  Operation *op = value.getDefiningOp();
  for (OpOperand &operand : op->getOpOperands())
    mapping.map(operand.get(), shapeOnly || lends(operand)
                                   ? bringShape(operand.get())
                                   : bring(operand.get()));
  OpBuilder builder(scan.getContext());
  builder.setInsertionPoint(&back, firstGradient);
  Operation *copy = builder.clone(*op, mapping);
  return copy->getResult(cast<OpResult>(value).getResultNumber());
}

// Whether it costs less to compute the value again than to keep it.
static bool isCheap(Operation *op) {
  auto element = dyn_cast<ElementOpInterface>(op);
  return isa<ReshapeOp>(op) ||
         (element && element.isElementwise() && !element.computes());
}

Value ScanGradient::bring(Value value) {
  if (isBack(value))
    return value;
  if (Value known = brought.lookup(value))
    return known;
  Value here;
  if (auto argument = dyn_cast<BlockArgument>(value))
    here = varies(value) ? bringSlice(value) : bringConstant(argument);
  else if (!varies(value) || isCheap(value.getDefiningOp()))
    here = repeat(value, /*shapeOnly=*/false);
  else
    here = bringSlice(value);
  return brought[value] = here;
}

// The operand of an elementwise op that has the shape of the result.
static Value sameShape(Operation *op) {
  auto element = dyn_cast<ElementOpInterface>(op);
  if (element && element.isElementwise())
    for (OpOperand &operand : op->getOpOperands()) {
      AffineMap map = element.operandMap(operand.getOperandNumber());
      if (map && map.isIdentity() &&
          operand.get().getType() == op->getResult(0).getType())
        return operand.get();
    }
  return nullptr;
}

// A value of the same type and sizes; what is repeated for that lends its sizes
// only, so it is never computed.
Value ScanGradient::bringShape(Value value) {
  if (isBack(value))
    return value;
  if (Value known = brought.lookup(value))
    return known;
  if (Value known = shapes.lookup(value))
    return known;
  Value here = adjointState.lookup(value);
  if (!here && isa<BlockArgument>(value))
    return bring(value);
  if (!here) {
    Value same = sameShape(value.getDefiningOp());
    here = same ? bringShape(same) : repeat(value, /*shapeOnly=*/true);
  }
  return shapes[value] = here;
}

void ScanGradient::bringOperands() {
  SmallVector<OpOperand *> foreign;
  for (Operation &op : back)
    if (!unused.contains(&op))
      for (OpOperand &operand : op.getOpOperands())
        if (!isBack(operand.get()))
          foreign.push_back(&operand);
  // First what is needed itself: it can lend its sizes too.
  for (bool shapeOnly : {false, true})
    for (OpOperand *operand : foreign)
      if (lends(*operand) == shapeOnly)
        operand->set(shapeOnly ? bringShape(operand->get())
                               : bring(operand->get()));
  for (Value &gradient : gradients)
    if (gradient && !isBack(gradient) && !sums.summed.contains(gradient) &&
        !sums.stacked.contains(gradient))
      gradient = bring(gradient);
}
