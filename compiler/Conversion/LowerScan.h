//===- LowerScan.h - prim.scan becomes a loop -------------------*- C++ -*-===//

#ifndef NETC_COMPILER_CONVERSION_LOWERSCAN_H
#define NETC_COMPILER_CONVERSION_LOWERSCAN_H

#include "dialects/Prim/IR/PrimOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace netc {

// Puts a loop in the place of the scan, with states and stacks as loop-carried
// tensors; the ops of the body stand in it as they were.
llvm::FailureOr<mlir::scf::ForOp> lowerScan(prim::ScanOp scan);

} // namespace netc

#endif // NETC_COMPILER_CONVERSION_LOWERSCAN_H
