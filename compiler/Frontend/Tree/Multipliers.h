//===- Multipliers.h - LearningRateMultipliers -----------------*- C++ -*-===//

#ifndef NETC_COMPILER_FRONTEND_TREE_MULTIPLIERS_H
#define NETC_COMPILER_FRONTEND_TREE_MULTIPLIERS_H

#include "compiler/Frontend/Tree/BuildContext.h"

namespace netc::tree {

/// Checks the form: a number, None, Automatic, or rules of such.
mlir::LogicalResult checkMultipliers(const Node &node,
                                     const BuildContext &build);

/// The multiplier of an array, 0 where it is frozen; nothing where neither the
/// layer nor a container around says one. The innermost that does decides.
std::optional<double> multiplierOf(const Node &layer, llvm::StringRef array);

} // namespace netc::tree

#endif // NETC_COMPILER_FRONTEND_TREE_MULTIPLIERS_H
