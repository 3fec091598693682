//===- Due.h - when something is done again --------------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_DUE_H
#define NETC_COMPILER_SESSION_TRAINING_DUE_H

#include "compiler/Session/Training/Training.h"

namespace netc::training {

/// Asked at each event, says at which the interval is over.
class Due {
public:
  explicit Due(const Interval &interval) : interval(interval) {}

  bool isAt(const netrt_train_event &event) {
    if (!isCounted(event))
      return false;
    double least = interval.minimum;
    if (least > 0 && last && event.seconds - *last < least)
      return false;
    last = event.seconds;
    return true;
  }

private:
  bool isCounted(const netrt_train_event &event) const {
    bool isRound = event.kind == NETRT_EVENT_ROUND;
    bool isBatch = event.kind == NETRT_EVENT_BATCH;
    if (interval.rounds)
      return isRound && event.round % interval.rounds == 0;
    if (interval.batches)
      return isBatch && event.absolute_batch % interval.batches == 0;
    return (isRound || isBatch) &&
           event.seconds - last.value_or(0) >= interval.seconds;
  }

  Interval interval;
  std::optional<double> last; ///< in seconds of the training
};

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_DUE_H
