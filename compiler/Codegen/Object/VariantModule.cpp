//===- VariantModule.cpp - lowered nets and the core as LLVM modules -----===//

#include "compiler/Codegen/Object/VariantModule.h"

#include "compiler/Codegen/Object/Descriptor.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "runtime/src/core/CoreBitcode.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/Module.h"

using namespace mlir;
using namespace netc;

/// Shares `value` between the objects of this library and with nobody else.
static void shareAs(llvm::GlobalValue &value, const std::string &name) {
  value.setName(name);
  value.setLinkage(llvm::GlobalValue::ExternalLinkage);
  value.setVisibility(llvm::GlobalValue::HiddenVisibility);
  value.setDSOLocal(true);
}

static void makeInternal(llvm::GlobalValue &value) {
  value.setVisibility(llvm::GlobalValue::DefaultVisibility);
  value.setLinkage(llvm::GlobalValue::InternalLinkage);
}

FailureOr<std::unique_ptr<llvm::Module>>
netc::translateVariant(ModuleOp lowered, ArrayRef<std::string> entries,
                       StringRef prefix, StringRef variant,
                       llvm::LLVMContext &context) {
  std::unique_ptr<llvm::Module> module =
      translateModuleToLLVMIR(lowered, context, variant);
  if (!module)
    return failure();
  for (llvm::GlobalObject &object : module->global_objects()) {
    // The name is about to change; it is needed to build the new one.
    std::string name = object.getName().str();
    if (llvm::is_contained(entries, name))
      shareAs(object, entrySymbol(prefix, name, variant));
    else if (llvm::is_contained(sharedCoreNames, name))
      shareAs(object, coreSymbol(prefix, name));
    else if (!object.isDeclaration())
      makeInternal(object);
  }
  return module;
}

FailureOr<std::unique_ptr<llvm::Module>>
netc::loadCore(StringRef prefix, llvm::LLVMContext &context,
               Location location) {
  StringRef bitcode(reinterpret_cast<const char *>(netrt_core_bitcode),
                    netrt_core_bitcode_size);
  llvm::Expected<std::unique_ptr<llvm::Module>> module =
      llvm::parseBitcodeFile({bitcode, "netrt_core.bc"}, context);
  if (!module)
    return emitError(location)
           << "[internal] core bitcode: " << llvm::toString(module.takeError());
  for (llvm::GlobalObject &object : (*module)->global_objects()) {
    std::string name = object.getName().str();
    if (object.isDeclaration() || object.hasLocalLinkage())
      continue;
    if (llvm::is_contained(sharedCoreNames, name))
      shareAs(object, coreSymbol(prefix, name));
    else
      makeInternal(object);
  }
  return std::move(*module);
}
