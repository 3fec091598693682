//===- Phases.cpp - the compiler from top to bottom ----------------------===//

#include "compiler/Pipeline/Phases.h"

#include "compiler/Codegen/CPU/CpuPipeline.h"
#include "compiler/Conversion/DecomposeLayers.h"
#include "compiler/Conversion/LoweringPasses.h"
#include "compiler/Transforms/NetPasses.h"
#include "compiler/Transforms/PrimPasses.h"
#include "dialects/Net/IR/NetDialect.h"
#include "dialects/Prim/IR/PrimDialect.h"
#include "mlir/Dialect/Func/Extensions/AllExtensions.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace netc;

static void buildInferShapes(OpPassManager &passes, const CompileOptions &,
                             const CpuVariant *) {
  passes.addPass(createInferShapesPass());
}

// A step for each group of arrays; where losses are attached, what validates.
static void addTraining(const CompileOptions &options,
                        function_ref<void(EntryOptions)> add) {
  EntryOptions step{.kind = EntryKind::TrainStep,
                    .mode = "Training",
                    .training = options.training};
  size_t groups = std::max<size_t>(options.training->groups.size(), 1);
  for (step.group = 0; step.group < groups; ++step.group)
    add(step);
  if (options.evaluate)
    add({.kind = EntryKind::Evaluate});
}

static void buildDecompose(OpPassManager &passes, const CompileOptions &options,
                           const CpuVariant *) {
  DecomposeOptions decompose;
  decompose.probes = options.probes;
  decompose.entries.clear();
  llvm::SmallSetVector<int64_t, 4> batches(options.batches.begin(),
                                           options.batches.end());
  auto add = [&](EntryOptions entry) {
    entry.precision = toString(options.precision);
    entry.segments = options.segments;
    for (int64_t batch : batches) {
      entry.batch = batch;
      decompose.entries.push_back(entry);
    }
  };
  std::string mode = options.trainingMode ? "Training" : "Test";
  if (options.infer)
    add({.mode = mode});
  if (options.gradient)
    add({.kind = EntryKind::Gradient,
         .mode = mode,
         .gradient = options.gradient});
  if (options.training)
    addTraining(options, add);
  passes.addPass(createDecomposeLayersPass(std::move(decompose)));
}

static void buildGradients(OpPassManager &passes, const CompileOptions &,
                           const CpuVariant *) {
  passes.addNestedPass<func::FuncOp>(createDifferentiatePass());
  passes.addNestedPass<func::FuncOp>(createTrainStepPass());
}

static void buildGroups(OpPassManager &passes, const CompileOptions &,
                        const CpuVariant *) {
  // No gradient rule and no back end claims a composite yet.
  passes.addPass(createInlineCompositesPass());
  passes.addPass(createCanonicalizerPass());
  passes.addPass(createCSEPass());
  passes.addNestedPass<func::FuncOp>(createTurnWeightsPass());
  passes.addPass(createFormGroupsPass());
  passes.addNestedPass<func::FuncOp>(createPlaceUpdatesPass());
}

static void buildLowering(OpPassManager &passes, const CompileOptions &,
                          const CpuVariant *) {
  passes.addPass(createLowerPrimToLinalgPass());
  passes.addPass(createExpandMathPass());
}

static void buildBufferize(OpPassManager &passes, const CompileOptions &,
                           const CpuVariant *) {
  buildCpuBufferize(passes, CpuPipelineOptions());
}

static void buildKernels(OpPassManager &passes, const CompileOptions &,
                         const CpuVariant *variant) {
  CpuPipelineOptions options;
  options.vectorBits = variant->vectorBits;
  buildCpuKernels(passes, options);
}

static constexpr Phase table[] = {
    {"shapes", "sizes of all ports and arrays", false, buildInferShapes},
    {"decompose", "layers become array operations, one function per entry",
     false, buildDecompose},
    {"gradients", "entries get what they return besides the net's outputs",
     false, buildGradients},
    {"groups", "operations that are computed together", false, buildGroups},
    {"lower", "contractions and loops on tensors", false, buildLowering},
    {"bufferize", "every value has its place in memory", false, buildBufferize},
    // From here on the width of the registers matters.
    {"llvm", "vector code in the LLVM dialect", true, buildKernels},
};

ArrayRef<Phase> netc::phases() { return table; }

const Phase *netc::findPhase(StringRef name) {
  const Phase *found = llvm::find_if(
      table, [&](const Phase &phase) { return phase.name == name; });
  return found == std::end(table) ? nullptr : found;
}

void netc::registerCompilerDialects(DialectRegistry &registry) {
  registry.insert<net::NetDialect, prim::PrimDialect, func::FuncDialect,
                  LLVM::LLVMDialect>();
  func::registerAllExtensions(registry);
  registerCpuDialects(registry);
  registerBuiltinDialectTranslation(registry);
  registerLLVMDialectTranslation(registry);
}
