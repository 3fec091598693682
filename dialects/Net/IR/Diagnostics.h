//===- Diagnostics.h - errors with a code ----------------------*- C++ -*-===//
//
// A user's error carries a code: the message begins with `[code] `, which the tool
// prints as `error[code]: ...`. A note that gives advice begins with `hint: `.

#ifndef NETC_DIALECTS_NET_IR_DIAGNOSTICS_H
#define NETC_DIALECTS_NET_IR_DIAGNOSTICS_H

#include "mlir/IR/Diagnostics.h"

namespace netc {

mlir::InFlightDiagnostic emitCoded(mlir::Location location,
                                   llvm::StringRef code);
mlir::InFlightDiagnostic emitCodedWarning(mlir::Location location,
                                          llvm::StringRef code);

} // namespace netc

#endif
