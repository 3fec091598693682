//===- EpilogueLoop.cpp - a long epilogue runs over a stored tile ---------===//

#include "compiler/Codegen/CPU/EpilogueLoop.h"

#include "compiler/Codegen/CPU/ElementBody.h"
#include "compiler/Codegen/CPU/RegisterTile.h"

using namespace mlir;
using namespace netc;

bool netc::isLongEpilogue(Block &epilogue) {
  int64_t ops = llvm::count_if(
      epilogue, [](Operation &op) { return !isa<arith::ConstantOp>(op); });
  return ops > 12 || !worksOnLanes(epilogue);
}

/// The smaller of a number and an index.
static Index atMost(ImplicitLocOpBuilder &builder, Index index, int64_t limit) {
  if (auto known = getConstantIntValue(index))
    return number(builder, std::min(*known, limit));
  return arith::MinSIOp::create(builder, asValue(builder, index),
                                asValue(builder, number(builder, limit)))
      .getResult();
}

bool Contraction::hasEpilogueLoop() const {
  return isLongEpilogue(*epilogue) &&
         init().elementType() == lhs().elementType();
}

namespace {

/// The epilogue over one row of a tile.
class EpilogueRow {
public:
  EpilogueRow(ImplicitLocOpBuilder &builder, const Contraction &contraction,
              SmallVector<Index> begin)
      : builder(builder), contraction(contraction), begin(std::move(begin)) {}

  void onLanes(const Lanes &column);
  void onElements(const Lanes &column);

private:
  void onElement(ArrayRef<Index> loops);

  ImplicitLocOpBuilder &builder;
  const Contraction &contraction;
  SmallVector<Index> begin;
};

} // namespace

void EpilogueRow::onLanes(const Lanes &column) {
  const Access &init = contraction.init();
  Index stored = offsetAt(builder, init, begin);
  SmallVector<Value> arguments = {loadLanes(builder, init, stored, column)};
  for (const Access &extra : contraction.extras())
    arguments.push_back(
        loadLanes(builder, extra, offsetAt(builder, extra, begin), column));
  Value element =
      emitBody(builder, *contraction.epilogue, arguments, column.count())
          .front();
  storeLanes(builder, init, stored, column, element);
}

void EpilogueRow::onElement(ArrayRef<Index> loops) {
  const Access &init = contraction.init();
  Index stored = offsetAt(builder, init, loops);
  SmallVector<Value> arguments = {loadElement(builder, init, stored)};
  for (const Access &extra : contraction.extras())
    arguments.push_back(
        loadElement(builder, extra, offsetAt(builder, extra, loops)));
  Value element =
      emitBody(builder, *contraction.epilogue, arguments, 0).front();
  storeElement(builder, init, stored, element);
}

void EpilogueRow::onElements(const Lanes &column) {
  for (const LanePiece &piece : column.pieces) {
    if (!piece.present)
      continue;
    Index count = number(builder, column.width);
    if (column.used)
      count = atMost(builder, *column.used, column.width);
    SmallVector<Index> loops = begin;
    loops[column.rowLoop] =
        add(builder, loops[column.rowLoop], number(builder, piece.row));
    Index first =
        add(builder, loops[column.laneLoop], number(builder, piece.lane));
    buildLoop(builder, number(builder, 0), count, 1, {},
              [&](Value lane, ValueRange) {
                loops[column.laneLoop] = add(builder, first, lane);
                onElement(loops);
                return Values();
              });
  }
}

void netc::emitEpilogueLoop(ImplicitLocOpBuilder &builder,
                            const Contraction &contraction,
                            const TilePlace &place, ArrayRef<Lanes> columns) {
  bool onLanes = worksOnLanes(*contraction.epilogue);
  unsigned rowLoop = contraction.shape.rowLoop;
  buildLoop(builder, number(builder, 0), number(builder, place.rows), 1, {},
            [&](Value row, ValueRange) {
              SmallVector<Index> begin = place.begin;
              begin[rowLoop] = add(builder, begin[rowLoop], row);
              EpilogueRow epilogue(builder, contraction, begin);
              for (const Lanes &column : columns)
                if (onLanes)
                  epilogue.onLanes(column);
                else
                  epilogue.onElements(column);
              return Values();
            });
}
