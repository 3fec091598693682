//===- CpuPipeline.cpp - from linalg and tile to the LLVM dialect ---------===//

#include "compiler/Codegen/CPU/CpuPipeline.h"

#include "compiler/Codegen/CPU/Passes.h"
#include "compiler/Conversion/LoweringPasses.h"
#include "dialects/Tile/IR/TileDialect.h"

#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Arith/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Bufferization/Transforms/FuncBufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Linalg/Transforms/SubsetInsertionOpInterfaceImpl.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SCF/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Tensor/IR/TensorInferTypeOpInterfaceImpl.h"
#include "mlir/Dialect/Tensor/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Tensor/Transforms/SubsetInsertionOpInterfaceImpl.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace netc;

void netc::registerCpuDialects(DialectRegistry &registry) {
  registry.insert<bufferization::BufferizationDialect, linalg::LinalgDialect,
                  memref::MemRefDialect, scf::SCFDialect, tile::TileDialect,
                  vector::VectorDialect>();
  arith::registerBufferizableOpInterfaceExternalModels(registry);
  bufferization::func_ext::registerBufferizableOpInterfaceExternalModels(
      registry);
  linalg::registerBufferizableOpInterfaceExternalModels(registry);
  linalg::registerSubsetOpInterfaceExternalModels(registry);
  scf::registerBufferizableOpInterfaceExternalModels(registry);
  tensor::registerBufferizableOpInterfaceExternalModels(registry);
  tensor::registerInferTypeOpInterfaceExternalModels(registry);
  tensor::registerSubsetOpInterfaceExternalModels(registry);
  tile::registerBufferization(registry);
  tile::registerFenceBufferization(registry);
}

namespace {
struct KernelsOptions : PassPipelineOptions<KernelsOptions> {
  Option<int64_t> vectorBits{*this, "vector-bits",
                             llvm::cl::desc("width of a vector register"),
                             llvm::cl::init(512)};
};
} // namespace

void netc::registerCpuPasses() {
  registerCodegenCPUPasses();
  PassPipelineRegistration<>(
      "cpu-bufferize", "from tensors to planned memory",
      [](OpPassManager &manager) { buildCpuBufferize(manager, {}); });
  PassPipelineRegistration<KernelsOptions>(
      "cpu-kernels", "from planned memory to the LLVM dialect",
      [](OpPassManager &manager, const KernelsOptions &options) {
        buildCpuKernels(manager, {options.vectorBits, {}});
      });
}

static void addCleanUp(OpPassManager &manager) {
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
}

void netc::buildCpuBufferize(OpPassManager &manager,
                             const CpuPipelineOptions &options) {
  BindFramePassOptions bind;
  bind.suffix = options.suffix;
  manager.addPass(createBindFramePass(bind));
  manager.addNestedPass<func::FuncOp>(createFuseLoopsPass());
  addCleanUp(manager);
  // Results are computed in the place they are stored to or inserted into.
  manager.addPass(bufferization::createEmptyTensorEliminationPass());
  bufferization::OneShotBufferizePassOptions bufferize;
  bufferize.bufferizeFunctionBoundaries = true;
  manager.addPass(bufferization::createOneShotBufferizePass(bufferize));
  // Equal views first: copies of a view to itself fold then.
  manager.addPass(createCSEPass());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createLowerAffinePass());
  manager.addNestedPass<func::FuncOp>(createPlanArenaPass());
}

void netc::buildCpuPipeline(OpPassManager &manager,
                            const CpuPipelineOptions &options) {
  buildCpuBufferize(manager, options);
  buildCpuKernels(manager, options);
}

void netc::buildCpuKernels(OpPassManager &manager,
                           const CpuPipelineOptions &options) {
  ExpandContractPassOptions expand;
  expand.vectorBits = options.vectorBits;
  manager.addNestedPass<func::FuncOp>(createExpandContractPass(expand));
  LowerLoopsPassOptions loops;
  loops.vectorBits = options.vectorBits;
  manager.addNestedPass<func::FuncOp>(createLowerLoopsPass(loops));
  addCleanUp(manager);
  manager.addPass(createOutlineKernelsPass());
  // Views of views become plain offsets.
  manager.addPass(memref::createExpandStridedMetadataPass());
  manager.addPass(createLowerAffinePass());
  addCleanUp(manager);
  // Fused where the variant has the instruction; never a call to the library.
  manager.addPass(createLowerFmaPass());
  manager.addPass(createConvertToLLVMPass());
}
