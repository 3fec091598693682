//===- Train.cpp - trains a net on data ----------------------------------===//

#include "compiler/Arrays/RandomNumbers.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Training/CheckpointFolder.h"
#include "compiler/Session/Training/CheckpointKeeper.h"
#include "compiler/Session/Training/Generator.h"
#include "compiler/Session/Training/LoopOptions.h"
#include "compiler/Session/Training/Measurer.h"
#include "compiler/Session/Training/Norms.h"
#include "compiler/Session/Training/NotFinite.h"
#include "compiler/Session/Training/Reporter.h"
#include "compiler/Session/Training/TrainableNet.h"
#include "compiler/Session/Training/Training.h"

using namespace mlir;
using namespace netc;
using namespace netc::training;

namespace {

/// Data for the loop: columns in memory.
struct Columns {
  DenseData dense;
  std::vector<netrt_column> columns;
  netrt_train_data data{};

  std::vector<int64_t> numbers;

  /// `places`: where they are in the data, if these are a part of it.
  void set(DenseData values, ArrayRef<int64_t> places = {});
};

/// One training from options to outcome.
class Training {
public:
  Training(const Job &job, MLIRContext *context) : job(job), context(context) {}

  FailureOr<Outcome> run();

private:
  FailureOr<Table> readTrainingData();
  FailureOr<Table> readData(const Expr &data, bool isTraining);
  LogicalResult prepareTrainingData(const Table &table);
  LogicalResult prepareData(const Table &table);
  LogicalResult splitData(const DenseData &all);
  LogicalResult makeLoop();
  LogicalResult listen();
  bool keepCheckpoint(const netrt_train_event &event);
  LogicalResult runLoop();
  LogicalResult resume();
  void rescue();
  LogicalResult report(netrt_status status);
  LogicalResult makeOutcome(const Table &table, Outcome &outcome);
  double askSchedule(int64_t batch, int64_t total);
  int32_t hear(const netrt_train_event &event);

  const Job &job;
  MLIRContext *context;
  Prepared prepared;
  Plan plan;
  std::optional<TrainableNet> net;
  std::optional<GeneratedData> generated;
  Columns trainingData, validationData;
  std::unique_ptr<netrt_train, void (*)(netrt_train *)> loop{
      nullptr, netrt_train_destroy};
  std::unique_ptr<Measurer> measurer;
  std::optional<Reporter> reporter;
  std::optional<Norms> norms;
  std::optional<CheckpointKeeper> keeper;
  std::vector<std::string> checkpointFiles;
  netrt_status endStatus = NETRT_OK;
  std::string problem;
  bool hasReported = false; ///< a hook said what is wrong
};

} // namespace

void Columns::set(DenseData values, ArrayRef<int64_t> places) {
  dense = std::move(values);
  for (auto [port, array] : llvm::zip(dense.ports, dense.arrays)) {
    netrt_column &column = columns.emplace_back();
    column = {};
    column.struct_size = sizeof column;
    column.port = port.c_str();
    column.data = array.bytes.data();
    column.element = static_cast<netrt_element>(array.element);
  }
  data.struct_size = sizeof data;
  data.count = dense.count;
  data.columns = columns.data();
  data.column_count = columns.size();
  for (int64_t place : places)
    numbers.push_back(place + 1);
  data.numbers = numbers.empty() ? nullptr : numbers.data();
}

//===----------------------------------------------------------------------===//
// Data
//===----------------------------------------------------------------------===//

FailureOr<Table> Training::readData(const Expr &data, bool isTraining) {
  StringRef purpose = isTraining ? "train on" : "validate on";
  if (data.isString() && job.hooks.namedData) {
    FailureOr<Expr> named = job.hooks.namedData(data, isTraining);
    if (failed(named))
      return failure();
    return readTable(named->withSpan(data.span()), context, purpose);
  }
  return readTable(data, context, purpose);
}

/// Draws the examples of the validation by the seed; both parts keep the order
/// of the data.
LogicalResult Training::splitData(const DenseData &all) {
  auto wanted = static_cast<int64_t>(
      std::llround(job.options.validation.fraction * all.count));
  wanted = std::max<int64_t>(wanted, 1);
  if (wanted >= all.count)
    return reportError(context, job.data.span(), "bad-argument")
           << "ValidationSet -> Scaled[" << job.options.validation.fraction
           << "] leaves nothing of " << all.count << " examples to train on";
  RandomStream random(job.options.seed, "ValidationSet");
  SmallVector<std::pair<double, int64_t>> drawn;
  for (int64_t i = 0; i < all.count; ++i)
    drawn.push_back({random.uniform(i), i});
  llvm::sort(drawn);
  SmallVector<int64_t> chosen, rest;
  for (auto [i, draw] : llvm::enumerate(drawn))
    (static_cast<int64_t>(i) < wanted ? chosen : rest).push_back(draw.second);
  llvm::sort(chosen);
  llvm::sort(rest);
  validationData.set(all.take(chosen), chosen);
  trainingData.set(all.take(rest), rest);
  return success();
}

FailureOr<Table> Training::readTrainingData() {
  FailureOr<std::optional<Generator>> generator =
      readGenerator(job.data, context);
  if (failed(generator))
    return failure();
  if (!*generator)
    return readData(job.data, true);
  if (job.options.validation.fraction > 0)
    return reportError(context, job.data.span(), "bad-option")
           << "ValidationSet -> Scaled[r] takes a part of data that is there, "
              "and a function makes this; give a validation set of its own";
  generated.emplace(**generator, job, context);
  return generated->makeFirst();
}

LogicalResult Training::prepareTrainingData(const Table &table) {
  if (generated) {
    trainingData.data = generated->bind(prepared, net->net());
    return success();
  }
  FailureOr<DenseData> dense = encodeData(table, prepared.feeds, net->net(),
                                          job.options.precision, context);
  if (failed(dense))
    return failure();
  if (job.options.validation.fraction > 0)
    return splitData(*dense);
  trainingData.set(std::move(*dense));
  return success();
}

LogicalResult Training::prepareData(const Table &table) {
  const Options &options = job.options;
  if (failed(prepareTrainingData(table)))
    return failure();
  if (!options.validation.data)
    return success();
  FailureOr<Table> other = readData(options.validation.data, false);
  if (failed(other))
    return failure();
  if (failed(nameColumns(*other, prepared.inputs, prepared.targets, context)))
    return failure();
  FailureOr<DenseData> validation = encodeData(
      *other, prepared.feeds, net->net(), options.precision, context);
  if (failed(validation))
    return failure();
  validationData.set(std::move(*validation));
  return success();
}

//===----------------------------------------------------------------------===//
// The loop
//===----------------------------------------------------------------------===//

/// The factor of the learning rate, from a function of the notation.
double Training::askSchedule(int64_t batch, int64_t total) {
  const Expr &function = job.options.schedule.function;
  FailureOr<Expr> value =
      job.hooks.call(function, {Expr::integer(batch), Expr::integer(total)});
  std::optional<double> number;
  if (succeeded(value))
    number = value->asDouble();
  bool isFactor = number && *number >= 0 && *number <= 1;
  if (succeeded(value) && !isFactor && !hasReported)
    reportError(context, function.span(), "bad-option")
        << "\"LearningRateSchedule\" needs a function that gives a number from "
           "0 to 1; for batch "
        << batch + 1 << " it gave " << toInputForm(*value);
  hasReported |= !isFactor;
  return isFactor ? *number : 0;
}

bool Training::keepCheckpoint(const netrt_train_event &event) {
  if (!keeper || keeper->hear(event))
    return true;
  reportError(context, {}, "cannot-write-file")
      << netrt_train_last_error(loop.get());
  hasReported = true;
  return false;
}

int32_t Training::hear(const netrt_train_event &event) {
  if (event.kind == NETRT_EVENT_CHECKPOINT && event.path &&
      !llvm::is_contained(checkpointFiles, event.path))
    checkpointFiles.push_back(event.path);
  norms->hear(event);
  bool isStopped =
      hasReported || (job.hooks.interrupted && job.hooks.interrupted());
  // The end is heard by all, so that nothing is left half done.
  if (isStopped && event.kind != NETRT_EVENT_END)
    return NETRT_TRAIN_CANCEL;
  if (!keepCheckpoint(event))
    return NETRT_TRAIN_CANCEL;
  int32_t verdict = reporter->hear(event);
  hasReported |= reporter->hasFailed();
  if (verdict != NETRT_TRAIN_CONTINUE || !job.hooks.hear)
    return verdict;
  return job.hooks.hear(event);
}

/// Everything that hears the loop.
LogicalResult Training::listen() {
  const Checkpoints &wanted = job.options.checkpoints;
  if (!wanted.directory.empty() &&
      failed(makeFolder(wanted.directory, context)))
    return failure();
  ProgressSources sources{job,
                          prepared,
                          plan,
                          *net,
                          loop.get(),
                          checkpointFiles,
                          measurer->columns()};
  reporter.emplace(sources, context);
  norms.emplace(job.options.collect, plan, *net);
  if (CheckpointKeeper::isNeeded(wanted))
    keeper.emplace(wanted, loop.get(), checkpointFiles);
  return success();
}

LogicalResult Training::makeLoop() {
  LoopOptions loopOptions(job.options, plan, prepared);
  netrt_train_options &options = loopOptions.options;
  options.data = &trainingData.data;
  options.measurements = measurer->asHook();
  const Stopping &stopping = job.options.stopping;
  if (!stopping.key.empty() &&
      failed(measurer->resolve(stopping, loopOptions.stopping, context)))
    return failure();
  if (job.options.validation.isWanted())
    options.validation = &validationData.data;
  loopOptions.schedule.self = this;
  loopOptions.schedule.rate = [](void *self, int64_t batch, int64_t total) {
    return static_cast<Training *>(self)->askSchedule(batch, total);
  };
  loopOptions.listener.self = this;
  loopOptions.listener.hear = [](void *self, const netrt_train_event *event) {
    return static_cast<Training *>(self)->hear(*event);
  };
  netrt_train *made = nullptr;
  netrt_status status =
      netrt_train_create(net->context(), net->arrays(), &options, &made);
  loop.reset(made);
  if (status == NETRT_OK)
    return listen();
  return reportError(context, job.net.span(), "bad-option")
         << loopOptions.message.text;
}

/// A checkpoint of an interrupted training that has none.
void Training::rescue() {
  const Checkpoints &wanted = job.options.checkpoints;
  if (!wanted.path.empty() || wanted.rescue.empty())
    return;
  std::string path = wanted.rescue;
  if (netrt_train_save(loop.get(), path.c_str()) == NETRT_OK)
    checkpointFiles.push_back(path);
  else
    problem = netrt_train_last_error(loop.get());
}

LogicalResult Training::report(netrt_status status) {
  if (hasReported || (generated && generated->hasFailed()))
    return failure();
  StringRef text = netrt_train_last_error(loop.get());
  endStatus = status;
  problem = text.str();
  if (status == NETRT_CANCELLED)
    rescue();
  if (status == NETRT_CANCELLED || status == NETRT_NOT_FINITE ||
      status == NETRT_CANNOT_WRITE)
    return success();
  StringRef code =
      status == NETRT_INDEX_OUT_OF_RANGE ? "index-out-of-range" : "runtime";
  return reportError(context, job.net.span(), code) << text;
}

LogicalResult Training::resume() {
  const std::string &path = job.options.resume;
  if (path.empty() || netrt_train_resume(loop.get(), path.c_str()) == NETRT_OK)
    return success();
  StringRef text = netrt_train_last_error(loop.get());
  text.consume_front(path + ": ");
  auto error = emitError(FileLineColLoc::get(context, path, 0, 0));
  error << "[bad-checkpoint] " << text;
  if (text.contains("this training has \"schedule: "))
    error.attachNote()
        << "hint: --schedule Constant from the first command on, "
           "or --weights FILE in place of --resume";
  return error;
}

LogicalResult Training::runLoop() {
  if (failed(resume()))
    return failure();
  netrt_status status = netrt_train_run(loop.get());
  return status == NETRT_OK && !hasReported ? success() : report(status);
}

//===----------------------------------------------------------------------===//
// The outcome
//===----------------------------------------------------------------------===//

LogicalResult Training::makeOutcome(const Table &table, Outcome &outcome) {
  netrt_train_result result{};
  result.struct_size = sizeof result;
  netrt_status status = netrt_train_get_result(loop.get(), &result);
  if (status != NETRT_OK)
    return reportError(context, {}, "runtime") << netrt_status_text(status);
  copyResult(result, outcome);
  outcome.measured = measurer->columns();
  findBadData(result, job, prepared, table, outcome);
  outcome.status = endStatus;
  outcome.problem = problem;
  if (reporter->hasMetCriterion())
    outcome.end = NETRT_END_CRITERION;
  outcome.initialLearningRate = plan.learningRate;
  outcome.method = job.options.method.method;
  outcome.multipliers = plan.multipliers;
  outcome.checkpointFiles = checkpointFiles;
  outcome.losses = prepared.lossLayers;
  outcome.lossOutputs = prepared.lossOutputs;
  outcome.weightNorms = norms->takeWeights();
  outcome.gradientNorms = norms->takeGradients();
  for (const auto &loss : prepared.losses)
    outcome.lossNames.push_back(loss.first);
  outcome.net = std::move(prepared.net);
  net::RootOp root = *outcome.net.module->getOps<net::RootOp>().begin();
  return net->readArrays(outcome.net.arrays, root);
}

FailureOr<Outcome> Training::run() {
  FailureOr<Table> table = readTrainingData();
  if (failed(table))
    return failure();
  FailureOr<Prepared> made = prepare(job, *table, context);
  if (failed(made))
    return failure();
  prepared = std::move(*made);
  FailureOr<std::unique_ptr<Measurer>> measuring =
      Measurer::make(job.options, prepared, context);
  if (failed(measuring))
    return failure();
  measurer = std::move(*measuring);
  FailureOr<Plan> planned = makePlan(job.options, prepared, context);
  if (failed(planned))
    return failure();
  plan = std::move(*planned);
  if (generated) // the loop sees a callback
    plan.course += "data: " + toInputForm(job.data) + "\n";
  plan.probes = measurer->probes();
  FailureOr<TrainableNet> compiled = TrainableNet::compile(
      prepared, plan, job.options.validation.isWanted(), job, context);
  if (failed(compiled))
    return failure();
  net = std::move(*compiled);
  Outcome outcome;
  if (failed(prepareData(*table)) || failed(makeLoop()) || failed(runLoop()) ||
      failed(makeOutcome(*table, outcome)))
    return failure();
  return std::move(outcome);
}

FailureOr<Outcome> training::train(const Job &job, MLIRContext *context) {
  return Training(job, context).run();
}
