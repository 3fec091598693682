//===- Norms.cpp - sizes of arrays in the course of a training -----------===//

#include "compiler/Session/Training/Norms.h"
#include <cmath>

using namespace netc;
using namespace netc::training;

template <typename T> static double sumOfSquares(const void *data, int64_t n) {
  const T *values = static_cast<const T *>(data);
  double sum = 0;
  for (int64_t i = 0; i < n; ++i)
    sum += static_cast<double>(values[i]) * static_cast<double>(values[i]);
  return sum;
}

double training::rootMeanSquare(const netrt_tensor &values) {
  int64_t count = 1;
  for (int32_t i = 0; i < values.rank; ++i)
    count *= values.shape[i];
  if (count == 0)
    return 0;
  // Trainings run in these two alone.
  double sum = values.element == NETRT_REAL64
                   ? sumOfSquares<double>(values.data, count)
                   : sumOfSquares<float>(values.data, count);
  return std::sqrt(sum / static_cast<double>(count));
}

const netrt_tensor *training::gradientOf(const netrt_train_event &event,
                                         llvm::StringRef key) {
  for (size_t i = 0; i < event.output_count; ++i)
    if ((event.output_ports[i]->flags & NETRT_PORT_GRADIENT) &&
        key == event.output_ports[i]->name)
      return &event.outputs[i];
  return nullptr;
}

Norms::Norms(const Collection &wanted, const Plan &plan,
             const TrainableNet &net)
    : net(net) {
  for (const auto &[key, multiplier] : plan.multipliers) {
    if (wanted.weightNorms)
      weights.push_back({key, {}});
    if (wanted.gradientNorms)
      gradients.push_back({key, {}});
  }
}

void Norms::hear(const netrt_train_event &event) {
  if (event.kind != NETRT_EVENT_BATCH)
    return;
  for (auto &[key, list] : weights) {
    netrt_tensor values{};
    values.struct_size = sizeof values;
    netrt_status status = netrt_arrays_get(net.arrays(), key.c_str(), &values);
    list.push_back(status == NETRT_OK ? rootMeanSquare(values) : NAN);
  }
  for (auto &[key, list] : gradients) {
    const netrt_tensor *gradient = gradientOf(event, key);
    list.push_back(gradient ? rootMeanSquare(*gradient) : 0);
  }
}
