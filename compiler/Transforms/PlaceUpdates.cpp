//===- PlaceUpdates.cpp - arrays are updated as soon as they may be -------===//

#include "compiler/Transforms/EntryFunction.h"
#include "compiler/Transforms/PrimPasses.h"
#include "dialects/Prim/IR/PrimOps.h"

namespace netc {
#define GEN_PASS_DEF_PLACEUPDATESPASS
#include "compiler/Transforms/PrimPasses.h.inc"
} // namespace netc

using namespace mlir;
using namespace netc;
using namespace netc::prim;

// The ops that read the array, in whatever fence.
static void addReaders(Value array, SmallVectorImpl<Operation *> &readers) {
  for (Operation *user : array.getUsers())
    if (auto fence = dyn_cast<FenceOp>(user))
      addReaders(fence.getOutput(), readers);
    else
      readers.push_back(user);
}

// A contraction reads where it stands; later passes join loops to their
// consumers, so these may read later than they stand here.
static bool readsInItsPlace(Operation *op) {
  auto group = dyn_cast<GroupOp>(op);
  return isa<ContractionOpInterface>(op) ||
         (group && group.getKind() == GroupKind::Contraction);
}

// The last op that `update` has to stand behind, null for none; failure if that
// is not known.
static FailureOr<Operation *> lastBefore(GroupOp update,
                                         ArrayRef<Value> arrays) {
  Operation *last = nullptr;
  auto wait = [&](Operation *op) {
    if (op && (!last || last->isBeforeInBlock(op)))
      last = op;
  };
  for (Value operand : update.getInputs())
    wait(operand.getDefiningOp());
  for (Value array : arrays) {
    SmallVector<Operation *> readers;
    addReaders(array, readers);
    for (Operation *reader : readers) {
      if (reader == update)
        continue;
      if (!readsInItsPlace(reader))
        return failure();
      wait(reader);
    }
  }
  return last;
}

namespace {
struct PlaceUpdatesPass : netc::impl::PlaceUpdatesPassBase<PlaceUpdatesPass> {
  void runOnOperation() override {
    EntryFunction entry(getOperation());
    // What each group updates, in the order of the groups.
    llvm::MapVector<Operation *, SmallVector<Value>> updates;
    for (OpOperand &result : entry.terminator()->getOpOperands()) {
      StringAttr key =
          entry.resultName(result.getOperandNumber(), entry::update);
      auto group = result.get().getDefiningOp<GroupOp>();
      if (key && group)
        updates[group].push_back(entry.argument(entry::array, key));
    }
    for (auto &[op, arrays] : updates) {
      auto last = lastBefore(cast<GroupOp>(op), arrays);
      if (failed(last))
        continue;
      if (*last)
        op->moveAfter(*last);
      else
        op->moveBefore(&entry.body().front());
    }
  }
};
} // namespace
