//===- Fingerprint.cpp - what decides the course of a training ------------===//

#include "Trainer.h"

#include <algorithm>
#include <charconv>

namespace netrt {

/// The shortest text that means this real and no other, in any locale.
static std::string show(double value) {
  char text[64];
  return {text, std::to_chars(text, text + sizeof(text), value).ptr};
}

static std::string show(const netrt_array &array) {
  std::string text = std::string(array.key) + " {";
  for (int32_t i = 0; i < array.rank; ++i)
    text += (i ? ", " : "") + std::to_string(array.dims[i]);
  return text + "}, learning rate times " +
         show(array.learning_rate_multiplier);
}

static std::string show(const netrt_train_data &data) {
  return data.count ? std::to_string(data.count)
                    : "generated, " + std::to_string(data.round_length) +
                          " in a round";
}

static std::string show(const netrt_schedule &schedule, int64_t total) {
  if (schedule.kind == NETRT_SCHEDULE_CONSTANT)
    return "constant";
  std::string kind =
      schedule.kind == NETRT_SCHEDULE_POLYNOMIAL ? "polynomial" : "a function";
  return kind + " of " + std::to_string(total) + " batches";
}

void Trainer::makeFingerprint() {
  const netrt_net *net = netrt_context_net(context);
  auto add = [&](const char *name, const std::string &value) {
    std::string line = std::string(name) + ": " + value;
    // A name with a line break would look like two settings.
    for (char &c : line)
      c = c == '\n' ? ' ' : c;
    contents.settings.push_back(line);
  };
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
  add("learning rate", show(settings.learningRate));
  add("schedule", show(settings.schedule, total));
  for (uint32_t group : settings.groups)
    add("group", std::to_string(group));
  for (const LossSetting &loss : settings.losses)
    add("loss", loss.port + " times " + show(loss.scale));
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
}

} // namespace netrt
