//===- InlineComposites.cpp - replaces composites by their bodies ---------===//

#include "compiler/Transforms/InlineComposites.h"
#include "compiler/Transforms/PrimPasses.h"
#include "mlir/IR/PatternMatch.h"

namespace netc {
#define GEN_PASS_DEF_INLINECOMPOSITESPASS
#include "compiler/Transforms/PrimPasses.h.inc"
} // namespace netc

using namespace mlir;
using namespace netc;

static void inlineComposite(prim::CompositeOp composite) {
  IRRewriter rewriter(composite);
  Block &body = composite.getBody().front();
  Operation *yield = body.getTerminator();
  rewriter.inlineBlockBefore(&body, composite, composite.getInputs());
  // After inlining: a body may yield its argument.
  SmallVector<Value> results(yield->getOperands());
  rewriter.eraseOp(yield);
  rewriter.replaceOp(composite, results);
}

void netc::inlineComposites(
    Operation *root, llvm::function_ref<bool(prim::CompositeOp)> choose) {
  // Inner composites come first, so each body is inlined once.
  SmallVector<prim::CompositeOp> composites;
  root->walk([&](prim::CompositeOp composite) {
    if (choose(composite))
      composites.push_back(composite);
  });
  for (prim::CompositeOp composite : composites)
    inlineComposite(composite);
}

namespace {
struct InlineCompositesPass
    : netc::impl::InlineCompositesPassBase<InlineCompositesPass> {
  using InlineCompositesPassBase::InlineCompositesPassBase;

  void runOnOperation() override {
    inlineComposites(getOperation(), [&](prim::CompositeOp composite) {
      return !llvm::is_contained(except, composite.getName());
    });
  }
};
} // namespace
