//===- Settings.cpp - the options of a training, read and copied ----------===//

#include "Settings.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>

extern "C" {
#include "runtime/src/core/Core.h"
}

namespace netrt {

/// Structs of this version from those of whatever version the host has, which
/// are `least` long.
template <typename T>
static bool readStruct(const T &given, const char *name, T &known,
                       std::string &error, size_t least = sizeof(T)) {
  if (!netrt_struct_fits(&given, least, sizeof(T))) {
    error = std::string(name) + " has a struct_size that this version does " +
            "not know: " + std::to_string(given.struct_size);
    return false;
  }
  std::memcpy(static_cast<void *>(&known), &given,
              std::min(given.struct_size, sizeof(T)));
  return true;
}

template <typename T>
static bool readOptional(const T *given, const char *name, T &known,
                         std::string &error, size_t least = sizeof(T)) {
  return !given || readStruct(*given, name, known, error, least);
}

static netrt_status invalid(std::string &error, std::string text) {
  error = std::move(text);
  return NETRT_INVALID_ARGUMENT;
}

static netrt_status checkData(const char *name, const netrt_train_data &data,
                              std::string &error) {
  std::string subject = std::string(name) + ": ";
  if (data.count < 0 || data.round_length < 0)
    return invalid(error, subject + "a count is negative");
  if (!data.columns && !data.fill)
    return invalid(error, subject + "neither columns nor a callback is given");
  if (data.columns && data.fill)
    return invalid(error, subject + "columns and a callback are given");
  if (data.columns && data.count == 0)
    return invalid(error, subject + "there are no examples");
  if (data.count == 0 && data.round_length == 0)
    return invalid(error, subject + "a generator needs round_length");
  return NETRT_OK;
}

static netrt_status readData(const netrt_train_options &options,
                             TrainSettings &settings, std::string &error) {
  if (!options.data)
    return invalid(error, "no data given");
  settings.validates = options.validation != nullptr;
  size_t least = offsetof(netrt_train_data, numbers);
  if (!readStruct(*options.data, "data", settings.data, error, least) ||
      !readOptional(options.validation, "validation", settings.validation,
                    error, least))
    return NETRT_ABI_MISMATCH;
  netrt_status status = checkData("data", settings.data, error);
  if (status == NETRT_OK && settings.validates)
    status = checkData("validation", settings.validation, error);
  return status;
}

static netrt_status readLosses(const netrt_train_options &options,
                               TrainSettings &settings, std::string &error) {
  const char *place = reinterpret_cast<const char *>(options.losses);
  if (!place && options.loss_count > 0)
    return invalid(error, "loss_count is " +
                              std::to_string(options.loss_count) +
                              ", and losses is null");
  for (size_t i = 0; i < options.loss_count; ++i) {
    netrt_loss loss = {};
    const auto &given = *reinterpret_cast<const netrt_loss *>(place);
    if (!readStruct(given, "a loss", loss, error))
      return NETRT_ABI_MISMATCH;
    if (!loss.port || !std::isfinite(loss.scale))
      return invalid(error, "a loss has no port or no finite scale");
    for (const LossSetting &other : settings.losses)
      if (other.port == loss.port)
        return invalid(error, "port \"" + other.port + "\" is a loss twice");
    settings.losses.push_back({loss.port, loss.scale == 0 ? 1 : loss.scale});
    place += given.struct_size;
  }
  if (settings.losses.empty())
    settings.losses.push_back({"Loss", 1});
  if (!options.class_output != !options.class_target)
    return invalid(error, "an error rate needs class_output and class_target");
  if (options.class_output) {
    settings.classOutput = options.class_output;
    settings.classTarget = options.class_target;
  }
  return NETRT_OK;
}

static netrt_status readMeasurements(const netrt_train_options &options,
                                     TrainSettings &settings,
                                     std::string &error) {
  netrt_measurements &known = settings.measurements;
  if (!readOptional(options.measurements, "measurements", known, error))
    return NETRT_ABI_MISMATCH;
  if (!options.measurements)
    return NETRT_OK;
  if (!known.description || !known.read || !known.value ||
      known.value_count == 0)
    return invalid(error, "measurements need a description, values and the "
                          "functions read and value");
  settings.measured = known.description;
  known.description = nullptr;
  return NETRT_OK;
}

static netrt_status readCheckpointing(const netrt_train_options &options,
                                      TrainSettings &settings,
                                      std::string &error) {
  netrt_checkpointing given = {};
  if (!readOptional(options.checkpointing, "checkpointing", given, error))
    return NETRT_ABI_MISMATCH;
  if (given.every_rounds < 0 || given.every_batches < 0 ||
      !(given.every_seconds >= 0))
    return invalid(error, "an interval of checkpoints is negative");
  if (given.path && !*given.path)
    return invalid(error, "the path of checkpoints is empty; null means none");
  settings.checkpointPath = given.path ? given.path : "";
  settings.everyRounds = given.every_rounds;
  settings.everyBatches = given.every_batches;
  settings.everySeconds = given.every_seconds;
  if (!given.every_rounds && !given.every_batches && given.every_seconds == 0)
    settings.everyRounds = 1;
  return NETRT_OK;
}

static netrt_status readHooks(const netrt_train_options &options,
                              TrainSettings &settings, std::string &error) {
  netrt_stopping &stopping = settings.stopping;
  const netrt_schedule &schedule = settings.schedule;
  if (!readOptional(options.schedule, "schedule", settings.schedule, error) ||
      !readOptional(options.stopping, "stopping", stopping, error) ||
      !readOptional(options.listener, "listener", settings.listener, error))
    return NETRT_ABI_MISMATCH;
  if (schedule.kind < NETRT_SCHEDULE_CONSTANT ||
      schedule.kind > NETRT_SCHEDULE_FUNCTION)
    return invalid(error, "unknown kind of schedule");
  if (schedule.kind == NETRT_SCHEDULE_FUNCTION && !schedule.rate)
    return invalid(error, "the schedule has no function");
  if (stopping.criterion < NETRT_STOP_NEVER ||
      stopping.criterion > NETRT_STOP_VALUE)
    return invalid(error, "unknown stopping criterion");
  if (!(stopping.change >= 0) || stopping.patience < 0 ||
      stopping.initial_patience < 0)
    return invalid(error, "change or patience of the stopping criterion is "
                          "negative");
  if (stopping.criterion == NETRT_STOP_ERROR_RATE && !options.class_output)
    return invalid(error, "the stopping criterion needs an error rate: give "
                          "class_output and class_target");
  if (stopping.criterion == NETRT_STOP_VALUE &&
      (stopping.value < 0 || static_cast<size_t>(stopping.value) >=
                                 settings.measurements.value_count))
    return invalid(error, "the stopping criterion names a value that is not "
                          "measured");
  return readCheckpointing(options, settings, error);
}

static netrt_status readLimits(const netrt_train_options &options,
                               TrainSettings &settings, std::string &error) {
  if (options.rounds < 0 || options.batches < 0 || !(options.time_goal >= 0) ||
      options.batch_size < 0 || options.validation_interval < 0)
    return invalid(error, "a count or the time goal is negative");
  if (options.rounds == 0 && options.batches == 0 && options.time_goal == 0)
    return invalid(error,
                   "nothing ends the training: give rounds, batches or a time "
                   "goal");
  if (!std::isfinite(options.learning_rate) || options.learning_rate <= 0)
    return invalid(error, "the learning rate must be above 0");
  const uint32_t known = NETRT_TRAIN_IN_ORDER | NETRT_TRAIN_KEEP_LAST;
  if (options.flags & ~known)
    return invalid(error, "unknown flags");
  if (options.precision != NETRT_REAL && options.precision != NETRT_REAL32 &&
      options.precision != NETRT_REAL64)
    return invalid(
        error, "the precision is none: " + std::to_string(options.precision) +
                   ", expected NETRT_REAL32, NETRT_REAL64 or 0");
  settings.precision = options.precision;
  settings.flags = options.flags;
  settings.rounds = options.rounds;
  settings.batches = options.batches;
  settings.timeGoal = options.time_goal;
  settings.learningRate = options.learning_rate;
  settings.seed = options.seed;
  settings.validationInterval =
      std::max<int64_t>(options.validation_interval, 1);
  const netrt_train_data &data = settings.data;
  settings.batchSize =
      std::min(options.batch_size == 0 ? 64 : options.batch_size,
               data.count ? data.count : data.round_length);
  return NETRT_OK;
}

netrt_status readSettings(const netrt_train_options &options,
                          TrainSettings &settings, std::string &error) {
  netrt_train_options known = {};
  size_t least = offsetof(netrt_train_options, course);
  if (!readStruct(options, "the options", known, error, least))
    return NETRT_ABI_MISMATCH;
  settings.course = known.course ? known.course : "";
  netrt_status status = readData(known, settings, error);
  if (status == NETRT_OK)
    status = readLimits(known, settings, error);
  if (status == NETRT_OK)
    status = readLosses(known, settings, error);
  if (status == NETRT_OK)
    status = readMeasurements(known, settings, error);
  if (status == NETRT_OK)
    status = readHooks(known, settings, error);
  if (status != NETRT_OK)
    return status;
  if (!known.groups && known.group_count > 0)
    return invalid(error, "group_count is " +
                              std::to_string(known.group_count) +
                              ", and groups is null");
  settings.groups.assign(known.groups, known.groups + known.group_count);
  return NETRT_OK;
}

} // namespace netrt
