//===- Phases.h - the compiler from top to bottom ------------------------===//

#ifndef NETC_COMPILER_PIPELINE_PHASES_H
#define NETC_COMPILER_PIPELINE_PHASES_H

#include "compiler/Codegen/Object/CpuVariant.h"
#include "compiler/Pipeline/CompileOptions.h"
#include "llvm/ADT/ArrayRef.h"

namespace mlir {
class DialectRegistry;
class OpPassManager;
} // namespace mlir

namespace netc {

/// A stretch of passes with a name that users can stop after.
struct Phase {
  llvm::StringLiteral name;
  llvm::StringLiteral summary;
  /// Runs for each CPU variant on a copy of its own.
  bool perVariant;
  /// `variant` is null for phases common to all.
  void (*build)(mlir::OpPassManager &passes, const CompileOptions &options,
                const CpuVariant *variant);
};

/// All phases in order; what follows them is machine code and linking.
llvm::ArrayRef<Phase> phases();

/// Null when there is none of this name.
const Phase *findPhase(llvm::StringRef name);

/// Every dialect, interface and translation that the phases need.
void registerCompilerDialects(mlir::DialectRegistry &registry);

} // namespace netc

#endif // NETC_COMPILER_PIPELINE_PHASES_H
