//===- Shapes.h - static and dynamic sizes of tensors ---------------------===//

#ifndef NETC_DIALECTS_PRIM_IR_SHAPES_H
#define NETC_DIALECTS_PRIM_IR_SHAPES_H

#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"

namespace netc::prim {

using Sizes = llvm::SmallVector<mlir::OpFoldResult>;

mlir::RankedTensorType tensorType(mlir::Value value);

// Whether two sizes can be the same; an unknown size can be any.
bool sizesAgree(int64_t a, int64_t b);
// The better known of two sizes that agree.
int64_t mergeSizes(int64_t a, int64_t b);

// The size of one axis, of all axes: attributes where static.
mlir::OpFoldResult sizeOf(mlir::OpBuilder &builder, mlir::Location loc,
                          mlir::Value tensor, int64_t axis);
Sizes sizesOf(mlir::OpBuilder &builder, mlir::Location loc, mlir::Value tensor);

// Static sizes of `type` as they are, dynamic ones from the same axes of
// `like`.
Sizes sizesLike(mlir::OpBuilder &builder, mlir::Location loc,
                mlir::RankedTensorType type, mlir::Value like);

// a + b, a * b, a / b on sizes; folded where static.
mlir::OpFoldResult addSizes(mlir::OpBuilder &builder, mlir::Location loc,
                            mlir::OpFoldResult a, mlir::OpFoldResult b);
mlir::OpFoldResult mulSizes(mlir::OpBuilder &builder, mlir::Location loc,
                            mlir::OpFoldResult a, mlir::OpFoldResult b);
mlir::OpFoldResult divSizes(mlir::OpBuilder &builder, mlir::Location loc,
                            mlir::OpFoldResult a, mlir::OpFoldResult b);

// Number of elements.
mlir::OpFoldResult countOf(mlir::OpBuilder &builder, mlir::Location loc,
                           mlir::ArrayRef<mlir::OpFoldResult> sizes);

// A destination of the op's first result's shape.
mlir::FailureOr<mlir::Value> emptyWithShapeOf(mlir::OpBuilder &builder,
                                              mlir::Operation *op);

// A scalar constant.
mlir::Value numberOf(mlir::OpBuilder &builder, mlir::Location loc,
                     mlir::Type element, double value);

} // namespace netc::prim

#endif // NETC_DIALECTS_PRIM_IR_SHAPES_H
