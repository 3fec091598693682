//===- Positions.h - names and places of layers and arrays -----*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_IR_POSITIONS_H
#define NETC_DIALECTS_NET_IR_POSITIONS_H

#include "mlir/IR/Operation.h"
#include <string>

namespace netc::net {

// Discardable attributes of layers and containers. Locations get fused, names must
// not, so they are attributes.
inline constexpr llvm::StringLiteral nameAttribute = "net.name";   // string
inline constexpr llvm::StringLiteral placeAttribute = "net.place"; // i64 from 1
// Names of the inputs of a layer with numbered inputs: array of strings.
inline constexpr llvm::StringLiteral portNamesAttribute = "net.port_names";
// Shapes written at the layer itself: array of types, a unit where none is given.
inline constexpr llvm::StringLiteral inputTypesAttribute = "net.input_types";
inline constexpr llvm::StringLiteral outputTypesAttribute = "net.output_types";

// One step of a position: the user's name, or the place where there is no name.
struct PositionStep {
  llvm::StringRef name;
  int64_t place = 0;
};

// The way from the outermost container to the layer; empty for the net itself.
llvm::SmallVector<PositionStep> positionOf(mlir::Operation *layer);

// A position as text, joined with `.`; in names `.` and `\` are escaped and digits
// alone are quoted: base.3.
std::string positionKey(llvm::ArrayRef<PositionStep> position);
// The key of an array: its position, `.` and its name; `Weights` for a net of one
// layer.
std::string arrayKey(llvm::ArrayRef<PositionStep> position,
                     llvm::StringRef arrayName);

// LinearLayer, NetChain: how the user calls this op.
llvm::StringRef notationOf(mlir::Operation *layer);
// `layer 3 (ConvolutionLayer)`, `layer "conv1" (ConvolutionLayer)`, with the
// position of nested ones: `layer {"base", 3} (ConvolutionLayer)`; just
// `LinearLayer` for a net of one layer.
std::string describeLayer(mlir::Operation *layer);
// `Input`, or `Input2` for one of several, or what InputPorts says.
std::string inputName(mlir::Operation *layer, unsigned operand);
std::string outputName(mlir::Operation *layer, unsigned result);
// `output of layer 1 (LinearLayer)`, `port "Input" of the net`.
std::string describePort(mlir::Value port);

} // namespace netc::net

#endif
