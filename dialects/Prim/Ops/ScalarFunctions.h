//===- ScalarFunctions.h - scalar code shared by lowerings ----------------===//

#ifndef NETC_DIALECTS_PRIM_OPS_SCALARFUNCTIONS_H
#define NETC_DIALECTS_PRIM_OPS_SCALARFUNCTIONS_H

#include "dialects/Prim/IR/PrimDialect.h"

namespace netc::prim {

// The two-operand function that a reduction repeats, on scalars; the maximum
// and minimum of floats are NaN where one operand is.
mlir::Value buildFold(mlir::OpBuilder &builder, mlir::Location loc,
                      Reduction kind, mlir::Value a, mlir::Value b);

// The value that changes nothing under `buildFold`.
mlir::TypedAttr identityOf(mlir::OpBuilder &builder, Reduction kind,
                           mlir::Type element);

// Number conversions by the rules of prim.cast.
mlir::Value buildCast(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value x, mlir::Type to);

// 1 / (1 + e^-x) without overflow, with its denormal tail.
mlir::Value buildLogistic(mlir::OpBuilder &builder, mlir::Location loc,
                          mlir::Value x);

// Derivative of log |gamma(x)|.
mlir::Value buildDigamma(mlir::OpBuilder &builder, mlir::Location loc,
                         mlir::Value x);

// Calls `name` of the C library (with f appended for f32); half types are
// computed in f32. Declares the function in the module of `op`.
mlir::Value buildLibraryCall(mlir::OpBuilder &builder, mlir::Operation *op,
                             llvm::StringRef name, mlir::Value x);

} // namespace netc::prim

#endif // NETC_DIALECTS_PRIM_OPS_SCALARFUNCTIONS_H
