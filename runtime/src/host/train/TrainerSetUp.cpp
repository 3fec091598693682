//===- TrainerSetUp.cpp - entries, data and memory of a training ----------===//

#include "Trainer.h"
#include "runtime/src/files/WholeFile.h"

#include <algorithm>
#include <map>

namespace netrt {

static const char *nameOf(netrt_element precision) {
  return precision == NETRT_REAL64 ? "Real64" : "Real32";
}

netrt_status Trainer::setUp(const netrt_train_options &options) {
  if (netrt_context_net(context) != netrt_arrays_net(arrays))
    return fail(NETRT_INVALID_ARGUMENT,
                "context and arrays belong to different nets");
  netrt_status status = readSettings(options, settings, error);
  if (status == NETRT_OK)
    status = setUpEntries();
  if (status == NETRT_OK)
    status = reserve();
  if (status == NETRT_OK)
    status = checkOutside();
  if (status != NETRT_OK)
    return status;
  total = totalBatches(settings, training.batches);
  contents.counters.sums.clear(settings.losses.size());
  contents.counters.measured.assign(settings.measurements.sum_count, 0);
  contents.history.valueCount = settings.measurements.value_count;
  makeFingerprint();
  // Room for what is noted per batch, as far as it is known and sensible.
  contents.history.batchLosses.reserve(
      static_cast<size_t>(std::min<int64_t>(total, 1 << 20)));
  return NETRT_OK;
}

/// What would end the first step, or the first checkpoint hours later. Values
/// of the arrays may still come.
netrt_status Trainer::checkOutside() {
  if (steps.front()->entry.rehearse(arrays, error) == NETRT_READ_ONLY)
    return NETRT_READ_ONLY;
  const std::string &path = settings.checkpointPath;
  if (path.empty() || canWriteWholeFile(path, error))
    return NETRT_OK;
  return fail(NETRT_CANNOT_WRITE, path + ": " + error);
}

/// Where batches have code of their own, all sizes that come must have it.
netrt_status Trainer::checkVariants(uint32_t place, const Source &source) {
  const netrt_net *net = netrt_context_net(context);
  const netrt_entry &entry = *netrt_get_entry(net, place);
  auto takes = [&](int64_t batch) {
    for (size_t i = 0; i < net->entries.count; ++i) {
      const netrt_entry &other = *netrt_get_entry(net, i);
      if (other.kind == entry.kind && other.mode == entry.mode &&
          other.precision == entry.precision && other.device == entry.device &&
          other.group == entry.group &&
          (other.batch == 0 || other.batch == batch))
        return true;
    }
    return false;
  };
  int64_t last = source.examples % settings.batchSize;
  for (int64_t size : {std::min(settings.batchSize, source.examples), last})
    if (size > 0 && !takes(size))
      return fail(
          NETRT_NO_ENTRY,
          "the net has no code for batches of " + std::to_string(size) +
              " examples, which come with " + std::to_string(source.examples) +
              " examples in batches of " + std::to_string(settings.batchSize));
  return NETRT_OK;
}

netrt_status Trainer::setUpRunner(uint32_t entry, const Source &source,
                                  std::unique_ptr<Runner> &runner) {
  runner = std::make_unique<Runner>();
  netrt_status status = checkVariants(entry, source);
  if (status == NETRT_OK)
    status = runner->entry.prepare(
        context, entry, std::min(settings.batchSize, source.examples),
        source.data.max_sizes, error);
  if (status == NETRT_OK)
    status = runner->losses.bind(runner->entry, settings, error);
  runner->data = source.data;
  if (status != NETRT_OK || !source.data.columns)
    return status;
  status = runner->columns.bind(source.data, runner->entry.dataPorts(),
                                runner->entry.precision(), error);
  runner->data = runner->columns.asCallback();
  return status;
}

void Trainer::setUpSource(const netrt_train_data &data, bool shuffled,
                          Source &source) {
  source.data = data;
  source.examples = data.count ? data.count : data.round_length;
  source.batches = settings.batchesFor(source.examples);
  source.order.reset(data.count, settings.seed, shuffled);
}

/// The first entry of each group that trains in this precision.
static std::map<uint32_t, uint32_t> findSteps(const netrt_net &net,
                                              netrt_element &precision) {
  std::map<uint32_t, uint32_t> places;
  for (uint32_t i = 0; i < net.entries.count; ++i) {
    const netrt_entry &entry = *netrt_get_entry(&net, i);
    if (entry.kind != NETRT_TRAIN_STEP || entry.device != NETRT_CPU)
      continue;
    if (precision == NETRT_REAL)
      precision = entry.precision;
    if (entry.precision == precision)
      places.emplace(entry.group, i);
  }
  return places;
}

/// What computes the losses of examples that are not trained on.
static uint32_t findValidator(const netrt_net *net, netrt_element precision) {
  uint32_t place =
      netrt_find_entry(net, NETRT_EVALUATE, NETRT_TEST, precision, NETRT_CPU);
  if (place == net->entries.count)
    place =
        netrt_find_entry(net, NETRT_INFER, NETRT_TEST, precision, NETRT_CPU);
  return place;
}

/// The steps that are cycled over.
netrt_status Trainer::setUpSteps() {
  const netrt_net *net = netrt_context_net(context);
  std::map<uint32_t, uint32_t> places = findSteps(*net, settings.precision);
  if (places.empty())
    return fail(NETRT_NO_ENTRY,
                "the net \"" + std::string(net->name) + "\" has no train_step" +
                    (settings.precision == NETRT_REAL
                         ? ""
                         : std::string(" in ") + nameOf(settings.precision)) +
                    ": it was not compiled for training");
  if (settings.groups.empty())
    for (auto [group, place] : places)
      settings.groups.push_back(group);
  std::map<uint32_t, uint32_t> stepOfGroup;
  for (uint32_t group : settings.groups) {
    if (!places.contains(group))
      return fail(NETRT_NO_ENTRY, "the net has no train_step for group " +
                                      std::to_string(group));
    auto [step, isNew] = stepOfGroup.emplace(group, steps.size());
    cycle.push_back(step->second);
    if (!isNew)
      continue;
    if (netrt_status status =
            setUpRunner(places[group], training, steps.emplace_back()))
      return status;
  }
  return NETRT_OK;
}

netrt_status Trainer::setUpEntries() {
  const netrt_net *net = netrt_context_net(context);
  bool shuffled =
      settings.data.count && !(settings.flags & NETRT_TRAIN_IN_ORDER);
  setUpSource(settings.data, shuffled, training);
  netrt_status status = setUpSteps();
  if (status != NETRT_OK || !settings.validates)
    return status;
  setUpSource(settings.validation, false, validation);
  uint32_t place = findValidator(net, settings.precision);
  if (place == net->entries.count)
    return fail(NETRT_NO_ENTRY,
                "the net has no entry for the validation, in Test mode");
  status = setUpRunner(place, validation, validator);
  // Losses that are attached to a net for training are outputs of this entry.
  if (status == NETRT_UNKNOWN_NAME &&
      netrt_get_entry(net, place)->kind != NETRT_EVALUATE)
    error = "the validation needs an entry `evaluate`, which this net was "
            "compiled without: " +
            error;
  return status;
}

netrt_status Trainer::reserve() {
  size_t lengths = netrt_context_net(context)->lengths.count;
  std::vector<int64_t> sizes(lengths);
  for (size_t i = 0; i < lengths; ++i) {
    sizes[i] = training.data.max_sizes[i];
    if (settings.validates)
      sizes[i] = std::max(sizes[i], validation.data.max_sizes[i]);
  }
  netrt_status status = netrt_context_reserve(
      context, settings.batchSize, lengths > 0 ? sizes.data() : nullptr);
  return status == NETRT_OK ? status : fail(status, netrt_last_error(context));
}

} // namespace netrt
