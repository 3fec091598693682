//===- Reporter.cpp - tells the user how the training goes ---------------===//

#include "compiler/Session/Training/Reporter.h"
#include "compiler/Notation/Printer.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>

using namespace mlir;
using namespace netc;
using namespace netc::training;

Reporter::Reporter(const ProgressSources &sources, MLIRContext *context)
    : job(sources.job), context(context), info(sources),
      printDue(job.options.progress.printInterval),
      functionDue(job.options.progress.functionInterval) {
  for (const ReportFile &file : job.options.progress.files)
    tables.push_back(std::unique_ptr<Table>(
        new Table{file, ProgressFile(file.path), Due(file.interval)}));
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

bool Reporter::writeFiles(const netrt_train_event &event) {
  for (const auto &table : tables) {
    if (!table->due.isAt(event) || table->file.add(event))
      continue;
    reportError(context, table->wanted.place, "cannot-write-file")
        << "TrainingProgressReporting: " << table->wanted.path
        << " cannot be written";
    return false;
  }
  return true;
}

FailureOr<Expr> Reporter::call(const Expr &function,
                               const netrt_train_event &event) {
  FailureOr<Expr> values = info.describe(event);
  if (mlir::failed(values))
    return failure();
  return job.hooks.call(function, {*values});
}

int32_t Reporter::callFunction(const netrt_train_event &event) {
  const Expr &function = job.options.progress.function;
  FailureOr<Expr> value = call(function, event);
  if (mlir::failed(value))
    return fail();
  if (value->isString("StopTraining"))
    return NETRT_TRAIN_STOP;
  if (!value->isString("AbortTraining"))
    return NETRT_TRAIN_CONTINUE;
  reportError(context, function.span(), "interrupted")
      << "the TrainingProgressFunction aborted the training in round "
      << event.round;
  return fail();
}

/// Asked where other criteria are, too.
int32_t Reporter::askCriterion(const netrt_train_event &event) {
  const Expr &function = job.options.stopping.function;
  bool isAsked = event.kind == NETRT_EVENT_ROUND &&
                 event.round % job.options.validation.interval == 0;
  if (!function || !job.hooks.call || !isAsked)
    return NETRT_TRAIN_CONTINUE;
  FailureOr<Expr> value = call(function, event);
  if (mlir::failed(value))
    return fail();
  if (value->isSymbol("False"))
    return NETRT_TRAIN_CONTINUE;
  if (value->isSymbol("True")) {
    hasMet = true;
    return NETRT_TRAIN_STOP;
  }
  reportError(context, function.span(), "bad-option")
      << "a function as TrainingStoppingCriterion gives True or False, not "
      << toInputForm(*value);
  return fail();
}

int32_t Reporter::hear(const netrt_train_event &event) {
  const Progress &progress = job.options.progress;
  info.hear(event);
  if (progress.isPrinted && job.hooks.print && printDue.isAt(event))
    print(event);
  if (!writeFiles(event))
    return fail();
  int32_t verdict = askCriterion(event);
  if (!failed && progress.function && job.hooks.call && functionDue.isAt(event))
    verdict = std::max(verdict, callFunction(event));
  return verdict;
}
