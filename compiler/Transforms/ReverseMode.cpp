//===- ReverseMode.cpp - adjoints of straight-line code -------------------===//

#include "compiler/Transforms/ReverseMode.h"

#include "dialects/Prim/IR/PrimOps.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace netc;
using namespace netc::prim;

static bool isReal(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && isa<FloatType>(type.getElementType());
}

ReverseMode::ReverseMode(OpBuilder &builder, Location loc, ValueRange wanted)
    : GradientContext(builder, loc), varied(wanted.begin(), wanted.end()) {}

void ReverseMode::seed(Value value, Value adjoint) {
  Value &sum = adjoints[value];
  sum = sum ? add(sum, adjoint) : adjoint;
}

Value ReverseMode::adjoint(Value result) {
  Value known = adjoints.lookup(result);
  return known ? known : constantLike(result, 0);
}

bool ReverseMode::wants(const OpOperand &operand) const {
  return varied.contains(operand.get());
}

LogicalResult ReverseMode::accumulate(OpOperand &operand, Value gradient) {
  if (!wants(operand))
    return success();
  if (operand.get().getType() != gradient.getType())
    return operand.getOwner()->emitOpError("has a gradient of type ")
           << gradient.getType() << " for " << operand.get().getType();
  seed(operand.get(), gradient);
  return success();
}

// An operand `like` lends its sizes, not its elements.
static bool isData(OpOperand &operand) {
  OpOperand *lender = nullptr;
  auto find = [&](auto op) {
    if (op.getLike())
      lender = &*op.getLikeMutable().begin();
  };
  llvm::TypeSwitch<Operation *>(operand.getOwner())
      .Case<BroadcastOp, IotaOp, ReshapeOp, ScatterOp>(find);
  return lender != &operand;
}

void ReverseMode::markVaried(ArrayRef<Operation *> ops) {
  for (Operation *op : ops)
    if (llvm::any_of(op->getOpOperands(), [&](OpOperand &operand) {
          return isData(operand) && varied.contains(operand.get());
        }))
      for (Value result : op->getResults())
        if (isReal(result))
          varied.insert(result);
}

LogicalResult ReverseMode::run(ArrayRef<Operation *> ops) {
  markVaried(ops);
  auto isVaried = [&](Value value) { return varied.contains(value); };
  for (Operation *op : llvm::reverse(ops)) {
    bool matters = llvm::any_of(op->getResults(), [&](Value result) {
      return isVaried(result) && adjoints.contains(result);
    });
    if (!matters || llvm::none_of(op->getOperands(), isVaried))
      continue;
    auto differentiable = dyn_cast<DifferentiableOpInterface>(op);
    if (!differentiable)
      return op->emitOpError("has no gradient");
    setLoc(op->getLoc());
    if (failed(differentiable.buildGradients(*this)))
      return failure();
  }
  return success();
}
