//===- LanesMemory.h - lanes of a register and where they lie in memory ---===//

#ifndef NETC_COMPILER_CODEGEN_CPU_LANESMEMORY_H
#define NETC_COMPILER_CODEGEN_CPU_LANESMEMORY_H

#include "compiler/Codegen/CPU/LoopNest.h"

namespace netc {

/// A run of neighbouring iterations of the lane loop, at a place relative to
/// the tile. Pieces that are not there fill up a register; they are neither
/// read nor written.
struct LanePiece {
  int64_t row;
  int64_t lane;
  bool present = true;
};

/// The iterations that one register holds: pieces of equal width.
struct Lanes {
  /// The loop that runs along the lanes of a piece.
  unsigned laneLoop;
  /// The loop that tells pieces of several rows apart.
  unsigned rowLoop;
  int64_t width;
  llvm::SmallVector<LanePiece, 2> pieces;
  /// Lanes in use, where only the first few are: there is one piece then.
  std::optional<Index> used;

  int64_t count() const { return width * pieces.size(); }
};

/// Reads lanes of the operand; `offset` is that of the tile's first element.
mlir::Value loadLanes(mlir::ImplicitLocOpBuilder &builder, const Access &access,
                      Index offset, const Lanes &lanes);

void storeLanes(mlir::ImplicitLocOpBuilder &builder, const Access &access,
                Index offset, const Lanes &lanes, mlir::Value value);

/// Reads one element.
mlir::Value loadElement(mlir::ImplicitLocOpBuilder &builder,
                        const Access &access, Index offset);

void storeElement(mlir::ImplicitLocOpBuilder &builder, const Access &access,
                  Index offset, mlir::Value value);

/// The numbers of the lanes.
mlir::Value laneNumbers(mlir::ImplicitLocOpBuilder &builder, int64_t width);

/// Whether lanes of this stride are read as vectors.
inline bool isVectorStride(Index stride) {
  return isNumber(stride, 0) || isNumber(stride, 1) || isNumber(stride, 2);
}

} // namespace netc

#endif // NETC_COMPILER_CODEGEN_CPU_LANESMEMORY_H
