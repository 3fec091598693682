//===- TargetCode.cpp - LLVM modules to optimised machine code -----------===//

#include "compiler/Codegen/Object/TargetCode.h"

#include "compiler/Codegen/Object/CpuVariant.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/TargetParser/Host.h"
#include <mutex>

using namespace mlir;
using namespace netc;

std::string netc::hostTriple() { return llvm::sys::getDefaultTargetTriple(); }

static void initializeTargets() {
  static std::once_flag once;
  std::call_once(once, [] {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
    LLVMInitializeX86AsmParser(); // the core has inline assembly
  });
}

FailureOr<std::unique_ptr<llvm::TargetMachine>>
netc::createTargetMachine(StringRef name, Location location) {
  initializeTargets();
  llvm::Triple triple(llvm::Triple::normalize(name));
  auto unsupported = [&](const llvm::Twine &why) {
    emitError(location) << "[unsupported-target] cannot make code for '" << name
                        << "': " << why;
    return failure();
  };
  if (triple.getArch() != llvm::Triple::x86_64 || !triple.isOSLinux() ||
      !triple.isOSBinFormatELF())
    return unsupported("this netc knows x86_64-linux only");
  std::string message;
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple, message);
  if (!target)
    return unsupported(message);
  return std::unique_ptr<llvm::TargetMachine>(target->createTargetMachine(
      triple, "x86-64", "", llvm::TargetOptions(), llvm::Reloc::PIC_,
      llvm::CodeModel::Small, llvm::CodeGenOptLevel::Default));
}

void netc::setTarget(llvm::Module &module, const llvm::TargetMachine &machine) {
  module.setTargetTriple(machine.getTargetTriple());
  module.setDataLayout(machine.createDataLayout());
}

void netc::setProcessor(llvm::Module &module, const CpuVariant &variant) {
  for (llvm::Function &function : module) {
    if (function.isDeclaration())
      continue;
    function.addFnAttr("target-cpu", variant.cpu);
    function.addFnAttr("tune-cpu", variant.tuneCpu);
    if (!variant.features.empty())
      function.addFnAttr("target-features", variant.features);
    // Otherwise LLVM vectorises at 256 bits even where 512 are as fast.
    function.addFnAttr("prefer-vector-width",
                       std::to_string(variant.vectorBits));
    function.setDoesNotThrow();
  }
}

void netc::optimise(llvm::Module &module, llvm::TargetMachine &machine) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O2)
      .run(module, modules);
}

LogicalResult netc::emitCode(llvm::Module &module, llvm::TargetMachine &machine,
                             llvm::CodeGenFileType kind,
                             llvm::SmallVectorImpl<char> &output,
                             Location location) {
  llvm::raw_svector_ostream stream(output);
  llvm::legacy::PassManager passes;
  if (machine.addPassesToEmitFile(passes, stream, nullptr, kind))
    return emitError(location)
           << "[unsupported-target] the target cannot emit this kind of file";
  passes.run(module);
  return success();
}
