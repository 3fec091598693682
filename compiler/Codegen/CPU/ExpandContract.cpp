//===- ExpandContract.cpp - tile.contract becomes register tiles ----------===//

#include "compiler/Codegen/CPU/Passes.h"
#include "compiler/Codegen/CPU/RegisterTile.h"

#include "dialects/Tile/IR/TileDialect.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace netc {
#define GEN_PASS_DEF_EXPANDCONTRACTPASS
#include "compiler/Codegen/CPU/Passes.h.inc"
} // namespace netc

using namespace mlir;
using namespace netc;

/// What to do with the last block of a loop of open size.
enum class OpenTail { OneByOne, Masked };

namespace {

/// A loop cut into blocks.
struct Blocks {
  unsigned loop;
  Index size;
  int64_t block;
  OpenTail openTail;

  Index count(ImplicitLocOpBuilder &builder) const {
    return ceilDiv(builder, size, block);
  }
};

/// Where a block starts, how far it goes, and how much of that is there.
using BlockBody =
    function_ref<void(Index begin, int64_t extent, std::optional<Index> used)>;

class ContractExpander {
public:
  ContractExpander(tile::ContractOp op, int64_t vectorBits)
      : op(op), builder(op.getLoc(), op), vectorBits(vectorBits) {}

  LogicalResult expand();

private:
  LogicalResult makeNest();
  void emitTiles(ArrayRef<unsigned> outer, ArrayRef<Index> ivs);
  void forBlock(const Blocks &blocks, Index block, BlockBody body);
  void forOpenBlock(const Blocks &blocks, Index begin, BlockBody body);
  void chooseBlocks();
  bool rowsOutside() const;
  int64_t bytesPerOuter(const Access &access) const;
  int64_t workPerTile() const;

  tile::ContractOp op;
  ImplicitLocOpBuilder builder;
  int64_t vectorBits;
  Contraction contraction;
  Blocks rows, columns;
};

} // namespace

//===----------------------------------------------------------------------===//
// Loops
//===----------------------------------------------------------------------===//

LogicalResult ContractExpander::makeNest() {
  LoopNest &nest = contraction.nest;
  for (unsigned loop = 0; loop < op.numLoops(); ++loop) {
    tile::ContractOp::LoopExtent extent = op.loopExtent(loop);
    int64_t size = op.loopSize(loop);
    Index value = number(builder, size);
    if (ShapedType::isDynamic(size))
      value = memref::DimOp::create(builder, extent.operand, extent.axis)
                  .getResult();
    nest.loops.push_back({value, op.isParallelLoop(loop)});
  }
  for (auto [operand, map] : llvm::zip_equal(op.getOperands(), op.maps())) {
    FailureOr<Access> access = makeAccess(builder, operand, map);
    if (failed(access))
      return op.emitError("operand of type ")
             << operand.getType() << " is not strided memory";
    nest.operands.push_back(*access);
  }
  simplify(builder, nest, /*keepFirst=*/false);
  nest.loops.push_back({number(builder, 1), /*parallel=*/true});
  for (Access &access : nest.operands)
    access.strides.push_back(number(builder, 0));
  return success();
}

void ContractExpander::chooseBlocks() {
  const TileShape &shape = contraction.shape;
  auto size = [&](unsigned loop) { return contraction.nest.loops[loop].size; };
  rows = {shape.rowLoop, size(shape.rowLoop), shape.rows, OpenTail::OneByOne};
  bool masked = shape.lanesAreStored && shape.pieces == 1;
  columns = {shape.columnLoop, size(shape.columnLoop), shape.columnExtent,
             masked ? OpenTail::Masked : OpenTail::OneByOne};
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

void ContractExpander::forBlock(const Blocks &blocks, Index block,
                                BlockBody body) {
  Index begin = mul(builder, block, number(builder, blocks.block));
  auto size = getConstantIntValue(blocks.size);
  if (!size)
    return forOpenBlock(blocks, begin, body);
  int64_t whole = *size / blocks.block, rest = *size % blocks.block;
  if (rest == 0)
    return body(begin, blocks.block, std::nullopt);
  Index last = number(builder, whole * blocks.block);
  if (whole == 0)
    return body(last, rest, std::nullopt);
  Value isWhole = arith::CmpIOp::create(
      builder, arith::CmpIPredicate::ult, asValue(builder, block),
      asValue(builder, number(builder, whole)));
  auto branch = scf::IfOp::create(builder, isWhole, /*withElseRegion=*/true);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(branch.thenBlock());
  body(begin, blocks.block, std::nullopt);
  builder.setInsertionPointToStart(branch.elseBlock());
  body(last, rest, std::nullopt);
}

void ContractExpander::forOpenBlock(const Blocks &blocks, Index begin,
                                    BlockBody body) {
  if (blocks.openTail == OpenTail::Masked)
    return body(begin, blocks.block, sub(builder, blocks.size, begin));
  if (blocks.block == 1)
    return body(begin, 1, std::nullopt);
  Value end =
      asValue(builder, add(builder, begin, number(builder, blocks.block)));
  Value size = asValue(builder, blocks.size);
  Value isWhole =
      arith::CmpIOp::create(builder, arith::CmpIPredicate::ule, end, size);
  auto branch = scf::IfOp::create(builder, isWhole, /*withElseRegion=*/true);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(branch.thenBlock());
  body(begin, blocks.block, std::nullopt);
  builder.setInsertionPointToStart(branch.elseBlock());
  buildLoop(builder, begin, blocks.size, 1, {}, [&](Value iv, ValueRange) {
    body(iv, 1, std::nullopt);
    return Values();
  });
}

void ContractExpander::emitTiles(ArrayRef<unsigned> outer,
                                 ArrayRef<Index> ivs) {
  SmallVector<Index> begin(contraction.nest.loops.size(), number(builder, 0));
  for (auto [loop, iv] : llvm::zip(outer, ivs))
    begin[loop] = iv;
  ArrayRef<Index> blocks = ivs.take_back(2);
  Index rowBlock = blocks[rowsOutside() ? 0 : 1];
  Index columnBlock = blocks[rowsOutside() ? 1 : 0];
  forBlock(rows, rowBlock, [&](Index row, int64_t rowCount, auto) {
    forBlock(columns, columnBlock,
             [&](Index column, int64_t extent, std::optional<Index> used) {
               TilePlace place = {begin, rowCount, extent, used};
               place.begin[rows.loop] = row;
               // Last: without a column loop both are the loop of one
               // iteration.
               place.begin[columns.loop] = column;
               if (contraction.shape.lanesAreStored)
                 emitStoredTile(builder, contraction, place);
               else
                 emitSummedTile(builder, contraction, place);
             });
  });
}

//===----------------------------------------------------------------------===//
// Order and work
//===----------------------------------------------------------------------===//

/// Bytes of the operand that the tiles of one outer iteration read.
int64_t ContractExpander::bytesPerOuter(const Access &access) const {
  const TileShape &shape = contraction.shape;
  int64_t elements = 1;
  for (auto [number, loop] : llvm::enumerate(contraction.nest.loops)) {
    bool inside = !loop.parallel || number == rows.loop ||
                  number == columns.loop || number == shape.laneLoop;
    if (inside && access.uses(number))
      elements +=
          (numberOr(loop.size, 16) - 1) * numberOr(access.strides[number], 16);
  }
  return elements * access.elementType().getIntOrFloatBitWidth() / 8;
}

/// The operand that is large is read once, so its blocks are the outer loop:
/// meanwhile the small one is read again and again from the cache.
bool ContractExpander::rowsOutside() const {
  const Access &rowOperand =
      contraction.lhs().uses(rows.loop) ? contraction.lhs() : contraction.rhs();
  const Access &other =
      contraction.lhs().uses(rows.loop) ? contraction.rhs() : contraction.lhs();
  return bytesPerOuter(rowOperand) >= bytesPerOuter(other);
}

int64_t ContractExpander::workPerTile() const {
  const TileShape &shape = contraction.shape;
  int64_t products = contraction.nest.work(/*parallel=*/false) * shape.rows *
                     shape.columnExtent;
  if (shape.pieces > 1)
    products *= numberOr(contraction.nest.loops[shape.laneLoop].size, 1);
  // About two registers of products in a nanosecond.
  return products * 8 / shape.lanes() + 16;
}

LogicalResult ContractExpander::expand() {
  if (failed(makeNest()))
    return failure();
  contraction.epilogue = &op.getEpilogue().front();
  contraction.shape = chooseTileShape(contraction.nest, vectorBits);
  chooseBlocks();

  const TileShape &shape = contraction.shape;
  SmallVector<unsigned> outer;
  SmallVector<Index> sizes;
  for (auto [number, loop] : llvm::enumerate(contraction.nest.loops))
    if (loop.parallel && number != shape.laneLoop && number != rows.loop &&
        number != columns.loop) {
      outer.push_back(number);
      sizes.push_back(loop.size);
    }
  Index rowBlocks = rows.count(builder), columnBlocks = columns.count(builder);
  sizes.push_back(rowsOutside() ? rowBlocks : columnBlocks);
  sizes.push_back(rowsOutside() ? columnBlocks : rowBlocks);
  buildParallelLoop(builder, sizes, workPerTile(),
                    [&](ArrayRef<Index> ivs) { emitTiles(outer, ivs); });
  op.erase();
  return success();
}

namespace {
struct ExpandContract : netc::impl::ExpandContractPassBase<ExpandContract> {
  using ExpandContractPassBase::ExpandContractPassBase;

  void runOnOperation() override {
    SmallVector<tile::ContractOp> contractions;
    getOperation().walk(
        [&](tile::ContractOp op) { contractions.push_back(op); });
    for (tile::ContractOp op : contractions)
      if (failed(ContractExpander(op, vectorBits).expand()))
        return signalPassFailure();
  }
};
} // namespace
