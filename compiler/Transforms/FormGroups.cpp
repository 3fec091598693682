//===- FormGroups.cpp - gathers ops that are computed together ------------===//

#include "compiler/Transforms/PrimPasses.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/SetVector.h"

namespace netc {
#define GEN_PASS_DEF_FORMGROUPSPASS
#include "compiler/Transforms/PrimPasses.h.inc"
} // namespace netc

using namespace mlir;
using namespace netc;
using namespace netc::prim;

static ElementOpInterface asElementOp(Operation *op) {
  auto element = dyn_cast_or_null<ElementOpInterface>(op);
  return element && element.isElementwise() ? element : ElementOpInterface();
}

// An operand that only lends its sizes.
static bool lendsSizes(OpOperand &operand) {
  ElementOpInterface user = asElementOp(operand.getOwner());
  return user && !user.operandMap(operand.getOperandNumber());
}

// Whether the user needs, for each of its elements, the same element.
static bool readsInPlace(OpOperand &operand) {
  ElementOpInterface user = asElementOp(operand.getOwner());
  if (!user)
    return false;
  AffineMap map = user.operandMap(operand.getOperandNumber());
  return map && map.isIdentity();
}

// A longer group gains nothing: its values no longer fit the registers, and the
// time to compile a loop grows faster than its length.
static constexpr size_t mostMembers = 16;

namespace {
// The ops of one group, in one block.
class Group {
public:
  Group(GroupKind kind, Operation *first)
      : kind(kind), block(first->getBlock()), last(first) {
    members.insert(first);
  }

  // Appends elementwise consumers as long as nobody else needs the result.
  void growForward();
  // Takes in producers that nobody else needs.
  void growBackward();
  // A single op needs no group.
  bool isWorthwhile() const { return members.size() > 1; }
  // Returns the ops that are no more.
  SmallVector<Operation *> emit();
  // Leaves the end of a group that is too long, as far back as a single value
  // links it to what comes before; that part makes a group of its own.
  void shorten();

private:
  bool contains(Operation *op) const { return members.contains(op); }
  Operation *onlyReader(Value value) const;
  bool servesOnlyGroup(Value value) const;
  void addFreeProducers(Operation *op);
  SmallVector<Operation *> orderedMembers() const;

  GroupKind kind;
  Block *block;
  Operation *last;
  llvm::SetVector<Operation *> members;
};
} // namespace

// The one op that reads the value's elements, if those that ask for its sizes
// serve this op only.
Operation *Group::onlyReader(Value value) const {
  Operation *reader = nullptr;
  SmallVector<Operation *> lenders;
  for (OpOperand &use : value.getUses()) {
    if (lendsSizes(use)) {
      lenders.push_back(use.getOwner());
      continue;
    }
    if (!readsInPlace(use) || (reader && reader != use.getOwner()))
      return nullptr;
    reader = use.getOwner();
  }
  for (Operation *lender : lenders)
    for (Operation *user : lender->getUsers())
      if (user != reader && !contains(user))
        return nullptr;
  return reader;
}

// Broadcasts and constants cost nothing: every group has its own.
void Group::addFreeProducers(Operation *op) {
  for (Value operand : op->getOperands()) {
    ElementOpInterface producer = asElementOp(operand.getDefiningOp());
    bool mayIndex =
        kind == GroupKind::Loop || (producer && !producer.usesIndices());
    if (!producer || producer.computes() || !mayIndex ||
        producer->getBlock() != block || contains(producer))
      continue;
    members.insert(producer);
    addFreeProducers(producer);
  }
}

void Group::growForward() {
  while (members.size() < mostMembers) {
    Operation *reader = onlyReader(last->getResult(0));
    if (!reader)
      return;
    bool sameShape =
        cast<RankedTensorType>(reader->getResult(0).getType()).getShape() ==
        cast<RankedTensorType>(last->getResult(0).getType()).getShape();
    if (!sameShape || reader->getBlock() != block ||
        asElementOp(reader).usesIndices())
      return;
    addFreeProducers(reader);
    members.insert(reader);
    last = reader;
  }
}

bool Group::servesOnlyGroup(Value value) const {
  return llvm::all_of(value.getUses(), [&](OpOperand &use) {
    Operation *user = use.getOwner();
    if (!lendsSizes(use))
      return contains(user) && readsInPlace(use);
    return llvm::all_of(user->getUsers(),
                        [&](Operation *next) { return contains(next); });
  });
}

// A producer of several members comes in once all of them are in.
void Group::growBackward() {
  addFreeProducers(last);
  for (bool changed = true; changed;) {
    changed = false;
    SmallVector<Operation *> seen(members.begin(), members.end());
    for (Operation *member : seen)
      for (Value operand : member->getOperands()) {
        ElementOpInterface producer = asElementOp(operand.getDefiningOp());
        if (!producer || contains(producer) || producer->getBlock() != block ||
            !servesOnlyGroup(operand))
          continue;
        members.insert(producer);
        addFreeProducers(producer);
        changed = true;
      }
  }
}

SmallVector<Operation *> Group::orderedMembers() const {
  SmallVector<Operation *> ordered(members.begin(), members.end());
  llvm::sort(ordered,
             [](Operation *a, Operation *b) { return a->isBeforeInBlock(b); });
  return ordered;
}

// Walks from the last op back and counts the computed values that the ops seen
// so far take from those not seen yet.
void Group::shorten() {
  if (members.size() <= mostMembers)
    return;
  SmallVector<Operation *> ordered = orderedMembers();
  llvm::SetVector<Operation *> kept;
  llvm::SmallPtrSet<Operation *, 16> links;
  size_t computing = 0;
  for (Operation *op : llvm::reverse(ordered)) {
    bool isLink = links.erase(op);
    if (isLink && links.empty() && computing >= mostMembers)
      break;
    kept.insert(op);
    computing += asElementOp(op).computes();
    for (Value operand : op->getOperands()) {
      Operation *producer = operand.getDefiningOp();
      if (producer && contains(producer) && asElementOp(producer).computes())
        links.insert(producer);
    }
  }
  members = kept;
  for (Operation *op : kept)
    addFreeProducers(op);
}

// Puts the group where its last op is; what only it needed then is dead.
SmallVector<Operation *> Group::emit() {
  SmallVector<Operation *> ordered = orderedMembers();
  llvm::SetVector<Value> inputs;
  for (Operation *op : ordered)
    for (Value operand : op->getOperands())
      if (!operand.getDefiningOp() || !contains(operand.getDefiningOp()))
        inputs.insert(operand);

  OpBuilder builder(last);
  auto group = GroupOp::create(builder, last->getLoc(), last->getResultTypes(),
                               kind, inputs.getArrayRef());
  Block *body = builder.createBlock(&group.getBody());
  IRMapping mapping;
  for (Value input : inputs)
    mapping.map(input, body->addArgument(input.getType(), input.getLoc()));
  for (Operation *op : ordered)
    builder.clone(*op, mapping);
  YieldOp::create(builder, last->getLoc(), mapping.lookup(last->getResult(0)));
  last->getResult(0).replaceAllUsesWith(group.getResult(0));
  SmallVector<Operation *> erased;
  for (Operation *op : llvm::reverse(ordered))
    if (op->use_empty()) {
      erased.push_back(op);
      op->erase();
    }
  return erased;
}

static void formContractions(Block &block) {
  SmallVector<Operation *> contractions;
  for (Operation &op : block)
    if (isa<ContractionOpInterface>(op))
      contractions.push_back(&op);
  for (Operation *contraction : contractions) {
    Group group(GroupKind::Contraction, contraction);
    group.growForward();
    if (group.isWorthwhile())
      group.emit();
  }
}

// From the last op to the first, so that a group takes all it can reach.
static void formLoops(Block &block) {
  SmallVector<Operation *> ops;
  for (Operation &op : llvm::reverse(block))
    ops.push_back(&op);
  llvm::DenseSet<Operation *> gone;
  for (Operation *op : ops) {
    ElementOpInterface element;
    if (!gone.contains(op))
      element = asElementOp(op);
    if (!element || !element.computes())
      continue;
    Group group(GroupKind::Loop, op);
    group.growBackward();
    group.shorten();
    if (group.isWorthwhile())
      gone.insert_range(group.emit());
  }
}

namespace {
struct FormGroupsPass : netc::impl::FormGroupsPassBase<FormGroupsPass> {
  void runOnOperation() override {
    SmallVector<Block *> blocks;
    getOperation()->walk([&](Block *block) {
      if (!isa_and_present<GroupOp, CompositeOp>(block->getParentOp()))
        blocks.push_back(block);
    });
    for (Block *block : blocks) {
      formContractions(*block);
      formLoops(*block);
    }
  }
};
} // namespace
