//===- ReadOptions.h - NetInitialize's options -----------------*- C++ -*-===//

#ifndef NETC_COMPILER_INITIALIZATION_READOPTIONS_H
#define NETC_COMPILER_INITIALIZATION_READOPTIONS_H

#include "compiler/Initialization/Initialize.h"
#include "compiler/Notation/Expr.h"

namespace netc {

/// What follows the net: `All`, `Method -> "Xavier"`, `RandomSeeding -> 7`.
mlir::LogicalResult readInitializeOptions(llvm::ArrayRef<Expr> args,
                                          InitializeOptions &options,
                                          mlir::MLIRContext *context);

/// `"Xavier"`, `{"Xavier", "Distribution" -> "Uniform"}`, Automatic.
mlir::FailureOr<InitializeMethod>
readInitializeMethod(const Expr &method, mlir::MLIRContext *context);

/// An integer, a text, or Automatic, which gives another seed each time.
mlir::FailureOr<uint64_t> readSeed(const Expr &seed,
                                   mlir::MLIRContext *context);

} // namespace netc

#endif // NETC_COMPILER_INITIALIZATION_READOPTIONS_H
