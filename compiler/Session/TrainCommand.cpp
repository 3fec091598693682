//===- TrainCommand.cpp - netc train -------------------------------------===//

#include "compiler/Arrays/ArrayFiles.h"
#include "compiler/Evaluator/Evaluator.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Load.h"
#include "compiler/Session/SessionImpl.h"
#include "compiler/Session/Training/CheckpointFolder.h"
#include "compiler/Session/Training/CommandOptions.h"
#include "compiler/Session/Training/NamedData.h"
#include "compiler/Session/Training/NotFinite.h"
#include "compiler/Session/Training/ProgressBar.h"
#include "compiler/Session/Training/ReadOptions.h"
#include "compiler/Session/Training/Report.h"
#include "compiler/Session/Training/Results.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"
#include <nlohmann/json.hpp>
#include <unistd.h>

using namespace mlir;
using namespace netc;
using namespace netc::training;

namespace {

/// One `netc train` from flags to files.
class TrainCommand {
public:
  TrainCommand(const TrainRequest &request, const SessionOptions &session,
               SourceFiles &sources, std::atomic<bool> &interrupted,
               MLIRContext *context)
      : request(request), session(session), sources(sources),
        interrupted(interrupted), context(context),
        functions(context, textHooks(sources.add("<function>", ""), context)) {}

  Status run(std::ostream &out);

private:
  LogicalResult readNet();
  LogicalResult readOptions();
  LogicalResult readCheckpoints();
  LogicalResult checkOutputs();
  void setHooks();
  int32_t hear(const netrt_train_event &event);
  void reportProblem(const Outcome &outcome);
  void noteCheckpoint(Diagnostic &message) const;
  LogicalResult writeWeights(const ArrayStore &arrays);
  LogicalResult writeFiles(const Outcome &outcome, std::ostream &out);
  void print(const Outcome &outcome, std::ostream &out) const;
  InFlightDiagnostic fail(StringRef path) const {
    return emitError(FileLineColLoc::get(context, path, 0, 0));
  }

  const TrainRequest &request;
  const SessionOptions &session;
  SourceFiles &sources;
  std::atomic<bool> &interrupted;
  MLIRContext *context;
  Evaluator functions; ///< of schedules and of data that a function makes
  Job job;
  std::string inputForm;
  std::string checkpoint; ///< the last that was written, and its moment:
  int64_t checkpointRound = 0, checkpointBatch = 0;
  std::vector<std::string> files;
};

} // namespace

//===----------------------------------------------------------------------===//
// Before
//===----------------------------------------------------------------------===//

/// The net in the notation, whatever its file was, with its values beside it.
LogicalResult TrainCommand::readNet() {
  FailureOr<BuiltNet> net = loadNet(request.spec, sources, context);
  if (failed(net) || failed(checkValues(*net, request.spec.weights.empty()
                                                  ? request.spec.path
                                                  : request.spec.weights)))
    return failure();
  WriteOptions write;
  write.inlineLimit = 0;
  write.placeOf = [&](Location location) { return sources.find(location); };
  FailureOr<Expr> written = writeNet(*net->module, net->arrays, write);
  if (failed(written))
    return failure();
  job.net = *written;
  job.weights = std::move(net->arrays);
  return success();
}

/// The call of NetTrain that does the same; data is too long to show.
static std::string showCall(ArrayRef<Expr> rules) {
  SmallVector<Expr> args{Expr::symbol("net"), Expr::symbol("data")};
  for (const Expr &rule : rules) {
    bool isData = rule.args()[0].isSymbol("ValidationSet") &&
                  !rule.args()[1].isCall("Scaled");
    args.push_back(
        isData ? Expr::rule(rule.args()[0], Expr::symbol("validation")) : rule);
  }
  return toInputForm(Expr::call("NetTrain", args));
}

LogicalResult TrainCommand::readOptions() {
  FailureOr<SmallVector<Expr>> rules = readFlags(request, sources, context);
  if (failed(rules) ||
      failed(training::readOptions(*rules, job.options, context)))
    return failure();
  FailureOr<Expr> data = readDataFlag("--data", request.data, sources, context);
  if (failed(data))
    return failure();
  job.data = *data;
  job.options.threads = static_cast<int>(request.threads);
  inputForm = showCall(*rules);
  return success();
}

LogicalResult TrainCommand::readCheckpoints() {
  Checkpoints &checkpoints = job.options.checkpoints;
  bool isSame =
      !request.resume.empty() && StringRef(request.resume).rtrim('/') ==
                                     StringRef(request.checkpoint).rtrim('/');
  if (!request.resume.empty()) {
    FailureOr<std::string> file =
        findCheckpoint(request.resume, isSame, context);
    if (failed(file))
      return failure();
    job.options.resume = *file;
    if (file->empty() && session.verbosity >= 0)
      llvm::errs() << "nothing to resume in " << request.resume
                   << "; the training begins\n";
  }
  if (request.checkpoint.empty()) {
    if (!request.checkpointInterval.empty())
      return reportError(context, {}, "bad-argument")
             << "--checkpoint-every says when; --checkpoint DIR says where";
    checkpoints.rescue = request.output + ".checkpoint";
    return success();
  }
  if (failed(prepareCheckpoints(
          request.checkpoint, isSame && !job.options.resume.empty(), context)))
    return failure();
  checkpoints.path = checkpointIn(request.checkpoint);
  if (request.checkpointInterval.empty())
    return success();
  FailureOr<Expr> amount =
      readAmount("--checkpoint-every", request.checkpointInterval, amountOfAny,
                 sources, context);
  FailureOr<Interval> interval = failure();
  if (succeeded(amount))
    interval = readInterval(*amount, "--checkpoint-every", context);
  if (failed(interval))
    return failure();
  checkpoints.interval = *interval;
  return success();
}

/// What would be in vain after hours is found now.
LogicalResult TrainCommand::checkOutputs() {
  StringRef output = request.output;
  if (!output.ends_with(".safetensors"))
    return fail(output) << "[bad-argument] trained arrays are written as "
                           ".safetensors: -o W.safetensors";
  if (failed(makeWritable(llvm::sys::path::parent_path(output), context)))
    return failure();
  return request.report.empty() ? success()
                                : makeFolder(request.report, context);
}

//===----------------------------------------------------------------------===//
// Meanwhile
//===----------------------------------------------------------------------===//

int32_t TrainCommand::hear(const netrt_train_event &event) {
  if (event.kind == NETRT_EVENT_CHECKPOINT) {
    checkpoint = event.path;
    checkpointRound = event.round;
    checkpointBatch = event.batch;
  }
  return NETRT_TRAIN_CONTINUE;
}

void TrainCommand::setHooks() {
  Hooks &hooks = job.hooks;
  hooks.completesSteps = true;
  hooks.interrupted = [this] { return interrupted.load(); };
  hooks.call = [this](const Expr &function, ArrayRef<Expr> args) {
    return functions.evaluate(Expr::call(function, args, function.span()));
  };
  hooks.namedData = [this](const Expr &name, bool isTraining) {
    return readNamedData(name, isTraining, request.dataDirectory, context);
  };
  hooks.hear = [this](const netrt_train_event &event) { return hear(event); };
  if (session.verbosity < 0)
    return;
  job.options.progress.form = Progress::Form::Bar;
  hooks.terminal = findTerminal(session.color);
  hooks.print = [](StringRef line) { llvm::errs() << line << "\n"; };
}

//===----------------------------------------------------------------------===//
// After
//===----------------------------------------------------------------------===//

void TrainCommand::noteCheckpoint(Diagnostic &message) const {
  if (checkpoint.empty())
    return;
  message.attachNote() << "last good checkpoint: " << checkpoint
                       << " after round " << checkpointRound << ", batch "
                       << checkpointBatch;
}

/// Why it ended early, and where to go on.
void TrainCommand::reportProblem(const Outcome &outcome) {
  Span place = job.net.span();
  if (outcome.status == NETRT_CANCELLED) {
    auto error = reportError(context, {}, "interrupted");
    error << "the training was interrupted: " << outcome.problem;
    if (!outcome.checkpointFiles.empty())
      error.attachNote() << "hint: it goes on with --resume "
                         << (request.checkpoint.empty()
                                 ? outcome.checkpointFiles.back()
                                 : request.checkpoint);
    return;
  }
  bool isWriting = outcome.status == NETRT_CANNOT_WRITE;
  auto error = reportError(
      context, isWriting ? Span() : placeOfNotFinite(outcome, place),
      isWriting ? "cannot-write-file" : "not-finite");
  error << outcome.problem;
  noteCheckpoint(*error.getUnderlyingDiagnostic());
  if (isWriting)
    error.attachNote() << request.output << " receives the net as it was then";
  else
    noteNotFinite(outcome,
                  "a smaller --learning-rate or --clip-gradient may help",
                  *error.getUnderlyingDiagnostic());
}

/// Where the file cannot be written, the arrays of maybe many hours go to the
/// system's folder for temporary files.
LogicalResult TrainCommand::writeWeights(const ArrayStore &arrays) {
  auto emit = [&] { return fail(request.output); };
  if (succeeded(writeSafetensors(request.output, arrays, emit))) {
    files.push_back(request.output);
    return success();
  }
  SmallString<128> rescue;
  llvm::sys::path::system_temp_directory(/*erasedOnReboot=*/false, rescue);
  llvm::sys::path::append(rescue,
                          "netc-" + std::to_string(getpid()) + "-" +
                              llvm::sys::path::filename(request.output));
  if (succeeded(writeSafetensors(rescue, arrays, [&] { return fail(rescue); })))
    llvm::errs() << "the trained arrays are in " << rescue << " instead\n";
  return failure();
}

void TrainCommand::print(const Outcome &outcome, std::ostream &out) const {
  Rows rows = summaryRows(outcome);
  for (const std::string &file : files)
    rows.push_back({"wrote", file});
  size_t width = 0;
  for (const auto &row : rows)
    width = std::max(width, row.first.size());
  for (const auto &[name, value] : rows)
    out << name << std::string(width + 2 - name.size(), ' ') << value << "\n";
}

LogicalResult TrainCommand::writeFiles(const Outcome &outcome,
                                       std::ostream &out) {
  FailureOr<Expr> object =
      makeResultsObject(outcome, inputForm, /*inlineLimit=*/0);
  if (failed(object))
    return failure();
  bool hasWeights = outcome.status != NETRT_CANCELLED;
  if (hasWeights && failed(writeWeights(outcome.net.arrays)))
    return failure();
  Report report{outcome, *object, hasWeights ? request.output : ""};
  if (!request.report.empty() &&
      failed(writeReport(report, request.report, files, context)))
    return failure();
  if (!session.json) {
    if (session.verbosity >= 0)
      print(outcome, out);
    return success();
  }
  FailureOr<nlohmann::ordered_json> json = toJson(report, context);
  if (failed(json))
    return failure();
  nlohmann::ordered_json all{{"files", files}};
  all.update(*json);
  out << all.dump() << "\n";
  return success();
}

Status TrainCommand::run(std::ostream &out) {
  if (failed(readNet()) || failed(readOptions()) || failed(checkOutputs()) ||
      failed(readCheckpoints()))
    return Status::UserError;
  setHooks();
  FailureOr<Outcome> outcome = train(job, context);
  if (failed(outcome))
    return interrupted ? Status::Interrupted : Status::UserError;
  if (outcome->status != NETRT_OK)
    reportProblem(*outcome);
  if (failed(writeFiles(*outcome, out)))
    return Status::UserError;
  return outcome->status == NETRT_OK          ? Status::Done
         : outcome->status == NETRT_CANCELLED ? Status::Interrupted
                                              : Status::UserError;
}

namespace netc {

Status Session::train(const TrainRequest &request, std::ostream &out) {
  impl->interrupted = false;
  return TrainCommand(request, impl->options, impl->sources, impl->interrupted,
                      &impl->context)
      .run(out);
}

} // namespace netc
