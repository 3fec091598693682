//===- Progress.h - how far a training is ---------------------*- C++ -*-===//

#ifndef NETRT_HOST_TRAIN_PROGRESS_H
#define NETRT_HOST_TRAIN_PROGRESS_H

#include "Losses.h"
#include "Schedule.h"

#include <limits>

namespace netrt {

/// Where the next step is, and what sums up to it.
struct Counters {
  int64_t round = 1;        ///< in work
  int64_t batchInRound = 0; ///< done
  int64_t batches = 0;      ///< done altogether
  int64_t rounds = 0;       ///< completed
  int64_t validations = 0;
  int64_t examples = 0;
  int64_t bestRound = 0;
  double bestLoss = std::numeric_limits<double>::infinity();
  double seconds = 0;
  double learningRate = 0;
  LossSums sums;                ///< of the round in work
  std::vector<double> measured; ///< the same of netrt_measurements
  StoppingState stopping;
};

/// What was measured; lists only grow.
struct History {
  std::vector<double> batchLosses, batchErrorRates;
  std::vector<double> roundLosses, roundParts, roundErrorRates;
  std::vector<int64_t> roundEnds, validationRounds;
  std::vector<double> validationLosses, validationParts, validationErrorRates;
  size_t valueCount = 0; ///< of netrt_measurements; a row each:
  std::vector<double> batchValues, roundValues, validationValues;

  /// Drops what came after a moment.
  void truncate(const Counters &counters);
  /// Whether the lists are as long as the counters say.
  bool fits(const Counters &counters) const;
};

/// Names every number of the two, to be written and read alike.
template <typename CountersType, typename HistoryType, typename Visitor>
void visitProgress(CountersType &counters, HistoryType &history,
                   Visitor visit) {
  visit("round", counters.round);
  visit("batch_in_round", counters.batchInRound);
  visit("batches", counters.batches);
  visit("rounds", counters.rounds);
  visit("validations", counters.validations);
  visit("examples", counters.examples);
  visit("best_round", counters.bestRound);
  visit("best_loss", counters.bestLoss);
  visit("seconds", counters.seconds);
  visit("learning_rate", counters.learningRate);
  visit("sum_total", counters.sums.total);
  visit("sum_parts", counters.sums.parts);
  visit("sum_examples", counters.sums.examples);
  visit("sum_decisions", counters.sums.decisions);
  visit("sum_wrong", counters.sums.wrong);
  visit("stopping_criterion", counters.stopping.criterion);
  visit("stopping_best", counters.stopping.best);
  visit("stopping_improvement", counters.stopping.improvement);
  visit("stopping_round", counters.stopping.round);
  visit("batch_losses", history.batchLosses);
  visit("batch_error_rates", history.batchErrorRates);
  visit("round_losses", history.roundLosses);
  visit("round_parts", history.roundParts);
  visit("round_error_rates", history.roundErrorRates);
  visit("round_ends", history.roundEnds);
  visit("validation_rounds", history.validationRounds);
  visit("validation_losses", history.validationLosses);
  visit("validation_parts", history.validationParts);
  visit("validation_error_rates", history.validationErrorRates);
  if (history.valueCount == 0)
    return;
  visit("sum_measured", counters.measured);
  visit("batch_values", history.batchValues);
  visit("round_values", history.roundValues);
  visit("validation_values", history.validationValues);
}

} // namespace netrt

#endif // NETRT_HOST_TRAIN_PROGRESS_H
