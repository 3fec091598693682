//===- TileShape.cpp - which loops a register tile covers, and how far ----===//

#include "compiler/Codegen/CPU/TileShape.h"

#include "compiler/Codegen/CPU/LanesMemory.h"

#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace netc;

/// Open sizes count as this many iterations.
static constexpr int64_t openSize = 16;

namespace {

/// Searches the shape of least cost. The costs are cycles on a machine that
/// loads two registers and multiplies two in a cycle.
class ShapeSearch {
public:
  ShapeSearch(const LoopNest &nest, int64_t vectorBits)
      : nest(nest), vectorBits(vectorBits),
        maxLanes(vectorBits / lhs().elementType().getIntOrFloatBitWidth()) {
    best.laneLoop = best.rowLoop = best.columnLoop = noLoop();
  }

  TileShape search();

private:
  const Access &lhs() const { return nest.operands[0]; }
  const Access &rhs() const { return nest.operands[1]; }
  const Access &init() const { return nest.operands.back(); }
  unsigned noLoop() const { return nest.loops.size() - 1; }
  int64_t size(unsigned loop) const {
    return numberOr(nest.loops[loop].size, openSize);
  }
  bool isOpen(unsigned loop) const {
    return !getConstantIntValue(nest.loops[loop].size);
  }

  unsigned largest(function_ref<bool(unsigned)> fits) const;
  unsigned storedLaneLoop() const;
  unsigned summedLaneLoop() const;
  unsigned sharedRowLoop(unsigned laneLoop) const;
  unsigned spanLoop(const TileShape &shape) const;

  void searchStored(TileShape shape);
  void searchSpanned(TileShape shape);
  void searchSummed(TileShape shape);
  void searchRows(TileShape shape, int64_t columns, double columnTiles);
  double outerIterations(const TileShape &shape) const;
  bool fits(int64_t rows, int64_t columns) const;
  double tileCost(int64_t rows, int64_t columns, int64_t pieces) const;

  const LoopNest &nest;
  int64_t vectorBits;
  int64_t maxLanes;
  TileShape best;
  double bestCost = std::numeric_limits<double>::infinity();
};

} // namespace

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

/// The loop of most iterations that fits, or none.
unsigned ShapeSearch::largest(function_ref<bool(unsigned)> fits) const {
  unsigned found = noLoop();
  for (unsigned loop = 0; loop < noLoop(); ++loop)
    if (fits(loop) && (found == noLoop() || size(loop) > size(found)))
      found = loop;
  return found;
}

unsigned ShapeSearch::storedLaneLoop() const {
  return largest([&](unsigned loop) {
    return nest.loops[loop].parallel && init().hasStride(loop, 1) &&
           isVectorStride(lhs().strides[loop]) &&
           isVectorStride(rhs().strides[loop]);
  });
}

unsigned ShapeSearch::summedLaneLoop() const {
  return largest([&](unsigned loop) {
    return !nest.loops[loop].parallel && lhs().hasStride(loop, 1) &&
           rhs().hasStride(loop, 1);
  });
}

/// A loop whose iterations read the same lanes of one operand.
unsigned ShapeSearch::sharedRowLoop(unsigned laneLoop) const {
  return largest([&](unsigned loop) {
    if (!nest.loops[loop].parallel || loop == laneLoop)
      return false;
    return (lhs().uses(loop) && !rhs().uses(loop) && !lhs().uses(laneLoop)) ||
           (rhs().uses(loop) && !lhs().uses(loop) && !rhs().uses(laneLoop));
  });
}

/// A loop whose neighbouring rows may share a register.
unsigned ShapeSearch::spanLoop(const TileShape &shape) const {
  return largest([&](unsigned loop) {
    if (!nest.loops[loop].parallel || isOpen(loop) || loop == shape.laneLoop ||
        loop == shape.rowLoop)
      return false;
    auto follows = [&](const Access &access) {
      return access.uses(shape.laneLoop) || !access.uses(loop);
    };
    return follows(lhs()) && follows(rhs());
  });
}

//===----------------------------------------------------------------------===//
// Cost
//===----------------------------------------------------------------------===//

/// Whether accumulators, the column operands and one row operand have a
/// register each.
bool ShapeSearch::fits(int64_t rows, int64_t columns) const {
  int64_t registers = vectorBits == 512 ? 32 : 16;
  // Without fused multiply-add the product needs a place.
  int64_t spare = vectorBits == 128 ? 2 : 1;
  return rows * columns <= (vectorBits == 512 ? 28 : 12) &&
         rows * columns + columns + spare <= registers;
}

/// Of one step of the summed loops.
double ShapeSearch::tileCost(int64_t rows, int64_t columns,
                             int64_t pieces) const {
  double products = static_cast<double>(rows * columns) / 2;
  double loads = static_cast<double>(columns * pieces + rows) / 2;
  // An accumulator is ready for the next product after four cycles.
  return std::max({products, loads, 4.0}) + loads / 16;
}

/// Iterations of the loops around the tiles.
double ShapeSearch::outerIterations(const TileShape &shape) const {
  double product = 1;
  for (unsigned loop = 0; loop < noLoop(); ++loop)
    if (nest.loops[loop].parallel && loop != shape.laneLoop &&
        loop != shape.rowLoop && loop != shape.columnLoop)
      product *= static_cast<double>(size(loop));
  return product;
}

/// Tries numbers of rows for a number of column registers.
void ShapeSearch::searchRows(TileShape shape, int64_t columns,
                             double columnTiles) {
  int64_t iterations = size(shape.rowLoop);
  columnTiles *= outerIterations(shape);
  for (int64_t rows = 1; rows <= iterations && fits(rows, columns); ++rows) {
    int64_t rest = iterations % rows;
    double cost = tileCost(rows, columns, shape.pieces) *
                  static_cast<double>(iterations / rows);
    if (rest)
      cost += tileCost(rest, columns, shape.pieces);
    // A second tile for the rest is code to read, and to write.
    cost *= columnTiles * (rest ? 1.03 : 1.0);
    if (cost >= bestCost)
      continue;
    bestCost = cost;
    best = shape;
    best.rows = rows;
  }
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

/// Registers of one piece, side by side along the lane loop.
void ShapeSearch::searchStored(TileShape shape) {
  int64_t extent = size(shape.laneLoop);
  shape.columnLoop = shape.laneLoop;
  for (int64_t columns = 1; columns <= 8; ++columns) {
    shape.columnExtent = columns * shape.width;
    // A last tile with fewer registers costs accordingly.
    double registers =
        static_cast<double>(llvm::divideCeil(extent, shape.width));
    double columnTiles = registers / static_cast<double>(columns);
    if (columns > registers)
      break;
    if (static_cast<int64_t>(registers) % columns)
      columnTiles *= 1.03;
    searchRows(shape, columns, columnTiles);
  }
}

/// Registers of several pieces, from some rows of the span loop.
void ShapeSearch::searchSpanned(TileShape shape) {
  unsigned span = spanLoop(shape);
  int64_t extent = size(shape.laneLoop);
  if (span == noLoop() || isOpen(shape.laneLoop) || extent % maxLanes == 0)
    return;
  for (int64_t pieces : {2, 4}) {
    shape.pieces = pieces;
    shape.width = maxLanes / pieces;
    shape.columnLoop = span;
    if (shape.width < 2 || extent % shape.width)
      continue;
    for (int64_t rows = 1; rows <= size(span); ++rows) {
      shape.columnExtent = rows;
      int64_t columns = columnRegisters(nest, shape, rows);
      if (!fits(1, columns))
        break;
      double tiles =
          static_cast<double>(size(span)) / static_cast<double>(rows);
      searchRows(shape, columns, tiles * (size(span) % rows ? 1.03 : 1.0));
    }
  }
}

/// Rows and columns of dot products.
void ShapeSearch::searchSummed(TileShape shape) {
  auto usedByOne = [&](const Access &access, const Access &other) {
    return largest([&](unsigned loop) {
      return nest.loops[loop].parallel && access.uses(loop) &&
             !other.uses(loop);
    });
  };
  shape.rowLoop = usedByOne(lhs(), rhs());
  shape.columnLoop = usedByOne(rhs(), lhs());
  int64_t iterations = size(shape.columnLoop);
  for (int64_t columns = 1; columns <= std::min<int64_t>(8, iterations);
       ++columns) {
    shape.columnExtent = columns;
    double tiles =
        static_cast<double>(iterations) / static_cast<double>(columns);
    searchRows(shape, columns, tiles * (iterations % columns ? 1.03 : 1.0));
  }
}

TileShape ShapeSearch::search() {
  TileShape shape = best;
  unsigned stored = storedLaneLoop(), summed = summedLaneLoop();
  auto widthFor = [&](unsigned loop) {
    return std::min<int64_t>(maxLanes, llvm::PowerOf2Ceil(size(loop)));
  };
  // Few stored lanes lose against many summed ones.
  bool useSummed =
      summed != noLoop() &&
      (stored == noLoop() || widthFor(stored) * 2 < widthFor(summed));
  if (useSummed) {
    shape.lanesAreStored = false;
    shape.laneLoop = summed;
    shape.width = isOpen(summed) ? maxLanes : widthFor(summed);
    searchSummed(shape);
    return best;
  }
  if (stored != noLoop()) {
    shape.laneLoop = stored;
    shape.width = isOpen(stored) ? maxLanes : widthFor(stored);
  } else {
    // One lane: any loop may serve as the columns.
    shape.laneLoop = largest([&](unsigned loop) {
      return nest.loops[loop].parallel && !isOpen(loop);
    });
  }
  shape.rowLoop = sharedRowLoop(shape.laneLoop);
  searchStored(shape);
  if (stored != noLoop())
    searchSpanned(shape);
  return best;
}

TileShape netc::chooseTileShape(const LoopNest &nest, int64_t vectorBits) {
  return ShapeSearch(nest, vectorBits).search();
}

int64_t netc::columnRegisters(const LoopNest &nest, const TileShape &shape,
                              int64_t extent) {
  if (!shape.lanesAreStored)
    return extent;
  if (shape.pieces == 1)
    return llvm::divideCeil(extent, shape.width);
  int64_t piecesPerRow =
      numberOr(nest.loops[shape.laneLoop].size, 0) / shape.width;
  return llvm::divideCeil(extent * piecesPerRow, shape.pieces);
}
