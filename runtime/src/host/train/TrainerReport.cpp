//===- TrainerReport.cpp - what the host hears of a training --------------===//

#include "Trainer.h"

#include <algorithm>
#include <limits>

namespace netrt {

static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

static double lastOf(const std::vector<double> &list) {
  return list.empty() ? unknown : list.back();
}

/// Until the nearest limit, at the speed so far.
static double secondsLeft(const TrainSettings &settings, int64_t total,
                          const Counters &c) {
  double left = unknown;
  if (total > 0 && c.batches > 0)
    left = c.seconds / static_cast<double>(c.batches) *
           static_cast<double>(total - c.batches);
  if (settings.timeGoal > 0) {
    double toGoal = std::max(settings.timeGoal - c.seconds, 0.0);
    left = left < toGoal ? left : toGoal; // also when it is not known
  }
  return left;
}

/// The last row.
static const double *lastOf(const std::vector<double> &rows, size_t width) {
  return rows.empty() ? nullptr : rows.data() + rows.size() - width;
}

void Trainer::showValues(netrt_train_event &event) {
  if (!measures())
    return;
  const Counters &c = contents.counters;
  const History &h = contents.history;
  event.batch_values = lastOf(h.batchValues, h.valueCount);
  event.validation_values = lastOf(h.validationValues, h.valueCount);
  event.round_values = lastOf(h.roundValues, h.valueCount);
  if (c.sums.examples == 0)
    return;
  roundValues.clear();
  addValues(c.measured, roundValues);
  event.round_values = roundValues.data();
}

netrt_train_event Trainer::describeEvent(int kind) const {
  const Counters &c = contents.counters;
  const History &h = contents.history;
  bool inRound = c.sums.examples > 0;
  netrt_train_event event = {};
  event.struct_size = sizeof(event);
  event.kind = kind;
  event.round = inRound ? c.round : std::max<int64_t>(c.rounds, 1);
  event.total_rounds = settings.rounds;
  event.batch = inRound || c.batches == 0 ? c.batchInRound : training.batches;
  event.batches_per_round = training.batches;
  event.absolute_batch = c.batches;
  event.total_batches = total;
  event.examples = c.examples;
  event.learning_rate = c.batches > 0 ? c.learningRate : unknown;
  event.batch_loss = lastOf(h.batchLosses);
  event.round_loss = inRound ? c.sums.loss() : lastOf(h.roundLosses);
  event.error_rate = inRound ? c.sums.errorRate() : lastOf(h.roundErrorRates);
  event.validation_loss = lastOf(h.validationLosses);
  event.validation_error_rate = lastOf(h.validationErrorRates);
  event.seconds = c.seconds;
  event.seconds_left = secondsLeft(settings, total, c);
  event.examples_per_second =
      static_cast<double>(c.examples - resumedExamples) /
      (c.seconds - resumedSeconds);
  return event;
}

/// The strongest of all wishes counts.
void Trainer::hear(netrt_train_event event) {
  if (!settings.listener.hear)
    return;
  showValues(event);
  int32_t answer = settings.listener.hear(settings.listener.self, &event);
  request = std::clamp<int32_t>(answer, request, NETRT_TRAIN_CANCEL);
}

netrt_status Trainer::hearBatch(int kind, const Runner &runner,
                                const LossSums &sums, int64_t batch,
                                const int64_t *places) {
  if (!settings.listener.hear && !measures())
    return NETRT_OK;
  netrt_train_event event = describeEvent(kind);
  if (kind == NETRT_EVENT_VALIDATION) {
    event.batches_per_round = validation.batches;
    event.batch_loss = sums.loss();
  }
  event.batch = batch;
  event.batch_size = sums.examples;
  event.inputs = runner.entry.inputTensors().data();
  event.input_ports = runner.entry.inputPorts().data();
  event.input_count = runner.entry.inputPorts().size();
  event.outputs = runner.entry.outputTensors().data();
  event.output_ports = runner.entry.outputPorts().data();
  event.output_count = runner.entry.outputPorts().size();
  event.example_places = places;
  if (measures())
    if (netrt_status status = measure(event))
      return status;
  hear(event);
  return NETRT_OK;
}

void Trainer::describe(netrt_train_result &result) const {
  const Counters &c = contents.counters;
  const History &h = contents.history;
  bool hasRates = !settings.classOutput.empty();
  result.end = end;
  result.precision = settings.precision;
  result.batch_size = settings.batchSize;
  result.batches_per_round = training.batches;
  result.batches = c.batches;
  result.rounds = c.rounds;
  result.validations = c.validations;
  result.examples = c.examples;
  result.training_examples = training.examples;
  result.validation_examples = validation.examples;
  result.best_round = c.bestRound;
  result.seconds = c.seconds;
  result.learning_rate = c.learningRate;
  result.loss_count = settings.losses.size();
  result.batch_losses = h.batchLosses.data();
  result.batch_error_rates = hasRates ? h.batchErrorRates.data() : nullptr;
  result.round_losses = h.roundLosses.data();
  result.round_loss_parts = h.roundParts.data();
  result.round_error_rates = hasRates ? h.roundErrorRates.data() : nullptr;
  result.round_ends = h.roundEnds.data();
  result.validation_rounds = h.validationRounds.data();
  result.validation_losses = h.validationLosses.data();
  result.validation_loss_parts = h.validationParts.data();
  result.validation_error_rates =
      hasRates ? h.validationErrorRates.data() : nullptr;
  result.value_count = h.valueCount;
  result.batch_values = h.batchValues.data();
  result.round_values = h.roundValues.data();
  result.validation_values = h.validationValues.data();
  result.not_finite_input = bad.port;
  result.not_finite_example = bad.example;
  result.not_finite_validation = bad.isInValidation;
}

} // namespace netrt
