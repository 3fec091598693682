//===- LowerContraction.h - contractions become tile.contract -------------===//

#ifndef NETC_COMPILER_CONVERSION_LOWERCONTRACTION_H
#define NETC_COMPILER_CONVERSION_LOWERCONTRACTION_H

#include "dialects/Prim/IR/PrimDialect.h"
#include "dialects/Prim/Ops/ElementLowering.h"

namespace netc {

// `result` is made from the contraction by the element ops for which `inside`
// holds, and is computed with it.
mlir::FailureOr<mlir::Value>
lowerContraction(mlir::OpBuilder &builder,
                 prim::ContractionOpInterface contraction, mlir::Value result,
                 prim::ElementPlan::Inside inside);

} // namespace netc

#endif // NETC_COMPILER_CONVERSION_LOWERCONTRACTION_H
