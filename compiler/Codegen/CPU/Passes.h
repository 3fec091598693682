//===- Passes.h - the passes of the CPU back end --------------------------===//

#ifndef NETC_COMPILER_CODEGEN_CPU_PASSES_H
#define NETC_COMPILER_CODEGEN_CPU_PASSES_H

#include "mlir/Pass/Pass.h"

namespace mlir {
class ModuleOp;
namespace func {
class FuncOp;
} // namespace func
} // namespace mlir

namespace netc {

#define GEN_PASS_DECL
#include "compiler/Codegen/CPU/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "compiler/Codegen/CPU/Passes.h.inc"

} // namespace netc

#endif // NETC_COMPILER_CODEGEN_CPU_PASSES_H
