//===- net-opt.cpp - runs passes on the text form of the IR --------------===//

#include "compiler/Conversion/DecomposeLayers.h"
#include "compiler/Transforms/NetPasses.h"
#include "dialects/Net/IR/NetDialect.h"
#include "dialects/Prim/IR/PrimDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"

static void registerDialects(mlir::DialectRegistry &registry) {
  registry.insert<mlir::func::FuncDialect, netc::net::NetDialect,
                  netc::prim::PrimDialect>();
}

static void registerPasses() {
  mlir::registerTransformsPasses();
  netc::registerNetTransformsPasses();
  netc::registerDecomposePasses();
}

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  registerDialects(registry);
  registerPasses();
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "netc pass driver\n", registry));
}
