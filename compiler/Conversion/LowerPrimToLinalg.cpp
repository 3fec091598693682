//===- LowerPrimToLinalg.cpp - prim becomes tile.contract and linalg ------===//

#include "compiler/Conversion/LowerContraction.h"
#include "compiler/Conversion/LowerScan.h"
#include "compiler/Conversion/LoweringPasses.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Tile/IR/TileDialect.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/Transforms/Transforms.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SCF/Transforms/Patterns.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/IR/TensorInferTypeOpInterfaceImpl.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace netc {
#define GEN_PASS_DEF_LOWERPRIMTOLINALGPASS
#include "compiler/Conversion/LoweringPasses.h.inc"
} // namespace netc

using namespace mlir;
using namespace netc;
using namespace netc::prim;

static bool nothingInside(Operation *) { return false; }

// The ops of a group, moved to where the group was.
static SmallVector<Operation *> dissolve(IRRewriter &rewriter, GroupOp group,
                                         SmallVectorImpl<Value> &results) {
  Block &body = group.getBody().front();
  Operation *yield = body.getTerminator();
  SmallVector<Operation *> members;
  for (Operation &op : body.without_terminator())
    members.push_back(&op);
  rewriter.inlineBlockBefore(&body, group, group.getInputs());
  results.assign(yield->operand_begin(), yield->operand_end());
  rewriter.eraseOp(yield);
  return members;
}

static FailureOr<SmallVector<Value>>
lowerLoopGroup(OpBuilder &builder, Location loc, ValueRange results,
               ElementPlan::Inside inside) {
  SmallVector<Value> empties;
  for (Value result : results)
    empties.push_back(
        tensor::EmptyOp::create(builder, loc, sizesOf(builder, loc, result),
                                tensorType(result).getElementType()));
  return lowerElements(builder, loc, results, empties, inside,
                       [](Value leaf) { return leaf; });
}

static FailureOr<SmallVector<Value>> lowerMembers(OpBuilder &builder,
                                                  GroupKind kind,
                                                  ArrayRef<Operation *> members,
                                                  ValueRange results) {
  if (kind == GroupKind::Loop)
    return lowerLoopGroup(
        builder, members.back()->getLoc(), results,
        [&](Operation *op) { return llvm::is_contained(members, op); });
  const auto *contraction =
      llvm::find_if(members, llvm::IsaPred<ContractionOpInterface>);
  if (contraction == members.end() || results.size() != 1)
    return failure();
  auto inside = [&](Operation *op) {
    return op != *contraction && llvm::is_contained(members, op);
  };
  FailureOr<Value> lowered = lowerContraction(
      builder, cast<ContractionOpInterface>(*contraction), results[0], inside);
  if (failed(lowered))
    return failure();
  return SmallVector<Value>{*lowered};
}

static LogicalResult lowerGroup(GroupOp group) {
  IRRewriter rewriter(group);
  SmallVector<Value> results;
  SmallVector<Operation *> members = dissolve(rewriter, group, results);
  rewriter.setInsertionPoint(group);
  auto lowered = lowerMembers(rewriter, group.getKind(), members, results);
  if (failed(lowered))
    return group.emitOpError("has no lowering");
  rewriter.replaceOp(group, *lowered);
  for (Operation *op : llvm::reverse(members))
    rewriter.eraseOp(op);
  return success();
}

static LogicalResult lowerAll(Operation *root);

static LogicalResult lowerOp(Operation *op) {
  if (auto scan = dyn_cast<ScanOp>(op)) {
    FailureOr<scf::ForOp> loop = lowerScan(scan);
    if (failed(loop))
      return scan.emitOpError("has stacks of unknown size");
    return lowerAll(*loop);
  }
  if (auto group = dyn_cast<GroupOp>(op))
    return lowerGroup(group);
  IRRewriter rewriter(op);
  FailureOr<Value> lowered = failure();
  if (auto fence = dyn_cast<FenceOp>(op)) {
    rewriter.replaceOpWithNewOp<tile::FenceOp>(op, fence.getType(),
                                               fence.getInput());
    return success();
  }
  if (auto contraction = dyn_cast<ContractionOpInterface>(op))
    lowered = lowerContraction(rewriter, contraction, op->getResult(0),
                               nothingInside);
  else if (auto lowerable = dyn_cast<LowerableOpInterface>(op))
    lowered = lowerable.lowerToLinalg(rewriter);
  if (failed(lowered))
    return op->emitOpError("has no lowering for these types");
  rewriter.replaceOp(op, *lowered);
  return success();
}

// Ops of the dialect outside of groups, in program order: operands are lowered
// before the ops that use them.
static SmallVector<Operation *> primOps(Operation *root) {
  SmallVector<Operation *> ops;
  root->walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (!isa_and_present<PrimDialect>(op->getDialect()))
      return WalkResult::advance();
    ops.push_back(op);
    return WalkResult::skip();
  });
  return ops;
}

static LogicalResult lowerAll(Operation *root) {
  for (Operation *op : primOps(root)) {
    if (isOpTriviallyDead(op)) // it only lent its sizes
      op->erase();
    else if (failed(lowerOp(op)))
      return failure();
  }
  return success();
}

namespace {
struct LowerPrimToLinalgPass
    : netc::impl::LowerPrimToLinalgPassBase<LowerPrimToLinalgPass> {
  // With these, sizes are followed through reshapes and slices.
  void getDependentDialects(DialectRegistry &registry) const override {
    LowerPrimToLinalgPassBase::getDependentDialects(registry);
    tensor::registerInferTypeOpInterfaceExternalModels(registry);
  }

  void runOnOperation() override {
    if (failed(lowerAll(getOperation())))
      return signalPassFailure();
    // Sizes of results become sizes of arguments.
    RewritePatternSet patterns(&getContext());
    memref::populateResolveRankedShapedTypeResultDimsPatterns(patterns);
    memref::populateResolveShapedTypeResultDimsPatterns(patterns);
    scf::populateSCFForLoopCanonicalizationPatterns(patterns);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
