//===- InferShapes.cpp - finds the shapes of all ports and arrays --------===//

#include "compiler/Transforms/NetPasses.h"
#include "dialects/Net/IR/NetOps.h"
#include "dialects/Net/IR/ShapeSolver.h"
#include "mlir/IR/BuiltinOps.h"

namespace netc {
#define GEN_PASS_DEF_INFERSHAPESPASS
#include "compiler/Transforms/NetPasses.h.inc"
} // namespace netc

using namespace mlir;
using namespace netc;

namespace {

class InferShapes : public netc::impl::InferShapesPassBase<InferShapes> {
  void runOnOperation() override {
    for (auto root : getOperation().getOps<net::RootOp>()) {
      net::ShapeSolver solver(root);
      if (failed(solver.solve()))
        return signalPassFailure();
      solver.writeBack();
    }
  }
};

} // namespace
