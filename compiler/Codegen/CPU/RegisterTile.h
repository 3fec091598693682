//===- RegisterTile.h - the code of one register tile ---------------------===//

#ifndef NETC_COMPILER_CODEGEN_CPU_REGISTERTILE_H
#define NETC_COMPILER_CODEGEN_CPU_REGISTERTILE_H

#include "compiler/Codegen/CPU/LanesMemory.h"
#include "compiler/Codegen/CPU/LoopBuilder.h"
#include "compiler/Codegen/CPU/TileShape.h"

namespace mlir {
class Block;
} // namespace mlir

namespace netc {

/// A contraction on its way to tiles.
struct Contraction {
  LoopNest nest;
  TileShape shape;
  mlir::Block *epilogue;

  const Access &lhs() const { return nest.operands[0]; }
  const Access &rhs() const { return nest.operands[1]; }
  llvm::ArrayRef<Access> extras() const {
    return llvm::ArrayRef(nest.operands).drop_front(2).drop_back();
  }
  const Access &init() const { return nest.operands.back(); }

  /// Whether the tile stores its sums first and then runs the epilogue over
  /// them in a loop.
  bool hasEpilogueLoop() const;
};

/// One tile of a contraction: where it starts and how far it goes.
struct TilePlace {
  /// The value of each parallel loop at the tile's first element; summed loops
  /// are 0.
  llvm::SmallVector<Index> begin;
  int64_t rows;
  /// Iterations of the column loop.
  int64_t columnExtent;
  /// Of these, how many are there, if that is known only at run time.
  std::optional<Index> columnsUsed;
};

/// The element of the operand at the given loop values.
Index offsetAt(mlir::ImplicitLocOpBuilder &builder, const Access &access,
               llvm::ArrayRef<Index> loops);

/// Replaces the sums that a tile has stored by what the epilogue makes of them,
/// row by row.
void emitEpilogueLoop(mlir::ImplicitLocOpBuilder &builder,
                      const Contraction &contraction, const TilePlace &place,
                      llvm::ArrayRef<Lanes> columns);

/// Emits a tile whose lanes run along a stored loop.
void emitStoredTile(mlir::ImplicitLocOpBuilder &builder,
                    const Contraction &contraction, const TilePlace &place);

/// Emits a tile whose lanes run along a summed loop.
void emitSummedTile(mlir::ImplicitLocOpBuilder &builder,
                    const Contraction &contraction, const TilePlace &place);

} // namespace netc

#endif // NETC_COMPILER_CODEGEN_CPU_REGISTERTILE_H
