//===- CoreObject.cpp - the runtime core, compiled when netc was ---------===//

#include "compiler/Codegen/Object/CoreObject.h"

#include "compiler/Codegen/Object/Descriptor.h"
#include "compiler/Codegen/Object/ObjectSymbols.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace netc;

alignas(16) static const unsigned char bytes[] = {
#include "compiler/Codegen/Object/CoreObject.inc"
};

llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
netc::coreObject(llvm::StringRef prefix) {
  llvm::StringMap<std::string> names;
  for (llvm::StringRef name : sharedCoreNames)
    names[name] = coreSymbol(prefix, name);
  llvm::StringRef object(reinterpret_cast<const char *>(bytes), sizeof(bytes));
  return renameSymbols({object, "netrt_core.o"}, names);
}
