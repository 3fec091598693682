//===- Optimizers.h - steps of gradient descent as array ops ----*- C++ -*-===//

#ifndef NETC_COMPILER_TRANSFORMS_OPTIMIZERS_H
#define NETC_COMPILER_TRANSFORMS_OPTIMIZERS_H

#include "dialects/Prim/IR/PrimBuilder.h"
#include "mlir/IR/BuiltinAttributes.h"

namespace netc {

struct OptimizerParameter {
  llvm::StringLiteral name;
  double byDefault;
};

// What one step knows of an optimiser's parameters.
class OptimizerParameters {
public:
  explicit OptimizerParameters(mlir::DictionaryAttr values) : values(values) {}
  double operator[](llvm::StringRef name) const {
    return mlir::cast<mlir::FloatAttr>(values.get(name)).getValueAsDouble();
  }

private:
  mlir::DictionaryAttr values;
};

// One array's part of a step, element by element: `weight` and `gradient` have
// one type, as have all of `state`; the scalars are spread to it already.
struct OptimizerStep {
  mlir::Value weight, gradient;
  mlir::Value rate; // learning rate x multiplier x what `rate` below made of it
  llvm::SmallVector<mlir::Value> state; // replaced by its new values
};

// A method of framework.md 7.5. State begins at zero.
struct OptimizerSchema {
  llvm::StringLiteral name;
  llvm::ArrayRef<OptimizerParameter> parameters;
  // What is remembered of each array, and of the steps that arrays have had
  // (scalars, shared by those that had the same ones).
  llvm::ArrayRef<llvm::StringLiteral> arrayState, stepState;
  // Replaces the state of the steps by its new values and returns the rate of
  // this one; null: the learning rate, nothing to remember.
  mlir::Value (*rate)(prim::PrimBuilder &b, const OptimizerParameters &p,
                      mlir::Value learningRate,
                      llvm::MutableArrayRef<mlir::Value> stepState);
  // Returns the new weight and replaces the state.
  mlir::Value (*update)(prim::PrimBuilder &b, const OptimizerParameters &p,
                        OptimizerStep &step);
  // Parts of `arrayState` that these parameters make needless (momentum 0).
  size_t (*stateCount)(const OptimizerParameters &p);
};

// Null when there is none of this name.
const OptimizerSchema *findOptimizer(llvm::StringRef name);
llvm::SmallVector<llvm::StringRef> optimizerNames();

} // namespace netc

#endif // NETC_COMPILER_TRANSFORMS_OPTIMIZERS_H
