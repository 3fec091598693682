//===- FileErrors.h - messages about files --------------------*- C++ -*-===//

#ifndef NETC_COMPILER_ARRAYS_FILEERRORS_H
#define NETC_COMPILER_ARRAYS_FILEERRORS_H

#include "compiler/Arrays/ArrayFiles.h"
#include "llvm/Support/Error.h"

namespace netc {

/// Starts `[code] PATH: `, without the path where the diagnostic stands at this
/// file, which says it already. A part of a file is `PATH, PART`.
mlir::InFlightDiagnostic fileError(llvm::StringRef path, llvm::StringRef code,
                                   EmitArrayError emitError);

/// `[bad-array-file] PATH: WHY`.
mlir::LogicalResult badFile(llvm::StringRef path, const llvm::Twine &why,
                            EmitArrayError emitError);

/// What went wrong, without the path that errors of files carry.
std::string reasonOf(llvm::Error error);

} // namespace netc

#endif // NETC_COMPILER_ARRAYS_FILEERRORS_H
