//===- TrainStep.cpp - forward, backward and update in one function -------===//

#include "compiler/Transforms/EntryFunction.h"
#include "compiler/Transforms/InlineComposites.h"
#include "compiler/Transforms/Optimizers.h"
#include "compiler/Transforms/PrimPasses.h"
#include "compiler/Transforms/ReverseMode.h"

namespace netc {
#define GEN_PASS_DEF_TRAINSTEPPASS
#include "compiler/Transforms/PrimPasses.h.inc"
} // namespace netc

using namespace mlir;
using namespace netc;

static RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

namespace {
// One function with a request: the losses, the optimiser, the arrays.
class TrainStep {
public:
  TrainStep(func::FuncOp function, DictionaryAttr request)
      : function(function), request(request), entry(function),
        builder(entry.terminator()), b(builder, function.getLoc()),
        optimizer(request.getAs<DictionaryAttr>("optimizer")),
        parameters(optimizer) {}

  LogicalResult run();

private:
  // An array with what the request says of it.
  struct Target {
    StringRef key;
    DictionaryAttr settings;
    Value value, gradient;
  };

  LogicalResult findTargets();
  LogicalResult seedLosses(ReverseMode &reverse);
  LogicalResult differentiate();
  void findState();
  void moveUpdates();
  Value rateOf(const Target &target);
  Value fenced(Value value);
  void addUpdate(Target &target);
  Value prepare(const Target &target, Value weight, Value gradient);
  std::optional<double> setting(const Target &target, StringRef name);

  // A loop that is one from here on, so that nothing is moved out of it; all
  // operands become its arguments.
  SmallVector<Value> group(ValueRange operands, TypeRange results,
                           function_ref<SmallVector<Value>(ValueRange)> body);

  func::FuncOp function;
  DictionaryAttr request;
  EntryFunction entry;
  OpBuilder builder;
  prim::PrimBuilder b;
  DictionaryAttr optimizer;
  OptimizerParameters parameters;
  const OptimizerSchema *schema = nullptr;
  SmallVector<Target> targets;
  Value learningRate;           // a scalar
  llvm::StringMap<Value> rates; // what the optimiser makes of it, by `steps`
};
} // namespace

LogicalResult TrainStep::findTargets() {
  for (NamedAttribute array : request.getAs<DictionaryAttr>("arrays")) {
    StringRef key = array.getName();
    Value value = entry.argument(entry::array, key);
    if (!value)
      return function.emitError("has no array \"") << key << "\"";
    targets.push_back({key, cast<DictionaryAttr>(array.getValue()), value, {}});
  }
  return success();
}

// The objective is the mean over the batch: ones over their number, which the
// batch alone decides.
LogicalResult TrainStep::seedLosses(ReverseMode &reverse) {
  for (NamedAttribute loss : request.getAs<DictionaryAttr>("losses")) {
    Value value = entry.result(entry::port, loss.getName());
    if (!value)
      return function.emitError("has no output ") << loss.getName();
    double scale = cast<FloatAttr>(loss.getValue()).getValueAsDouble();
    auto elements = llvm::product_of(typeOf(value).getShape().drop_front());
    auto axes = llvm::to_vector(llvm::seq<int64_t>(0, typeOf(value).getRank()));
    Value count = b.reduceSum(b.constantLike(value, 1), axes);
    Value weight = b.div(b.constantLike(count, scale * elements), count);
    reverse.seed(value, b.broadcast(weight, {}, value));
  }
  return success();
}

LogicalResult TrainStep::differentiate() {
  inlineComposites(function, [](prim::CompositeOp composite) {
    return composite.getGradient().empty();
  });
  auto wanted = llvm::map_to_vector(
      targets, [](const Target &target) { return target.value; });
  SmallVector<Operation *> ops = entry.ops();
  ReverseMode reverse(builder, function.getLoc(), wanted);
  if (failed(seedLosses(reverse)) ||
      failed(reverse.run(ops, EntryFunction::segmentsOf(request))))
    return failure();
  for (Target &target : targets)
    target.gradient = reverse.adjoint(target.value);
  return success();
}

SmallVector<Value>
TrainStep::group(ValueRange operands, TypeRange results,
                 function_ref<SmallVector<Value>(ValueRange)> body) {
  auto group = prim::GroupOp::create(builder, b.loc(), results,
                                     prim::GroupKind::Loop, operands);
  OpBuilder::InsertionGuard guard(builder);
  Block *block = builder.createBlock(&group.getBody());
  for (Value operand : operands)
    block->addArgument(operand.getType(), b.loc());
  SmallVector<Value> values = body(block->getArguments());
  prim::YieldOp::create(builder, b.loc(), values);
  return SmallVector<Value>(group.getResults());
}

// The rate of this step, and what all arrays that had as many steps remember.
Value TrainStep::rateOf(const Target &target) {
  if (!schema->rate)
    return learningRate;
  std::string steps;
  if (auto groups = target.settings.getAs<StringAttr>("steps"))
    steps = (":" + groups.getValue()).str();
  Value &rate = rates[steps];
  if (rate)
    return rate;
  auto keyOf = [&](StringRef name) { return (":" + name + steps).str(); };
  Type scalar = learningRate.getType();
  SmallVector<Value> operands{learningRate};
  for (StringRef name : schema->stepState)
    operands.push_back(entry.addArgument(scalar, entry::array, keyOf(name)));
  SmallVector<Type> types(operands.size(), scalar);
  SmallVector<Value> made = group(operands, types, [&](ValueRange arguments) {
    SmallVector<Value> state(arguments.drop_front());
    Value stepRate = schema->rate(b, parameters, arguments[0], state);
    state.insert(state.begin(), stepRate);
    return state;
  });
  rate = made[0];
  for (auto [name, value] :
       llvm::zip_equal(schema->stepState, ArrayRef(made).drop_front()))
    entry.addResult(value, entry::update, keyOf(name));
  return rate;
}

std::optional<double> TrainStep::setting(const Target &target, StringRef name) {
  auto value = target.settings.getAs<FloatAttr>(name);
  return value ? std::optional(value.getValueAsDouble()) : std::nullopt;
}

// What happens to the gradient before the step: clip, then decay.
Value TrainStep::prepare(const Target &target, Value weight, Value gradient) {
  if (auto clip = setting(target, "gradient_clip"))
    gradient = b.max(b.min(gradient, *clip), -*clip);
  if (auto decay = setting(target, "regularization"))
    gradient = b.add(gradient, b.mul(weight, *decay));
  return gradient;
}

// Right behind the value, so that what uses the fence may stand there too.
Value TrainStep::fenced(Value value) {
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointAfterValue(value);
  return prim::FenceOp::create(builder, b.loc(), value);
}

void TrainStep::addUpdate(Target &target) {
  Type type = target.value.getType();
  auto names = schema->arrayState.take_front(schema->stateCount(parameters));
  // The fence keeps later passes from joining the loops that make the gradient
  // to this one: they may read arrays that are updated before it.
  Value gradient = fenced(target.gradient);
  SmallVector<Value> operands{target.value, gradient, rateOf(target)};
  SmallVector<Type> types{type};
  for (StringRef name : names) {
    operands.push_back(
        entry.addArgument(type, entry::array, (target.key + ":" + name).str()));
    types.push_back(type);
  }
  SmallVector<Value> made = group(operands, types, [&](ValueRange arguments) {
    OptimizerStep step;
    step.weight = arguments[0];
    step.gradient = prepare(target, arguments[0], arguments[1]);
    step.state = SmallVector<Value>(arguments.drop_front(3));
    Value stepRate = b.mul(arguments[2], *setting(target, "multiplier"));
    step.rate = b.broadcast(stepRate, {}, arguments[0]);
    Value weight = schema->update(b, parameters, step);
    if (auto clip = setting(target, "weight_clip"))
      weight = b.max(b.min(weight, *clip), -*clip);
    step.state.insert(step.state.begin(), weight);
    return step.state;
  });
  entry.addResult(made[0], entry::update, target.key);
  for (auto [name, value] : llvm::zip_equal(names, ArrayRef(made).drop_front()))
    entry.addResult(value, entry::update, (target.key + ":" + name).str());
}

// Values that layers gave to arrays are stored last, too.
void TrainStep::moveUpdates() {
  func::ReturnOp end = entry.terminator();
  for (unsigned i = 0, e = end.getNumOperands(); i < e; ++i)
    if (entry.resultName(i, entry::update)) {
      Value value = end.getOperand(i);
      end.setOperand(i, group(value, value.getType(), [](ValueRange arguments) {
                       return SmallVector<Value>(arguments);
                     })[0]);
    }
}

LogicalResult TrainStep::run() {
  auto method = optimizer.getAs<StringAttr>("method");
  schema = method ? findOptimizer(method) : nullptr;
  if (!schema)
    return function.emitError("asks for an unknown optimiser");
  if (failed(findTargets()) || failed(differentiate()))
    return failure();
  if (request.contains("gradients"))
    for (const Target &target : targets)
      entry.addResult(target.gradient, entry::arrayGradient, target.key);
  // Behind all that reads an array.
  moveUpdates();
  learningRate = entry.addArgument(
      RankedTensorType::get({}, typeOf(targets[0].value).getElementType()),
      entry::setting, entry::learningRate);
  for (Target &target : targets)
    addUpdate(target);
  return success();
}

namespace {
struct TrainStepPass : netc::impl::TrainStepPassBase<TrainStepPass> {
  void runOnOperation() override {
    func::FuncOp function = getOperation();
    auto request =
        function->getAttrOfType<DictionaryAttr>(entry::trainingRequest);
    if (!request)
      return;
    function->removeAttr(entry::trainingRequest);
    if (failed(TrainStep(function, request).run()))
      signalPassFailure();
  }
};
} // namespace
