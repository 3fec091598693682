//===- Fingerprint.cpp - what decides the course of a training ------------===//

#include "Trainer.h"

#include <algorithm>
#include <charconv>

namespace netrt {

std::string showReal(double value) {
  char text[64];
  return {text, std::to_chars(text, text + sizeof(text), value).ptr};
}

static std::string show(const netrt_array &array) {
  std::string text = std::string(array.key) + " {";
  for (int32_t i = 0; i < array.rank; ++i)
    text += (i ? ", " : "") + std::to_string(array.dims[i]);
  return text + "}, learning rate times " +
         showReal(array.learning_rate_multiplier);
}

static std::string show(const netrt_train_data &data) {
  return data.count ? std::to_string(data.count)
                    : "generated, " + std::to_string(data.round_length) +
                          " in a round";
}

static std::string show(const netrt_schedule &schedule, int64_t total,
                        double timeGoal) {
  if (schedule.kind == NETRT_SCHEDULE_CONSTANT)
    return "constant";
  std::string text =
      schedule.kind == NETRT_SCHEDULE_POLYNOMIAL ? "polynomial" : "a function";
  text += " of ";
  if (total > 0)
    text += std::to_string(total) + " batches";
  if (total > 0 && timeGoal > 0)
    text += ", ";
  return timeGoal > 0 ? text + showReal(timeGoal) + " seconds" : text;
}

/// A checksum, as one looks at it.
static std::string showSum(uint64_t sum) {
  char text[16];
  return "checksum " +
         std::string(text, std::to_chars(text, text + 16, sum, 16).ptr);
}

static void add(Fingerprint &settings, const std::string &name,
                const std::string &value) {
  std::string line = name + ": " + value;
  // A name with a line break would look like two settings.
  std::replace(line.begin(), line.end(), '\n', ' ');
  settings.push_back(line);
}

/// What the steps compute beyond what has a name.
void Trainer::addPrograms() {
  const netrt_net *net = netrt_context_net(context);
  for (const auto &step : steps)
    if (uint64_t sum = netrt_entry_program(net, step->entry.entryPlace()))
      add(contents.settings, "compiled step", showSum(sum));
}

/// Only where a checkpoint is wanted, since all data are read.
void Trainer::addData() {
  if (hasData)
    return;
  hasData = true;
  auto addColumns = [&](const char *name, const Runner &runner) {
    if (runner.data.self != &runner.columns) // a callback of the host
      return;
    for (size_t i = 0; i < runner.entry.dataPorts().size(); ++i)
      add(contents.settings,
          std::string(name) + " of " + runner.entry.dataPorts()[i]->name,
          showSum(runner.columns.checksum(i)));
  };
  addColumns("data", *steps.front());
  if (validator)
    addColumns("validation data", *validator);
}

void Trainer::makeFingerprint() {
  const netrt_net *net = netrt_context_net(context);
  auto add = [&](const char *name, const std::string &value) {
    netrt::add(contents.settings, name, value);
  };
  contents.settings.push_back(checkpointFormat);
  for (size_t begin = 0; begin < settings.course.size();) {
    size_t end =
        std::min(settings.course.find('\n', begin), settings.course.size());
    contents.settings.push_back(settings.course.substr(begin, end - begin));
    begin = end + 1;
  }
  add("precision", settings.precision == NETRT_REAL64 ? "Real64" : "Real32");
  add("batch size", std::to_string(settings.batchSize));
  add("examples", show(settings.data));
  add("order",
      settings.flags & NETRT_TRAIN_IN_ORDER
          ? "as they lie"
          : "seed " + std::to_string(static_cast<int64_t>(settings.seed)));
  add("learning rate", showReal(settings.learningRate));
  add("schedule", show(settings.schedule, total, settings.timeGoal));
  for (uint32_t group : settings.groups)
    add("group", std::to_string(group));
  for (const LossSetting &loss : settings.losses)
    add("loss", loss.port + " times " + showReal(loss.scale));
  if (!settings.classOutput.empty())
    add("error rate", settings.classOutput + " by " + settings.classTarget);
  if (!settings.measured.empty())
    add("measurements", settings.measured);
  if (settings.validates)
    add("validation", show(settings.validation) + ", every " +
                          std::to_string(settings.validationInterval) +
                          " rounds");
  for (size_t i = 0; i < net->arrays.count; ++i)
    add("array", show(*netrt_get_array(net, i)));
  addPrograms();
}

} // namespace netrt
