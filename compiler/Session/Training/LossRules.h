//===- LossRules.h - the option LossFunction -------------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_LOSSRULES_H
#define NETC_COMPILER_SESSION_TRAINING_LOSSRULES_H

#include "compiler/Notation/Expr.h"
#include "dialects/Net/IR/NetOps.h"
#include <string>

namespace netc::training {

/// One part of the objective: an output of the net that is a loss, or a loss
/// attached to an output.
struct LossRule {
  std::string output;       ///< port of the net
  Expr layer;               ///< what is attached, as written; null: see below
  bool isAutomatic = false; ///< the layer that suits the output is attached
  double scale = 1;
  Span place;

  bool isAttached() const { return layer || isAutomatic; }
};

/// framework.md 7.3; null means Automatic.
mlir::FailureOr<llvm::SmallVector<LossRule>> readLossRules(const Expr &spec,
                                                           net::RootOp root);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_LOSSRULES_H
