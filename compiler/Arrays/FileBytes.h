//===- FileBytes.h - what the readers of array files share ----*- C++ -*-===//

#ifndef NETC_COMPILER_ARRAYS_FILEBYTES_H
#define NETC_COMPILER_ARRAYS_FILEBYTES_H

#include "compiler/Arrays/FileErrors.h"
#include <functional>

namespace llvm {
class raw_ostream;
}

namespace netc {

/// The whole file; `owner` keeps the bytes.
struct FileBytes {
  std::shared_ptr<const void> owner;
  llvm::ArrayRef<char> bytes;
};

mlir::FailureOr<FileBytes> readBytes(llvm::StringRef path,
                                     EmitArrayError emitError);

/// Fresh memory of the size the array needs, or an error when `available` bytes
/// cannot fill it. The memory is zeroed.
mlir::FailureOr<ArrayData> allocateArray(llvm::StringRef path,
                                         ElementType element,
                                         llvm::ArrayRef<int64_t> shape,
                                         EmitArrayError emitError);
/// The bytes of an array just made by allocateArray.
llvm::MutableArrayRef<char> writableBytes(ArrayData &array);

/// Turns elements of the other byte order around, in place.
void swapBytes(llvm::MutableArrayRef<char> bytes, size_t elementSize);

/// Writes a temporary file and renames it when `write` is done; a full disk is
/// an error like others.
llvm::Error writeWhole(llvm::StringRef path,
                       llvm::function_ref<void(llvm::raw_ostream &)> write);

/// The same, with the error reported.
mlir::LogicalResult
writeAtomically(llvm::StringRef path,
                std::function<void(llvm::raw_ostream &)> write,
                EmitArrayError emitError);

} // namespace netc

#endif // NETC_COMPILER_ARRAYS_FILEBYTES_H
