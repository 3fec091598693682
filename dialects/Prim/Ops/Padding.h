//===- Padding.h - arrays surrounded by a value, as linalg ----------------===//

#ifndef NETC_DIALECTS_PRIM_OPS_PADDING_H
#define NETC_DIALECTS_PRIM_OPS_PADDING_H

#include "dialects/Prim/IR/PrimDialect.h"

namespace netc::prim {

// `low` and `high` belong to the trailing axes. Without padding: the input.
mlir::Value lowerPadding(mlir::OpBuilder &builder, mlir::Location loc,
                         mlir::Value input, llvm::ArrayRef<int64_t> low,
                         llvm::ArrayRef<int64_t> high, mlir::TypedAttr value);

} // namespace netc::prim

#endif // NETC_DIALECTS_PRIM_OPS_PADDING_H
