//===- NetInterfaces.h - the promises of a layer ---------------*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_IR_NETINTERFACES_H
#define NETC_DIALECTS_NET_IR_NETINTERFACES_H

#include "mlir/IR/OpDefinition.h"

namespace netc::net {
class ShapeSolver;
class Decomposition;
} // namespace netc::net

#include "dialects/Net/IR/NetInterfaces.h.inc"

#endif
