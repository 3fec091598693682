//===- Scan.cpp - prim.scan: checks, shape, samples -----------------------===//

#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/ScanBuilder.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace netc::prim;

RankedTensorType ScanOp::stackType(Type slice, int64_t axis, int64_t length) {
  auto type = cast<RankedTensorType>(slice);
  SmallVector<int64_t> shape(type.getShape());
  shape.insert(shape.begin() + stepAxis(axis, type.getRank() + 1), length);
  return type.clone(shape);
}

RankedTensorType ScanOp::sliceType(Type sequence, int64_t axis) {
  auto type = cast<RankedTensorType>(sequence);
  SmallVector<int64_t> shape(type.getShape());
  shape.erase(shape.begin() + stepAxis(axis, type.getRank()));
  return type.clone(shape);
}

void ScanOp::build(OpBuilder &builder, OperationState &state,
                   ValueRange sequences, ValueRange initial,
                   ValueRange constants, int64_t axis, int64_t length,
                   bool reverse, Region &body) {
  SmallVector<Type> types(initial.getTypes());
  for (Value slice :
       body.front().getTerminator()->getOperands().drop_front(initial.size()))
    types.push_back(stackType(slice.getType(), axis, length));
  build(builder, state, types, sequences, initial, constants, axis, length,
        reverse);
  state.regions.front()->takeBody(body);
}

SmallVector<Value> netc::prim::buildScan(PrimBuilder &b, const ScanInput &input,
                                         ScanBody body) {
  Region region;
  {
    OpBuilder::InsertionGuard guard(b.builder());
    Block *block = b.builder().createBlock(&region);
    for (Value sequence : input.sequences)
      block->addArgument(ScanOp::sliceType(sequence.getType(), input.axis),
                         b.loc());
    for (Value operand :
         llvm::concat<const Value>(input.initial, input.constants))
      block->addArgument(operand.getType(), b.loc());
    YieldOp::create(b.builder(), b.loc(), body(block->getArguments()));
  }
  auto scan = ScanOp::create(b.builder(), b.loc(), input.sequences,
                             input.initial, input.constants, input.axis,
                             input.length, input.reverse, region);
  return SmallVector<Value>(scan.getResults());
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

// Whether the steps run along an axis of the type.
static bool hasSteps(Type type, int64_t axis, int64_t length) {
  auto tensor = cast<RankedTensorType>(type);
  return tensor.getRank() > 0 &&
         tensor.getDimSize(ScanOp::stepAxis(axis, tensor.getRank())) == length;
}

LogicalResult ScanOp::verify() {
  int64_t axis = getAxis(), length = getLength();
  if (axis < 0 || length < 1) // C1
    return emitOpError("has ") << length << " steps along axis " << axis;
  size_t states = getInitial().size();
  if (getOutputs().size() < states ||
      TypeRange(getFinals()) != TypeRange(getInitial())) // C4
    return emitOpError("does not return its states first");
  for (Value sequence : llvm::concat<Value>(SmallVector<Value>(getSequences()),
                                            SmallVector<Value>(getStacks())))
    if (!hasSteps(sequence.getType(), axis, length)) // C1
      return emitOpError() << sequence.getType() << " does not have " << length
                           << " steps along axis " << axis;
  SmallVector<Type> taken, yielded(getInitial().getTypes());
  for (Value sequence : getSequences())
    taken.push_back(sliceType(sequence.getType(), axis));
  llvm::append_range(taken, getInitial().getTypes());
  llvm::append_range(taken, getConstants().getTypes());
  if (TypeRange(getBody().getArgumentTypes()) != TypeRange(taken)) // C2
    return emitOpError("body takes other types than slices of the sequences, "
                       "states and constants");
  for (Value stack : getStacks())
    yielded.push_back(sliceType(stack.getType(), axis));
  Block &body = getBody().front();
  auto yield = body.empty() ? YieldOp() : dyn_cast<YieldOp>(body.back());
  if (!yield || TypeRange(yield->getOperandTypes()) != TypeRange(yielded)) // C3
    return emitOpError("body yields other types than the states and slices of "
                       "the stacks");
  return success();
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

// The size of an axis of a body's argument, by the operand behind it.
static OpFoldResult argumentSize(OpBuilder &builder, ScanOp scan,
                                 BlockArgument argument, int64_t axis) {
  Value operand = scan->getOperand(argument.getArgNumber());
  bool isSlice = argument.getArgNumber() < scan.getSequences().size();
  if (isSlice && axis >= scan.stepAxis(operand))
    ++axis;
  return sizeOf(builder, scan.getLoc(), operand, axis);
}

static FailureOr<OpFoldResult> sizeOutside(OpBuilder &builder, ScanOp scan,
                                           Value tensor, int64_t axis);

// Repeats in front of the scan what computes a size in the body.
static FailureOr<Value> repeatOutside(OpBuilder &builder, ScanOp scan,
                                      Value size, IRMapping &mapping) {
  if (Value known = mapping.lookupOrNull(size))
    return known;
  Operation *op = size.getDefiningOp();
  auto dim = dyn_cast_or_null<tensor::DimOp>(op);
  if (dim && dim.getConstantIndex()) {
    auto outside =
        sizeOutside(builder, scan, dim.getSource(), *dim.getConstantIndex());
    if (failed(outside))
      return failure();
    Value value =
        getValueOrCreateConstantIndexOp(builder, scan.getLoc(), *outside);
    mapping.map(size, value);
    return value;
  }
  if (!op || !isMemoryEffectFree(op) || op->getNumRegions() != 0)
    return failure();
  for (Value operand : op->getOperands())
    if (failed(repeatOutside(builder, scan, operand, mapping)))
      return failure();
  builder.clone(*op, mapping);
  return mapping.lookup(size);
}

// What an op of the body says about its result, in front of the scan. The ops
// that this takes in the body come and go.
static FailureOr<OpFoldResult> resultSize(OpBuilder &builder, ScanOp scan,
                                          Value tensor, int64_t axis) {
  Operation *end = tensor.getParentBlock()->getTerminator();
  Operation *last = end->getPrevNode();
  OpBuilder inside(end);
  OpFoldResult size = sizeOf(inside, scan.getLoc(), tensor, axis);
  FailureOr<OpFoldResult> found = size;
  auto dynamic = dyn_cast<Value>(size);
  auto dim = dynamic ? dynamic.getDefiningOp<tensor::DimOp>() : nullptr;
  if (dim && dim.getSource() == tensor) { // it says nothing
    found = failure();
  } else if (dynamic) {
    IRMapping mapping;
    FailureOr<Value> outside = repeatOutside(builder, scan, dynamic, mapping);
    if (succeeded(outside))
      found = OpFoldResult(*outside);
    else
      found = failure();
  }
  while (end->getPrevNode() != last)
    end->getPrevNode()->erase();
  return found;
}

// The size of a value of the body, or of a group in it, in front of the scan.
static FailureOr<OpFoldResult> sizeOutside(OpBuilder &builder, ScanOp scan,
                                           Value tensor, int64_t axis) {
  if (auto argument = dyn_cast<BlockArgument>(tensor)) {
    Operation *parent = argument.getOwner()->getParentOp();
    if (parent == scan)
      return argumentSize(builder, scan, argument, axis);
    return sizeOutside(builder, scan,
                       parent->getOperand(argument.getArgNumber()), axis);
  }
  if (auto group = tensor.getDefiningOp<GroupOp>()) {
    unsigned number = cast<OpResult>(tensor).getResultNumber();
    Operation *yield = group.getBody().front().getTerminator();
    return sizeOutside(builder, scan, yield->getOperand(number), axis);
  }
  return resultSize(builder, scan, tensor, axis);
}

LogicalResult ScanOp::reifyResultShapes(OpBuilder &builder,
                                        ReifiedRankedShapedTypeDims &shapes) {
  for (Value state : getInitial())
    shapes.push_back(sizesOf(builder, getLoc(), state));
  for (auto [stack, slice] : llvm::zip_equal(getStacks(), getStackSlices())) {
    auto type = cast<RankedTensorType>(stack.getType());
    Sizes sizes = getAsIndexOpFoldResult(getContext(), type.getShape());
    for (int64_t axis = 0, steps = stepAxis(stack); axis < type.getRank();
         ++axis) {
      if (!type.isDynamicDim(axis))
        continue;
      auto size =
          sizeOutside(builder, *this, slice, axis < steps ? axis : axis - 1);
      if (failed(size))
        return failure();
      sizes[axis] = *size;
    }
    shapes.push_back(sizes);
  }
  return success();
}
