//===- NetDialect.cpp - registers what the net dialect has ---------------===//

#include "dialects/Net/IR/NetDialect.h"
#include "dialects/Net/IR/NetOps.h"

using namespace mlir;
using namespace netc::net;

#include "dialects/Net/IR/NetDialect.cpp.inc"

void NetDialect::initialize() {
  registerTypes();
  registerAttributes();
  addOperations<
#define GET_OP_LIST
#include "dialects/Net/IR/NetOps.cpp.inc"
      >();
  registerLayers();
}
