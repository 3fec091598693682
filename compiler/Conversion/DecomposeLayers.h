//===- DecomposeLayers.h - turns a net into functions of prim ops ---------===//

#ifndef NETC_COMPILER_CONVERSION_DECOMPOSELAYERS_H
#define NETC_COMPILER_CONVERSION_DECOMPOSELAYERS_H

#include "compiler/Conversion/EntryOptions.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace netc {

#define GEN_PASS_DECL
#include "compiler/Conversion/DecomposePasses.h.inc"

#define GEN_PASS_REGISTRATION
#include "compiler/Conversion/DecomposePasses.h.inc"

// The pass with options that text cannot say.
std::unique_ptr<mlir::Pass> createDecomposeLayersPass(DecomposeOptions options);

// Replaces the module's net, whose shapes are inferred, by a function per entry.
llvm::LogicalResult decomposeNet(mlir::ModuleOp module,
                                 const DecomposeOptions &options);

} // namespace netc

#endif
