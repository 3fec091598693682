//===- TrainerRound.cpp - the end of a round, and its validation ----------===//

#include "Trainer.h"

#include <algorithm>
#include <cmath>

namespace netrt {

void Trainer::record(const LossSums &sums, std::vector<double> &losses,
                     std::vector<double> &parts, std::vector<double> &rates) {
  losses.push_back(sums.loss());
  for (double part : sums.parts)
    parts.push_back(part / static_cast<double>(sums.examples));
  rates.push_back(sums.errorRate());
}

/// The whole validation set in Test mode.
netrt_status Trainer::runValidation(LossSums &sums) {
  const Counters &c = contents.counters;
  sums.clear(settings.losses.size());
  validationMeasured.assign(settings.measurements.sum_count, 0);
  isValidating = true;
  netrt_status status = NETRT_OK;
  for (int64_t i = 0; i < validation.batches && status == NETRT_OK; ++i) {
    int64_t begin = i * settings.batchSize;
    const int64_t *places =
        validation.isGenerator() ? nullptr : validation.order.data() + begin;
    netrt_batch batch = {};
    batch.struct_size = sizeof(batch);
    batch.size = std::min(settings.batchSize, validation.examples - begin);
    batch.examples = places;
    batch.round = c.round;
    batch.batch = i + 1;
    batch.absolute_batch = c.batches;
    status = validator->entry.fill(validator->data, batch, error);
    if (status == NETRT_OK)
      status = validator->entry.run(arrays, error);
    if (status != NETRT_OK)
      break;
    validator->losses.read(batchSums);
    sums.add(batchSums);
    if (!std::isfinite(batchSums.total)) {
      isValidating = false;
      return lossNotFinite("the validation loss of round " +
                               std::to_string(c.round),
                           *validator, places);
    }
    countTime();
    status =
        hearBatch(NETRT_EVENT_VALIDATION, *validator, batchSums, i + 1, places);
  }
  isValidating = false;
  return status;
}

netrt_status Trainer::validate() {
  Counters &c = contents.counters;
  if (netrt_status status = runValidation(validationSums))
    return status;
  if (!std::isfinite(validationSums.total))
    return notFinite("the validation loss of round " + std::to_string(c.round) +
                     " is not finite");
  History &h = contents.history;
  record(validationSums, h.validationLosses, h.validationParts,
         h.validationErrorRates);
  addValues(validationMeasured, h.validationValues);
  h.validationRounds.push_back(c.round);
  ++c.validations;
  if (!(validationSums.loss() < c.bestLoss))
    return NETRT_OK;
  c.bestLoss = validationSums.loss();
  c.bestRound = c.round;
  return contents.best.take(arrays, error);
}

/// Closes the books of a round. Where its validation fails, they stay open.
netrt_status Trainer::completeRound() {
  if (const char *key = findNotFinite(arrays))
    return notFinite("array \"" + std::string(key) + "\" after round " +
                     std::to_string(contents.counters.round) +
                     " is not finite");
  Counters before = contents.counters;
  Counters &c = contents.counters;
  History &h = contents.history;
  record(c.sums, h.roundLosses, h.roundParts, h.roundErrorRates);
  addValues(c.measured, h.roundValues);
  h.roundEnds.push_back(c.batches);
  ++c.rounds;
  bool validates =
      settings.validates && c.round % settings.validationInterval == 0;
  netrt_status status = validates ? validate() : NETRT_OK;
  if (status != NETRT_OK && !isOver()) {
    contents.counters = before;
    h.truncate(before);
  }
  if (status == NETRT_CANCELLED) // by the context's monitor
    return finish(NETRT_END_CANCELLED);
  if (status != NETRT_OK)
    return status;
  if (validates || !settings.validates)
    watchCriterion();
  netrt_train_event event = describeEvent(NETRT_EVENT_ROUND);
  ++c.round;
  c.batchInRound = 0;
  c.sums.clear(settings.losses.size());
  c.measured.assign(c.measured.size(), 0);
  if ((status = keepGood()))
    return status;
  hear(event);
  return writeDueCheckpoint(true);
}

void Trainer::watchCriterion() {
  Counters &c = contents.counters;
  const LossSums &sums = settings.validates ? validationSums : c.sums;
  const netrt_stopping &stopping = settings.stopping;
  double value = stopping.criterion == NETRT_STOP_ERROR_RATE ? sums.errorRate()
                                                             : sums.loss();
  if (stopping.criterion == NETRT_STOP_VALUE) {
    const History &h = contents.history;
    const std::vector<double> &rows =
        settings.validates ? h.validationValues : h.roundValues;
    value =
        rows[rows.size() - h.valueCount + static_cast<size_t>(stopping.value)];
    value = stopping.rises ? -value : value;
  }
  watch(settings.stopping, value, c.round, c.stopping);
}

} // namespace netrt
