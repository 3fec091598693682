//===- TileShape.h - which loops a register tile covers, and how far ------===//

#ifndef NETC_COMPILER_CODEGEN_CPU_TILESHAPE_H
#define NETC_COMPILER_CODEGEN_CPU_TILESHAPE_H

#include "compiler/Codegen/CPU/LoopNest.h"

namespace netc {

/// A tile of `rows` times `columns` accumulators, each a register of lanes.
struct TileShape {
  /// Lanes run along a stored loop, else along a summed one and are added up at
  /// the end.
  bool lanesAreStored = true;
  /// Lanes of a piece, and pieces of a register. More than one piece: each is
  /// the neighbouring part of another row of `spanLoop`, because the rows of
  /// `laneLoop` are shorter than a register.
  int64_t width = 1;
  int64_t pieces = 1;
  unsigned laneLoop = 0;
  /// The loop of several accumulators that share the operand along the columns.
  unsigned rowLoop = 0;
  int64_t rows = 1;
  /// The loop of the columns: the lane loop, the span loop or, with summed
  /// lanes, one that only rhs or only lhs follows.
  unsigned columnLoop = 0;
  /// Iterations of the column loop in a tile.
  int64_t columnExtent = 1;

  int64_t lanes() const { return width * pieces; }
};

/// The nest of a contraction: operands lhs, rhs, extras and init. The last loop
/// has one iteration: it stands for a loop that is not needed.
TileShape chooseTileShape(const LoopNest &nest, int64_t vectorBits);

/// The registers along the columns of a tile of the extent.
int64_t columnRegisters(const LoopNest &nest, const TileShape &shape,
                        int64_t extent);

} // namespace netc

#endif // NETC_COMPILER_CODEGEN_CPU_TILESHAPE_H
