//===- ReadCourse.cpp - options for the course of a training -------------===//
//
// Validation, stopping, update schedule, and what is heard and kept on the way.
//
//===----------------------------------------------------------------------===//

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Session/Training/ProgressFile.h"
#include "compiler/Session/Training/ReadOptions.h"
#include "llvm/ADT/StringSwitch.h"
#include <cmath>

using namespace mlir;
using namespace netc;
using namespace netc::training;

//===----------------------------------------------------------------------===//
// Intervals
//===----------------------------------------------------------------------===//

FailureOr<Interval> training::readInterval(const Expr &value, StringRef option,
                                           MLIRContext *context) {
  Expr amount = value, unit = Expr::string("Rounds");
  if (value.isCall("Quantity", 2)) {
    amount = value.args()[0];
    unit = value.args()[1];
  }
  StringRef word = unit.nameOrText().value_or("");
  double seconds = llvm::StringSwitch<double>(word)
                       .Cases({"Seconds", "Second"}, 1)
                       .Cases({"Minutes", "Minute"}, 60)
                       .Cases({"Hours", "Hour"}, 3600)
                       .Default(0);
  std::optional<double> number = amount.asDouble();
  bool isWhole = amount.asInt64().has_value();
  bool isCount = word == "Rounds" || word == "Round" || word == "Batches" ||
                 word == "Batch";
  bool isGood = number && *number > 0 && std::isfinite(*number) &&
                (seconds > 0 || (isCount && isWhole));
  if (!isGood)
    return failOption(value, option,
                      "a positive integer, or Quantity[n, \"Rounds\"], with "
                      "\"Batches\", \"Seconds\", \"Minutes\" or \"Hours\" in "
                      "place of \"Rounds\"",
                      context);
  Interval interval;
  if (seconds > 0)
    interval.seconds = *number * seconds;
  else if (word.starts_with("Round"))
    interval.rounds = *amount.asInt64();
  else
    interval.batches = *amount.asInt64();
  return interval;
}

FailureOr<Interval> training::readMeasuringInterval(const Expr &value,
                                                    MLIRContext *context) {
  FailureOr<Interval> interval =
      readInterval(value, "\"Interval\" of a measurement", context);
  if (succeeded(interval) && interval->seconds > 0)
    return failOption(value, "\"Interval\" of a measurement",
                      "in rounds or batches, so that the same training "
                      "measures the same",
                      context);
  return interval;
}

/// "Interval" and "MinimumInterval", which is in seconds.
static LogicalResult readIntervalRule(const Expr &rule, Interval &interval,
                                      MLIRContext *context) {
  const Expr &value = rule.args()[1];
  if (rule.args()[0].nameOrText() == "MinimumInterval") {
    std::optional<double> seconds = value.asDouble();
    if (!seconds || !(*seconds >= 0) || !std::isfinite(*seconds))
      return failOption(value, "\"MinimumInterval\"", "a number of seconds",
                        context);
    interval.minimum = *seconds;
    return success();
  }
  FailureOr<Interval> read = readInterval(value, "\"Interval\"", context);
  if (failed(read))
    return failure();
  read->minimum = interval.minimum;
  interval = *read;
  return success();
}

/// `{what, "Interval" -> n}`: the interval, and what stands before it.
static LogicalResult splitInterval(const Expr &value, Expr &what,
                                   Interval &interval, MLIRContext *context) {
  what = value;
  auto isInterval = [](const Expr &part) {
    return part.isRule() && (part.args()[0].nameOrText() == "Interval" ||
                             part.args()[0].nameOrText() == "MinimumInterval");
  };
  // Data is a list of rules itself.
  if (!value.isList() || llvm::none_of(value.args(), isInterval))
    return success();
  SmallVector<Expr> rest;
  for (const Expr &part : value.args())
    if (!isInterval(part))
      rest.push_back(part);
    else if (failed(readIntervalRule(part, interval, context)))
      return failure();
  what = rest.size() == 1 ? rest[0] : Expr::list(rest, value.span());
  return success();
}

//===----------------------------------------------------------------------===//
// Validation and stopping
//===----------------------------------------------------------------------===//

LogicalResult training::readValidation(const Expr &value,
                                       Validation &validation,
                                       MLIRContext *context) {
  Expr data;
  Interval interval{1, 0, 0};
  if (failed(splitInterval(value, data, interval, context)))
    return failure();
  if (!interval.rounds || interval.minimum > 0)
    return failOption(value, "\"Interval\" of ValidationSet", "in rounds",
                      context);
  validation.interval = interval.rounds;
  if (data.isSymbol("None") || data.isSymbol("Automatic"))
    return success();
  if (!data.isCall("Scaled")) {
    validation.data = data;
    return success();
  }
  std::optional<double> part;
  if (data.args().size() == 1)
    part = data.args()[0].asDouble();
  if (!part || !(*part > 0 && *part < 1))
    return failOption(data, "ValidationSet",
                      "data, None or Scaled[r] with r between 0 and 1",
                      context);
  validation.fraction = *part;
  return success();
}

static bool isFunction(const Expr &value) {
  return value.isCall("Function") || value.isCall("Composition");
}

static LogicalResult readCriterion(const Expr &value, Stopping &stopping,
                                   MLIRContext *context) {
  StringRef word = value.nameOrText().value_or("");
  if (value.isSymbol("None"))
    stopping.criterion = NETRT_STOP_NEVER;
  else if (word == "Loss" || word == "Automatic")
    stopping.criterion = NETRT_STOP_LOSS;
  else if (isFunction(value))
    stopping.function = value, stopping.criterion = NETRT_STOP_NEVER;
  else if (stopping.key = measurements::keyOf(value); !stopping.key.empty())
    stopping.place = value.span();
  else
    return failOption(
        value, "TrainingStoppingCriterion",
        "None, \"Loss\", a measurement, a function or <|\"Criterion\" -> "
        "one of these, \"Patience\" -> n, ...|>",
        context);
  return success();
}

static LogicalResult readPatience(const Expr &value, StringRef name,
                                  int64_t &patience, MLIRContext *context) {
  patience = value.asInt64().value_or(-1);
  return patience >= 0 ? success()
                       : failOption(value, "\"" + name + "\"",
                                    "a number of rounds from 0 on", context);
}

static LogicalResult readChange(const Expr &value, StringRef name,
                                Stopping &stopping, MLIRContext *context) {
  bool isPercent =
      value.isCall("Quantity", 2) && value.args()[1].nameOrText() == "Percent";
  std::optional<double> change =
      (isPercent ? value.args()[0] : value).asDouble();
  if (!change || !(*change >= 0) || !std::isfinite(*change))
    return failOption(value, "\"" + name + "\"",
                      "a number from 0 on or Quantity[n, \"Percent\"]",
                      context);
  stopping.change = isPercent ? *change / 100 : *change;
  stopping.isRelative = name == "RelativeChange";
  return success();
}

LogicalResult training::readStopping(const Expr &value, Stopping &stopping,
                                     MLIRContext *context) {
  if (!value.isAssociation())
    return readCriterion(value, stopping, context);
  stopping.criterion = NETRT_STOP_LOSS;
  bool hasChange = false;
  for (const Expr &rule : value.args()) {
    StringRef name =
        rule.isRule() ? rule.args()[0].nameOrText().value_or("") : "";
    const Expr &part = rule.isRule() ? rule.args()[1] : rule;
    bool isChange = name == "AbsoluteChange" || name == "RelativeChange";
    if (isChange && std::exchange(hasChange, true))
      return failOption(value, "TrainingStoppingCriterion",
                        "\"AbsoluteChange\" or \"RelativeChange\" at a time",
                        context);
    LogicalResult read =
        name == "Criterion" ? readCriterion(part, stopping, context)
        : name == "Patience"
            ? readPatience(part, name, stopping.patience, context)
        : name == "InitialPatience"
            ? readPatience(part, name, stopping.initialPatience, context)
        : isChange ? readChange(part, name, stopping, context)
                   : failName(rule.isRule() ? rule.args()[0] : rule,
                              "key of TrainingStoppingCriterion", name,
                              {"AbsoluteChange", "Criterion", "InitialPatience",
                               "Patience", "RelativeChange"},
                              context);
    if (failed(read))
      return failure();
  }
  if (stopping.function &&
      (hasChange || stopping.patience || stopping.initialPatience))
    return failOption(value, "TrainingStoppingCriterion",
                      "a function alone, which decides by itself, or patience "
                      "and change with \"Loss\" or a measurement",
                      context);
  return success();
}

//===----------------------------------------------------------------------===//
// Update schedule
//===----------------------------------------------------------------------===//

LogicalResult training::readUpdates(const Expr &value,
                                    SmallVector<UpdateGroup> &updates,
                                    MLIRContext *context) {
  if (value.isSymbol("Automatic"))
    return success();
  if (!value.isList() || value.args().empty())
    return failOption(value, "TrainingUpdateSchedule",
                      "Automatic or a list of groups of arrays", context);
  for (const Expr &group : value.args()) {
    UpdateGroup update;
    Expr part = group;
    if (group.isRule()) {
      part = group.args()[0];
      update.steps = group.args()[1].asInt64().value_or(0);
      if (update.steps < 1)
        return failOption(group.args()[1],
                          "a number of steps of TrainingUpdateSchedule",
                          "a positive integer", context);
    }
    update.parts.push_back(part);
    updates.push_back(std::move(update));
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Progress
//===----------------------------------------------------------------------===//

LogicalResult training::readProgressFunction(const Expr &value,
                                             Progress &progress,
                                             MLIRContext *context) {
  Expr function;
  if (failed(
          splitInterval(value, function, progress.functionInterval, context)))
    return failure();
  if (function.isSymbol("None"))
    return success();
  if (!isFunction(function) && !function.isSymbol())
    return failOption(function, "TrainingProgressFunction",
                      "None, a function or {function, \"Interval\" -> n}",
                      context);
  progress.function = function;
  return success();
}

/// Adds one form, or each of a list.
static LogicalResult addReporting(const Expr &value, Interval interval,
                                  Progress &progress, MLIRContext *context) {
  Expr form;
  if (failed(splitInterval(value, form, interval, context)))
    return failure();
  if (form.isList() && !form.args().empty()) {
    for (const Expr &each : form.args())
      if (failed(addReporting(each, interval, progress, context)))
        return failure();
    return success();
  }
  bool isFile = form.isCall("File", 1) && form.args()[0].isString() &&
                ProgressFile::isEnding(form.args()[0].text());
  if (form.isSymbol("Automatic") || form.isString("Print")) {
    progress.isPrinted = true;
    progress.printInterval = interval.orUsual(progress.printInterval);
  } else if (form.isString("ProgressIndicator") || form.isString("Panel")) {
    progress.form =
        form.isString("Panel") ? Progress::Form::Panel : Progress::Form::Bar;
    progress.formInterval = interval;
  } else if (isFile) {
    progress.files.push_back({form.args()[0].text().str(),
                              interval.orUsual({1, 0, 0}), form.span()});
  } else if (form.isCall("Function")) {
    progress.function = form;
    progress.functionInterval = interval.orUsual(progress.functionInterval);
  } else if (!form.isSymbol("None")) {
    return failOption(form, "TrainingProgressReporting",
                      "None, Automatic, \"Print\", \"Panel\", "
                      "\"ProgressIndicator\", a function, File[\"x.csv\"] "
                      "(or .tsv, .json, .wl), {one of these, "
                      "\"Interval\" -> n}, or a list of these",
                      context);
  }
  return success();
}

LogicalResult training::readReporting(const Expr &value, Progress &progress,
                                      MLIRContext *context) {
  progress.isPrinted = false;
  progress.form = Progress::Form::None;
  return addReporting(value, {}, progress, context);
}

LogicalResult training::readCheckpointing(const Expr &value,
                                          Checkpoints &checkpoints,
                                          MLIRContext *context) {
  Expr where;
  if (failed(splitInterval(value, where, checkpoints.interval, context)))
    return failure();
  if (where.isSymbol("None"))
    return success();
  bool isPair = where.isList() && where.args().size() == 2 &&
                where.args()[1].isString() && !where.args()[1].text().empty();
  if (isPair && where.args()[0].isString("File"))
    checkpoints.path = where.args()[1].text().str();
  else if (isPair && where.args()[0].isString("Directory"))
    checkpoints.directory = where.args()[1].text().str();
  else
    return failOption(where, "TrainingProgressCheckpointing",
                      "None, {\"File\", path} or {\"Directory\", path}, "
                      "perhaps with \"Interval\" -> n",
                      context);
  return success();
}
