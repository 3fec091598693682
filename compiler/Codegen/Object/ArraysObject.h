//===- ArraysObject.h - embedded arrays as an object file ----------------===//

#ifndef NETC_CODEGEN_OBJECT_ARRAYSOBJECT_H
#define NETC_CODEGEN_OBJECT_ARRAYSOBJECT_H

#include "mlir/Support/LLVM.h"
#include "llvm/Support/Error.h"
#include <vector>

namespace netc {

class MemoryFile;
struct LibraryDescription;

/// Where each embedded array begins behind `arraysSymbol`; 64-byte aligned.
/// Arrays without a value have the offset of the next one.
std::vector<uint64_t> arrayOffsets(const LibraryDescription &description);

/// Writes an ELF object whose read-only section holds all embedded arrays. They
/// go from where they are (often a mapped file) to the linker: gigabytes of
/// weights meet neither IR nor assembler.
llvm::Error writeArraysObject(const LibraryDescription &description,
                              MemoryFile &file);

} // namespace netc

#endif // NETC_CODEGEN_OBJECT_ARRAYSOBJECT_H
