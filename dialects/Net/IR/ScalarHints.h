//===- ScalarHints.h - what a wrong scalar function was meant to be -------===//

#ifndef NETC_DIALECTS_NET_IR_SCALARHINTS_H
#define NETC_DIALECTS_NET_IR_SCALARHINTS_H

#include "dialects/Net/IR/NetAttrs.h"
#include "mlir/IR/Diagnostics.h"
#include <string>

namespace netc::net {

// Advice, or nothing.
std::string hintForSymbol(llvm::StringRef name);
std::string hintForName(llvm::StringRef name); // of a name in quotes
// As a note; nothing if there is no hint.
void attachHint(mlir::InFlightDiagnostic &error, const std::string &hint);

// The head of a call for messages.
std::string showHead(CallAttr call);

// The names of a function's slots in the order in which they first stand in its
// body, with what they stand for.
llvm::SmallVector<std::pair<llvm::StringRef, unsigned>>
slotNames(mlir::Attribute body, llvm::ArrayRef<unsigned> operands);
// The highest slot of a body.
unsigned highestSlot(mlir::Attribute body);

} // namespace netc::net

#endif
