//===- Reduction.cpp - what a reduction combines with ---------------------===//

#include "compiler/Codegen/CPU/Reduction.h"

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"

using namespace mlir;
using namespace netc;

std::optional<Reduction> netc::matchReduction(const LoopOperation &operation) {
  if (operation.numOutputs != 1)
    return std::nullopt;
  Block &body = *operation.body;
  BlockArgument old = body.getArguments().back();
  Operation *combiner = body.getTerminator()->getOperand(0).getDefiningOp();
  if (!combiner || combiner->getBlock() != &body || !old.hasOneUse() ||
      *old.getUsers().begin() != combiner)
    return std::nullopt;
  std::optional<vector::CombiningKind> kind =
      linalg::getCombinerOpKind(combiner);
  std::optional<TypedAttr> neutral = arith::getNeutralElement(combiner);
  if (!kind || !neutral)
    return std::nullopt;
  return Reduction{*kind, *neutral};
}
