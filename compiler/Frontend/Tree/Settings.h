//===- Settings.h - settings of layers, by kind ----------------*- C++ -*-===//

#ifndef NETC_COMPILER_FRONTEND_TREE_SETTINGS_H
#define NETC_COMPILER_FRONTEND_TREE_SETTINGS_H

#include "compiler/Frontend/Tree/BuildContext.h"

namespace netc::tree {

/// The attribute for a written setting, null where it says the default; failure
/// where the kind does not allow it, see `allowedValues`.
mlir::FailureOr<mlir::Attribute> parseSetting(const net::ArgumentSchema &schema,
                                              const Expr &value,
                                              mlir::MLIRContext *context);

/// What to say is allowed: `a positive whole number`.
std::string allowedValues(const net::ArgumentSchema &schema);

/// The notation of a setting.
Expr writeSetting(const net::ArgumentSchema &schema, mlir::Attribute value);

/// How many inputs a function of slots has, and their names where it names them:
/// `#a + #b &` has 2. Nothing for `Plus`, which takes any number.
struct SlotUse {
  unsigned count = 0;
  llvm::SmallVector<std::string> names;
};
std::optional<SlotUse> slotsOf(const Expr &function);

} // namespace netc::tree

#endif // NETC_COMPILER_FRONTEND_TREE_SETTINGS_H
