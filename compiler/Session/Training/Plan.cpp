//===- Plan.cpp - what the compiled step does ----------------------------===//

#include "compiler/Session/Training/Plan.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Training/Course.h"
#include "compiler/Session/Training/ProgressInfo.h"

using namespace mlir;
using namespace netc;
using namespace netc::training;

static double defaultRate(StringRef method) {
  return method == "SGD" ? 0.01 : 0.001;
}

static int32_t scheduleKind(const Options &options) {
  switch (options.schedule.kind) {
  case Schedule::Kind::Constant:
    return NETRT_SCHEDULE_CONSTANT;
  case Schedule::Kind::Polynomial:
    return NETRT_SCHEDULE_POLYNOMIAL;
  case Schedule::Kind::Function:
    return NETRT_SCHEDULE_FUNCTION;
  case Schedule::Kind::Automatic:
    break;
  }
  bool falls =
      options.method.method == "SGD" || options.method.method == "SignSGD";
  return falls ? NETRT_SCHEDULE_POLYNOMIAL : NETRT_SCHEDULE_CONSTANT;
}

static LogicalResult checkAll(const Options &options, ArrayRef<NetPart> parts,
                              MLIRContext *context) {
  return failure(failed(checkParts(options.multipliers, parts,
                                   "LearningRateMultipliers", context)) ||
                 failed(checkParts(options.regularization, parts,
                                   "L2Regularization", context)) ||
                 failed(checkParts(options.gradientClipping, parts,
                                   "GradientClipping", context)) ||
                 failed(checkParts(options.weightClipping, parts,
                                   "WeightClipping", context)));
}

/// Keys of the arrays that a group updates; frozen ones stay out.
static FailureOr<std::vector<std::string>> keysOf(const UpdateGroup &group,
                                                  ArrayRef<NetPart> parts,
                                                  const Plan &plan,
                                                  MLIRContext *context) {
  std::vector<std::string> keys;
  for (const Expr &part : group.parts) {
    if (failed(checkPart(part, parts, "TrainingUpdateSchedule", context)))
      return failure();
    for (const NetPart &array : parts)
      if (names(part, array) && !llvm::is_contained(keys, array.key) &&
          plan.request.arrays.at(array.key).multiplier != 0)
        keys.push_back(array.key);
  }
  if (keys.empty())
    return reportError(context, group.parts[0].span(), "bad-option")
           << "TrainingUpdateSchedule: all arrays of "
           << toInputForm(group.parts[0]) << " are frozen";
  return keys;
}

static LogicalResult addGroups(const Options &options, ArrayRef<NetPart> parts,
                               Plan &plan, MLIRContext *context) {
  for (const UpdateGroup &group : options.updates) {
    FailureOr<std::vector<std::string>> keys =
        keysOf(group, parts, plan, context);
    if (failed(keys))
      return failure();
    // Groups that are alike share their code.
    auto &groups = plan.request.groups;
    size_t place = llvm::find(groups, *keys) - groups.begin();
    if (place == groups.size())
      groups.push_back(*keys);
    plan.groups.insert(plan.groups.end(), group.steps, place);
  }
  return success();
}

FailureOr<Plan> training::makePlan(const Options &options, const Prepared &net,
                                   MLIRContext *context) {
  std::vector<NetPart> parts = partsOf(net.root());
  if (failed(checkAll(options, parts, context)))
    return failure();
  Plan plan;
  plan.request.losses = net.losses;
  plan.request.optimizer = options.method;
  plan.request.gradients =
      options.collect.gradientNorms || needsGradients(options);
  plan.learningRate = options.learningRate > 0
                          ? options.learningRate
                          : defaultRate(options.method.method);
  plan.schedule = scheduleKind(options);
  for (const NetPart &part : parts) {
    ArrayTraining &array = plan.request.arrays[part.key];
    array.multiplier =
        numberFor(part, options.multipliers).value_or(part.multiplier);
    array.regularization = numberFor(part, options.regularization);
    array.gradientClip = numberFor(part, options.gradientClipping);
    array.weightClip = numberFor(part, options.weightClipping);
    plan.multipliers.push_back({part.key, array.multiplier});
  }
  if (failed(addGroups(options, parts, plan, context)))
    return failure();
  FailureOr<std::string> course = describeCourse(options, plan, net);
  if (failed(course))
    return failure();
  plan.course = std::move(*course);
  return std::move(plan);
}
