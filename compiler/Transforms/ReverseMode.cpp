//===- ReverseMode.cpp - adjoints of straight-line code -------------------===//

#include "compiler/Transforms/ReverseMode.h"

#include "dialects/Prim/IR/PrimOps.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/SmallPtrSet.h"
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

bool ReverseMode::matters(Value result) const {
  return adjoints.contains(result);
}

FailureOr<SmallVector<Value>>
ReverseMode::throughBody(OpBuilder &builder, Block &body, ValueRange yielded,
                         ValueRange adjoints, ValueRange wanted) {
  SmallVector<Operation *> ops;
  for (Operation &op : body.without_terminator())
    ops.push_back(&op);
  ReverseMode inner(builder, loc(), wanted);
  for (auto [value, adjoint] : llvm::zip_equal(yielded, adjoints))
    inner.seed(value, adjoint);
  if (failed(inner.run(ops)))
    return failure();
  return llvm::map_to_vector(
      wanted, [&](Value value) { return inner.adjoints.lookup(value); });
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

LogicalResult ReverseMode::runOps(ArrayRef<Operation *> ops) {
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

//===----------------------------------------------------------------------===//
// Computing again instead of keeping
//===----------------------------------------------------------------------===//

// What a value takes per example; open sizes are the batch.
static int64_t bytesOf(Value value) {
  auto type = cast<RankedTensorType>(value.getType());
  int64_t count = 1;
  for (int64_t size : type.getShape())
    count *= ShapedType::isDynamic(size) ? 1 : size;
  return count * llvm::divideCeil(type.getElementTypeBitWidth(), 8);
}

// Parts of about the same bytes of results.
static SmallVector<ArrayRef<Operation *>> cut(ArrayRef<Operation *> ops,
                                              size_t segments) {
  auto bytes = [](Operation *op) {
    int64_t sum = 0;
    for (Value result : op->getResults())
      sum += bytesOf(result);
    return sum;
  };
  int64_t total = 0, done = 0;
  for (Operation *op : ops)
    total += bytes(op);
  SmallVector<ArrayRef<Operation *>> parts;
  size_t begin = 0;
  for (size_t i = 0; i < ops.size(); ++i) {
    done += bytes(ops[i]);
    int64_t end = total * static_cast<int64_t>(parts.size() + 1) /
                  static_cast<int64_t>(segments);
    if (i + 1 == ops.size() || done >= end) {
      parts.push_back(ops.slice(begin, i + 1 - begin));
      begin = i + 1;
    }
  }
  return parts;
}

// The ops once more, on fenced operands, and back through these copies. Adjoints
// move to the copies before and from the fences after.
LogicalResult ReverseMode::recompute(ArrayRef<Operation *> ops) {
  llvm::SmallPtrSet<Operation *, 32> inside(ops.begin(), ops.end());
  IRMapping mapping;
  SmallVector<std::pair<Value, Value>> fences; // outer value, fenced one
  auto take = [&](Value from, Value to) {
    if (varied.contains(from))
      varied.insert(to);
  };
  for (Operation *op : ops)
    for (Value operand : op->getOperands())
      if (!mapping.contains(operand) &&
          !inside.contains(operand.getDefiningOp()) &&
          !operand.getDefiningOp<ConstantOp>()) {
        Value fenced = FenceOp::create(builder(), operand.getLoc(), operand);
        mapping.map(operand, fenced);
        take(operand, fenced);
        fences.push_back({operand, fenced});
      }
  SmallVector<Operation *> copies;
  for (Operation *op : ops) {
    copies.push_back(builder().clone(*op, mapping));
    for (auto [from, to] :
         llvm::zip(op->getResults(), copies.back()->getResults())) {
      take(from, to);
      if (Value known = adjoints.lookup(from))
        adjoints[to] = known;
    }
  }
  if (failed(runOps(copies)))
    return failure();
  for (auto [outer, fenced] : fences)
    if (Value found = adjoints.lookup(fenced))
      seed(outer, found);
  return success();
}

LogicalResult ReverseMode::run(ArrayRef<Operation *> ops, size_t segments) {
  markVaried(ops);
  SmallVector<ArrayRef<Operation *>> parts =
      cut(ops, std::max<size_t>(segments, 1));
  // What the last part computed is still there.
  for (size_t i = parts.size(); i-- > 0;)
    if (failed(i + 1 == parts.size() ? runOps(parts[i]) : recompute(parts[i])))
      return failure();
  return success();
}
