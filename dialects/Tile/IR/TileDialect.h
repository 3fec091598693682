//===- TileDialect.h - the tile dialect, its type and its operations ------===//

#ifndef NETC_DIALECTS_TILE_IR_TILEDIALECT_H
#define NETC_DIALECTS_TILE_IR_TILEDIALECT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/Tile/IR/TileDialect.h.inc"
#include "dialects/Tile/IR/TileEnums.h.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/Tile/IR/TileTypes.h.inc"

#define GET_OP_CLASSES
#include "dialects/Tile/IR/TileOps.h.inc"

namespace netc::tile {

/// Make the ops on tensors known to one-shot bufferisation.
void registerBufferization(mlir::DialectRegistry &registry);
void registerFenceBufferization(mlir::DialectRegistry &registry);

} // namespace netc::tile

#endif // NETC_DIALECTS_TILE_IR_TILEDIALECT_H
