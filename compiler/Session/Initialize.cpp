//===- Initialize.cpp - values for arrays without one --------------------===//

#include "compiler/Session/Initialize.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Session/Orthogonal.h"
#include "compiler/Arrays/RandomNumbers.h"
#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/LayerSchema.h"
#include "dialects/Net/IR/NetOps.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include <cmath>

using namespace mlir;
using namespace netc::net;

namespace netc {

namespace {

enum class Follower { Other, Ramp, Selu };

/// One array to fill, and what its value depends on.
struct Task {
  ArrayOp array;
  std::string key;
  ArrayRole role = ArrayRole::Free;
  llvm::SmallVector<int64_t> shape;
  Follower follower = Follower::Other;

  int64_t fanOut() const { return shape.empty() ? 1 : shape.front(); }
  int64_t fanIn() const {
    int64_t product = 1;
    for (int64_t size : ArrayRef(shape).drop_front(shape.empty() ? 0 : 1))
      product *= size;
    return product;
  }
  int64_t count() const { return fanOut() * fanIn(); }
};

} // namespace

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

/// Roles and followers of all arrays, from the layers that use them.
static llvm::StringMap<Task> describeArrays(ModuleOp module) {
  llvm::StringMap<Task> tasks;
  module.walk([&](Operation *op) {
    const LayerSchema *schema = findLayerOfOp(op->getName().getStringRef());
    if (!schema)
      return;
    for (const ArraySchema &array : schema->arrays) {
      auto symbol = op->getAttrOfType<FlatSymbolRefAttr>(array.attribute);
      if (!symbol)
        continue;
      Task &task = tasks[symbol.getValue()];
      task.role = array.role;
      if (op->getNumResults() == 1)
        task.follower = followerOf(op->getResult(0));
    }
  });
  return tasks;
}

static double deviation(const Task &task, bool xavier) {
  double fanIn = task.fanIn(), fanOut = task.fanOut();
  if (task.follower == Follower::Selu)
    return std::sqrt(1 / fanIn);
  double gain = task.follower == Follower::Ramp ? 2 : 1;
  return std::sqrt(xavier ? gain * 2 / (fanIn + fanOut) : gain / fanIn);
}

/// Ones on the diagonal of a matrix, or at the centre of a kernel.
static double identityAt(const Task &task, int64_t index) {
  int64_t row = index / task.fanIn(), rest = index % task.fanIn();
  int64_t cells = 1, centre = 0;
  for (int64_t size : ArrayRef(task.shape).drop_front(2)) {
    centre = centre * size + size / 2;
    cells *= size;
  }
  return rest / cells == row && rest % cells == centre ? 1 : 0;
}

using Values = std::vector<double>;

static Values fillWeights(const Task &task, const InitializeOptions &options) {
  RandomStream random(options.seed, task.key);
  Values values(task.count());
  if (options.method == "Orthogonal") {
    for (auto [i, value] : llvm::enumerate(values))
      value = random.normal(i);
    orthogonalize(values, task.fanOut(), task.fanIn());
    return values;
  }
  double scale = 1;
  if (options.method == "Kaiming" || options.method == "Xavier")
    scale = deviation(task, options.method == "Xavier");
  else if (options.method == "Identity")
    scale = 0.01;
  for (auto [i, value] : llvm::enumerate(values)) {
    value = scale * random.normal(i);
    if (options.method == "Identity")
      value += identityAt(task, i);
  }
  return values;
}

static bool isWeights(const Task &task) {
  return task.role == ArrayRole::Weights ||
         (task.role == ArrayRole::Free && task.shape.size() == 2);
}

static double constantOf(ArrayRole role) {
  switch (role) {
  case ArrayRole::Scaling:
  case ArrayRole::MovingVariance:
    return 1;
  case ArrayRole::Slope:
    return 0.1;
  default:
    return 0;
  }
}

static std::optional<double> numberOf(Attribute attribute) {
  if (auto real = dyn_cast<FloatAttr>(attribute))
    return real.getValueAsDouble();
  if (auto integer = dyn_cast<IntegerAttr>(attribute))
    return static_cast<double>(integer.getInt());
  return std::nullopt;
}

/// `NormalDistribution[m, s]` and `UniformDistribution[{a, b}]`.
static FailureOr<Values> drawFrom(CallAttr distribution, const Task &task,
                                  uint64_t seed) {
  llvm::SmallVector<double> parameters;
  llvm::SmallVector<Attribute> pending(distribution.getArgs());
  if (pending.size() == 1)
    if (auto list = dyn_cast<CallAttr>(pending[0]); list && list.isCall("List"))
      pending.assign(list.getArgs().begin(), list.getArgs().end());
  for (Attribute argument : pending)
    if (std::optional<double> number = numberOf(argument))
      parameters.push_back(*number);
  bool normal = distribution.isCall("NormalDistribution");
  if (parameters.empty())
    parameters = {0, 1};
  if (parameters.size() != 2 ||
      !(normal || distribution.isCall("UniformDistribution")) ||
      !(normal ? parameters[1] > 0 : parameters[0] < parameters[1])) {
    return emitCoded(task.array->getLoc(), "bad-argument")
           << "array \"" << task.key
           << "\" can be drawn from NormalDistribution[mean, deviation] or "
              "UniformDistribution[{low, high}]";
  }
  RandomStream random(seed, task.key);
  Values values(task.count());
  for (auto [i, value] : llvm::enumerate(values))
    value = normal ? parameters[0] + parameters[1] * random.normal(i)
                   : parameters[0] +
                         (parameters[1] - parameters[0]) * random.uniform(i);
  return values;
}

static FailureOr<Values> valuesOf(const Task &task,
                                  const InitializeOptions &options) {
  Attribute initializer = task.array->getAttr("initializer");
  if (initializer) {
    if (std::optional<double> number = numberOf(initializer))
      return Values(task.count(), *number);
    if (auto distribution = dyn_cast<CallAttr>(initializer))
      return drawFrom(distribution, task, options.seed);
  }
  if (isWeights(task))
    return fillWeights(task, options);
  return Values(task.count(), constantOf(task.role));
}

static ArrayData toReal32(const Values &values, ArrayRef<int64_t> shape) {
  auto owner =
      std::make_shared<std::vector<float>>(values.begin(), values.end());
  ArrayData data;
  data.element = ElementType::Real32;
  data.shape.assign(shape.begin(), shape.end());
  data.bytes = ArrayRef<char>(reinterpret_cast<const char *>(owner->data()),
                              owner->size() * sizeof(float));
  data.owner = owner;
  return data;
}

static LogicalResult checkMethod(ModuleOp module, StringRef method) {
  static constexpr StringRef methods[] = {"Kaiming", "Xavier", "Orthogonal",
                                          "Random", "Identity"};
  if (llvm::is_contained(methods, method))
    return success();
  auto error = emitCoded(module.getLoc(), "bad-argument");
  error << "unknown initialisation method \"" << method << "\"";
  if (std::string hint = didYouMean(method, methods); !hint.empty())
    error.attachNote() << "hint: " << hint;
  error.attachNote() << "methods: "
                     << llvm::join(llvm::ArrayRef(methods), ", ");
  return error;
}

LogicalResult initializeArrays(ModuleOp module, ArrayStore &arrays,
                               const InitializeOptions &options) {
  if (failed(checkMethod(module, options.method)))
    return failure();
  llvm::StringMap<Task> tasks = describeArrays(module);
  for (ArrayOp array : module.getOps<ArrayOp>()) {
    if (arrays.lookup(array.getSymName()))
      continue;
    auto shape = cast<ArrayType>(array.getType()).fixedShape();
    if (!shape)
      return emitCoded(array->getLoc(), "unknown-shape")
             << "the size of array \"" << array.getSymName()
             << "\" could not be determined; give \"Input\" -> shape";
    Task task = tasks.lookup(array.getSymName());
    task.array = array;
    task.key = array.getSymName().str();
    task.shape = *shape;
    FailureOr<Values> values = valuesOf(task, options);
    if (failed(values))
      return failure();
    arrays.insert(task.key, toReal32(*values, task.shape));
  }
  return success();
}

} // namespace netc
