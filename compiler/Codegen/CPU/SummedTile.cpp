//===- SummedTile.cpp - a register tile with lanes along a summed loop ----===//

#include "compiler/Codegen/CPU/ElementBody.h"
#include "compiler/Codegen/CPU/RegisterTile.h"

#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace netc;

namespace {

class SummedTile {
public:
  SummedTile(ImplicitLocOpBuilder &builder, const Contraction &contraction,
             const TilePlace &place)
      : builder(builder), contraction(contraction), shape(contraction.shape),
        place(place) {}

  void emit();

private:
  Values sumLanes(ArrayRef<Index> summed, ValueRange accumulators);
  Values accumulate(ArrayRef<Index> loops, std::optional<Index> used,
                    ValueRange accumulators);
  Values operand(const Access &access, ArrayRef<Index> loops, unsigned loop,
                 int64_t extent, const Lanes &lanes);
  void store(ValueRange accumulators);
  Value finish(Value sum, ArrayRef<Index> loops);
  SmallVector<Lanes> storedColumns();

  ImplicitLocOpBuilder &builder;
  const Contraction &contraction;
  const TileShape &shape;
  const TilePlace &place;
};

} // namespace

/// Lanes of an operand for some iterations of a loop.
Values SummedTile::operand(const Access &access, ArrayRef<Index> loops,
                           unsigned loop, int64_t extent, const Lanes &lanes) {
  Index offset = offsetAt(builder, access, loops);
  Values values;
  for (int64_t i = 0; i < extent; ++i) {
    Index step = mul(builder, number(builder, i), access.strides[loop]);
    values.push_back(
        loadLanes(builder, access, add(builder, offset, step), lanes));
  }
  return values;
}

Values SummedTile::accumulate(ArrayRef<Index> loops, std::optional<Index> used,
                              ValueRange accumulators) {
  // Lanes out of use are zero in both operands.
  Lanes lanes = {shape.laneLoop, shape.laneLoop, shape.width, {{0, 0}}, used};
  Values rows =
      operand(contraction.lhs(), loops, shape.rowLoop, place.rows, lanes);
  Values columns = operand(contraction.rhs(), loops, shape.columnLoop,
                           place.columnExtent, lanes);
  Values sums;
  for (Value row : rows)
    for (Value column : columns)
      sums.push_back(vector::FMAOp::create(builder, row, column,
                                           accumulators[sums.size()]));
  return sums;
}

/// The loop of the lanes, register by register, and what is left of it.
Values SummedTile::sumLanes(ArrayRef<Index> summed, ValueRange accumulators) {
  SmallVector<Index> loops = place.begin;
  size_t next = 0;
  for (auto [number, loop] : llvm::enumerate(contraction.nest.loops))
    if (!loop.parallel && number != shape.laneLoop)
      loops[number] = summed[next++];

  Index size = contraction.nest.loops[shape.laneLoop].size;
  Index whole = mul(builder, div(builder, size, shape.width),
                    number(builder, shape.width));
  Values sums = buildLoop(builder, number(builder, 0), whole, shape.width,
                          accumulators, [&](Value iv, ValueRange carried) {
                            loops[shape.laneLoop] = iv;
                            return accumulate(loops, std::nullopt, carried);
                          });
  Index rest = sub(builder, size, whole);
  if (isNumber(rest, 0))
    return sums;
  loops[shape.laneLoop] = whole;
  return accumulate(loops, rest, sums);
}

/// What is stored for a sum at the given loop values, in one go.
Value SummedTile::finish(Value sum, ArrayRef<Index> loops) {
  if (contraction.hasEpilogueLoop())
    return sum;
  SmallVector<Value> arguments = {sum};
  for (const Access &extra : contraction.extras())
    arguments.push_back(
        loadElement(builder, extra, offsetAt(builder, extra, loops)));
  return emitBody(builder, *contraction.epilogue, arguments, 0).front();
}

void SummedTile::store(ValueRange accumulators) {
  const Access &init = contraction.init();
  size_t next = 0;
  for (int64_t row = 0; row < place.rows; ++row)
    for (int64_t column = 0; column < place.columnExtent; ++column) {
      SmallVector<Index> loops = place.begin;
      loops[shape.rowLoop] =
          add(builder, loops[shape.rowLoop], number(builder, row));
      loops[shape.columnLoop] =
          add(builder, loops[shape.columnLoop], number(builder, column));
      // Any order of the few additions is as good as another.
      Value sum = vector::ReductionOp::create(
          builder, vector::CombiningKind::ADD, accumulators[next++],
          arith::FastMathFlags::reassoc);
      storeElement(builder, init, offsetAt(builder, init, loops),
                   finish(sum, loops));
    }
  if (contraction.hasEpilogueLoop())
    emitEpilogueLoop(builder, contraction, place, storedColumns());
}

/// The stored columns of a row: lanes where they lie side by side.
SmallVector<Lanes> SummedTile::storedColumns() {
  bool together = contraction.init().hasStride(shape.columnLoop, 1);
  SmallVector<Lanes> columns;
  for (int64_t column = 0; column < place.columnExtent;
       column += columns.back().width) {
    int64_t width = std::min<int64_t>(
        shape.width, llvm::bit_floor<uint64_t>(place.columnExtent - column));
    columns.push_back({shape.columnLoop,
                       shape.columnLoop,
                       together ? width : 1,
                       {{0, column}},
                       {}});
  }
  return columns;
}

void SummedTile::emit() {
  auto type = VectorType::get({shape.width}, contraction.lhs().elementType());
  Value zero =
      arith::ConstantOp::create(builder, type, builder.getZeroAttr(type));
  SmallVector<Index> others;
  for (auto [number, loop] : llvm::enumerate(contraction.nest.loops))
    if (!loop.parallel && number != shape.laneLoop)
      others.push_back(loop.size);
  Values zeros(place.rows * place.columnExtent, zero);
  Values sums = buildLoops(builder, others, zeros,
                           [&](ArrayRef<Index> ivs, ValueRange carried) {
                             return sumLanes(ivs, carried);
                           });
  store(sums);
}

void netc::emitSummedTile(ImplicitLocOpBuilder &builder,
                          const Contraction &contraction,
                          const TilePlace &place) {
  SummedTile(builder, contraction, place).emit();
}
