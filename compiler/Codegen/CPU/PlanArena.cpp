//===- PlanArena.cpp - every temporary gets its place in the arena --------===//

#include "compiler/Codegen/CPU/ArenaPlan.h"
#include "compiler/Codegen/CPU/BatchExtent.h"
#include "compiler/Codegen/CPU/EpilogueLoop.h"
#include "compiler/Codegen/CPU/LoopBuilder.h"
#include "compiler/Codegen/CPU/Passes.h"

#include "dialects/Tile/IR/TileDialect.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Builders.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

#include <functional>

namespace netc {
#define GEN_PASS_DEF_PLANARENAPASS
#include "compiler/Codegen/CPU/Passes.h.inc"
} // namespace netc

using namespace mlir;
using namespace netc;

namespace {

/// A temporary: one or, where a result takes the place of its operand, several
/// allocations.
struct Temporary {
  SmallVector<memref::AllocOp, 1> allocations;
  ArenaPiece piece;
  /// Whether the size is per example, else it is for all.
  bool perExample;
};

} // namespace

/// The size in bytes, of all or per example.
static std::optional<BatchExtent> bytesOf(memref::AllocOp alloc) {
  MemRefType type = alloc.getType();
  int64_t bits =
      type.getElementType().isIndex() ? 64 : type.getElementTypeBitWidth();
  BatchExtent bytes = {static_cast<int64_t>(llvm::divideCeil(bits, 8)), false};
  for (int64_t size : type.getShape())
    if (!ShapedType::isDynamic(size))
      bytes.factor *= size;
  for (Value size : alloc.getDynamicSizes()) {
    std::optional<BatchExtent> extent = batchExtent(size);
    if (!extent || (bytes.perExample && extent->perExample))
      return std::nullopt;
    bytes = {bytes.factor * extent->factor,
             bytes.perExample || extent->perExample};
  }
  return bytes;
}

//===----------------------------------------------------------------------===//
// Lives
//===----------------------------------------------------------------------===//

/// Calls the function on each op that uses the buffer, itself or by a view.
static void forEachUser(Value buffer, function_ref<void(Operation *)> visit) {
  for (Operation *user : buffer.getUsers()) {
    visit(user);
    if (isa<ViewLikeOpInterface>(user))
      for (Value view : user->getResults())
        forEachUser(view, visit);
  }
}

/// The allocation behind a buffer that covers all of it in the same order.
static memref::AllocOp wholeAllocation(Value buffer) {
  while (Operation *view = buffer.getDefiningOp()) {
    if (!isa<memref::CollapseShapeOp, memref::ExpandShapeOp, memref::CastOp>(
            view))
      break;
    buffer = view->getOperand(0);
  }
  return buffer.getDefiningOp<memref::AllocOp>();
}

/// Whether the op reads an element of the input before it writes the element
/// of the output at the same place, and no other.
static bool mayWriteInPlace(Operation *op, OpOperand &input, Value output) {
  AffineMap inputMap, outputMap;
  if (auto loops = dyn_cast<linalg::LinalgOp>(op)) {
    if (loops.getNumParallelLoops() != loops.getNumLoops() ||
        loops.getNumDpsInits() != 1)
      return false;
    inputMap = loops.getMatchingIndexingMap(&input);
    outputMap = loops.getMatchingIndexingMap(loops.getDpsInitOperand(0));
  } else if (auto contract = dyn_cast<tile::ContractOp>(op)) {
    // A long epilogue reads extras after the sums are stored.
    if (input.getOperandNumber() < 2 ||
        isLongEpilogue(contract.getEpilogue().front()))
      return false;
    inputMap = contract.maps()[input.getOperandNumber()];
    outputMap = contract.initMap();
  } else {
    return false;
  }
  auto type = dyn_cast<MemRefType>(input.get().getType());
  return type && inputMap == outputMap && inputMap.isPermutation() &&
         type == output.getType();
}

namespace {

struct PlanArena : netc::impl::PlanArenaPassBase<PlanArena> {
  void runOnOperation() override {
    if (!getOperation()->hasAttr("netc.entry"))
      return;
    if (failed(keepIterations()))
      return signalPassFailure();
    numberSteps();
    if (failed(collect()))
      return signalPassFailure();
    shareInPlace();
    place();
  }

private:
  LogicalResult keepIterations();
  void numberSteps();
  LogicalResult collect();
  void shareInPlace();
  void shareInPlace(Operation *op, OpOperand &input, Value output);
  void place();
  void replace(memref::AllocOp alloc, int64_t offset, int64_t perExample);

  /// When an op begins and ends: a loop ends behind the ops in it.
  DenseMap<Operation *, int64_t> steps, ends;
  int64_t numSteps = 0;
  SmallVector<Temporary> temporaries;
  DenseMap<Operation *, size_t> temporaryOf;
};

} // namespace

/// Lets kernels know the iteration they are called in: each loop over kernels
/// stores it in memory.
LogicalResult PlanArena::keepIterations() {
  SmallVector<scf::ForOp> loops;
  getOperation().walk([&](scf::ForOp loop) { loops.push_back(loop); });
  for (scf::ForOp loop : loops) {
    if (loop.getNumResults() > 0)
      return loop.emitError("carries values that are not in one place");
    OpBuilder builder(loop);
    Location loc = loop.getLoc();
    auto type = MemRefType::get({1}, builder.getIndexType());
    Value place = memref::AllocOp::create(builder, loc, type);
    builder.setInsertionPointToStart(loop.getBody());
    Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
    auto store = memref::StoreOp::create(
        builder, loc, loop.getInductionVar(), place, zero);
    store->setAttr(iterationAttribute, builder.getUnitAttr());
  }
  return success();
}

void PlanArena::numberSteps() {
  // One pass object serves several functions.
  steps.clear();
  ends.clear();
  temporaries.clear();
  temporaryOf.clear();
  numSteps = 0;
  std::function<void(Block &)> number = [&](Block &block) {
    for (Operation &op : block) {
      steps[&op] = numSteps++;
      if (auto loop = dyn_cast<scf::ForOp>(op))
        number(*loop.getBody());
      ends[&op] = numSteps - 1;
    }
  };
  number(getOperation().getBody().front());
}

LogicalResult PlanArena::collect() {
  SmallVector<memref::AllocOp> allocations;
  getOperation().walk(
      [&](memref::AllocOp alloc) { allocations.push_back(alloc); });
  for (memref::AllocOp alloc : allocations) {
    std::optional<BatchExtent> bytes = bytesOf(alloc);
    if (!bytes)
      return alloc.emitError("size of a temporary does not follow from the "
                             "batch");
    // Nothing is in the memory before the first use.
    // What stands outside of a loop lives through all of it.
    int64_t first = numSteps, last = 0;
    forEachUser(alloc, [&](Operation *user) {
      if (isa<ViewLikeOpInterface, memref::DimOp>(user))
        return;
      Operation *here = alloc->getBlock()->findAncestorOpInBlock(*user);
      first = std::min(first, steps.at(here));
      last = std::max(last, ends.at(here));
    });
    temporaryOf[alloc] = temporaries.size();
    temporaries.push_back(
        {{alloc}, {bytes->factor, first, last}, bytes->perExample});
  }
  return success();
}

void PlanArena::shareInPlace() {
  getOperation().walk([&](DestinationStyleOpInterface op) {
    if (op.getNumDpsInits() != 1 || !steps.contains(op))
      return;
    for (OpOperand *input : op.getDpsInputOperands())
      shareInPlace(op, *input, op.getDpsInits().front());
  });
}

void PlanArena::shareInPlace(Operation *op, OpOperand &input, Value output) {
  memref::AllocOp source = wholeAllocation(input.get());
  memref::AllocOp target = wholeAllocation(output);
  if (!source || !target || !mayWriteInPlace(op, input, output))
    return;
  size_t from = temporaryOf.at(source), to = temporaryOf.at(target);
  Temporary &dying = temporaries[from], &born = temporaries[to];
  if (from == to || dying.perExample != born.perExample ||
      dying.piece.size != born.piece.size ||
      dying.piece.last != steps.at(op) ||
      born.piece.first != steps.at(op))
    return;
  dying.piece.last = born.piece.last;
  for (memref::AllocOp alloc : born.allocations) {
    temporaryOf[alloc] = from;
    dying.allocations.push_back(alloc);
  }
  born.allocations.clear();
}

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

void PlanArena::place() {
  // What grows with the batch comes after all that does not.
  int64_t sizes[2] = {0, 0};
  for (bool perExample : {false, true}) {
    SmallVector<ArenaPiece> pieces;
    SmallVector<Temporary *> placed;
    for (Temporary &temporary : temporaries) {
      if (temporary.allocations.empty() || temporary.perExample != perExample)
        continue;
      pieces.push_back(temporary.piece);
      placed.push_back(&temporary);
    }
    ArenaPlan plan = planArena(pieces);
    sizes[perExample] = plan.size;
    for (auto [temporary, offset] : llvm::zip_equal(placed, plan.offsets))
      for (memref::AllocOp alloc : temporary->allocations)
        replace(alloc, perExample ? sizes[0] : offset, perExample ? offset : 0);
  }
  OpBuilder builder(&getContext());
  getOperation()->setAttr("netc.arena_constant",
                          builder.getI64IntegerAttr(sizes[0]));
  getOperation()->setAttr("netc.arena_per_example",
                          builder.getI64IntegerAttr(sizes[1]));
}

void PlanArena::replace(memref::AllocOp alloc, int64_t offset,
                        int64_t perExample) {
  OpBuilder builder(alloc);
  Location loc = alloc.getLoc();
  // Sizes are written anew from the batch, so that kernels can repeat them.
  Value frame = getOperation().getArgument(0);
  SmallVector<Value> sizes;
  for (Value size : alloc.getDynamicSizes()) {
    BatchExtent extent = *batchExtent(size);
    Value factor = arith::ConstantIndexOp::create(builder, loc, extent.factor);
    if (extent.perExample) {
      Value batch =
          tile::BatchOp::create(builder, loc, builder.getIndexType(), frame);
      factor = extent.factor == 1
                   ? batch
                   : arith::MulIOp::create(builder, loc, batch, factor);
    }
    sizes.push_back(factor);
  }
  auto buffer = tile::BufferOp::create(builder, loc, alloc.getType(), frame,
                                       tile::Place::Arena, /*index=*/0, offset,
                                       perExample, sizes);
  alloc.replaceAllUsesWith(buffer.getResult());
  alloc.erase();
}
