//===- IndexMath.h - index arithmetic that folds as it is built -----------===//

#ifndef NETC_COMPILER_CODEGEN_CPU_INDEXMATH_H
#define NETC_COMPILER_CODEGEN_CPU_INDEXMATH_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace netc {

/// A size, stride or offset: a number where it is known, else a value.
using Index = mlir::OpFoldResult;

inline Index number(mlir::OpBuilder &builder, int64_t value) {
  return builder.getIndexAttr(value);
}

inline bool isNumber(Index index, int64_t value) {
  return mlir::getConstantIntValue(index) == value;
}

/// The number, or the given one where it is not known.
inline int64_t numberOr(Index index, int64_t otherwise) {
  return mlir::getConstantIntValue(index).value_or(otherwise);
}

inline mlir::Value asValue(mlir::ImplicitLocOpBuilder &builder, Index index) {
  return mlir::getValueOrCreateConstantIndexOp(builder, builder.getLoc(),
                                               index);
}

inline Index add(mlir::ImplicitLocOpBuilder &builder, Index lhs, Index rhs) {
  auto a = mlir::getConstantIntValue(lhs), b = mlir::getConstantIntValue(rhs);
  if (a && b)
    return number(builder, *a + *b);
  if (a == 0)
    return rhs;
  if (b == 0)
    return lhs;
  return mlir::arith::AddIOp::create(builder, asValue(builder, lhs),
                                     asValue(builder, rhs))
      .getResult();
}

inline Index mul(mlir::ImplicitLocOpBuilder &builder, Index lhs, Index rhs) {
  auto a = mlir::getConstantIntValue(lhs), b = mlir::getConstantIntValue(rhs);
  if (a && b)
    return number(builder, *a * *b);
  if (a == 0 || b == 1)
    return lhs;
  if (b == 0 || a == 1)
    return rhs;
  return mlir::arith::MulIOp::create(builder, asValue(builder, lhs),
                                     asValue(builder, rhs))
      .getResult();
}

inline Index sub(mlir::ImplicitLocOpBuilder &builder, Index lhs, Index rhs) {
  auto a = mlir::getConstantIntValue(lhs), b = mlir::getConstantIntValue(rhs);
  if (a && b)
    return number(builder, *a - *b);
  if (b == 0)
    return lhs;
  return mlir::arith::SubIOp::create(builder, asValue(builder, lhs),
                                     asValue(builder, rhs))
      .getResult();
}

/// lhs / rhs rounded down; both are not negative.
inline Index div(mlir::ImplicitLocOpBuilder &builder, Index lhs, int64_t rhs) {
  if (auto a = mlir::getConstantIntValue(lhs))
    return number(builder, *a / rhs);
  if (rhs == 1)
    return lhs;
  return mlir::arith::DivUIOp::create(builder, asValue(builder, lhs),
                                      asValue(builder, number(builder, rhs)))
      .getResult();
}

inline Index ceilDiv(mlir::ImplicitLocOpBuilder &builder, Index lhs,
                     int64_t rhs) {
  return div(builder, add(builder, lhs, number(builder, rhs - 1)), rhs);
}

} // namespace netc

#endif // NETC_COMPILER_CODEGEN_CPU_INDEXMATH_H
