//===- ArrayFiles.h - reading and writing files of arrays -----*- C++ -*-===//
//
// Readers take any bytes: what is truncated, contradictory or absurdly large is
// an error that says so, never an access out of bounds or a huge allocation.
//
//===---------------------------------------------------------------------===//

#ifndef NETC_COMPILER_ARRAYS_ARRAYFILES_H
#define NETC_COMPILER_ARRAYS_ARRAYFILES_H

#include "compiler/Arrays/ArrayStore.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace netc {

/// Starts the diagnostic of an error, at a place the caller knows. Messages
/// name the file and carry their code.
using EmitArrayError = llvm::function_ref<mlir::InFlightDiagnostic()>;

/// Named arrays; the file is mapped and stays so while one of them lives.
mlir::FailureOr<ArrayStore> readSafetensors(llvm::StringRef path,
                                            EmitArrayError emitError);
/// Writes all or nothing: a temporary file that is renamed when complete.
mlir::LogicalResult writeSafetensors(llvm::StringRef path,
                                     const ArrayStore &arrays,
                                     EmitArrayError emitError);

/// NumPy's .npy, versions 1 to 3, row-major or column-major, any byte order.
mlir::FailureOr<ArrayData> readNpy(llvm::StringRef path,
                                   EmitArrayError emitError);
mlir::LogicalResult writeNpy(llvm::StringRef path, const ArrayData &array,
                             EmitArrayError emitError);

/// NumPy's .npz: a zip archive of .npy files, stored or deflated; the names are
/// the keys. An archive that unpacks to far more than it holds is an error.
mlir::FailureOr<ArrayStore> readNpz(llvm::StringRef path,
                                    EmitArrayError emitError);
/// Writes all or nothing, stored as numpy.savez does.
mlir::LogicalResult writeNpz(llvm::StringRef path, const ArrayStore &arrays,
                             EmitArrayError emitError);

/// Nested lists of numbers of equal lengths ("NaN", "Infinity" and "-Infinity"
/// are numbers too): Integer64 when all are whole, else Real64.
mlir::FailureOr<ArrayData> readJsonArray(llvm::StringRef path,
                                         EmitArrayError emitError);
mlir::LogicalResult writeJsonArray(llvm::StringRef path, const ArrayData &array,
                                   EmitArrayError emitError);

/// IDX as MNIST uses it, plain or compressed with gzip.
mlir::FailureOr<ArrayData> readIdx(llvm::StringRef path,
                                   EmitArrayError emitError);

/// Whether the ending of a file name is one of .npy .json .idx .idx.gz
/// -ubyte -ubyte.gz .npz .safetensors.
bool isArrayFile(llvm::StringRef path);
/// One array by the ending of the name; a file of named arrays must hold one.
mlir::FailureOr<ArrayData> readArrayFile(llvm::StringRef path,
                                         EmitArrayError emitError);

/// Whether the ending says that the file holds named arrays: .npz,
/// .safetensors.
bool isArrayArchive(llvm::StringRef path);
mlir::FailureOr<ArrayStore> readArrayArchive(llvm::StringRef path,
                                             EmitArrayError emitError);
/// `"a", "b"`, for messages; shortened where there are many.
std::string listKeys(const ArrayStore &arrays);

} // namespace netc

#endif // NETC_COMPILER_ARRAYS_ARRAYFILES_H
