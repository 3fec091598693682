//===- SumOverSteps.cpp - sums of gradients over steps --------------------===//

#include "dialects/Prim/Ops/SumOverSteps.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Shapes.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace netc::prim;

// Linear in its first operand, the only one.
static bool isUnaryLinear(Operation *op) {
  if (auto pad = dyn_cast<PadOp>(op))
    return matchPattern(pad.getValue(), m_AnyZeroFloat());
  // Open sizes would need a lender behind the loop.
  return op->getNumOperands() == 1 &&
         tensorType(op->getOperand(0)).hasStaticShape() &&
         isa<TransposeOp, ReshapeOp, SliceOp, NegOp>(op);
}

Operation *SumOverSteps::linearOp(Value value) const {
  Operation *op = value.getDefiningOp();
  return op && op->getBlock() == &body ? op : nullptr;
}

void SumOverSteps::collect(Value value, Question varies) {
  Operation *op = linearOp(value);
  if (op && (isa<AddOp>(op) || isUnaryLinear(op))) {
    for (Value operand : op->getOperands())
      collect(operand, varies);
    return;
  }
  auto reduce = dyn_cast_or_null<ReduceOp>(op);
  bool taken = isa_and_present<DotGeneralOp>(op) ||
               (reduce && reduce.getKind() == Reduction::Sum);
  if (taken && llvm::all_of(op->getOperands(), varies))
    stacked.insert_range(op->getOperands());
  else
    summed.insert(value);
}

// The axes of a slice as axes of its stack.
static SmallVector<int64_t> inStack(ArrayRef<int64_t> axes, int64_t steps) {
  return llvm::map_to_vector(
      axes, [&](int64_t axis) { return axis < steps ? axis : axis + 1; });
}

static int64_t stepsOf(Value slice, int64_t axis) {
  return ScanOp::stepAxis(axis, tensorType(slice).getRank() + 1);
}

static Value sumOfProducts(PrimBuilder &b, DotGeneralOp op, int64_t axis,
                           SumOverSteps::Translation stackOf) {
  int64_t left = stepsOf(op.getLhs(), axis), right = stepsOf(op.getRhs(), axis);
  auto lhs = inStack(op.getLhsContracting(), left);
  auto rhs = inStack(op.getRhsContracting(), right);
  // Summed axes that lie behind each other are one loop.
  size_t place =
      llvm::find_if(lhs, [&](int64_t k) { return k > left; }) - lhs.begin();
  lhs.insert(lhs.begin() + place, left);
  rhs.insert(rhs.begin() + place, right);
  return DotGeneralOp::create(b.builder(), b.loc(), stackOf(op.getLhs()),
                              stackOf(op.getRhs()),
                              inStack(op.getLhsBatching(), left),
                              inStack(op.getRhsBatching(), right), lhs, rhs);
}

static Value sumOfSums(PrimBuilder &b, ReduceOp op, int64_t axis,
                       SumOverSteps::Translation stackOf) {
  int64_t steps = stepsOf(op.getInput(), axis);
  auto axes = inStack(op.getAxes(), steps);
  axes.insert(llvm::lower_bound(axes, steps), steps);
  return b.reduceSum(stackOf(op.getInput()), axes);
}

Value SumOverSteps::build(PrimBuilder &b, Value value, Translation stackOf,
                          Translation sumOf) const {
  if (summed.contains(value))
    return sumOf(value);
  Operation *op = linearOp(value);
  if (auto product = dyn_cast<DotGeneralOp>(op))
    return sumOfProducts(b, product, axis, stackOf);
  if (auto reduce = dyn_cast<ReduceOp>(op))
    return sumOfSums(b, reduce, axis, stackOf);
  IRMapping mapping;
  for (Value operand : op->getOperands())
    mapping.map(operand, build(b, operand, stackOf, sumOf));
  return b.builder().clone(*op, mapping)->getResult(0);
}
