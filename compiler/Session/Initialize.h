//===- Initialize.h - values for arrays without one ------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_INITIALIZE_H
#define NETC_COMPILER_SESSION_INITIALIZE_H

#include "compiler/Arrays/ArrayStore.h"
#include "mlir/IR/BuiltinOps.h"

namespace netc {

struct InitializeOptions {
  std::string method = "Kaiming"; ///< or Xavier, Orthogonal, Random, Identity
  uint64_t seed = 1234;
};

/// Fills every array of `module` that `arrays` has no value for, in Real32: the
/// rules of layers.md 2.7 by the array's role, what its option says (a number,
/// a distribution) first. The bits depend on the seed and the array's key only.
/// Arrays of unknown shape are the error `unknown-shape`.
mlir::LogicalResult initializeArrays(mlir::ModuleOp module, ArrayStore &arrays,
                                     const InitializeOptions &options);

} // namespace netc

#endif // NETC_COMPILER_SESSION_INITIALIZE_H
