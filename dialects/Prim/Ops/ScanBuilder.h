//===- ScanBuilder.h - scans from functions ---------------------*- C++ -*-===//

#ifndef NETC_DIALECTS_PRIM_OPS_SCANBUILDER_H
#define NETC_DIALECTS_PRIM_OPS_SCANBUILDER_H

#include "dialects/Prim/IR/PrimBuilder.h"

namespace netc::prim {

// What a scan reads and how it goes.
struct ScanInput {
  llvm::SmallVector<mlir::Value> sequences, initial, constants;
  int64_t axis, length;
  bool reverse = false;
};

// Makes the next states, then slices of stacks, from slices, states, constants.
using ScanBody =
    llvm::function_ref<llvm::SmallVector<mlir::Value>(mlir::ValueRange)>;

// Builds a scan; returns the final states, then the stacks.
llvm::SmallVector<mlir::Value> buildScan(PrimBuilder &b, const ScanInput &input,
                                         ScanBody body);

} // namespace netc::prim

#endif // NETC_DIALECTS_PRIM_OPS_SCANBUILDER_H
