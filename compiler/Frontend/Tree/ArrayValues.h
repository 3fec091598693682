//===- ArrayValues.h - array options: numbers to data and back -*- C++ -*-===//

#ifndef NETC_COMPILER_FRONTEND_TREE_ARRAYVALUES_H
#define NETC_COMPILER_FRONTEND_TREE_ARRAYVALUES_H

#include "compiler/Frontend/Tree/BuildContext.h"

namespace netc::tree {

/// What an array option says.
struct ArrayValue {
  enum class Kind {
    Open,   // Automatic: to be initialised or loaded
    None,   // the layer has no such array
    Data,   // given values
    Filled, // every element is `fill`
    Random, // drawn from the distribution `expr`
  };
  Kind kind = Kind::Open;
  ArrayData data;
  double fill = 0;
  Expr expr;
  std::optional<std::string> shared; // name of a shared array, NetArray["name"]
  std::optional<llvm::SmallVector<int64_t>> dimensions; // of NetArray, if given
};

/// `what` names the array in messages: `"Weights" of layer 1 (LinearLayer)`.
mlir::FailureOr<ArrayValue> parseArrayValue(const Expr &value,
                                            llvm::StringRef what,
                                            BuildContext &build);

/// `NumericArray[{...}, "Real64"]`.
Expr writeArrayData(const ArrayData &data);

/// Dense data of nested lists of equal length with numbers as leaves, as Real64;
/// nothing where they are not.
std::optional<ArrayData> denseData(const Expr &lists);

} // namespace netc::tree

#endif // NETC_COMPILER_FRONTEND_TREE_ARRAYVALUES_H
