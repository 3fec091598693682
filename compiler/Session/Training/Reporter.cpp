//===- Reporter.cpp - tells the user how the training goes ---------------===//

#include "compiler/Session/Training/Reporter.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Training/ProgressNumbers.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>

using namespace mlir;
using namespace netc;
using namespace netc::training;

Reporter::Reporter(const ProgressSources &sources, MLIRContext *context)
    : job(sources.job), context(context), info(sources),
      measured(sources.measured), isPrinted(job.options.progress.isPrinted),
      printDue(job.options.progress.printInterval),
      functionDue(job.options.progress.functionInterval) {
  for (const ReportFile &file : job.options.progress.files)
    tables.push_back(std::make_unique<Table>(file, measured));
  setUpForm();
}

/// Lines take the place of what only a terminal can show.
void Reporter::setUpForm() {
  const Progress &progress = job.options.progress;
  if (progress.form == Progress::Form::None)
    return;
  if (job.hooks.terminal)
    bar.emplace(*job.hooks.terminal, progress.form, progress.formInterval,
                measured, context);
  else if (!std::exchange(isPrinted, true))
    printDue = Due(progress.formInterval.orUsual(progress.printInterval));
}

void Reporter::print(const netrt_train_event &event) const {
  std::string line;
  llvm::raw_string_ostream out(line);
  out << showRound(event) << ", batch " << event.batch << "/"
      << event.batches_per_round;
  auto add = [&](const ProgressNumbers &numbers) {
    for (const auto &[name, value] : numbers)
      out << ", " << name << llvm::format(" %.6g", value);
  };
  add(roundNumbers(event, measured));
  add(validationNumbers(event, measured));
  out << llvm::format(", %.4g examples/s", event.examples_per_second);
  if (std::isfinite(event.seconds_left))
    out << llvm::format(", %.0f s left", event.seconds_left);
  job.hooks.print(line);
}

bool Reporter::writeFiles(const netrt_train_event &event) {
  for (const auto &table : tables) {
    bool isWritten = !table->due.isAt(event) || table->file.add(event);
    if (event.kind == NETRT_EVENT_END)
      isWritten = table->file.finish();
    if (isWritten)
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

void Reporter::show(const netrt_train_event &event) {
  if (isPrinted && job.hooks.print && printDue.isAt(event)) {
    if (bar)
      bar->clear();
    print(event);
  }
  if (bar)
    bar->hear(event);
}

int32_t Reporter::hear(const netrt_train_event &event) {
  const Progress &progress = job.options.progress;
  info.hear(event);
  show(event);
  if (!writeFiles(event))
    return fail();
  int32_t verdict = askCriterion(event);
  if (!failed && progress.function && job.hooks.call && functionDue.isAt(event))
    verdict = std::max(verdict, callFunction(event));
  return verdict;
}
