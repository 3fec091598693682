//===- PrimPasses.h - passes over array operations --------------*- C++ -*-===//

#ifndef NETC_COMPILER_TRANSFORMS_PRIMPASSES_H
#define NETC_COMPILER_TRANSFORMS_PRIMPASSES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/Pass.h"

namespace netc {

#define GEN_PASS_DECL
#include "compiler/Transforms/PrimPasses.h.inc"

#define GEN_PASS_REGISTRATION
#include "compiler/Transforms/PrimPasses.h.inc"

} // namespace netc

#endif // NETC_COMPILER_TRANSFORMS_PRIMPASSES_H
