//===- Values.h - values on the command line -------------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_VALUES_H
#define NETC_COMPILER_SESSION_VALUES_H

#include "compiler/Session/Runner.h"
#include "compiler/Session/SourceFiles.h"

namespace netc {

/// `[PORT=]VALUE`: a literal of the notation, or a file (.npy .npz .json
/// .safetensors .idx .idx.gz), of which `FILE[a:b]` takes rows a to b-1,
/// counted from 0. A file of several named arrays gives each to the port of its
/// name, or one to PORT.
mlir::FailureOr<llvm::SmallVector<NamedValue>>
parseInputArgument(llvm::StringRef flag, llvm::StringRef argument,
                   SourceFiles &sources, mlir::MLIRContext *context);

/// The same for the argument of another flag, whose ports are words alone.
mlir::FailureOr<llvm::SmallVector<NamedValue>>
readArgument(llvm::StringRef flag, llvm::StringRef argument,
             SourceFiles &sources, mlir::MLIRContext *context);

/// What the value of a flag is made of: layers are known in these only.
enum class FlagValue { Data, Layers };

/// Evaluates one expression that was given as a flag.
mlir::FailureOr<Expr> parseFlag(llvm::StringRef flag, llvm::StringRef text,
                                SourceFiles &sources,
                                mlir::MLIRContext *context,
                              FlagValue what = FlagValue::Data);

} // namespace netc

#endif // NETC_COMPILER_SESSION_VALUES_H
