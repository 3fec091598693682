//===- net-opt.cpp - runs passes on the text form of the IR --------------===//

#include "compiler/Codegen/CPU/CpuPipeline.h"
#include "compiler/Conversion/DecomposeLayers.h"
#include "compiler/Conversion/LoweringPasses.h"
#include "compiler/Transforms/NetPasses.h"
#include "compiler/Transforms/PrimPasses.h"
#include "dialects/Net/IR/NetDialect.h"
#include "dialects/Prim/IR/PrimDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"

static void registerDialects(mlir::DialectRegistry &registry) {
  registry.insert<mlir::arith::ArithDialect, mlir::func::FuncDialect,
                  mlir::linalg::LinalgDialect, mlir::math::MathDialect,
                  mlir::tensor::TensorDialect, netc::net::NetDialect,
                  netc::prim::PrimDialect>();
  netc::registerCpuDialects(registry);
}

static void registerPasses() {
  mlir::registerTransformsPasses();
  netc::registerNetTransformsPasses();
  netc::registerDecomposePasses();
  netc::registerPrimTransformsPasses();
  netc::registerLoweringPasses();
  netc::registerCpuPasses();
}

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  registerDialects(registry);
  registerPasses();
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "netc pass driver\n", registry));
}
