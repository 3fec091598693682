//===- Apply.h - applies a net that is not compiled yet --------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_APPLY_H
#define NETC_COMPILER_SESSION_APPLY_H

#include "compiler/Frontend/Tree/Tree.h"
#include "compiler/Session/Runner.h"

namespace netc {

struct ApplyOptions {
  RunnerOptions runner;
  std::string precision = "Real32";
  std::string mode = "Test";
  std::string device = "CPU";
  /// Where the notation says these, for messages.
  Span precisionPlace, devicePlace, modePlace;
  /// Every array of the store must be one of the net: weights came from a file.
  bool strictArrays = false;
};

/// Compiles `net` for this machine and applies it: framework.md 3. Sizes that
/// the net leaves open are taken from the values.
mlir::FailureOr<Expr> applyNet(const BuiltNet &net,
                               llvm::ArrayRef<NamedValue> values,
                               const Expr &request,
                               const ApplyOptions &options);

/// `net[data, request, options...]` with unbuilt heads: layers, containers,
/// coders.
mlir::FailureOr<Expr> applyExpression(const Expr &net,
                                      llvm::ArrayRef<Expr> args,
                                      const ApplyOptions &options,
                                      mlir::MLIRContext *context);

/// The names of the options of an application.
llvm::ArrayRef<llvm::StringRef> applicationOptions();

/// Applies a library from disk.
mlir::FailureOr<Expr>
applyLibrary(llvm::StringRef path, llvm::StringRef weights,
             llvm::ArrayRef<NamedValue> values, const Expr &request,
             const ApplyOptions &options, mlir::MLIRContext *context);

/// Checks precision, mode and device, and fills options.runner.
mlir::LogicalResult resolveOptions(ApplyOptions &options, llvm::StringRef head,
                                   mlir::MLIRContext *context);

} // namespace netc

#endif // NETC_COMPILER_SESSION_APPLY_H
