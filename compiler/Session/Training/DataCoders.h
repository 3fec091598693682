//===- DataCoders.h - what data tells about ports --------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_DATACODERS_H
#define NETC_COMPILER_SESSION_TRAINING_DATACODERS_H

#include "compiler/Notation/Expr.h"
#include "dialects/Net/IR/NetAttrs.h"
#include "dialects/Net/IR/NetOps.h"

namespace netc::training {

/// The coder of a port, or null.
net::CoderAttr coderAt(mlir::ArrayAttr coders, unsigned port);

/// Gives an input without an encoder, and of unknown shape, one for the images
/// of the column, or the shape that its examples have.
mlir::LogicalResult describeInput(net::RootOp root, unsigned input,
                                  const Expr &column);

/// Gives an output whose target are labels or True and False a decoder, where
/// it has none: framework.md 7.2. `takesClasses` says that its loss compares
/// with classes.
mlir::LogicalResult describeOutput(net::RootOp root, unsigned output,
                                   const Expr &column, bool takesClasses);

/// Dimensions of one example of the column.
llvm::SmallVector<int64_t> exampleShape(const Expr &column);

/// Open sizes of the type filled in from the shape of an example; the type
/// itself where they do not fit.
net::ArrayType fillType(net::ArrayType type, llvm::ArrayRef<int64_t> shape);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_DATACODERS_H
