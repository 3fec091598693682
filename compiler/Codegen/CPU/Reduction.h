//===- Reduction.h - what a reduction combines with -----------------------===//

#ifndef NETC_COMPILER_CODEGEN_CPU_REDUCTION_H
#define NETC_COMPILER_CODEGEN_CPU_REDUCTION_H

#include "compiler/Codegen/CPU/LoopEmitter.h"

#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace netc {

/// An associative op of the body that takes the output's old element and gives
/// the new one, and the value that changes nothing.
struct Reduction {
  mlir::vector::CombiningKind kind;
  mlir::TypedAttr neutral;
};

/// The reduction of an operation with one output, if it has this form.
std::optional<Reduction> matchReduction(const LoopOperation &operation);

} // namespace netc

#endif // NETC_COMPILER_CODEGEN_CPU_REDUCTION_H
