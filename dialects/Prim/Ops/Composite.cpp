//===- Composite.cpp - prim.composite and prim.group ----------------------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Shapes.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace netc::prim;

// The region's arguments and yielded values have the stated types.
static LogicalResult checkRegion(Operation *op, Region &region, StringRef name,
                                 TypeRange arguments, TypeRange yielded) {
  if (region.getArgumentTypes() != arguments)
    return op->emitOpError() << name << " takes other types than its operands";
  Operation *yield = region.front().empty() ? nullptr : &region.front().back();
  if (!isa_and_present<YieldOp>(yield) ||
      TypeRange(yield->getOperandTypes()) != yielded)
    return op->emitOpError() << name << " yields other types than the results";
  return success();
}

// Only the body knows the sizes; dynamic ones must come from an operand, as
// the batch does: sizes of the body's values in terms of its arguments would
// have to be rebuilt outside.
static LogicalResult reifyStatic(Operation *op,
                                 ReifiedRankedShapedTypeDims &shapes) {
  for (Type type : op->getResultTypes()) {
    if (!cast<RankedTensorType>(type).hasStaticShape())
      return failure();
    shapes.push_back(getAsIndexOpFoldResult(
        op->getContext(), cast<RankedTensorType>(type).getShape()));
  }
  return success();
}

LogicalResult CompositeOp::verify() {
  if (failed(checkRegion(*this, getBody(), "body", getInputs().getTypes(),
                         getResultTypes()))) // C1
    return failure();
  if (getGradient().empty())
    return success();
  if (!getGradient().hasOneBlock())
    return emitOpError("gradient has more than one block");
  SmallVector<Type> arguments(getInputs().getTypes());
  llvm::append_range(arguments, getResultTypes());
  return checkRegion(*this, getGradient(), "gradient", arguments,
                     getInputs().getTypes()); // C2
}

LogicalResult
CompositeOp::reifyResultShapes(OpBuilder &,
                               ReifiedRankedShapedTypeDims &shapes) {
  return reifyStatic(*this, shapes);
}

// The rule's ops take the place of a call; those of gradients that nobody wants
// are pure and without use.
LogicalResult CompositeOp::buildGradients(GradientContext &g) {
  if (getGradient().empty())
    return emitOpError("without a gradient of its own is differentiated by its "
                       "body: inline it first");
  SmallVector<Value> values(getInputs());
  for (Value result : getResults())
    values.push_back(g.adjoint(result));
  IRMapping mapping;
  mapping.map(getGradient().getArguments(), values);
  for (Operation &op : getGradient().front().without_terminator())
    g.builder().clone(op, mapping);
  Operation *yield = getGradient().front().getTerminator();
  for (auto [operand, gradient] :
       llvm::zip_equal(getInputsMutable(), yield->getOperands()))
    if (g.wants(operand) &&
        failed(g.accumulate(operand, mapping.lookupOrDefault(gradient))))
      return failure();
  return success();
}

LogicalResult GroupOp::verify() {
  return checkRegion(*this, getBody(), "body", getInputs().getTypes(),
                     getResultTypes()); // C1
}

LogicalResult GroupOp::reifyResultShapes(OpBuilder &,
                                         ReifiedRankedShapedTypeDims &shapes) {
  return reifyStatic(*this, shapes);
}
