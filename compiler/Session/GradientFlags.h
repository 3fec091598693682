//===- GradientFlags.h - flags of netc gradient ----------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_GRADIENTFLAGS_H
#define NETC_COMPILER_SESSION_GRADIENTFLAGS_H

#include "compiler/Session/Runner.h"
#include "compiler/Session/SourceFiles.h"

namespace netc {

/// `--of`: input ports, arrays such as `1.Weights` or `{1, "Weights"}`, and
/// `all`, with commas between them, as a request.
mlir::FailureOr<Expr> readTargets(llvm::StringRef text, SourceFiles &sources,
                                  mlir::MLIRContext *context);

/// The values of one `--output-gradient PORT=VALUE`.
mlir::LogicalResult
readImposed(llvm::StringRef argument, SourceFiles &sources,
            llvm::SmallVectorImpl<NamedValue> &imposed,
            mlir::MLIRContext *context);

} // namespace netc

#endif // NETC_COMPILER_SESSION_GRADIENTFLAGS_H
