//===- Topology.h - the order in which layers can run ----------*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_IR_TOPOLOGY_H
#define NETC_DIALECTS_NET_IR_TOPOLOGY_H

#include "mlir/IR/Block.h"
#include "mlir/Support/LLVM.h"

namespace netc::net {

// The ops of a container's body, each after those it uses and otherwise in the
// user's order. A cycle is an error that lists it.
llvm::FailureOr<llvm::SmallVector<mlir::Operation *>>
topologicalOrder(mlir::Block &body);

} // namespace netc::net

#endif
