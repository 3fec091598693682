//===- LowerFma.cpp - math.fma becomes a product and a sum ----------------===//

#include "compiler/Conversion/LoweringPasses.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/PatternMatch.h"

namespace netc {
#define GEN_PASS_DEF_LOWERFMAPASS
#include "compiler/Conversion/LoweringPasses.h.inc"
} // namespace netc

using namespace mlir;

namespace {
struct LowerFmaPass : netc::impl::LowerFmaPassBase<LowerFmaPass> {
  void runOnOperation() override {
    getOperation()->walk([](math::FmaOp op) {
      if (!LLVM::isCompatibleType(op.getType()))
        return; // a vector of several axes is unrolled later
      IRRewriter rewriter(op);
      rewriter.replaceOpWithNewOp<LLVM::FMulAddOp>(op, op.getA(), op.getB(),
                                                   op.getC());
    });
  }
};
} // namespace
