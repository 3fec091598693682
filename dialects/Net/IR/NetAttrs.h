//===- NetAttrs.h - expressions and coders as attributes -------*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_IR_NETATTRS_H
#define NETC_DIALECTS_NET_IR_NETATTRS_H

#include "mlir/IR/BuiltinAttributes.h"

namespace netc::net {

enum class CoderDirection { Encoder, Decoder };

} // namespace netc::net

#define GET_ATTRDEF_CLASSES
#include "dialects/Net/IR/NetAttrs.h.inc"

#endif
