//===- Schedule.cpp - learning rates and reasons to stop ------------------===//

#include "Schedule.h"

#include <algorithm>
#include <cmath>

namespace netrt {

/// Part of the training that is done, by whichever limit is nearer.
static double fractionDone(const TrainSettings &settings,
                           const Position &position) {
  double done = 0;
  if (position.total > 0)
    done = static_cast<double>(position.batches) /
           static_cast<double>(position.total);
  if (settings.timeGoal > 0)
    done = std::max(done, position.seconds / settings.timeGoal);
  return std::min(done, 1.0);
}

/// Where time may end the training, what it will come to at this speed.
static int64_t expectedTotal(const TrainSettings &settings,
                             const Position &position) {
  if (settings.timeGoal == 0)
    return position.total;
  double done = fractionDone(settings, position);
  double total = static_cast<double>(position.batches) / done;
  if (done > 0 && position.batches > 0 && total < 0x1p62)
    return std::max(static_cast<int64_t>(total), position.batches + 1);
  return position.total > 0 ? position.total : INT64_MAX;
}

double scheduledRate(const TrainSettings &settings, const Position &position) {
  switch (settings.schedule.kind) {
  case NETRT_SCHEDULE_POLYNOMIAL:
    return 1 - fractionDone(settings, position);
  case NETRT_SCHEDULE_FUNCTION:
    return settings.schedule.rate(settings.schedule.self, position.batches,
                                  expectedTotal(settings, position));
  default:
    return 1;
  }
}

int64_t totalBatches(const TrainSettings &settings, int64_t batchesPerRound) {
  int64_t total = 0;
  if (settings.rounds > 0 &&
      __builtin_mul_overflow(settings.rounds, batchesPerRound, &total))
    total = INT64_MAX;
  if (settings.batches > 0)
    total = total > 0 ? std::min(total, settings.batches) : settings.batches;
  return total;
}

/// What the criterion is about, as a number.
static int64_t keyOf(const netrt_stopping &stopping) {
  return stopping.criterion == NETRT_STOP_VALUE
             ? stopping.criterion + stopping.value
             : stopping.criterion;
}

void watch(const netrt_stopping &stopping, double value, int64_t round,
           StoppingState &state) {
  if (state.criterion != keyOf(stopping)) // a resumed training has another
    state.improvement = 0;
  state.criterion = keyOf(stopping);
  if (std::isnan(value)) // neither better nor worse: not asked
    return;
  state.round = round;
  double change = stopping.relative ? stopping.change * std::fabs(state.best)
                                    : stopping.change;
  bool improved = state.improvement == 0 ||
                  (value < state.best && value <= state.best - change);
  if (!improved)
    return;
  state.best = value;
  state.improvement = round;
}

bool isExhausted(const netrt_stopping &stopping, const StoppingState &state) {
  if (stopping.criterion == NETRT_STOP_NEVER || state.improvement == 0 ||
      state.criterion != keyOf(stopping))
    return false;
  int64_t since = std::max(state.improvement, stopping.initial_patience);
  return state.round - since > stopping.patience;
}

} // namespace netrt
