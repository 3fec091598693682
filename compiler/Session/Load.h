//===- Load.h - a net from a file in any notation --------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_LOAD_H
#define NETC_COMPILER_SESSION_LOAD_H

#include "compiler/Frontend/Tree/Tree.h"
#include "compiler/Session/SourceFiles.h"
#include "compiler/include/netc/Session.h"

namespace netc {

enum class SpecFormat { Text, Binary, Textproto, Mlir };

/// By name (`--format`, `--to`), or by the ending of `path` where it is empty.
mlir::FailureOr<SpecFormat> specFormat(llvm::StringRef name,
                                       llvm::StringRef path,
                                       mlir::MLIRContext *context);

/// Whether the file is a compiled library rather than a spec.
bool isLibraryPath(llvm::StringRef path);

/// Reports options that say something about a spec, where the file is a
/// compiled library.
mlir::LogicalResult checkLibraryOptions(const SpecOptions &options,
                                        mlir::MLIRContext *context);

/// Reads the net, adds the facts and the weights that the options give, and
/// infers shapes. Unknown sizes may be left. `inputCount` says how many inputs
/// a single layer has that takes any number.
mlir::FailureOr<BuiltNet> loadNet(const SpecOptions &options,
                                  SourceFiles &sources,
                                  mlir::MLIRContext *context,
                                  unsigned inputCount = 0);

/// Runs shape inference; problems are diagnostics.
mlir::LogicalResult inferShapes(mlir::ModuleOp module);

/// Every value must belong to an array of the net and have its dimensions;
/// others are errors of `file`.
mlir::LogicalResult checkValues(const BuiltNet &net, llvm::StringRef file);

/// Values of arrays that options give as one number: `"Biases" -> 0.5`.
void fillConstants(mlir::ModuleOp module, ArrayStore &arrays);

} // namespace netc

#endif // NETC_COMPILER_SESSION_LOAD_H
