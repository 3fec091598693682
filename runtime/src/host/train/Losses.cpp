//===- Losses.cpp - what outputs say about a batch ------------------------===//

#include "Losses.h"

#include <algorithm>

namespace netrt {

static netrt_status fail(std::string &error, netrt_status status,
                         std::string text) {
  error = std::move(text);
  return status;
}

void LossSums::clear(size_t losses) {
  total = 0;
  parts.assign(losses, 0);
  examples = decisions = wrong = 0;
}

void LossSums::add(const LossSums &other) {
  total += other.total;
  for (size_t i = 0; i < parts.size(); ++i)
    parts[i] += other.parts[i];
  examples += other.examples;
  decisions += other.decisions;
  wrong += other.wrong;
}

static std::string listOf(const std::vector<const netrt_port *> &ports) {
  std::string text;
  for (const netrt_port *port : ports)
    text += (text.empty() ? "\"" : ", \"") + std::string(port->name) + "\"";
  return text;
}

static netrt_status find(const std::vector<const netrt_port *> &ports,
                         const std::string &name, const char *kind,
                         size_t &place, std::string &error) {
  auto found = std::find_if(ports.begin(), ports.end(), [&](auto *port) {
    return name == port->name && !(port->flags & NETRT_PORT_GRADIENT);
  });
  place = static_cast<size_t>(found - ports.begin());
  if (found != ports.end())
    return NETRT_OK;
  return fail(error, NETRT_UNKNOWN_NAME,
              "no " + std::string(kind) + " port \"" + name +
                  "\"; there are: " + listOf(ports));
}

static size_t elementsOf(const netrt_port &port) {
  size_t count = 1;
  for (int32_t i = 0; i < port.rank; ++i)
    count *= static_cast<size_t>(port.dims[i]);
  return count;
}

static bool isFixed(const netrt_port &port) {
  return !(port.flags & NETRT_PORT_UNBATCHED) &&
         std::all_of(port.dims, port.dims + port.rank,
                     [](int64_t size) { return size >= 0; });
}

netrt_status LossReader::bindLoss(const LossSetting &loss, std::string &error) {
  size_t place;
  const auto &outputs = runner->outputPorts();
  if (netrt_status status = find(outputs, loss.port, "output", place, error))
    return status;
  if (!isFixed(*outputs[place]) || outputs[place]->element != NETRT_REAL)
    return fail(error, NETRT_WRONG_SHAPE,
                "output port \"" + loss.port +
                    "\" is no loss: it must hold reals, of a fixed shape for "
                    "each example");
  losses.push_back({place, loss.scale});
  return NETRT_OK;
}

netrt_status LossReader::bindClasses(const TrainSettings &settings,
                                     std::string &error) {
  const auto &outputs = runner->outputPorts(), &inputs = runner->inputPorts();
  netrt_status status =
      find(outputs, settings.classOutput, "output", classOutput, error);
  if (status == NETRT_OK)
    status = find(inputs, settings.classTarget, "input", classTarget, error);
  if (status != NETRT_OK)
    return status;
  const netrt_port &output = *outputs[classOutput];
  const netrt_port &target = *inputs[classTarget];
  bool fits = isFixed(output) && isFixed(target) && output.rank > 0 &&
              output.element == NETRT_REAL &&
              target.element == NETRT_INTEGER64 &&
              elementsOf(output) ==
                  elementsOf(target) *
                      static_cast<size_t>(output.dims[output.rank - 1]);
  if (!fits)
    return fail(error, NETRT_WRONG_SHAPE,
                "no error rate from \"" + settings.classOutput + "\" and \"" +
                    settings.classTarget +
                    "\": the output must hold class probabilities along its "
                    "last dimension, and the target one integer for each of "
                    "its rows");
  decides = true;
  return NETRT_OK;
}

netrt_status LossReader::bind(const EntryRunner &newRunner,
                              const TrainSettings &settings,
                              std::string &error) {
  runner = &newRunner;
  for (const LossSetting &loss : settings.losses)
    if (netrt_status status = bindLoss(loss, error))
      return status;
  return settings.classOutput.empty() ? NETRT_OK : bindClasses(settings, error);
}

template <typename T>
static double sumOf(const void *data, size_t begin, size_t count) {
  const T *values = static_cast<const T *>(data) + begin;
  double sum = 0;
  for (size_t i = 0; i < count; ++i)
    sum += static_cast<double>(values[i]);
  return sum;
}

/// Rows whose largest value does not stand at the target; the first on ties.
template <typename T>
static int64_t countWrong(const void *data, const int64_t *targets,
                          int64_t rows, int64_t classes) {
  const T *row = static_cast<const T *>(data);
  int64_t wrong = 0;
  for (int64_t i = 0; i < rows; ++i, row += classes)
    wrong += std::max_element(row, row + classes) - row + 1 != targets[i];
  return wrong;
}

void LossReader::readDecisions(LossSums &sums) const {
  const netrt_port &output = *runner->outputPorts()[classOutput];
  const void *data = runner->outputTensors()[classOutput].data;
  auto *targets =
      static_cast<const int64_t *>(runner->inputTensors()[classTarget].data);
  int64_t classes = output.dims[output.rank - 1];
  int64_t rows =
      static_cast<int64_t>(elementsOf(*runner->inputPorts()[classTarget])) *
      runner->size();
  sums.decisions = rows;
  sums.wrong = runner->precision() == NETRT_REAL64
                   ? countWrong<double>(data, targets, rows, classes)
                   : countWrong<float>(data, targets, rows, classes);
}

void LossReader::read(LossSums &sums) const {
  sums.clear(losses.size());
  sums.examples = runner->size();
  for (int64_t example = 0; example < sums.examples; ++example)
    for (size_t i = 0; i < losses.size(); ++i) {
      const void *data = runner->outputTensors()[losses[i].output].data;
      size_t count = elementsOf(*runner->outputPorts()[losses[i].output]);
      size_t begin = static_cast<size_t>(example) * count;
      double value = runner->precision() == NETRT_REAL64
                         ? sumOf<double>(data, begin, count)
                         : sumOf<float>(data, begin, count);
      sums.parts[i] += value;
      sums.total += losses[i].scale * value;
    }
  if (decides)
    readDecisions(sums);
}

} // namespace netrt
