//===- Course.cpp - what compiled steps do, for checkpoints --------------===//

#include "compiler/Session/Training/Course.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Transforms/Optimizers.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

using namespace mlir;
using namespace netc;
using namespace netc::training;

static std::string show(double value) { return toInputForm(Expr::real(value)); }

/// Parameters that are given as they are by default make no difference.
static std::string describeMethod(const OptimizerOptions &options) {
  std::string text = "method: " + options.method;
  for (const OptimizerParameter &each :
       findOptimizer(options.method)->parameters) {
    auto given = options.parameters.find(each.name.str());
    if (given != options.parameters.end() && given->second != each.byDefault)
      text += ", " + each.name.str() + " " + show(given->second);
  }
  return text + "\n";
}

/// A number of each array that has one, under the name of the option.
static std::string
describeNumbers(const char *option,
                const std::map<std::string, ArrayTraining> &arrays,
                std::optional<double> ArrayTraining::*number) {
  std::string text;
  for (const auto &[key, array] : arrays)
    if (array.*number)
      text += (text.empty() ? "" : ", ") + key + " " + show(*(array.*number));
  return option + (": " + (text.empty() ? "none" : text)) + "\n";
}

/// Factors of the learning rate, but for 1.
static std::string describeMultipliers(const Plan &plan) {
  std::string text;
  for (const auto &[key, factor] : plan.multipliers)
    if (factor != 1)
      text += (text.empty() ? "" : ", ") + key + " " + show(factor);
  return "LearningRateMultipliers: " + (text.empty() ? "none" : text) + "\n";
}

/// The arrays of each group of an update schedule.
static std::string describeGroups(const Plan &plan) {
  std::string text;
  for (const std::vector<std::string> &group : plan.request.groups)
    text += (text.empty() ? "" : "; ") + llvm::join(group, ", ");
  return "TrainingUpdateSchedule: " + (text.empty() ? "none" : text) + "\n";
}

/// By its text: what it calls is not looked into.
static std::string describeSchedule(const Expr &function) {
  return "schedule function: " + (function ? toInputForm(function) : "none") +
         "\n";
}

/// Two nets with the same arrays may compute different things.
static FailureOr<std::string> describeNet(const Prepared &prepared) {
  WriteOptions options;
  options.inlineLimit = 0;
  FailureOr<Expr> written =
      writeNet(*prepared.net.module, ArrayStore(), options);
  if (failed(written))
    return failure();
  uint64_t sum = llvm::xxh3_64bits(toInputForm(*written));
  return "checksum of the net's text: " + llvm::utohexstr(sum) + "\n";
}

FailureOr<std::string> training::describeCourse(const Options &options,
                                                const Plan &plan,
                                                const Prepared &prepared) {
  std::string text = describeMethod(plan.request.optimizer);
  FailureOr<std::string> net = describeNet(prepared);
  if (failed(net))
    return failure();
  text += *net;
  for (const Expr &layer : prepared.lossLayers)
    if (layer)
      text += "loss layer: " + toInputForm(layer) + "\n";
  const auto &arrays = plan.request.arrays;
  return text + describeSchedule(options.schedule.function) +
         describeMultipliers(plan) + describeGroups(plan) +
         describeNumbers("L2Regularization", arrays,
                         &ArrayTraining::regularization) +
         describeNumbers("GradientClipping", arrays,
                         &ArrayTraining::gradientClip) +
         describeNumbers("WeightClipping", arrays, &ArrayTraining::weightClip);
}
