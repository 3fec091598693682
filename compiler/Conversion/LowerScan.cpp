//===- LowerScan.cpp - prim.scan becomes a loop ---------------------------===//

#include "compiler/Conversion/LowerScan.h"
#include "dialects/Prim/IR/Shapes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace netc;
using namespace netc::prim;

namespace {
// The slice of a sequence or stack at one step.
struct StepSlice {
  RankedTensorType type;
  Sizes offsets, sizes, strides;

  StepSlice(OpBuilder &builder, ScanOp scan, Value sequence, Value step) {
    int64_t axis = scan.stepAxis(sequence);
    type = ScanOp::sliceType(sequence.getType(), scan.getAxis());
    sizes = sizesOf(builder, scan.getLoc(), sequence);
    offsets.assign(sizes.size(), builder.getIndexAttr(0));
    strides.assign(sizes.size(), builder.getIndexAttr(1));
    sizes[axis] = builder.getIndexAttr(1);
    offsets[axis] = step;
  }
};
} // namespace

// The step's number; backwards the last comes first.
static Value stepOf(OpBuilder &builder, ScanOp scan, Value iteration) {
  if (!scan.getReverse())
    return iteration;
  Location loc = scan.getLoc();
  Value last =
      arith::ConstantIndexOp::create(builder, loc, scan.getLength() - 1);
  return arith::SubIOp::create(builder, loc, last, iteration);
}

// States as they are, stacks with nothing in them yet.
static FailureOr<SmallVector<Value>> initialValues(OpBuilder &builder,
                                                   ScanOp scan) {
  ReifiedRankedShapedTypeDims shapes;
  if (failed(scan.reifyResultShapes(builder, shapes)))
    return failure();
  SmallVector<Value> values(scan.getInitial());
  // Within a step of another scan, that one's state may be read again.
  if (scan->getParentOfType<scf::ForOp>())
    for (Value &state : values)
      state = bufferization::AllocTensorOp::create(
          builder, scan.getLoc(), tensorType(state), ValueRange(), state);
  for (OpResult stack : scan.getStacks())
    values.push_back(tensor::EmptyOp::create(
        builder, scan.getLoc(), shapes[stack.getResultNumber()],
        tensorType(stack).getElementType()));
  return values;
}

// Slices first: a state that is stacked too is computed in the stack. Then new
// states take the place of the old ones, which nobody reads any more.
static SmallVector<Value> storeStep(OpBuilder &builder, ScanOp scan,
                                    ValueRange yielded, ValueRange carried,
                                    Value step) {
  size_t states = scan.getInitial().size();
  SmallVector<Value> next(yielded);
  for (size_t k = states; k < yielded.size(); ++k) {
    StepSlice slice(builder, scan, carried[k], step);
    next[k] = tensor::InsertSliceOp::create(builder, scan.getLoc(), yielded[k],
                                            carried[k], slice.offsets,
                                            slice.sizes, slice.strides);
  }
  // One step is no loop, and nobody asks for the place of the old state.
  if (scan.getLength() == 1)
    return next;
  for (size_t k = 0; k < states; ++k)
    if (yielded[k] != carried[k])
      next[k] = bufferization::MaterializeInDestinationOp::create(
                    builder, scan.getLoc(), yielded[k], carried[k])
                    .getResult();
  return next;
}

FailureOr<scf::ForOp> netc::lowerScan(ScanOp scan) {
  IRRewriter rewriter(scan);
  Location loc = scan.getLoc();
  auto initial = initialValues(rewriter, scan);
  if (failed(initial))
    return failure();
  auto number = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(rewriter, loc, value);
  };
  auto loop = scf::ForOp::create(rewriter, loc, number(0),
                                 number(scan.getLength()), number(1), *initial);
  Block *body = loop.getBody();
  rewriter.setInsertionPointToEnd(body);
  Value step = stepOf(rewriter, scan, loop.getInductionVar());
  SmallVector<Value> arguments;
  for (Value sequence : scan.getSequences()) {
    StepSlice slice(rewriter, scan, sequence, step);
    arguments.push_back(tensor::ExtractSliceOp::create(
        rewriter, loc, slice.type, sequence, slice.offsets, slice.sizes,
        slice.strides));
  }
  ValueRange carried = loop.getRegionIterArgs();
  llvm::append_range(arguments, carried.take_front(scan.getInitial().size()));
  llvm::append_range(arguments, scan.getConstants());
  Operation *yield = scan.getYield();
  rewriter.inlineBlockBefore(&scan.getBody().front(), body, body->end(),
                             arguments);
  rewriter.setInsertionPoint(yield);
  rewriter.replaceOpWithNewOp<scf::YieldOp>(
      yield, storeStep(rewriter, scan, yield->getOperands(), carried, step));
  rewriter.replaceOp(scan, loop.getResults());
  return loop;
}
