//===- Topology.cpp - the order in which layers can run ------------------===//

#include "dialects/Net/IR/Topology.h"
#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/Positions.h"
#include "mlir/IR/Operation.h"
#include "llvm/ADT/DenseMap.h"

using namespace mlir;
using namespace netc;
using namespace netc::net;

namespace {

// One op on the way from the start of the walk to where it is now.
struct Step {
  Operation *op;
  unsigned nextOperand = 0;
};

// Depth first without recursion: a net may be as deep as memory allows.
class TopologyWalk {
public:
  explicit TopologyWalk(Block &body) : body(body) {}

  FailureOr<SmallVector<Operation *>> run() {
    for (Operation &op : body)
      if (failed(visit(&op)))
        return failure();
    return order;
  }

private:
  LogicalResult visit(Operation *start) {
    if (!begin(start))
      return success();
    while (!path.empty()) {
      Step &step = path.back();
      if (step.nextOperand == step.op->getNumOperands()) {
        finish();
        continue;
      }
      Operation *used = step.op->getOperand(step.nextOperand++).getDefiningOp();
      if (!used || used->getBlock() != &body || begin(used))
        continue;
      if (!finished.lookup(used))
        return reportCycle(used);
    }
    return success();
  }

  // False if the walk was there already.
  bool begin(Operation *op) {
    if (!finished.try_emplace(op, false).second)
      return false;
    path.push_back({op});
    return true;
  }

  void finish() {
    finished[path.back().op] = true;
    order.push_back(path.back().op);
    path.pop_back();
  }

  // The path runs against the edges, so the cycle is read backwards.
  LogicalResult reportCycle(Operation *closing) {
    InFlightDiagnostic error = emitCoded(closing->getLoc(), "cyclic-graph")
                               << "cycle: " << describeLayer(closing);
    for (Step &step : llvm::reverse(path)) {
      error << " -> " << describeLayer(step.op);
      if (step.op == closing)
        break;
    }
    return error;
  }

  Block &body;
  SmallVector<Step> path;
  llvm::DenseMap<Operation *, bool> finished;
  SmallVector<Operation *> order;
};

} // namespace

FailureOr<SmallVector<Operation *>> netc::net::topologicalOrder(Block &body) {
  return TopologyWalk(body).run();
}
