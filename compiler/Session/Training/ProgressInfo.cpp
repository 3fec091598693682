//===- ProgressInfo.cpp - what functions hear of a training --------------===//

#include "compiler/Session/Training/ProgressInfo.h"
#include "compiler/Arrays/Convert.h"
#include "compiler/Session/Decoding.h"
#include "compiler/Session/Training/Norms.h"
#include <cmath>

using namespace mlir;
using namespace netc;
using namespace netc::training;

//===----------------------------------------------------------------------===//
// What is wanted
//===----------------------------------------------------------------------===//

/// Words in a function: `#Net`, `info["Net"]`.
static void collectWords(const Expr &function, llvm::StringSet<> &words) {
  if (function.isString())
    words.insert(function.text());
  if (!function.isCall() && !function.isList() && !function.isAssociation())
    return;
  if (function.isCall())
    collectWords(function.head(), words);
  for (const Expr &arg : function.args())
    collectWords(arg, words);
}

static llvm::StringSet<> wordsOf(const Options &options) {
  llvm::StringSet<> words;
  for (const Expr &function :
       {options.progress.function, options.stopping.function})
    if (function)
      collectWords(function, words);
  return words;
}

bool training::needsGradients(const Options &options) {
  llvm::StringSet<> words = wordsOf(options);
  return words.contains("Gradients") || words.contains("GradientsRMS") ||
         words.contains("GradientsVector");
}

ProgressInfo::ProgressInfo(const ProgressSources &sources)
    : from(sources), wanted(wordsOf(sources.job.options)) {}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

static Expr missing() {
  return Expr::call("Missing", {Expr::string("NotAvailable")});
}

static Expr number(double value) {
  return std::isnan(value) ? missing() : Expr::real(value);
}

static void add(SmallVector<Expr> &rules, StringRef name, const Expr &value) {
  rules.push_back(Expr::rule(Expr::string(name), value));
}

static Expr listOf(const double *values, int64_t count) {
  SmallVector<Expr> list;
  for (int64_t i = 0; values && i < count; ++i)
    list.push_back(Expr::real(values[i]));
  return Expr::list(list);
}

/// A copy, since the loop writes over what it shows.
static ArrayData copyOf(const netrt_tensor &tensor) {
  ArrayData data;
  data.element = static_cast<ElementType>(tensor.element);
  data.shape.assign(tensor.shape, tensor.shape + tensor.rank);
  const char *bytes = static_cast<const char *>(tensor.data);
  auto owner = std::make_shared<std::vector<char>>(
      bytes, bytes + data.elementCount() * sizeInBytes(data.element));
  data.bytes = ArrayRef<char>(owner->data(), owner->size());
  data.owner = owner;
  return data;
}

/// What a step that leaves an array alone says of it.
static ArrayData noGradient(const TrainableNet &net, StringRef key) {
  netrt_tensor values{};
  values.struct_size = sizeof values;
  [[maybe_unused]] netrt_status status =
      netrt_arrays_get(net.arrays(), key.str().c_str(), &values);
  assert(status == NETRT_OK && "the plan names arrays of the net");
  ArrayData zeros;
  zeros.element = static_cast<ElementType>(values.element);
  zeros.shape.assign(values.shape, values.shape + values.rank);
  auto owner = std::make_shared<std::vector<char>>(zeros.elementCount() *
                                                   sizeInBytes(zeros.element));
  zeros.bytes = ArrayRef<char>(owner->data(), owner->size());
  zeros.owner = owner;
  return zeros;
}

//===----------------------------------------------------------------------===//
// The last batch
//===----------------------------------------------------------------------===//

/// The scaled sum of the losses, for each example.
Expr ProgressInfo::exampleLosses(const netrt_train_event &event) const {
  std::vector<double> sums(static_cast<size_t>(event.batch_size));
  for (const auto &[port, scale] : from.prepared.losses)
    for (size_t i = 0; i < event.output_count; ++i) {
      if (port != event.output_ports[i]->name ||
          (event.output_ports[i]->flags & NETRT_PORT_GRADIENT))
        continue;
      ArrayData values = copyOf(event.outputs[i]);
      int64_t each = values.elementCount() / event.batch_size;
      for (int64_t at = 0; at < each * event.batch_size; ++at)
        sums[static_cast<size_t>(at / each)] +=
            scale * elementAsDouble(values, at);
    }
  return listOf(sums.data(), event.batch_size);
}

void ProgressInfo::hear(const netrt_train_event &event) {
  if (event.kind != NETRT_EVENT_BATCH)
    return;
  batchSeconds = event.seconds - std::exchange(lastSeconds, event.seconds);
  lastSize = event.batch_size;
  if (from.plan.request.gradients)
    for (const auto &[key, multiplier] : from.plan.multipliers) {
      const netrt_tensor *gradient = gradientOf(event, key);
      gradients.insert(key, gradient ? copyOf(*gradient)
                                     : noGradient(from.net, key));
    }
  if (wants("BatchData"))
    for (size_t i = 0; i < event.input_count; ++i)
      if (!(event.input_ports[i]->flags & NETRT_PORT_SETTING))
        data.insert(event.input_ports[i]->name, copyOf(event.inputs[i]));
  if (wants("ExampleLosses"))
    losses = exampleLosses(event);
  if (!wants("BatchIndices"))
    return;
  SmallVector<Expr> places;
  for (int64_t i = 0; event.example_places && i < event.batch_size; ++i)
    places.push_back(Expr::integer(event.example_places[i] + 1));
  indices = event.example_places ? Expr::list(places) : missing();
}

void ProgressInfo::addBatch(Rules &rules) const {
  if (wants("BatchData")) {
    Rules ports;
    for (const auto &[port, values] : data)
      add(ports, port, toExpr(values));
    add(rules, "BatchData", Expr::association(ports));
  }
  if (wants("BatchIndices"))
    add(rules, "BatchIndices", indices ? indices : missing());
  if (wants("ExampleLosses"))
    add(rules, "ExampleLosses", losses ? losses : missing());
}

//===----------------------------------------------------------------------===//
// Arrays
//===----------------------------------------------------------------------===//

/// `Weights`, `WeightsRMS` and `WeightsVector`, or the same of gradients.
void ProgressInfo::addArrays(StringRef name, const ArrayStore &store,
                             Rules &rules) const {
  Rules arrays, norms;
  SmallVector<Expr> all;
  bool wantsVector = wants((name + "Vector").str());
  for (const auto &[key, multiplier] : from.plan.multipliers) {
    const ArrayData *values = store.lookup(key);
    if (!values)
      continue;
    add(arrays, key, toExpr(*values));
    add(norms, key, Expr::real(rootMeanSquare(tensorOf(*values))));
    for (int64_t i = 0; wantsVector && i < values->elementCount(); ++i)
      all.push_back(Expr::real(elementAsDouble(*values, i)));
  }
  if (wants(name))
    add(rules, name, Expr::association(arrays));
  if (wants((name + "RMS").str()))
    add(rules, (name + "RMS").str(), Expr::association(norms));
  if (wantsVector)
    add(rules, (name + "Vector").str(), Expr::list(all));
}

LogicalResult ProgressInfo::addArrays(Rules &rules) const {
  addArrays("Gradients", gradients, rules);
  bool wantsWeights =
      wants("Weights") || wants("WeightsRMS") || wants("WeightsVector");
  if (!wantsWeights && !wants("Net"))
    return success();
  const BuiltNet &given = from.prepared.net;
  ArrayStore store = given.arrays;
  ModuleOp module = given.module.get();
  if (failed(from.net.readArrays(store, *module.getOps<net::RootOp>().begin())))
    return failure();
  addArrays("Weights", store, rules);
  if (!wants("Net"))
    return success();
  WriteOptions whole;
  whole.inlineLimit = INT64_MAX;
  FailureOr<Expr> net = writeNet(module, store, whole);
  if (failed(net))
    return failure();
  add(rules, "Net", *net);
  return success();
}

//===----------------------------------------------------------------------===//
// The association
//===----------------------------------------------------------------------===//

void ProgressInfo::addPlain(const netrt_train_event &event,
                            Rules &rules) const {
  double whole = event.seconds + event.seconds_left;
  auto perSecond = [](int64_t count, double seconds) {
    return number(seconds > 0 ? static_cast<double>(count) / seconds : NAN);
  };
  add(rules, "AbsoluteBatch", Expr::integer(event.absolute_batch));
  add(rules, "Batch", Expr::integer(event.batch));
  add(rules, "BatchLoss", number(event.batch_loss));
  add(rules, "BatchSize",
      Expr::integer(event.batch_size ? event.batch_size : lastSize));
  add(rules, "BatchesPerRound", Expr::integer(event.batches_per_round));
  add(rules, "BatchesPerSecond", perSecond(1, batchSeconds));
  bool isBatch = event.kind == NETRT_EVENT_BATCH;
  add(rules, "Event", Expr::string(isBatch ? "Batch" : "Round"));
  add(rules, "ExamplesPerSecond", perSecond(lastSize, batchSeconds));
  add(rules, "ExamplesProcessed", Expr::integer(event.examples));
  add(rules, "InitialLearningRate", Expr::real(from.plan.learningRate));
  add(rules, "LearningRate", number(event.learning_rate));
  add(rules, "MeanBatchesPerSecond",
      perSecond(event.absolute_batch, event.seconds));
  add(rules, "MeanExamplesPerSecond", number(event.examples_per_second));
  add(rules, "OptimizationMethod",
      Expr::string(from.job.options.method.method));
  add(rules, "ProgressFraction",
      number(whole > 0 ? event.seconds / whole : NAN));
  add(rules, "Round", Expr::integer(event.round));
  add(rules, "RoundLoss", number(event.round_loss));
  add(rules, "RoundMeasurements",
      measuredValues(from.measured, event.round_values));
  add(rules, "TargetDevice", Expr::string("CPU"));
  add(rules, "TimeElapsed", number(event.seconds));
  add(rules, "TimeRemaining", number(event.seconds_left));
  add(rules, "TotalBatches", Expr::integer(event.total_batches));
  add(rules, "TotalRounds", Expr::integer(event.total_rounds));
  add(rules, "ValidationLoss", number(event.validation_loss));
  add(rules, "ValidationMeasurements",
      measuredValues(from.measured, event.validation_values));
  add(rules, "BatchMeasurements",
      measuredValues(from.measured, event.batch_values));
}

void ProgressInfo::addLists(Rules &rules) const {
  netrt_train_result r{};
  r.struct_size = sizeof r;
  if (netrt_train_get_result(from.loop, &r) != NETRT_OK)
    return;
  add(rules, "BestValidationRound", Expr::integer(r.best_round));
  SmallVector<Expr> files;
  for (const std::string &file : from.checkpointFiles)
    files.push_back(Expr::string(file));
  add(rules, "CheckpointingFiles", Expr::list(files));
  auto lists = [&](const double *rows, int64_t count) {
    return measuredLists(from.measured, rows, count, r.value_count);
  };
  if (wants("BatchLossList"))
    add(rules, "BatchLossList", listOf(r.batch_losses, r.batches));
  if (wants("BatchMeasurementsLists"))
    add(rules, "BatchMeasurementsLists", lists(r.batch_values, r.batches));
  if (wants("RoundLossList"))
    add(rules, "RoundLossList", listOf(r.round_losses, r.rounds));
  if (wants("RoundMeasurementsLists"))
    add(rules, "RoundMeasurementsLists", lists(r.round_values, r.rounds));
  if (wants("ValidationLossList"))
    add(rules, "ValidationLossList",
        listOf(r.validation_losses, r.validations));
  if (wants("ValidationMeasurementsLists"))
    add(rules, "ValidationMeasurementsLists",
        lists(r.validation_values, r.validations));
}

FailureOr<Expr> ProgressInfo::describe(const netrt_train_event &event) const {
  Rules rules;
  addPlain(event, rules);
  addLists(rules);
  addBatch(rules);
  if (failed(addArrays(rules)))
    return failure();
  return Expr::association(rules);
}
