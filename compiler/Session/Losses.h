//===- Losses.h - the losses that a net is trained by -----------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_LOSSES_H
#define NETC_COMPILER_SESSION_LOSSES_H

#include "compiler/Frontend/Tree/Tree.h"
#include "compiler/Transforms/AttachLoss.h"

namespace netc {

/// The loss layer for an output, by what makes it (framework.md 7.3). Classes
/// are given by their places, or, with `vectorTargets`, as probabilities.
Expr automaticLoss(net::RootOp root, unsigned output, bool vectorTargets);

/// Fails where that loss would compare along another level than the output is
/// normalized along.
mlir::LogicalResult checkAutomaticLoss(net::RootOp root, unsigned output);

/// A loss of the finished training net: an output port and its factor.
using LossList = std::vector<std::pair<std::string, double>>;

/// Outputs that are losses are used; to all others their automatic loss is
/// attached. A single new target is the port "Target" and its loss "Loss", of
/// several each begins with the name of the output. Infers shapes.
mlir::FailureOr<LossList> attachAutomaticLosses(BuiltNet &net);

} // namespace netc

#endif // NETC_COMPILER_SESSION_LOSSES_H
