//===- MasksToLLVM.h - truth values in memory are bytes --------*- C++ -*-===//

#ifndef NETC_COMPILER_CODEGEN_CPU_MASKSTOLLVM_H
#define NETC_COMPILER_CODEGEN_CPU_MASKSTOLLVM_H

namespace mlir {
class LLVMTypeConverter;
class RewritePatternSet;
} // namespace mlir

namespace netc {

/// Loads and stores of vectors of i1: one byte for each lane.
void populateMasksToLLVM(mlir::LLVMTypeConverter &converter,
                         mlir::RewritePatternSet &patterns);

} // namespace netc

#endif // NETC_COMPILER_CODEGEN_CPU_MASKSTOLLVM_H
