//===- Lengths.h - names of Varying lengths --------------------*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_IR_LENGTHS_H
#define NETC_DIALECTS_NET_IR_LENGTHS_H

#include "llvm/ADT/StringRef.h"

namespace netc::net {

/// Varying, Varying2, ...: a length that has no name in the notation.
bool isNamelessLength(llvm::StringRef name);

} // namespace netc::net

#endif // NETC_DIALECTS_NET_IR_LENGTHS_H
