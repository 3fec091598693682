//===- Measurer.cpp - measures while a net is trained --------------------===//

#include "compiler/Session/Training/Measurer.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Session/Training/ReadOptions.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;
using namespace netc::training;
using measurements::Judgement;
using measurements::Measurement;
using measurements::Spec;

//===----------------------------------------------------------------------===//
// What is measured
//===----------------------------------------------------------------------===//

/// The error rate of the one classifier.
static SmallVector<Spec> automaticSpecs(const Prepared &net) {
  auto isClassifier = [](const measurements::Output &output) {
    return output.judgement == Judgement::Classes;
  };
  Spec spec;
  spec.key = "ErrorRate";
  spec.definition = measurements::findDefinition(spec.key);
  bool isOne = llvm::count_if(net.outputs, isClassifier) == 1;
  return isOne ? SmallVector<Spec>{spec} : SmallVector<Spec>{};
}

/// What must be the same for a training to go on.
static std::string describe(const Measurement &what, const Interval &interval) {
  std::string text = what.spec.key + " of " + what.output.port;
  if (what.spec.definition)
    text += " by " + what.spec.definition->name.str() + " " +
            std::to_string(what.spec.most);
  if (interval.isGiven())
    text += " every " + std::to_string(interval.rounds) + " rounds, " +
            std::to_string(interval.batches) + " batches";
  return text;
}

LogicalResult Measurer::add(const Spec &spec, const Prepared &net,
                            MLIRContext *context) {
  FailureOr<Measurement> what = measurements::bind(spec, net.outputs, context);
  FailureOr<Interval> interval = Interval();
  if (spec.interval)
    interval = readMeasuringInterval(spec.interval, context);
  if (failed(what) || failed(interval))
    return failure();
  auto values = static_cast<size_t>(what->valueCount());
  measured.push_back(
      {what->spec.key, what->shape, valueCount, values, spec.isTotal});
  description += (description.empty() ? "" : "; ") + describe(*what, *interval);
  size_t sums = what->sums->count();
  items.push_back({std::move(*what), *interval, sumCount, sums});
  sumCount += sums;
  valueCount += values;
  return success();
}

/// Of several losses each is told under its name, whatever else is measured.
LogicalResult Measurer::addLosses(const Prepared &net, MLIRContext *context) {
  if (net.losses.size() < 2)
    return success();
  for (const auto &[port, scale] : net.losses) {
    Spec spec;
    spec.key = spec.port = port;
    spec.isTotal = true;
    bool isTaken = llvm::any_of(
        measured, [&](const MeasuredColumn &each) { return each.key == port; });
    if (!isTaken && failed(add(spec, net, context)))
      return failure();
  }
  return success();
}

FailureOr<std::unique_ptr<Measurer>> Measurer::make(const Options &options,
                                                    const Prepared &net,
                                                    MLIRContext *context) {
  auto measurer = std::make_unique<Measurer>();
  SmallVector<Spec> specs =
      options.measurements ? *options.measurements : automaticSpecs(net);
  for (const Spec &spec : specs)
    if (failed(measurer->add(spec, net, context)))
      return failure();
  if (failed(measurer->addLosses(net, context)))
    return failure();
  return std::move(measurer);
}

std::vector<std::string> Measurer::probes() const {
  std::vector<std::string> keys;
  for (const Item &item : items)
    if (item.what.output.isInside &&
        !llvm::is_contained(keys, item.what.output.port))
      keys.push_back(item.what.output.port);
  return keys;
}

LogicalResult Measurer::resolve(const Stopping &wanted,
                                netrt_stopping &stopping,
                                MLIRContext *context) const {
  for (auto [item, column] : llvm::zip(items, measured)) {
    if (column.key != wanted.key)
      continue;
    std::optional<bool> rises = item.what.rises();
    if (!rises)
      return reportError(context, wanted.place, "bad-option")
             << "\"" << wanted.key
             << "\" is neither better nor worse, so that a training cannot "
                "stop by it; a function as TrainingStoppingCriterion can";
    stopping.criterion = NETRT_STOP_VALUE;
    stopping.value = static_cast<int64_t>(column.begin);
    stopping.rises = *rises;
    return success();
  }
  SmallVector<StringRef> keys{"Loss"};
  for (const MeasuredColumn &column : measured)
    keys.push_back(column.key);
  auto error = reportError(context, wanted.place, "bad-option");
  error << "TrainingStoppingCriterion: \"" << wanted.key
        << "\" is not measured";
  if (std::string hint = didYouMean(wanted.key, keys); !hint.empty())
    error.attachNote() << "hint: " << hint;
  error.attachNote() << "there are " << llvm::join(keys, ", ")
                     << "; TrainingProgressMeasurements -> ..., on the command "
                        "line --measurements, says what is measured";
  return error;
}

//===----------------------------------------------------------------------===//
// For the loop
//===----------------------------------------------------------------------===//

static const netrt_tensor *find(const netrt_tensor *tensors,
                                const netrt_port *const *ports, size_t count,
                                StringRef name, uint32_t flags = 0) {
  for (size_t i = 0; i < count; ++i)
    if (name == ports[i]->name && ports[i]->flags == flags)
      return &tensors[i];
  return nullptr;
}

static measurements::RealValues valuesOf(const netrt_tensor *tensor) {
  return {tensor->data, tensor->element == NETRT_REAL64};
}

static bool isDue(const Interval &interval, const netrt_train_event &event) {
  bool isBatch = event.kind == NETRT_EVENT_BATCH;
  return (!interval.rounds || event.round % interval.rounds == 0) &&
         (!interval.batches || !isBatch ||
          event.absolute_batch % interval.batches == 0);
}

/// Ports are those of the net that was compiled for this, so that they are
/// there.
void Measurer::read(const netrt_train_event &event, double *sums) {
  for (const Item &item : items) {
    if (!isDue(item.interval, event))
      continue;
    const measurements::Output &output = item.what.output;
    const netrt_tensor *values =
        find(event.outputs, event.output_ports, event.output_count, output.port,
             output.isInside ? NETRT_PORT_PROBE : 0);
    const netrt_tensor *target =
        find(event.inputs, event.input_ports, event.input_count, output.target);
    if (!values)
      continue;
    measurements::OutputBatch batch;
    batch.examples = event.batch_size;
    batch.output = valuesOf(values);
    if (output.judgement == Judgement::Classes &&
        output.form == measurements::TargetForm::Index)
      batch.classes = static_cast<const int64_t *>(target->data);
    else if (target)
      batch.target = valuesOf(target);
    item.what.sums->read(batch, {sums + item.sumBegin, item.sumCount});
  }
}

const netrt_measurements *Measurer::asHook() {
  if (items.empty())
    return nullptr;
  hook.struct_size = sizeof hook;
  hook.description = description.c_str();
  hook.sum_count = sumCount;
  hook.value_count = valueCount;
  hook.self = this;
  hook.read = [](void *self, const netrt_train_event *event, double *sums) {
    static_cast<Measurer *>(self)->read(*event, sums);
    return netrt_status(NETRT_OK);
  };
  hook.add = [](void *self, double *sums, const double *more) {
    for (const Item &item : static_cast<Measurer *>(self)->items)
      item.what.sums->add({sums + item.sumBegin, item.sumCount},
                          {more + item.sumBegin, item.sumCount});
  };
  hook.value = [](void *self, const double *sums, double *values) {
    auto &measurer = *static_cast<Measurer *>(self);
    for (auto [item, column] : llvm::zip(measurer.items, measurer.measured))
      item.what.value({sums + item.sumBegin, item.sumCount},
                      {values + column.begin, column.count});
  };
  return &hook;
}
