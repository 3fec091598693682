//===- BuildContext.h - what all parts of the builder share ----*- C++ -*-===//

#ifndef NETC_COMPILER_FRONTEND_TREE_BUILDCONTEXT_H
#define NETC_COMPILER_FRONTEND_TREE_BUILDCONTEXT_H

#include "compiler/Frontend/Tree/NetTree.h"

namespace netc::tree {

/// Largest size of a dimension, so that products of a few do not overflow.
inline constexpr int64_t largestSize = std::numeric_limits<int32_t>::max();

class BuildContext {
public:
  BuildContext(mlir::MLIRContext *context, const BuildOptions &options)
      : context(context), options(options) {}

  mlir::Location locate(const Expr &where) const;
  /// Begins the message `[code] ...` at the expression.
  mlir::InFlightDiagnostic error(const Expr &where, llvm::StringRef code) const;
  /// As `error`, with `hint: did you mean ...?` where a name is near.
  void hintNearest(mlir::InFlightDiagnostic &diagnostic, llvm::StringRef name,
                   llvm::ArrayRef<llvm::StringRef> known) const;
  /// Each "Varying" is a length of its own: Varying, Varying2, ...
  net::Dimension freshLength();
  /// The name of a shared array that has none: NetArray$1, NetArray$2, ...
  std::string freshArray();

  mlir::MLIRContext *context;
  const BuildOptions &options;

private:
  unsigned lengths = 0;
  unsigned sharedArrays = 0;
};

/// How a message shows what was found: the expression, cut after 60 letters.
std::string show(const Expr &expr);

} // namespace netc::tree

#endif // NETC_COMPILER_FRONTEND_TREE_BUILDCONTEXT_H
