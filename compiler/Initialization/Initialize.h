//===- Initialize.h - values for arrays without one ------------*- C++ -*-===//

#ifndef NETC_COMPILER_INITIALIZATION_INITIALIZE_H
#define NETC_COMPILER_INITIALIZATION_INITIALIZE_H

#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Arrays/Distributions.h"
#include "mlir/IR/BuiltinOps.h"

namespace netc {

struct InitializeMethod {
  enum class Kind : uint8_t { Kaiming, Xavier, Orthogonal, Random, Identity };
  Kind kind = Kind::Kaiming;
  /// Kaiming and Xavier: uniform numbers of the same variance.
  bool isUniform = false;
  /// Random: what weights are drawn from, and biases, which else are 0.
  Distribution weights = Distribution::normal(1);
  std::optional<Distribution> biases;
  /// Identity: what is added to ones and zeros.
  Distribution noise = Distribution::normal(0.01);
};

struct InitializeOptions {
  InitializeMethod method;
  uint64_t seed = 1234;
  /// Trainable arrays get a new value where they have one, too.
  bool all = false;
  /// Without it everything is checked and nothing filled: for editors.
  bool fills = true;
};

/// Fills every array of `module` that `arrays` has no value for, in Real32: the
/// rules of the layers' catalogue by the array's role, what its option says (a
/// number, a distribution) first. The bits depend on the seed and the array's
/// key only. Shapes are inferred; arrays of unknown shape are the error
/// `unknown-shape`.
mlir::LogicalResult initializeArrays(mlir::ModuleOp module, ArrayStore &arrays,
                                     const InitializeOptions &options);

} // namespace netc

#endif // NETC_COMPILER_INITIALIZATION_INITIALIZE_H
