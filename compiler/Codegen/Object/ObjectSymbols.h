//===- ObjectSymbols.h - names in object files, changed afterwards -------===//

#ifndef NETC_CODEGEN_OBJECT_OBJECTSYMBOLS_H
#define NETC_CODEGEN_OBJECT_OBJECTSYMBOLS_H

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <memory>

namespace llvm {
class MemoryBuffer;
}

namespace netc {

/// A copy of the ELF file `object` in which `exported` is the only global
/// symbol.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
keepOneGlobal(llvm::MemoryBufferRef object, llvm::StringRef exported);

/// A copy of the ELF file `object` with symbols renamed from key to value.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
renameSymbols(llvm::MemoryBufferRef object,
              const llvm::StringMap<std::string> &names);

} // namespace netc

#endif // NETC_CODEGEN_OBJECT_OBJECTSYMBOLS_H
