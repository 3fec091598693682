//===- NetDialect.h - the net dialect --------------------------*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_IR_NETDIALECT_H
#define NETC_DIALECTS_NET_IR_NETDIALECT_H

#include "mlir/IR/Dialect.h"

#include "dialects/Net/IR/NetDialect.h.inc"

#endif
