//===- TrainerMeasure.cpp - what is measured beside losses ----------------===//

#include "Trainer.h"

namespace netrt {

/// Adds a batch to what it is a part of.
netrt_status Trainer::measure(const netrt_train_event &event) {
  const netrt_measurements &m = settings.measurements;
  batchMeasured.assign(m.sum_count, 0);
  if (netrt_status status = m.read(m.self, &event, batchMeasured.data()))
    return fail(
        status,
        "round " + std::to_string(event.round) + ", batch " +
            std::to_string(event.batch) +
            (event.kind == NETRT_EVENT_VALIDATION ? " of the validation" : "") +
            ": the measurements failed: " + netrt_status_text(status));
  bool isValidation = event.kind == NETRT_EVENT_VALIDATION;
  std::vector<double> &sums =
      isValidation ? validationMeasured : contents.counters.measured;
  if (m.add)
    m.add(m.self, sums.data(), batchMeasured.data());
  for (size_t i = 0; !m.add && i < sums.size(); ++i)
    sums[i] += batchMeasured[i];
  if (!isValidation)
    addValues(batchMeasured, contents.history.batchValues);
  return NETRT_OK;
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
