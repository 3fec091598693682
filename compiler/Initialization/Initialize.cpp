//===- Initialize.cpp - values for arrays without one --------------------===//

#include "compiler/Initialization/Initialize.h"
#include "compiler/Frontend/Tree/Expressions.h"
#include "compiler/Initialization/FillArray.h"
#include "compiler/Notation/Distributions.h"
#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/Positions.h"
#include "dialects/Net/IR/ShapeSolver.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;
using namespace netc::net;

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

/// `array "Weights" of layer {1}`, or the key of a shared one.
static std::string describe(ArrayTask &task) {
  if (!task.layer)
    return ("array \"" + task.key() + "\"").str();
  std::string text = ("array \"" + task.name + "\"").str(), position;
  for (const PositionStep &step : positionOf(task.layer))
    position += (position.empty() ? "" : ", ") +
                (step.name.empty() ? std::to_string(step.place)
                                   : "\"" + step.name.str() + "\"");
  return position.empty() ? text : text + " of layer {" + position + "}";
}

static LogicalResult findShape(ArrayTask &task) {
  auto shape = cast<ArrayType>(task.array.getType()).fixedShape();
  if (!shape) {
    InFlightDiagnostic error = emitCoded(task.array->getLoc(), "unknown-shape");
    error << "the dimensions of " << describe(task)
          << " are not known, so it cannot be initialized";
    error.attachNote() << "hint: give the net's input: \"Input\" -> shape";
    return error;
  }
  task.shape = *shape;
  if (countThatFits(task.shape))
    return success();
  return emitCoded(task.array->getLoc(), "too-large")
         << describe(task) << " of dimensions {"
         << llvm::join(llvm::map_range(
                           task.shape,
                           [](int64_t size) { return std::to_string(size); }),
                       ", ")
         << "} is larger than this machine's memory";
}

static FailureOr<ArrayData> valueOf(ArrayTask &task,
                                    const InitializeOptions &options) {
  RandomStream random(options.seed, task.key());
  if (auto written =
          dyn_cast_or_null<CallAttr>(task.array.getInitializerAttr())) {
    std::string problem;
    std::optional<Distribution> distribution =
        readDistribution(tree::toExpr(written), problem);
    if (!distribution)
      return emitCoded(task.array->getLoc(), "bad-array")
             << describe(task) << ": " << problem;
    return fillRandom(*distribution, random, task.shape);
  }
  if (task.isWeights())
    return fillWeights(task, options);
  if (task.role == ArrayRole::Biases && options.method.biases &&
      options.method.kind == InitializeMethod::Kind::Random)
    return fillRandom(*options.method.biases, random, task.shape);
  return fillConstant(static_cast<float>(constantOf(task.role)), task.shape);
}

/// Whether the array has a value that stays.
static bool keepsValue(ArrayOp array, const ArrayStore &arrays,
                       const InitializeOptions &options) {
  if (options.all && array.getTrainable())
    return false;
  return arrays.lookup(array.getSymName()) ||
         isa_and_nonnull<FloatAttr>(array.getInitializerAttr());
}

LogicalResult netc::initializeArrays(ModuleOp module, ArrayStore &arrays,
                                     const InitializeOptions &options) {
  for (RootOp root : module.getOps<RootOp>()) {
    ShapeSolver solver(root);
    if (failed(solver.solve()))
      return failure();
    solver.writeBack();
  }
  llvm::StringMap<ArrayTask> tasks = findArrayTasks(module);
  // All of it is checked before anything is filled.
  llvm::SmallVector<ArrayTask> pending;
  for (ArrayOp array : module.getOps<ArrayOp>()) {
    if (keepsValue(array, arrays, options))
      continue;
    ArrayTask &task = pending.emplace_back(tasks.lookup(array.getSymName()));
    task.array = array;
    if (failed(findShape(task)))
      return failure();
  }
  for (ArrayTask &task : pending) {
    if (!options.fills)
      continue;
    FailureOr<ArrayData> value = valueOf(task, options);
    if (failed(value))
      return failure();
    arrays.insert(task.key(), std::move(*value));
  }
  return success();
}
