//===- ScanGradient.cpp - prim.scan: gradient -----------------------------===//

#include "dialects/Prim/Ops/ScanGradient.h"
#include "dialects/Prim/IR/Shapes.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace netc::prim;

//===----------------------------------------------------------------------===//
// Dependence
//===----------------------------------------------------------------------===//

static bool isReal(Value value) {
  return isa<FloatType>(tensorType(value).getElementType());
}

// The values of the body that depend on a wanted one, round the loop too.
void ScanGradient::markVaried() {
  for (BlockArgument argument : body.getArguments())
    if (isWanted(argument.getArgNumber()))
      varied.insert(argument);
  for (bool changed = true; changed;) {
    changed = false;
    for (Operation &op : body.without_terminator())
      if (llvm::any_of(op.getOpOperands(), [&](OpOperand &operand) {
            return !lends(operand) && varied.contains(operand.get());
          }))
        for (Value result : op.getResults())
          if (isReal(result))
            varied.insert(result);
    for (auto [state, next] :
         llvm::zip_equal(scan.getStates(), scan.getNextStates()))
      if (varied.contains(next))
        changed |= varied.insert(state).second;
  }
}

// Whether the value can differ from step to step.
bool ScanGradient::varies(Value value) {
  if (auto argument = dyn_cast<BlockArgument>(value))
    return argument.getOwner() == &back ||
           argument.getArgNumber() <
               scan.getNumOperands() - scan.getConstants().size();
  if (auto known = knownToVary.find(value); known != knownToVary.end())
    return known->second;
  bool found = llvm::any_of(value.getDefiningOp()->getOperands(),
                            [&](Value operand) { return varies(operand); });
  return knownToVary[value] = found;
}

//===----------------------------------------------------------------------===//
// Backward body
//===----------------------------------------------------------------------===//

LogicalResult ScanGradient::goBack() {
  SmallVector<Value> yielded, adjoints, wanted;
  for (auto [stack, slice] :
       llvm::zip_equal(scan.getStacks(), scan.getStackSlices()))
    if (g.matters(stack) && varied.contains(slice)) {
      yielded.push_back(slice);
      adjoints.push_back(back.addArgument(slice.getType(), scan.getLoc()));
      adjointStacks.push_back(g.adjoint(stack));
    }
  for (auto [state, next] :
       llvm::zip_equal(scan.getStates(), scan.getNextStates()))
    if (varied.contains(state)) {
      states.push_back(state);
      yielded.push_back(next);
      adjoints.push_back(back.addArgument(state.getType(), scan.getLoc()));
      adjointState[state] = adjoints.back();
    }
  for (BlockArgument argument : body.getArguments())
    if (isWanted(argument.getArgNumber()) || adjointState.contains(argument))
      wanted.push_back(argument);
  OpBuilder inside = endOfBack();
  auto found = g.throughBody(inside, body, yielded, adjoints, wanted);
  if (failed(found))
    return failure();
  gradients.assign(scan.getNumOperands(), Value());
  for (auto [value, gradient] : llvm::zip_equal(wanted, *found))
    gradients[cast<BlockArgument>(value).getArgNumber()] = gradient;
  for (BlockArgument state : states) // one that nothing depends on
    if (Value &gradient = gradients[state.getArgNumber()]; !gradient)
      gradient = PrimBuilder(inside, scan.getLoc())
                     .constantLike(adjointState[state], 0);
  firstGradient = back.begin();
  for (BlockArgument constant : scan.getBodyConstants())
    if (Value gradient = gradients[constant.getArgNumber()])
      sums.collect(gradient, [&](Value value) { return varies(value); });
  for (BlockArgument constant : scan.getBodyConstants())
    for (Value sum : sums.summed)
      if (sum.getType() == constant.getType())
        sumLike[sum] = scan->getOperand(constant.getArgNumber());
  return success();
}

// Gradients of weights for one step alone are not computed. The sums are built
// after them, so they go last.
void ScanGradient::findUnused() {
  llvm::DenseSet<Value> used(sums.stacked.begin(), sums.stacked.end());
  used.insert(sums.summed.begin(), sums.summed.end());
  for (BlockArgument argument :
       body.getArguments().drop_back(scan.getConstants().size()))
    if (Value gradient = gradients[argument.getArgNumber()])
      used.insert(gradient);
  for (Operation &op : llvm::reverse(back))
    if (llvm::any_of(op.getResults(),
                     [&](Value result) { return used.contains(result); }))
      used.insert(op.operand_begin(), op.operand_end());
    else
      unused.insert(&op);
}

//===----------------------------------------------------------------------===//
// Scans
//===----------------------------------------------------------------------===//

// Lets the forward scan store what the backward one and the sums read: a wider
// one takes its place.
void ScanGradient::widen() {
  llvm::SetVector<Value> needed(forward.begin(), forward.end());
  for (Value value : sums.stacked)
    if (!isBack(value))
      needed.insert(value);
  llvm::SetVector<Value> slices(scan.getStackSlices().begin(),
                                scan.getStackSlices().end());
  SmallVector<Value> saved;
  for (Value value : needed) {
    auto argument = dyn_cast<BlockArgument>(value);
    if (argument && argument.getArgNumber() < scan.getSequences().size())
      stacks[value] = scan.getSequences()[argument.getArgNumber()];
    else if (!slices.contains(value))
      saved.push_back(value);
  }
  ScanOp wide = scan;
  if (!saved.empty()) {
    IRMapping mapping;
    Region copy;
    scan.getBody().cloneInto(&copy, mapping);
    Operation *yield = copy.front().getTerminator();
    for (Value value : saved)
      yield->insertOperands(yield->getNumOperands(), mapping.lookup(value));
    OpBuilder builder(scan);
    wide =
        ScanOp::create(builder, scan.getLoc(), scan.getSequences(),
                       scan.getInitial(), scan.getConstants(), scan.getAxis(),
                       scan.getLength(), scan.getReverse(), copy);
    scan->replaceAllUsesWith(
        wide->getResults().take_front(scan->getNumResults()));
  }
  for (auto [slice, stack] : llvm::zip(scan.getStackSlices(), wide.getStacks()))
    stacks.try_emplace(slice, stack);
  for (auto [value, stack] :
       llvm::zip_equal(saved, wide.getStacks().take_back(saved.size())))
    stacks[value] = stack;
}

// Sums that nothing better is known for are states that begin as zeros.
void ScanGradient::carrySums(SmallVectorImpl<Value> &initial,
                             SmallVectorImpl<Value> &next) {
  OpBuilder builder = endOfBack();
  PrimBuilder inside(builder, scan.getLoc());
  for (Value value : sums.summed) {
    Value like = sumLike.lookup(value);
    Value zero = g.constant(tensorType(value).getElementType(), 0);
    initial.push_back(like ? g.constantLike(like, 0)
                           : BroadcastOp::create(g.builder(), scan.getLoc(),
                                                 value.getType(), zero,
                                                 ArrayRef<int64_t>{}, Value()));
    Value term = bring(value);
    unsigned place = adjointStacks.size() + forward.size() + next.size();
    Value sum = back.insertArgument(place, value.getType(), scan.getLoc());
    next.push_back(inside.add(sum, term));
  }
}

ScanOp ScanGradient::emit() {
  SmallVector<Value> initial, next, slices;
  for (BlockArgument state : states) {
    unsigned k = state.getArgNumber() - scan.getSequences().size();
    initial.push_back(g.adjoint(scan.getFinals()[k]));
    next.push_back(gradients[state.getArgNumber()]);
  }
  carrySums(initial, next);
  for (BlockArgument slice : scan.getSlices())
    if (Value gradient = gradients[slice.getArgNumber()])
      slices.push_back(gradient);
  for (Value value : sums.stacked)
    if (isBack(value))
      slices.push_back(value);
  widen();
  SmallVector<Value> sequences(adjointStacks);
  for (Value value : forward)
    sequences.push_back(stacks.at(value));
  OpBuilder inside = endOfBack();
  SmallVector<Value> yielded(next);
  llvm::append_range(yielded, slices);
  YieldOp::create(inside, scan.getLoc(), yielded);
  return ScanOp::create(g.builder(), scan.getLoc(), sequences, initial,
                        constants, scan.getAxis(), scan.getLength(),
                        !scan.getReverse(), region);
}

LogicalResult ScanGradient::accumulate(ScanOp done) {
  auto finals = done.getFinals().begin();
  auto found = done.getStacks().begin();
  auto give = [&](BlockArgument argument, Value gradient) {
    return g.accumulate(scan->getOpOperand(argument.getArgNumber()), gradient);
  };
  for (BlockArgument state : states)
    if (failed(give(state, *finals++)))
      return failure();
  for (Value value : sums.summed)
    totals[value] = *finals++;
  for (BlockArgument slice : scan.getSlices())
    if (gradients[slice.getArgNumber()])
      if (failed(give(slice, *found++)))
        return failure();
  for (Value value : sums.stacked)
    if (isBack(value))
      stacks[value] = *found++;
  for (BlockArgument constant : scan.getBodyConstants())
    if (Value gradient = gradients[constant.getArgNumber()])
      if (failed(give(constant,
                      sums.build(
                          g, gradient,
                          [&](Value value) { return stacks.at(value); },
                          [&](Value value) { return totals.at(value); }))))
        return failure();
  return success();
}

LogicalResult ScanGradient::build() {
  markVaried();
  if (failed(goBack()))
    return failure();
  findUnused();
  bringOperands();
  ScanOp done = emit();
  if (failed(accumulate(done)))
    return failure();
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(back)))
    if (unused.contains(&op))
      op.erase();
  return success();
}

LogicalResult ScanOp::buildGradients(GradientContext &g) {
  return ScanGradient(g, *this).build();
}
