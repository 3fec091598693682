//===- net-opt.cpp - runs passes on the text form of the IR --------------===//

#include "compiler/Transforms/NetPasses.h"
#include "dialects/Net/IR/NetDialect.h"
#include "dialects/Prim/IR/PrimDialect.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllPasses.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  mlir::registerAllDialects(registry);
  registry.insert<netc::net::NetDialect, netc::prim::PrimDialect>();
  mlir::registerAllPasses();
  netc::registerNetTransformsPasses();
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "netc pass driver\n", registry));
}
