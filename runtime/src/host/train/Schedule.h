//===- Schedule.h - learning rates and reasons to stop --------*- C++ -*-===//

#ifndef NETRT_HOST_TRAIN_SCHEDULE_H
#define NETRT_HOST_TRAIN_SCHEDULE_H

#include "Settings.h"

namespace netrt {

/// How far a training is.
struct Position {
  int64_t batches = 0; ///< done
  int64_t total = 0;   ///< 0: open
  double seconds = 0;
};

/// The factor of the learning rate for the next batch.
double scheduledRate(const TrainSettings &settings, const Position &position);

/// Batches altogether by rounds and batches; 0: only time or a criterion ends.
int64_t totalBatches(const TrainSettings &settings, int64_t batchesPerRound);

/// What a stopping criterion remembers.
struct StoppingState {
  int64_t criterion = NETRT_STOP_NEVER; ///< what `best` is a value of
  double best = 0;                      ///< at the last improvement
  int64_t improvement = 0;              ///< round of it; 0: nothing seen yet
  int64_t round = 0;                    ///< last round asked about
};

/// Takes a value of the criterion into account.
void watch(const netrt_stopping &stopping, double value, int64_t round,
           StoppingState &state);

/// Whether the criterion's patience is used up.
bool isExhausted(const netrt_stopping &stopping, const StoppingState &state);

} // namespace netrt

#endif // NETRT_HOST_TRAIN_SCHEDULE_H
