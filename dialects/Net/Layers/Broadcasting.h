//===- Broadcasting.h - inputs of different dimensions together -*- C++ -*-===//
//
// How ThreadingLayer and TotalLayer bring their inputs to one shape. Levels
// that an input does not have are inserted where the specification says; then
// sizes at each level are equal or 1, and what is 1 is repeated.

#ifndef NETC_DIALECTS_NET_LAYERS_BROADCASTING_H
#define NETC_DIALECTS_NET_LAYERS_BROADCASTING_H

#include "dialects/Net/IR/Decomposition.h"
#include "dialects/Net/IR/ShapeSolver.h"
#include "mlir/IR/Attributes.h"
#include "mlir/IR/ValueRange.h"

namespace netc::net {

// `specification` as Net_BroadcastSpec holds it; null is Automatic.
llvm::LogicalResult relateBroadcast(ShapeSolver &shapes,
                                    mlir::Attribute specification,
                                    mlir::OperandRange inputs,
                                    mlir::Value output);

// The inputs as reals in the shape of `output`.
llvm::SmallVector<mlir::Value> broadcastInputs(Decomposition &d,
                                               mlir::Attribute specification,
                                               mlir::OperandRange inputs,
                                               mlir::Value output);

} // namespace netc::net

#endif
