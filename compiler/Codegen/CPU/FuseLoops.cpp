//===- FuseLoops.cpp - elementwise loops on tensors are joined ------------===//

#include "compiler/Codegen/CPU/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace netc {
#define GEN_PASS_DEF_FUSELOOPSPASS
#include "compiler/Codegen/CPU/Passes.h.inc"
} // namespace netc

using namespace mlir;

namespace {

/// transpose, broadcast, map, reduce, ... => generic. Fills stay: they give
/// reductions their start, and an elementwise consumer takes them as they are.
struct Generalize : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(linalg::LinalgOp op,
                                PatternRewriter &rewriter) const override {
    if (isa<linalg::FillOp, linalg::GenericOp>(op))
      return failure();
    return linalg::generalizeNamedOp(rewriter, op);
  }
};

/// The ops in the body of the longest loop. Beyond this a pass through memory
/// costs nothing beside the computation, while rewriting and register
/// allocation of a body take time with the square of its length.
constexpr size_t longestBody = 768;

/// Whether the producer of the operand may become a part of its user without
/// computing an element twice: the user is its only one and reads each element
/// once, or there is nothing to compute.
bool mayJoin(OpOperand *fused) {
  auto producer = fused->get().getDefiningOp<linalg::GenericOp>();
  if (!producer || !fused->get().hasOneUse())
    return false;
  auto consumer = cast<linalg::GenericOp>(fused->getOwner());
  size_t producerOps = producer.getBody()->getOperations().size();
  size_t consumerOps = consumer.getBody()->getOperations().size();
  if (producerOps == 1)
    return true;
  // Outside of a loop over steps it is computed once.
  if (producer->getBlock() != consumer->getBlock())
    return false;
  return consumer.getMatchingIndexingMap(fused).isPermutation() &&
         producerOps + consumerOps <= longestBody;
}

/// A loop that stores nothing; joining loops leaves them where a body calls a
/// function of libm.
struct EraseIdle : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::GenericOp op,
                                PatternRewriter &rewriter) const override {
    if (!op->use_empty() || !op.hasPureTensorSemantics())
      return failure();
    rewriter.eraseOp(op);
    return success();
  }
};

struct FuseLoops : netc::impl::FuseLoopsPassBase<FuseLoops> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<Generalize, EraseIdle>(&getContext());
    linalg::populateDecomposePadPatterns(patterns);
    linalg::populateElementwiseOpsFusionPatterns(patterns, mayJoin);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
