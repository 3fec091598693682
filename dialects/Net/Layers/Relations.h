//===- Relations.h - what several layers say of shapes ---------*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_LAYERS_RELATIONS_H
#define NETC_DIALECTS_NET_LAYERS_RELATIONS_H

#include "dialects/Net/IR/ShapeSolver.h"
#include "llvm/ADT/SmallVector.h"

namespace netc::net {

// The index from 0 of a level counted from 1, or from the end if negative. A
// level that an array of `rank` does not have is the user's mistake.
llvm::FailureOr<int64_t> levelIndex(ShapeSolver &shapes, int64_t level,
                                    int64_t rank);

// Refuses single numbers.
llvm::LogicalResult requireLevels(ShapeSolver &shapes, ShapeVar shape);

llvm::SmallVector<DimVar> allDims(ShapeSolver &shapes, ShapeVar shape);

// The products of both lists are equal; finds the last unknown size.
llvm::LogicalResult relateProducts(ShapeSolver &shapes,
                                   llvm::ArrayRef<DimVar> left,
                                   llvm::ArrayRef<DimVar> right,
                                   llvm::StringRef why);

// Integers stay integers, reals stay reals.
llvm::LogicalResult keepElements(ShapeSolver &shapes, ShapeVar input,
                                 ShapeVar output);

} // namespace netc::net

#endif
