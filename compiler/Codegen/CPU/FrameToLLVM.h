//===- FrameToLLVM.h - ops of the frame as loads from netrt_frame ---------===//

#ifndef NETC_COMPILER_CODEGEN_CPU_FRAMETOLLVM_H
#define NETC_COMPILER_CODEGEN_CPU_FRAMETOLLVM_H

namespace mlir {
class LLVMTypeConverter;
class RewritePatternSet;
} // namespace mlir

namespace netc {

/// Lowers tile.buffer, tile.batch and tile.parallel_for; tile.frame becomes a
/// pointer.
void populateFrameToLLVM(mlir::LLVMTypeConverter &converter,
                         mlir::RewritePatternSet &patterns);

} // namespace netc

#endif // NETC_COMPILER_CODEGEN_CPU_FRAMETOLLVM_H
