//===- ElementBody.h - the body of a loop, on one element or on lanes -----===//

#ifndef NETC_COMPILER_CODEGEN_CPU_ELEMENTBODY_H
#define NETC_COMPILER_CODEGEN_CPU_ELEMENTBODY_H

#include "compiler/Codegen/CPU/LoopBuilder.h"

namespace netc {

/// What linalg.index of a loop is: an index, or a vector of them.
using LoopIndex = llvm::function_ref<mlir::Value(unsigned loop)>;

/// Whether a CPU has an instruction for the function of `math` on vectors.
bool isVectorInstruction(mlir::Operation &op);

/// Whether every op of the body works on vectors as on elements, and a vector
/// of results comes without a call per element.
bool worksOnLanes(mlir::Block &body);

/// Repeats the body for the arguments and gives what it yields: on elements,
/// or, if `lanes` is not 0, on vectors of that many. A body that does not work
/// on lanes is repeated for each of them.
Values emitBody(mlir::ImplicitLocOpBuilder &builder, mlir::Block &body,
                mlir::ValueRange arguments, int64_t lanes,
                LoopIndex loopIndex = nullptr);

/// The scalar in every lane; a vector as it is.
mlir::Value spread(mlir::ImplicitLocOpBuilder &builder, mlir::Value value,
                   int64_t lanes);

} // namespace netc

#endif // NETC_COMPILER_CODEGEN_CPU_ELEMENTBODY_H
