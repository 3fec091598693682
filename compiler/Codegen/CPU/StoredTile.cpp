//===- StoredTile.cpp - a register tile with lanes along a stored loop ----===//

#include "compiler/Codegen/CPU/ElementBody.h"
#include "compiler/Codegen/CPU/RegisterTile.h"

#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace netc;

Index netc::offsetAt(ImplicitLocOpBuilder &builder, const Access &access,
                     ArrayRef<Index> loops) {
  Index offset = access.start;
  for (auto [value, stride] : llvm::zip_equal(loops, access.strides))
    offset = add(builder, offset, mul(builder, value, stride));
  return offset;
}

namespace {

class StoredTile {
public:
  StoredTile(ImplicitLocOpBuilder &builder, const Contraction &contraction,
             const TilePlace &place)
      : builder(builder), contraction(contraction), shape(contraction.shape),
        place(place) {
    placeColumns();
  }

  void emit();

private:
  void placeColumns();
  void placeSpannedColumns();
  Values accumulate(ArrayRef<Index> summed, ValueRange accumulators);
  Value operand(const Access &access, Index offset, int64_t row,
                const Lanes &column, SmallVectorImpl<Value> &shared);
  void store(ValueRange sums);
  void storeSums(ValueRange sums);
  Index rowOffset(const Access &access, Index offset, int64_t row);

  ImplicitLocOpBuilder &builder;
  const Contraction &contraction;
  const TileShape &shape;
  const TilePlace &place;
  SmallVector<Lanes> columns;
};

} // namespace

//===----------------------------------------------------------------------===//
// Columns
//===----------------------------------------------------------------------===//

void StoredTile::placeColumns() {
  if (shape.pieces > 1)
    return placeSpannedColumns();
  for (int64_t lane = 0; lane < place.columnExtent; lane += shape.width) {
    Lanes column = {shape.laneLoop, shape.laneLoop, shape.width, {}, {}};
    column.pieces.push_back({0, lane});
    if (place.columnsUsed)
      column.used = sub(builder, *place.columnsUsed, number(builder, lane));
    else if (place.columnExtent - lane < shape.width)
      column.used = number(builder, place.columnExtent - lane);
    columns.push_back(column);
  }
}

/// Pieces follow each other along the lane loop, then along the span loop.
void StoredTile::placeSpannedColumns() {
  int64_t lanes = numberOr(contraction.nest.loops[shape.laneLoop].size, 0);
  SmallVector<LanePiece> pieces;
  for (int64_t row = 0; row < place.columnExtent; ++row)
    for (int64_t lane = 0; lane < lanes; lane += shape.width)
      pieces.push_back({row, lane});
  while (pieces.size() % shape.pieces)
    pieces.push_back({0, 0, /*present=*/false});
  for (size_t first = 0; first < pieces.size(); first += shape.pieces) {
    auto part = ArrayRef(pieces).slice(first, shape.pieces);
    columns.push_back({shape.laneLoop,
                       shape.columnLoop,
                       shape.width,
                       SmallVector<LanePiece, 2>(part),
                       {}});
  }
}

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

Index StoredTile::rowOffset(const Access &access, Index offset, int64_t row) {
  return add(builder, offset,
             mul(builder, number(builder, row), access.strides[shape.rowLoop]));
}

/// Reads an operand for one accumulator; `shared` holds what rows have in
/// common, a value per column.
Value StoredTile::operand(const Access &access, Index offset, int64_t row,
                          const Lanes &column, SmallVectorImpl<Value> &shared) {
  size_t index = &column - columns.begin();
  bool sameForRows = !access.uses(shape.rowLoop);
  bool sameForColumns =
      !access.uses(shape.laneLoop) && !access.uses(shape.columnLoop);
  if ((sameForRows && row > 0) || (sameForColumns && index > 0))
    return shared[sameForColumns ? 0 : index];
  shared.resize(columns.size());
  shared[index] =
      loadLanes(builder, access, rowOffset(access, offset, row), column);
  return shared[index];
}

/// One step of the summed loops.
Values StoredTile::accumulate(ArrayRef<Index> summed, ValueRange accumulators) {
  SmallVector<Index> loops = place.begin;
  size_t next = 0;
  for (auto [value, loop] : llvm::zip_equal(loops, contraction.nest.loops))
    if (!loop.parallel)
      value = summed[next++];
  const Access &lhs = contraction.lhs(), &rhs = contraction.rhs();
  Index lhsOffset = offsetAt(builder, lhs, loops);
  Index rhsOffset = offsetAt(builder, rhs, loops);
  SmallVector<Value> lhsShared, rhsShared;
  Values sums;
  for (int64_t row = 0; row < place.rows; ++row)
    for (const Lanes &column : columns) {
      Value a = operand(lhs, lhsOffset, row, column, lhsShared);
      Value b = operand(rhs, rhsOffset, row, column, rhsShared);
      sums.push_back(
          vector::FMAOp::create(builder, a, b, accumulators[sums.size()]));
    }
  return sums;
}

/// Stores the sums as they are.
void StoredTile::storeSums(ValueRange sums) {
  const Access &init = contraction.init();
  Index offset = offsetAt(builder, init, place.begin);
  size_t next = 0;
  for (int64_t row = 0; row < place.rows; ++row)
    for (const Lanes &column : columns)
      storeLanes(builder, init, rowOffset(init, offset, row), column,
                 sums[next++]);
}

void StoredTile::store(ValueRange sums) {
  if (contraction.hasEpilogueLoop()) {
    storeSums(sums);
    return emitEpilogueLoop(builder, contraction, place, columns);
  }
  size_t next = 0;
  for (int64_t row = 0; row < place.rows; ++row)
    for (const Lanes &column : columns) {
      SmallVector<Value> arguments = {sums[next++]};
      for (const Access &extra : contraction.extras()) {
        Index offset = offsetAt(builder, extra, place.begin);
        arguments.push_back(
            loadLanes(builder, extra, rowOffset(extra, offset, row), column));
      }
      Value element =
          emitBody(builder, *contraction.epilogue, arguments, column.count())
              .front();
      const Access &init = contraction.init();
      Index offset = offsetAt(builder, init, place.begin);
      storeLanes(builder, init, rowOffset(init, offset, row), column, element);
    }
}

void StoredTile::emit() {
  auto type = VectorType::get({shape.lanes()}, contraction.lhs().elementType());
  Value zero =
      arith::ConstantOp::create(builder, type, builder.getZeroAttr(type));
  SmallVector<Index> summed;
  for (const Loop &loop : contraction.nest.loops)
    if (!loop.parallel)
      summed.push_back(loop.size);
  Values zeros(place.rows * columns.size(), zero);
  Values sums = buildLoops(builder, summed, zeros,
                           [&](ArrayRef<Index> ivs, ValueRange accumulators) {
                             return accumulate(ivs, accumulators);
                           });
  store(sums);
}

void netc::emitStoredTile(ImplicitLocOpBuilder &builder,
                          const Contraction &contraction,
                          const TilePlace &place) {
  StoredTile(builder, contraction, place).emit();
}
