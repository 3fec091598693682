//===- Link.h - objects to a shared library or one object, in process ----===//

#ifndef NETC_CODEGEN_OBJECT_LINK_H
#define NETC_CODEGEN_OBJECT_LINK_H

#include "mlir/IR/Location.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

namespace netc {

class MemoryFile;
class OutputFile;

/// Links `objects` to the shared library `output` with the built-in linker.
/// Needs nothing of the machine but the C library that runs this very process.
mlir::LogicalResult linkSharedLibrary(llvm::ArrayRef<MemoryFile> objects,
                                      const OutputFile &output,
                                      mlir::Location location);

/// Merges `objects` into one relocatable object in which only the symbol
/// `exported` is global: two nets' objects never meet each other's names. The
/// file `scratch` is overwritten on the way.
mlir::FailureOr<std::unique_ptr<llvm::MemoryBuffer>>
mergeObjects(llvm::ArrayRef<MemoryFile> objects, llvm::StringRef exported,
             llvm::StringRef scratch, mlir::Location location);

} // namespace netc

#endif // NETC_CODEGEN_OBJECT_LINK_H
