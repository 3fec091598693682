//===- ObjectSymbols.cpp - names in object files, changed afterwards -----===//

#include "compiler/Codegen/Object/ObjectSymbols.h"

#include "mlir/Support/LLVM.h"
#include "llvm/ObjCopy/CommonConfig.h"
#include "llvm/ObjCopy/ELF/ELFConfig.h"
#include "llvm/ObjCopy/ELF/ELFObjcopy.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace netc;

static Expected<std::unique_ptr<MemoryBuffer>>
rewrite(MemoryBufferRef object, const objcopy::CommonConfig &config) {
  auto binary = object::ObjectFile::createELFObjectFile(object);
  if (!binary)
    return binary.takeError();
  SmallVector<char, 0> bytes;
  raw_svector_ostream stream(bytes);
  if (Error error = objcopy::elf::executeObjcopyOnBinary(
          config, objcopy::ELFConfig(),
          *cast<object::ELFObjectFileBase>(binary->get()), stream))
    return std::move(error);
  return std::make_unique<SmallVectorMemoryBuffer>(
      std::move(bytes), /*RequiresNullTerminator=*/false);
}

Expected<std::unique_ptr<MemoryBuffer>>
netc::keepOneGlobal(MemoryBufferRef object, StringRef exported) {
  objcopy::CommonConfig config;
  if (Error error = config.SymbolsToKeepGlobal.addMatcher(
          objcopy::NameOrPattern::create(exported, objcopy::MatchStyle::Literal,
                                         [](Error error) { return error; })))
    return std::move(error);
  return rewrite(object, config);
}

Expected<std::unique_ptr<MemoryBuffer>>
netc::renameSymbols(MemoryBufferRef object,
                    const StringMap<std::string> &names) {
  objcopy::CommonConfig config;
  for (const auto &name : names)
    config.SymbolsToRename[name.first()] = name.second;
  return rewrite(object, config);
}
