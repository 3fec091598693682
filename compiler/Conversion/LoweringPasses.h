//===- LoweringPasses.h - from array operations to loops --------*- C++ -*-===//

#ifndef NETC_COMPILER_CONVERSION_LOWERINGPASSES_H
#define NETC_COMPILER_CONVERSION_LOWERINGPASSES_H

#include "mlir/Pass/Pass.h"

namespace netc {

#define GEN_PASS_DECL
#include "compiler/Conversion/LoweringPasses.h.inc"

#define GEN_PASS_REGISTRATION
#include "compiler/Conversion/LoweringPasses.h.inc"

} // namespace netc

#endif // NETC_COMPILER_CONVERSION_LOWERINGPASSES_H
