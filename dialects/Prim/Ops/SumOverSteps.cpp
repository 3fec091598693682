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

// Whether steps can be one more axis that the window slides over: it lies
// behind the examples, or they behind it.
static bool canSlideOverSteps(ConvolutionWeightsOp op, int64_t axis) {
  return axis <= 1 && op.spatialRank() < ConvolutionWeightsOp::maxSpatialRank;
}

// Whether the sum over the steps can be taken at once from the stacks of the
// operands.
static bool takesStacks(Operation *op, int64_t axis) {
  if (auto reduce = dyn_cast<ReduceOp>(op))
    return reduce.getKind() == Reduction::Sum;
  if (auto weights = dyn_cast<ConvolutionWeightsOp>(op))
    return canSlideOverSteps(weights, axis);
  return isa<DotGeneralOp>(op);
}

void SumOverSteps::collect(Value value, Question varies) {
  Operation *op = linearOp(value);
  if (op && (isa<AddOp, ConcatenateOp>(op) || isUnaryLinear(op))) {
    for (Value operand : op->getOperands())
      collect(operand, varies);
    return;
  }
  if (op && takesStacks(op, axis) && llvm::all_of(op->getOperands(), varies))
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

// Windows of one step slide over the steps: stacks are [examples, steps,
// channels, places] and [examples, steps, places, outputs].
static Value sumOfWindows(PrimBuilder &b, ConvolutionWeightsOp op,
                          SumOverSteps::Translation stackOf) {
  auto with = [](int64_t first, ArrayRef<int64_t> others) {
    SmallVector<int64_t> all{first};
    all.append(others.begin(), others.end());
    return all;
  };
  Value input = stackOf(op.getInput());
  auto axes =
      llvm::to_vector(llvm::seq<int64_t>(0, tensorType(input).getRank()));
  std::swap(axes[1], axes[2]);
  Value sum = ConvolutionWeightsOp::create(
      b.builder(), b.loc(), b.transpose(input, axes), stackOf(op.getAdjoint()),
      with(1, op.getWindow()), with(1, op.getStrides()),
      with(1, op.getDilations()), with(0, op.getLow()), with(0, op.getHigh()));
  return b.reshape(sum, tensorType(op.getOutput()).getShape());
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
  if (auto windows = dyn_cast<ConvolutionWeightsOp>(op))
    return sumOfWindows(b, windows, stackOf);
  IRMapping mapping;
  for (Value operand : op->getOperands())
    mapping.map(operand, build(b, operand, stackOf, sumOf));
  return b.builder().clone(*op, mapping)->getResult(0);
}
