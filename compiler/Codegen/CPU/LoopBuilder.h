//===- LoopBuilder.h - loops as scf.for -----------------------------------===//

#ifndef NETC_COMPILER_CODEGEN_CPU_LOOPBUILDER_H
#define NETC_COMPILER_CODEGEN_CPU_LOOPBUILDER_H

#include "compiler/Codegen/CPU/IndexMath.h"

namespace netc {

/// Estimated nanoseconds per iteration times 16 on a parallel loop of scf.
inline constexpr llvm::StringLiteral workAttribute = "netc.work";

/// On the store by which a loop over kernels keeps its iteration for them.
inline constexpr llvm::StringLiteral iterationAttribute = "netc.iteration";

using Values = llvm::SmallVector<mlir::Value>;
using BodyBuilder = llvm::function_ref<Values(mlir::Value, mlir::ValueRange)>;

/// A loop over [begin, end) that carries values. No loop where there is one
/// iteration. LLVM is told to leave it rolled: a tile is sized to fill the
/// registers, and unrolling it spills.
Values buildLoop(mlir::ImplicitLocOpBuilder &builder, Index begin, Index end,
                 int64_t step, mlir::ValueRange carried, BodyBuilder body);

/// Nested loops over [0, sizes[k]) that carry values.
Values buildLoops(
    mlir::ImplicitLocOpBuilder &builder, llvm::ArrayRef<Index> sizes,
    mlir::ValueRange carried,
    llvm::function_ref<Values(llvm::ArrayRef<Index>, mlir::ValueRange)> body);

/// One loop over all combinations of [0, sizes[k]), the last the fastest,
/// whose iterations are independent. The work of one iteration is an estimate
/// in sixteenths of a nanosecond.
void buildParallelLoop(mlir::ImplicitLocOpBuilder &builder,
                       llvm::ArrayRef<Index> sizes, int64_t work,
                       llvm::function_ref<void(llvm::ArrayRef<Index>)> body);

} // namespace netc

#endif // NETC_COMPILER_CODEGEN_CPU_LOOPBUILDER_H
