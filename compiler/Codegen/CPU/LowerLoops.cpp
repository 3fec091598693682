//===- LowerLoops.cpp - linalg on memrefs becomes vector loops ------------===//

#include "compiler/Codegen/CPU/LoopEmitter.h"
#include "compiler/Codegen/CPU/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace netc {
#define GEN_PASS_DEF_LOWERLOOPSPASS
#include "compiler/Codegen/CPU/Passes.h.inc"
} // namespace netc

using namespace mlir;
using namespace netc;

/// The value that the op just before fills the reduced buffer with; the fill is
/// not needed then.
static Value takeStartValue(linalg::LinalgOp op) {
  if (op.getNumDpsInits() != 1 || op.getNumReductionLoops() == 0)
    return nullptr;
  Value target = op.getDpsInits().front();
  for (Operation *before = op->getPrevNode(); before;
       before = before->getPrevNode()) {
    auto fill = dyn_cast<linalg::FillOp>(before);
    if (fill && fill.getDpsInits().front() == target) {
      Value start = fill.getDpsInputs().front();
      fill.erase();
      return start;
    }
    // Anything else that may touch memory ends the search.
    if (!isMemoryEffectFree(before))
      return nullptr;
  }
  return nullptr;
}

/// The access of an operand that is not read from memory: a scalar, or one that
/// is there only for its shape.
static std::optional<Access> plainValue(ImplicitLocOpBuilder &builder,
                                        linalg::LinalgOp op,
                                        OpOperand &operand) {
  Access access;
  access.strides.assign(op.getNumLoops(), number(builder, 0));
  auto memref = dyn_cast<MemRefType>(operand.get().getType());
  if (!memref) {
    access.scalar = operand.get();
    return access;
  }
  if (op.isDpsInit(&operand) ||
      !op.getMatchingBlockArgument(&operand).use_empty())
    return std::nullopt;
  access.scalar = arith::ConstantOp::create(
      builder, cast<TypedAttr>(builder.getZeroAttr(memref.getElementType())));
  return access;
}

/// The operation as a nest, with its stored loops first, in the order of the
/// output in memory.
static FailureOr<LoopOperation> describe(ImplicitLocOpBuilder &builder,
                                         linalg::LinalgOp op) {
  LoopOperation loops;
  loops.body = op.getBlock();
  loops.numOutputs = op.getNumDpsInits();
  auto kinds = op.getIteratorTypesArray();
  SmallVector<Range> ranges = op.createLoopRanges(builder, op.getLoc());
  for (auto [kind, range] : llvm::zip_equal(kinds, ranges))
    loops.nest.loops.push_back({range.size, linalg::isParallelIterator(kind)});
  for (OpOperand &operand : op->getOpOperands()) {
    if (std::optional<Access> scalar = plainValue(builder, op, operand)) {
      loops.nest.operands.push_back(*scalar);
      continue;
    }
    FailureOr<Access> access =
        makeAccess(builder, operand.get(), op.getMatchingIndexingMap(&operand));
    if (failed(access))
      return failure();
    loops.nest.operands.push_back(*access);
  }
  return loops;
}

/// Whether every operand's memory follows the loops with fixed strides.
static bool isLinear(linalg::LinalgOp op) {
  auto isLinearExpr = [](AffineExpr expr) {
    return !expr.walk([](AffineExpr part) {
                  bool linear = part.getKind() != AffineExprKind::FloorDiv &&
                                part.getKind() != AffineExprKind::CeilDiv &&
                                part.getKind() != AffineExprKind::Mod;
                  return linear ? WalkResult::advance()
                                : WalkResult::interrupt();
                })
                .wasInterrupted();
  };
  return llvm::all_of(op->getOpOperands(), [&](OpOperand &operand) {
    auto type = dyn_cast<MemRefType>(operand.get().getType());
    return !type ||
           (type.isStrided() &&
            llvm::all_of(op.getMatchingIndexingMap(&operand).getResults(),
                         isLinearExpr));
  });
}

namespace {
struct LowerLoops : netc::impl::LowerLoopsPassBase<LowerLoops> {
  using LowerLoopsPassBase::LowerLoopsPassBase;

  void runOnOperation() override {
    copiesToLoops();
    takeStartValues();
    SmallVector<linalg::LinalgOp> operations;
    getOperation().walk([&](linalg::LinalgOp op) { operations.push_back(op); });
    for (linalg::LinalgOp op : operations)
      if (failed(lower(op)))
        return signalPassFailure();
  }

private:
  void copiesToLoops();
  void takeStartValues();
  LogicalResult lower(linalg::LinalgOp op);

  DenseMap<Operation *, Value> startValues;
};
} // namespace

void LowerLoops::copiesToLoops() {
  SmallVector<memref::CopyOp> copies;
  getOperation().walk([&](memref::CopyOp op) { copies.push_back(op); });
  for (memref::CopyOp copy : copies) {
    OpBuilder builder(copy);
    linalg::makeMemRefCopyOp(builder, copy.getLoc(), copy.getSource(),
                             copy.getTarget());
    copy.erase();
  }
}

void LowerLoops::takeStartValues() {
  // One pass object serves several functions.
  startValues.clear();
  SmallVector<linalg::LinalgOp> reductions;
  getOperation().walk([&](linalg::LinalgOp op) {
    if (op.getNumReductionLoops() > 0 && isLinear(op))
      reductions.push_back(op);
  });
  for (linalg::LinalgOp op : reductions)
    if (Value start = takeStartValue(op))
      startValues[op] = start;
}

LogicalResult LowerLoops::lower(linalg::LinalgOp op) {
  ImplicitLocOpBuilder builder(op.getLoc(), op);
  if (!isLinear(op)) {
    // Rare: element by element.
    IRRewriter rewriter(builder);
    if (failed(linalg::linalgOpToLoops(rewriter, op)))
      return op.emitError("has no loops");
    op.erase();
    return success();
  }
  FailureOr<LoopOperation> loops = describe(builder, op);
  if (failed(loops))
    return op.emitError("has operands that are not strided memory");
  loops->start = startValues.lookup(op);
  emitLoopOperation(builder, std::move(*loops), vectorBits);
  op.erase();
  return success();
}
