//===- BadValue.cpp - data that are not finite ----------------------------===//

#include "BadValue.h"

#include <cmath>

namespace netrt {

/// The first of `count` numbers that is not finite; 0 where all are.
template <typename T>
static double findIn(const void *data, size_t begin, size_t count) {
  const T *values = static_cast<const T *>(data) + begin;
  for (size_t i = 0; i < count; ++i)
    if (!std::isfinite(values[i]))
      return static_cast<double>(values[i]);
  return 0;
}

/// Without the padding behind an example, which holds anything.
static double findInExample(const netrt_tensor &tensor, const netrt_port &port,
                            int64_t example) {
  size_t stride = 1, used = 1;
  for (int32_t i = 0; i < port.rank; ++i) {
    auto size = static_cast<size_t>(tensor.shape[i + 1]);
    stride *= size;
    used *= i == 0 && port.dims[0] < 0 && tensor.lengths
                ? static_cast<size_t>(tensor.lengths[example])
                : size;
  }
  size_t begin = static_cast<size_t>(example) * stride;
  return tensor.element == NETRT_REAL64
             ? findIn<double>(tensor.data, begin, used)
             : findIn<float>(tensor.data, begin, used);
}

BadValue findBadValue(const EntryRunner &runner) {
  for (int64_t example = 0; example < runner.size(); ++example)
    for (size_t i = 0; i < runner.inputPorts().size(); ++i) {
      const netrt_port &port = *runner.inputPorts()[i];
      if (port.element != NETRT_REAL || (port.flags & NETRT_PORT_SETTING))
        continue;
      double value = findInExample(runner.inputTensors()[i], port, example);
      if (value != 0)
        return {port.name, example, value};
    }
  return {};
}

std::string textOf(const BadValue &bad) {
  const char *value = std::isnan(bad.value) ? "nan"
                      : bad.value > 0       ? "inf"
                                            : "-inf";
  return "input \"" + std::string(bad.port) + "\" of example " +
         std::to_string(bad.example) + " holds " + value;
}

} // namespace netrt
