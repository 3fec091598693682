//===- ArrayTasks.cpp - what the value of an array depends on ------------===//

#include "compiler/Initialization/ArrayTasks.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace netc;
using namespace netc::net;

int64_t ArrayTask::fanIn() const {
  int64_t product = 1;
  for (int64_t size : ArrayRef(shape).drop_front(shape.empty() ? 0 : 1))
    product *= size;
  return product;
}

bool ArrayTask::isWeights() const {
  return role == ArrayRole::Weights ||
         (role == ArrayRole::Free && shape.size() == 2);
}

/// The function of numbers that the layer applies to each element, if it does.
static Attribute functionOf(Operation *layer) {
  if (const LayerSchema *schema =
          findLayerOfOp(layer->getName().getStringRef()))
    for (const ArgumentSchema &argument : schema->arguments)
      if (argument.kind == ArgumentKind::ScalarFunction)
        return layer->getAttr(argument.attribute);
  return {};
}

/// What reads the layer's output, across the borders of containers.
static Follower followerOf(Value output) {
  if (!output.hasOneUse())
    return Follower::Other;
  OpOperand &use = *output.use_begin();
  Operation *user = use.getOwner();
  if (isa<YieldOp>(user)) {
    Operation *container = user->getParentOp();
    if (use.getOperandNumber() >= container->getNumResults())
      return Follower::Other;
    return followerOf(container->getResult(use.getOperandNumber()));
  }
  if (user->getNumRegions() == 1)
    return followerOf(user->getRegion(0).getArgument(use.getOperandNumber()));
  Attribute function = functionOf(user);
  if (auto symbol = dyn_cast_or_null<SymbolAttr>(function))
    return symbol.getName() == "Ramp" ? Follower::Ramp : Follower::Other;
  if (auto name = dyn_cast_or_null<StringAttr>(function))
    return llvm::StringSwitch<Follower>(name.getValue())
        .Cases({"ReLU", "RectifiedLinearUnit"}, Follower::Ramp)
        .Cases({"SELU", "ScaledExponentialLinearUnit"}, Follower::Selu)
        .Default(Follower::Other);
  return Follower::Other;
}

llvm::StringMap<ArrayTask> netc::findArrayTasks(ModuleOp module) {
  llvm::StringMap<ArrayTask> tasks;
  module.walk<WalkOrder::PreOrder>([&](Operation *op) {
    const LayerSchema *schema = findLayerOfOp(op->getName().getStringRef());
    if (!schema)
      return;
    for (const ArraySchema &array : schema->arrays) {
      auto symbol = op->getAttrOfType<FlatSymbolRefAttr>(array.attribute);
      if (!symbol || tasks.contains(symbol.getValue()))
        continue;
      ArrayTask &task = tasks[symbol.getValue()];
      task.layer = op;
      task.name = array.name;
      task.role = array.role;
      if (op->getNumResults() == 1)
        task.follower = followerOf(op->getResult(0));
    }
  });
  return tasks;
}
