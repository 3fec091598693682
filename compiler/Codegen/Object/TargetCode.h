//===- TargetCode.h - LLVM modules to optimised machine code -------------===//

#ifndef NETC_CODEGEN_OBJECT_TARGETCODE_H
#define NETC_CODEGEN_OBJECT_TARGETCODE_H

#include "mlir/IR/Location.h"
#include "llvm/Support/CodeGen.h"
#include <memory>

namespace llvm {
class Module;
class TargetMachine;
} // namespace llvm

namespace netc {

struct CpuVariant;

/// The triple of the machine that netc runs on.
std::string hostTriple();

/// Makes the code generator for `triple`; each function's attributes say which
/// processor it is for. Code `unsupported-target` when this netc has none.
mlir::FailureOr<std::unique_ptr<llvm::TargetMachine>>
createTargetMachine(llvm::StringRef triple, mlir::Location location);

/// Makes `module` one for the machine's triple.
void setTarget(llvm::Module &module, const llvm::TargetMachine &machine);

/// Lets the code of all functions use what the variant's processors have.
void setProcessor(llvm::Module &module, const CpuVariant &variant);

void optimise(llvm::Module &module, llvm::TargetMachine &machine);

/// Appends the object file or assembly of `module`.
mlir::LogicalResult emitCode(llvm::Module &module, llvm::TargetMachine &machine,
                             llvm::CodeGenFileType kind,
                             llvm::SmallVectorImpl<char> &output,
                             mlir::Location location);

} // namespace netc

#endif // NETC_CODEGEN_OBJECT_TARGETCODE_H
