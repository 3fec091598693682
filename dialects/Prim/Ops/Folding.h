//===- Folding.h - reductions as linalg -----------------------------------===//

#ifndef NETC_DIALECTS_PRIM_OPS_FOLDING_H
#define NETC_DIALECTS_PRIM_OPS_FOLDING_H

#include "dialects/Prim/IR/PrimDialect.h"

namespace netc::prim {

// Folds the first input into an array of the shape of `empty`; the maps are
// those of the inputs and the result. Of a second input only the sizes matter:
// it bounds loops that the first map holds in sums only.
mlir::Value lowerFold(mlir::OpBuilder &builder, mlir::Location loc,
                      Reduction kind, mlir::ValueRange inputs,
                      mlir::Value empty, llvm::ArrayRef<mlir::AffineMap> maps,
                      llvm::ArrayRef<mlir::utils::IteratorType> loops);

} // namespace netc::prim

#endif // NETC_DIALECTS_PRIM_OPS_FOLDING_H
