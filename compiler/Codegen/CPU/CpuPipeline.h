//===- CpuPipeline.h - from linalg and tile to the LLVM dialect -----------===//

#ifndef NETC_COMPILER_CODEGEN_CPU_CPUPIPELINE_H
#define NETC_COMPILER_CODEGEN_CPU_CPUPIPELINE_H

#include "mlir/Pass/PassManager.h"

#include <string>

namespace mlir {
class DialectRegistry;
} // namespace mlir

namespace netc {

/// What differs between the CPU variants of one net.
struct CpuPipelineOptions {
  /// Width of the vector registers: 128, 256 or 512.
  int64_t vectorBits = 512;
  /// Appended to the names of entry points and their kernels, e.g. "_v4".
  std::string suffix;
};

/// Entry points as DecomposeLayers made them, lowered to linalg and tile on
/// tensors, become functions `@entry_n<suffix>(netrt_frame *)` in the LLVM
/// dialect, with their arena's size as attributes `netc.arena_constant` and
/// `netc.arena_per_example` in bytes.
void buildCpuPipeline(mlir::OpPassManager &manager,
                      const CpuPipelineOptions &options);

/// The part of the pipeline that ends with every temporary placed in the arena.
/// It does not depend on the variant but for the suffix.
void buildCpuBufferize(mlir::OpPassManager &manager,
                       const CpuPipelineOptions &options);

/// The rest of the pipeline, for one variant.
void buildCpuKernels(mlir::OpPassManager &manager,
                     const CpuPipelineOptions &options);

/// Makes the passes and the two parts of the pipeline known by name.
void registerCpuPasses();

/// What the pipeline needs to know about the dialects it takes.
void registerCpuDialects(mlir::DialectRegistry &registry);

} // namespace netc

#endif // NETC_COMPILER_CODEGEN_CPU_CPUPIPELINE_H
