//===- NetPasses.h - passes over nets --------------------------*- C++ -*-===//

#ifndef NETC_COMPILER_TRANSFORMS_NETPASSES_H
#define NETC_COMPILER_TRANSFORMS_NETPASSES_H

#include "mlir/Pass/Pass.h"

namespace netc {

#define GEN_PASS_DECL
#include "compiler/Transforms/NetPasses.h.inc"

#define GEN_PASS_REGISTRATION
#include "compiler/Transforms/NetPasses.h.inc"

} // namespace netc

#endif
