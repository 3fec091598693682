//===- NetOps.h - containers and arrays ------------------------*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_IR_NETOPS_H
#define NETC_DIALECTS_NET_IR_NETOPS_H

#include "dialects/Net/IR/NetAttrs.h"
#include "dialects/Net/IR/NetDialect.h"
#include "dialects/Net/IR/NetTypes.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/RegionKindInterface.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"

#define GET_OP_CLASSES
#include "dialects/Net/IR/NetOps.h.inc"

namespace netc::net {
// A chain, graph or root: has ports and a graph region.
bool isContainer(mlir::Operation *op);
} // namespace netc::net

#endif
