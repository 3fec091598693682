//===- TurnWeights.cpp - weights of steps as their contractions like them -===//

#include "compiler/Transforms/PrimPasses.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace netc {
#define GEN_PASS_DEF_TURNWEIGHTSPASS
#include "compiler/Transforms/PrimPasses.h.inc"
} // namespace netc

using namespace mlir;
using namespace netc;
using namespace netc::prim;

// Fewer steps do not pay for the copy, fewer columns do not fill a vector.
static constexpr int64_t fewestSteps = 4, fewestColumns = 16;

// Whether all that reads the weights sums along their rows.
static bool areSummedByRows(BlockArgument weights) {
  return !weights.use_empty() &&
         llvm::all_of(weights.getUses(), [](OpOperand &use) {
           auto dot = dyn_cast<DotGeneralOp>(use.getOwner());
           return dot && use.get() == dot.getRhs() &&
                  dot.getLhs() != dot.getRhs() &&
                  dot.getRhsBatching().empty() &&
                  dot.getRhsContracting() == ArrayRef<int64_t>{1};
         });
}

static void turn(ScanOp scan, OpOperand &outer, BlockArgument weights) {
  OpBuilder builder(scan);
  Value turned = TransposeOp::create(builder, scan.getLoc(), outer.get(),
                                     ArrayRef<int64_t>{1, 0});
  outer.set(turned);
  weights.setType(turned.getType());
  for (Operation *user : weights.getUsers())
    cast<DotGeneralOp>(user).setRhsContracting({0});
}

static void turnWeights(ScanOp scan) {
  if (scan.getLength() < fewestSteps)
    return;
  for (auto [outer, weights] :
       llvm::zip_equal(scan.getConstantsMutable(), scan.getBodyConstants())) {
    auto type = cast<RankedTensorType>(weights.getType());
    if (type.getRank() == 2 && type.hasStaticShape() &&
        type.getDimSize(0) >= fewestColumns && areSummedByRows(weights))
      turn(scan, outer, weights);
  }
}

namespace {
struct TurnWeightsPass : netc::impl::TurnWeightsPassBase<TurnWeightsPass> {
  void runOnOperation() override {
    getOperation().walk([](ScanOp scan) { turnWeights(scan); });
  }
};
} // namespace
