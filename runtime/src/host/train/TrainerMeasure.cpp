//===- TrainerMeasure.cpp - what is measured beside losses ----------------===//

#include "Trainer.h"

namespace netrt {

/// Adds a batch to what it is a part of.
void Trainer::measure(const netrt_train_event &event) {
  const netrt_measurements &m = settings.measurements;
  batchMeasured.assign(m.sum_count, 0);
  m.read(m.self, &event, batchMeasured.data());
  bool isValidation = event.kind == NETRT_EVENT_VALIDATION;
  std::vector<double> &sums =
      isValidation ? validationMeasured : contents.counters.measured;
  if (m.add)
    m.add(m.self, sums.data(), batchMeasured.data());
  for (size_t i = 0; !m.add && i < sums.size(); ++i)
    sums[i] += batchMeasured[i];
  if (!isValidation)
    addValues(batchMeasured, contents.history.batchValues);
}

/// Adds a row.
void Trainer::addValues(const std::vector<double> &sums,
                        std::vector<double> &rows) {
  if (!measures())
    return;
  const netrt_measurements &m = settings.measurements;
  rows.resize(rows.size() + m.value_count);
  m.value(m.self, sums.data(), rows.data() + rows.size() - m.value_count);
}

} // namespace netrt
