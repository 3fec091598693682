//===- Probes.h - inner ports that a request names -------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_PROBES_H
#define NETC_COMPILER_SESSION_PROBES_H

#include "compiler/Notation/Expr.h"
#include "compiler/Pipeline/CompileOptions.h"
#include "dialects/Net/IR/NetOps.h"
#include "llvm/ADT/StringMap.h"

namespace netc {

/// Inner ports that the request names become further outputs; `names` says
/// which, by their InputForm.
mlir::LogicalResult addProbes(net::RootOp root, const Expr &request,
                              CompileOptions &compile,
                              llvm::StringMap<std::string> &names);

} // namespace netc

#endif // NETC_COMPILER_SESSION_PROBES_H
