//===- GradientEntry.h - the entry that gradients need ---------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_GRADIENTENTRY_H
#define NETC_COMPILER_SESSION_GRADIENTENTRY_H

#include "compiler/Pipeline/CompileOptions.h"
#include "compiler/Session/Runner.h"

namespace netc {

/// Where the request asks for gradients, an entry that computes these, with
/// what is imposed among the data, takes the place of inference.
mlir::LogicalResult addGradients(const Expr &request,
                                 llvm::ArrayRef<NamedValue> values,
                                 const GradientNames &names,
                                 CompileOptions &compile,
                                 mlir::MLIRContext *context);

/// Reports an imposed gradient where no gradient is asked for.
mlir::LogicalResult checkImposed(const Expr &request,
                                 llvm::ArrayRef<NamedValue> values,
                                 mlir::MLIRContext *context);

} // namespace netc

#endif // NETC_COMPILER_SESSION_GRADIENTENTRY_H
