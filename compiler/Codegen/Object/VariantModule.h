//===- VariantModule.h - lowered nets and the core as LLVM modules -------===//

#ifndef NETC_CODEGEN_OBJECT_VARIANTMODULE_H
#define NETC_CODEGEN_OBJECT_VARIANTMODULE_H

#include "mlir/IR/BuiltinOps.h"
#include <memory>

namespace llvm {
class LLVMContext;
class Module;
} // namespace llvm

namespace netc {

/// Translates a module in the LLVM dialect, one CPU variant's code. Functions
/// whose name is in `entries` become `entrySymbol`s, hidden; others internal;
/// those of the core get their `coreSymbol`.
mlir::FailureOr<std::unique_ptr<llvm::Module>>
translateVariant(mlir::ModuleOp lowered, llvm::ArrayRef<std::string> entries,
                 llvm::StringRef prefix, llvm::StringRef variant,
                 llvm::LLVMContext &context);

/// The runtime core with the names of this net: hidden what the variants and
/// the descriptor use, internal the rest.
mlir::FailureOr<std::unique_ptr<llvm::Module>>
loadCore(llvm::StringRef prefix, llvm::LLVMContext &context,
         mlir::Location location);

} // namespace netc

#endif // NETC_CODEGEN_OBJECT_VARIANTMODULE_H
