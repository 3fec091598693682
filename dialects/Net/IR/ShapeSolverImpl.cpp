//===- ShapeSolverImpl.cpp - the solver's worklist -----------------------===//

#include "dialects/Net/IR/ShapeSolverImpl.h"
#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/NetInterfaces.h"
#include "dialects/Net/IR/Positions.h"

using namespace mlir;
using namespace netc;
using namespace netc::net;

ShapeSolver::Impl::Impl(RootOp root)
    : root(root), layer(root), messages(facts, layer) {
  addArrays();
  root->walk<WalkOrder::PreOrder>([&](Operation *op) { addLayer(op); });
  queued.assign(layers.size(), true);
  for (unsigned i = 0; i < layers.size(); ++i)
    queue.push_back(i);
}

void ShapeSolver::Impl::addArrays() {
  for (auto array : root->getParentRegion()->getOps<ArrayOp>()) {
    StringAttr key = array.getSymNameAttr();
    arrays[key] = facts.newShape({{}, key});
    arrayOps[key] = array;
  }
}

void ShapeSolver::Impl::addPort(Value port) {
  ports[port] = facts.newShape({port, {}});
}

void ShapeSolver::Impl::addLayer(Operation *op) {
  llvm::for_each(op->getResults(), [&](Value port) { addPort(port); });
  for (Region &region : op->getRegions())
    llvm::for_each(region.getArguments(), [&](Value port) { addPort(port); });
  if (isa<ShapeRuleOpInterface>(op) || isContainer(op))
    layers.push_back(op);
}

unsigned ShapeSolver::Impl::origin(const Twine &why) {
  return facts.newOrigin({layer->getLoc(), layer, why.str()});
}

LogicalResult ShapeSolver::Impl::requireElement(unsigned shape,
                                                Element element) {
  const Element &known = facts.shape(shape).element;
  if (meet(known, element) == known)
    return success();
  if (facts.bindElement(shape, element, origin("")))
    return success();
  return messages.elementConflict(shape, element);
}

//===----------------------------------------------------------------------===//
// The fixpoint
//===----------------------------------------------------------------------===//

LogicalResult ShapeSolver::Impl::solve(ShapeSolver &solver) {
  return failure(failed(stateTypes()) || failed(runQueue(solver)) ||
                 failed(assume(solver)) || failed(assumeReal(solver)) ||
                 failed(checkLayers(solver)) || failed(checkCounts(solver)));
}

LogicalResult ShapeSolver::Impl::runQueue(ShapeSolver &solver) {
  queueWoken();
  while (!queue.empty()) {
    unsigned next = queue.front();
    queue.pop_front();
    queued[next] = false;
    if (failed(run(solver, next)))
      return failure();
    queueWoken();
  }
  return success();
}

// What one layer assumes may tell the next all it needs, so each assumption is
// followed to its end.
LogicalResult ShapeSolver::Impl::assume(ShapeSolver &solver) {
  for (auto [index, op] : llvm::enumerate(layers)) {
    at = index;
    layer = op;
    auto rule = dyn_cast<ShapeRuleOpInterface>(op);
    if (rule && failed(rule.assumeShapes(solver)))
      return failure();
    if (failed(runQueue(solver)))
      return failure();
  }
  return success();
}

// What nothing made integer is real, from the inputs on, and must be so for its
// neighbours. An array of unknown rank may still become anything.
LogicalResult ShapeSolver::Impl::assumeReal(ShapeSolver &solver) {
  auto assumePort = [&](Value port) -> LogicalResult {
    unsigned shape = ports.at(port);
    if (!facts.shape(shape).ranked || !facts.shape(shape).element.isUnknown())
      return success();
    unsigned origin =
        facts.newOrigin({port.getLoc(), nullptr, describePort(port)});
    facts.bindElement(shape, Element::real(), origin);
    return runQueue(solver);
  };
  for (Operation *op : layers) {
    if (isContainer(op))
      for (Value port : op->getRegion(0).getArguments())
        if (failed(assumePort(port)))
          return failure();
    for (Value port : op->getResults())
      if (failed(assumePort(port)))
        return failure();
  }
  return success();
}

LogicalResult ShapeSolver::Impl::run(ShapeSolver &solver, unsigned index) {
  at = index;
  layer = layers[index];
  LogicalResult result =
      isContainer(layer)
          ? relateContainer(solver)
          : cast<ShapeRuleOpInterface>(layer).relateShapes(solver);
  for (unsigned size : facts.takeForced())
    messages.warnForced(size);
  return result;
}

// Outer and inner ports have the same shape.
LogicalResult ShapeSolver::Impl::relateContainer(ShapeSolver &solver) {
  Block &body = layer->getRegion(0).front();
  for (auto [outer, inner] :
       llvm::zip(layer->getOperands(), body.getArguments()))
    if (failed(solver.unify(outer, inner)))
      return failure();
  for (auto [outer, inner] :
       llvm::zip(layer->getResults(), body.getTerminator()->getOperands()))
    if (failed(solver.unify(inner, outer)))
      return failure();
  return success();
}

void ShapeSolver::Impl::queueWoken() {
  for (unsigned index : facts.takeWoken()) {
    if (queued[index])
      continue;
    queued[index] = true;
    queue.push_back(index);
  }
}

//===----------------------------------------------------------------------===//
// Checks after the fixpoint
//===----------------------------------------------------------------------===//

LogicalResult ShapeSolver::Impl::checkLayers(ShapeSolver &solver) {
  for (auto [index, op] : llvm::enumerate(layers)) {
    at = index;
    layer = op;
    auto rule = dyn_cast<ShapeRuleOpInterface>(op);
    if (rule && failed(rule.checkShapes(solver)))
      return failure();
  }
  return success();
}

// No machine holds more; below it, sizes in bytes fit 64 bits.
static constexpr int64_t largestCount = int64_t(1) << 48;

LogicalResult ShapeSolver::Impl::checkCounts(ShapeSolver &solver) {
  for (auto [key, array] : arrayOps) {
    unsigned shape = arrays[key];
    if (solver.elementCount({shape}).value_or(0) > largestCount)
      return emitCoded(array.getLoc(), "too-large")
             << "array \"" << key.getValue() << "\" would have dimensions "
             << messages.show(shape);
  }
  for (Operation *op : layers)
    for (Value port : op->getResults())
      if (solver.elementCount(solver.of(port)).value_or(0) > largestCount)
        return emitCoded(op->getLoc(), "too-large")
               << describePort(port) << " would have dimensions "
               << messages.show(ports.at(port));
  return success();
}
