//===- GradientTargets.h - what a net can be derived by ---------*- C++ -*-===//

#ifndef NETC_COMPILER_CONVERSION_GRADIENTTARGETS_H
#define NETC_COMPILER_CONVERSION_GRADIENTTARGETS_H

#include "dialects/Net/IR/NetOps.h"
#include "llvm/ADT/StringRef.h"

namespace netc {

// Input ports and arrays that a gradient is asked for, by name and by key, in
// the net's order.
struct GradientTargets {
  llvm::SmallVector<mlir::StringAttr> ports, arrays;
};

// Says what is wrong with a name, at the user's place for it.
using ReportTarget =
    llvm::function_ref<mlir::InFlightDiagnostic(llvm::StringRef code)>;

// Adds the target that `name` stands for: an input port, else the key of an
// array, else `all`. Errors: `unknown-port`, `no-integer-gradient`,
// `not-a-gradient-target`.
llvm::LogicalResult addGradientTarget(net::RootOp root, llvm::StringRef name,
                                      ReportTarget report,
                                      GradientTargets &targets);

// Whether the gradient of an output can be imposed. Errors: `unknown-port`,
// `no-integer-gradient`.
llvm::LogicalResult checkImposedGradient(net::RootOp root, llvm::StringRef name,
                                         ReportTarget report);

} // namespace netc

#endif // NETC_COMPILER_CONVERSION_GRADIENTTARGETS_H
