//===- PrimDialect.h - the prim dialect, its attributes and interfaces ----===//

#ifndef NETC_DIALECTS_PRIM_IR_PRIMDIALECT_H
#define NETC_DIALECTS_PRIM_IR_PRIMDIALECT_H

#include "mlir/Dialect/Utils/StructuredOpsUtils.h"
#include "mlir/IR/AffineMap.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"

namespace netc::prim {
class GradientContext;
class Sampler;
} // namespace netc::prim

#include "dialects/Prim/IR/PrimDialect.h.inc"

#include "dialects/Prim/IR/PrimEnums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/Prim/IR/PrimAttributes.h.inc"

#include "dialects/Prim/IR/PrimInterfaces.h.inc"

#endif // NETC_DIALECTS_PRIM_IR_PRIMDIALECT_H
