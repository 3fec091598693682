//===- DecomposeLayers.h - turns a net into functions of prim ops ---------===//

#ifndef NETC_COMPILER_CONVERSION_DECOMPOSELAYERS_H
#define NETC_COMPILER_CONVERSION_DECOMPOSELAYERS_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"
#include <string>
#include <vector>

namespace netc {

#define GEN_PASS_DECL
#include "compiler/Conversion/DecomposePasses.h.inc"

#define GEN_PASS_REGISTRATION
#include "compiler/Conversion/DecomposePasses.h.inc"

// One entry point of the compiled net.
struct EntryOptions {
  std::string mode = "Test";        // or Training
  std::string precision = "Real32"; // Real64, Real16, BFloat16
  int64_t batch = 0;                // 0 is open
};

struct DecomposeOptions {
  std::vector<EntryOptions> entries = {{}};
  // Layers whose outputs each entry returns too, written as in array keys.
  std::vector<std::string> probes;
};

// Replaces the module's net, whose shapes are inferred, by a function per entry.
llvm::LogicalResult decomposeNet(mlir::ModuleOp module,
                                 const DecomposeOptions &options);

} // namespace netc

#endif
