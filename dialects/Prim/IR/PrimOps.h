//===- PrimOps.h - the op classes of the prim dialect ---------------------===//

#ifndef NETC_DIALECTS_PRIM_IR_PRIMOPS_H
#define NETC_DIALECTS_PRIM_IR_PRIMOPS_H

#include "dialects/Prim/IR/PrimDialect.h"
#include "dialects/Prim/Ops/Window.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#define GET_OP_CLASSES
#include "dialects/Prim/IR/PrimOps.h.inc"

#endif // NETC_DIALECTS_PRIM_IR_PRIMOPS_H
