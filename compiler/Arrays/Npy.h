//===- Npy.h - the bytes of a NumPy array ----------------------*- C++ -*-===//

#ifndef NETC_COMPILER_ARRAYS_NPY_H
#define NETC_COMPILER_ARRAYS_NPY_H

#include "compiler/Arrays/FileBytes.h"

namespace netc {

/// The array of a NumPy file; `name` is the file's, for messages.
mlir::FailureOr<ArrayData> parseNpy(llvm::StringRef name, const FileBytes &file,
                                    EmitArrayError emitError);

/// What stands before the elements of `array`, or an error where NumPy has no
/// such type.
mlir::FailureOr<std::string> makeNpyHeader(llvm::StringRef name,
                                           const ArrayData &array,
                                           EmitArrayError emitError);

} // namespace netc

#endif // NETC_COMPILER_ARRAYS_NPY_H
