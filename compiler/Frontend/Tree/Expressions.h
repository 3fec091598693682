//===- Expressions.h - expressions as attributes and back ------*- C++ -*-===//

#ifndef NETC_COMPILER_FRONTEND_TREE_EXPRESSIONS_H
#define NETC_COMPILER_FRONTEND_TREE_EXPRESSIONS_H

#include "compiler/Notation/Expr.h"
#include "mlir/IR/BuiltinAttributes.h"

namespace netc::tree {

/// Structural: symbols, calls, i64, f64 and strings. An integer past 64 bits
/// becomes a real, a rational of such numbers too; others become quotients.
mlir::Attribute toExpressionAttribute(const Expr &expr,
                                      mlir::MLIRContext *context);

/// The same, but lists become array attributes and True and False booleans: for
/// parameters that others read.
mlir::Attribute toValueAttribute(const Expr &expr, mlir::MLIRContext *context);

/// The expression of either; dense arrays of integers are lists.
Expr toExpr(mlir::Attribute attribute);

} // namespace netc::tree

#endif // NETC_COMPILER_FRONTEND_TREE_EXPRESSIONS_H
