//===- CoreObject.h - the runtime core, compiled when netc was -----------===//

#ifndef NETC_CODEGEN_OBJECT_COREOBJECT_H
#define NETC_CODEGEN_OBJECT_COREOBJECT_H

#include "llvm/Support/Error.h"
#include <memory>

namespace llvm {
class MemoryBuffer;
}

namespace netc {

/// The core as an object file, with `coreSymbol` names of this prefix for what
/// it shares with the variants and the descriptor. The bitcode says the same,
/// but compiling it takes longer than all of a small net.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
coreObject(llvm::StringRef prefix);

} // namespace netc

#endif // NETC_CODEGEN_OBJECT_COREOBJECT_H
