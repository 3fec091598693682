//===- OutlineKernels.cpp - large parallel loops become kernels -----------===//

#include "compiler/Codegen/CPU/LoopBuilder.h"
#include "compiler/Codegen/CPU/Passes.h"

#include "dialects/Tile/IR/TileDialect.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Transforms/RegionUtils.h"

namespace netc {
#define GEN_PASS_DEF_OUTLINEKERNELSPASS
#include "compiler/Codegen/CPU/Passes.h.inc"
} // namespace netc

using namespace mlir;
using namespace netc;

/// What one thread should at least have to do, in sixteenths of a nanosecond:
/// waking another one takes as long.
static constexpr int64_t workPerThread = 16 * 10'000;

static int64_t workOf(scf::ForOp loop) {
  return std::max<int64_t>(
      1, loop->getAttrOfType<IntegerAttr>(workAttribute).getInt());
}

/// Whether two threads have enough to do.
static bool isWorthThreads(scf::ForOp loop) {
  if (auto count = getConstantIntValue(loop.getUpperBound()))
    return *count * workOf(loop) >= 2 * workPerThread;
  return true;
}

/// Where a loop over kernels keeps its iteration.
static memref::StoreOp keptIteration(Value value) {
  for (Operation *user : value.getUsers())
    if (user->hasAttr(iterationAttribute))
      return cast<memref::StoreOp>(user);
  return nullptr;
}

/// Whether the value follows from the frame by pure ops alone, or is an
/// iteration that is kept.
static bool isDerivable(Value value, Value frame) {
  if (value == frame)
    return true;
  Operation *op = value.getDefiningOp();
  if (!op)
    return keptIteration(value) != nullptr;
  return isMemoryEffectFree(op) && op->getNumRegions() == 0 &&
         llvm::all_of(op->getOperands(), [&](Value operand) {
           return isDerivable(operand, frame);
         });
}

static llvm::SetVector<Value> capturedValues(scf::ForOp loop) {
  llvm::SetVector<Value> captured;
  getUsedValuesDefinedAbove(loop.getRegion(), captured);
  return captured;
}

/// Whether a kernel can get all that the loop needs from the frame.
static bool canStandAlone(scf::ForOp loop, Value frame) {
  return llvm::all_of(capturedValues(loop),
                      [&](Value value) { return isDerivable(value, frame); });
}

/// Repeats the pure ops that make the value, from the frame up.
static Value derive(OpBuilder &builder, Value value, IRMapping &mapping) {
  if (Value known = mapping.lookupOrNull(value))
    return known;
  Operation *op = value.getDefiningOp();
  if (!op) {
    memref::StoreOp store = keptIteration(value);
    assert(store && "kernels capture the frame and kept iterations only");
    Value place = derive(builder, store.getMemref(), mapping);
    Value zero = arith::ConstantIndexOp::create(builder, store.getLoc(), 0);
    Value iteration =
        memref::LoadOp::create(builder, store.getLoc(), place, zero);
    mapping.map(value, iteration);
    return iteration;
  }
  for (Value operand : op->getOperands())
    derive(builder, operand, mapping);
  builder.clone(*op, mapping);
  return mapping.lookup(value);
}

/// An empty function over a range of iterations, before the entry point.
static func::FuncOp makeKernel(func::FuncOp entry, Location loc,
                               const Twine &name) {
  OpBuilder builder(entry);
  Type index = builder.getIndexType();
  auto type = builder.getFunctionType(
      {entry.getArgument(0).getType(), index, index}, {});
  auto kernel = func::FuncOp::create(builder, loc, name.str(), type);
  kernel->setAttr("llvm.linkage",
                  LLVM::LinkageAttr::get(entry.getContext(),
                                         LLVM::linkage::Linkage::Internal));
  builder.setInsertionPointToStart(kernel.addEntryBlock());
  func::ReturnOp::create(builder, loc);
  return kernel;
}

/// Repeats the loop over the kernel's range.
static void fillKernel(func::FuncOp kernel, Value frame, scf::ForOp loop) {
  OpBuilder builder(kernel.getBody().front().getTerminator());
  IRMapping mapping;
  mapping.map(frame, kernel.getArgument(0));
  for (Value value : capturedValues(loop))
    derive(builder, value, mapping);
  Value one = derive(builder, loop.getStep(), mapping);
  auto inner = scf::ForOp::create(builder, loop.getLoc(), kernel.getArgument(1),
                                  kernel.getArgument(2), one);
  mapping.map(loop.getInductionVar(), inner.getInductionVar());
  builder.setInsertionPointToStart(inner.getBody());
  for (Operation &op : loop.getBody()->without_terminator())
    builder.clone(op, mapping);
}

static void outline(func::FuncOp entry, scf::ForOp loop, int64_t number) {
  Value frame = entry.getArgument(0);
  func::FuncOp kernel =
      makeKernel(entry, loop.getLoc(), entry.getName() + "_k" + Twine(number));
  fillKernel(kernel, frame, loop);
  OpBuilder builder(loop);
  int64_t grain = std::max<int64_t>(1, workPerThread / workOf(loop));
  tile::ParallelForOp::create(builder, loop.getLoc(), frame, kernel.getName(),
                              loop.getUpperBound(), grain);
  loop.erase();
}

namespace {
struct OutlineKernels : netc::impl::OutlineKernelsPassBase<OutlineKernels> {
  void runOnOperation() override;
};
} // namespace

/// The loops that may become kernels: in the entry itself or in loops over
/// kernels.
static void findLoops(Block &block, SmallVectorImpl<scf::ForOp> &found) {
  for (auto loop : block.getOps<scf::ForOp>()) {
    if (loop->hasAttr(workAttribute))
      found.push_back(loop);
    else if (keptIteration(loop.getInductionVar()))
      findLoops(*loop.getBody(), found);
  }
}

void OutlineKernels::runOnOperation() {
  for (auto entry :
       llvm::make_early_inc_range(getOperation().getOps<func::FuncOp>())) {
    if (!entry->hasAttr("netc.entry"))
      continue;
    int64_t kernels = 0;
    SmallVector<scf::ForOp> loops;
    findLoops(entry.getBody().front(), loops);
    for (scf::ForOp loop : loops)
      if (isWorthThreads(loop) && canStandAlone(loop, entry.getArgument(0)))
        outline(entry, loop, kernels++);
  }
}
