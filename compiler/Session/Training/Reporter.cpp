//===- Reporter.cpp - tells the user how the training goes ---------------===//

#include "compiler/Session/Training/Reporter.h"
#include "compiler/Notation/Printer.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>

using namespace mlir;
using namespace netc;
using namespace netc::training;

bool Reporter::isDue(const Interval &interval, const netrt_train_event &event,
                     double &last) const {
  bool isRound = event.kind == NETRT_EVENT_ROUND;
  bool isBatch = event.kind == NETRT_EVENT_BATCH;
  if (interval.rounds)
    return isRound && event.round % interval.rounds == 0;
  if (interval.batches)
    return isBatch && event.absolute_batch % interval.batches == 0;
  if (!(isRound || isBatch) || event.seconds - last < interval.seconds)
    return false;
  last = event.seconds;
  return true;
}

void Reporter::print(const netrt_train_event &event) const {
  std::string line;
  llvm::raw_string_ostream out(line);
  out << "round " << event.round;
  if (event.total_rounds)
    out << "/" << event.total_rounds;
  out << ", batch " << event.batch << "/" << event.batches_per_round;
  auto add = [&](const char *name, double value) {
    if (!std::isnan(value))
      out << ", " << name << llvm::format(" %.6g", value);
  };
  add("loss", event.round_loss);
  add("error rate", event.error_rate);
  add("validation loss", event.validation_loss);
  add("validation error rate", event.validation_error_rate);
  out << llvm::format(", %.4g examples/s", event.examples_per_second);
  if (std::isfinite(event.seconds_left))
    out << llvm::format(", %.0f s left", event.seconds_left);
  job.hooks.print(line);
}

static StringRef nameOf(int32_t kind) {
  return kind == NETRT_EVENT_BATCH ? "Batch" : "Round";
}

static Expr number(double value) {
  return std::isnan(value)
             ? Expr::call("Missing", {Expr::string("NotAvailable")})
             : Expr::real(value);
}

static Expr errorRate(double value) {
  if (std::isnan(value))
    return Expr::association({});
  return Expr::association(
      {Expr::rule(Expr::string("ErrorRate"), Expr::real(value))});
}

Expr Reporter::describe(const netrt_train_event &event) const {
  double fraction = event.seconds + event.seconds_left > 0
                        ? event.seconds / (event.seconds + event.seconds_left)
                        : NAN;
  std::pair<StringRef, Expr> values[] = {
      {"AbsoluteBatch", Expr::integer(event.absolute_batch)},
      {"Batch", Expr::integer(event.batch)},
      {"BatchLoss", number(event.batch_loss)},
      {"BatchSize", Expr::integer(event.batch_size)},
      {"BatchesPerRound", Expr::integer(event.batches_per_round)},
      {"Event", Expr::string(nameOf(event.kind))},
      {"ExamplesProcessed", Expr::integer(event.examples)},
      {"InitialLearningRate", Expr::real(learningRate)},
      {"LearningRate", number(event.learning_rate)},
      {"MeanExamplesPerSecond", number(event.examples_per_second)},
      {"OptimizationMethod", Expr::string(job.options.method.method)},
      {"ProgressFraction", number(fraction)},
      {"Round", Expr::integer(event.round)},
      {"RoundLoss", number(event.round_loss)},
      {"RoundMeasurements", errorRate(event.error_rate)},
      {"TargetDevice", Expr::string("CPU")},
      {"TimeElapsed", number(event.seconds)},
      {"TimeRemaining", number(event.seconds_left)},
      {"TotalBatches", Expr::integer(event.total_batches)},
      {"TotalRounds", Expr::integer(event.total_rounds)},
      {"ValidationLoss", number(event.validation_loss)},
      {"ValidationMeasurements", errorRate(event.validation_error_rate)},
  };
  SmallVector<Expr> rules;
  for (const auto &[name, value] : values)
    rules.push_back(Expr::rule(Expr::string(name), value));
  return Expr::association(rules);
}

int32_t Reporter::callFunction(const netrt_train_event &event) {
  const Expr &function = job.options.progress.function;
  FailureOr<Expr> value = job.hooks.call(function, {describe(event)});
  if (mlir::failed(value)) {
    failed = true;
    return NETRT_TRAIN_CANCEL;
  }
  if (value->isString("StopTraining"))
    return NETRT_TRAIN_STOP;
  if (!value->isString("AbortTraining"))
    return NETRT_TRAIN_CONTINUE;
  reportError(context, function.span(), "interrupted")
      << "the TrainingProgressFunction aborted the training in round "
      << event.round;
  failed = true;
  return NETRT_TRAIN_CANCEL;
}

int32_t Reporter::hear(const netrt_train_event &event) {
  const Progress &progress = job.options.progress;
  if (progress.isPrinted && job.hooks.print &&
      isDue(progress.printInterval, event, lastPrint))
    print(event);
  if (progress.function && job.hooks.call &&
      isDue(progress.functionInterval, event, lastCall))
    return callFunction(event);
  return NETRT_TRAIN_CONTINUE;
}
