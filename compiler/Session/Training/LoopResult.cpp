//===- LoopResult.cpp - what the training loop tells as an outcome -------===//

#include "compiler/Session/Training/LoopOptions.h"

using namespace netc;
using namespace netc::training;

template <typename T>
static void copy(const T *values, int64_t count, std::vector<T> &list) {
  if (values)
    list.assign(values, values + count);
}

static void copyLists(const netrt_train_result &result, Outcome &outcome) {
  copy(result.batch_losses, result.batches, outcome.batchLosses);
  copy(result.round_losses, result.rounds, outcome.roundLosses);
  copy(result.round_ends, result.rounds, outcome.roundEnds);
  copy(result.validation_rounds, result.validations, outcome.validationRounds);
  copy(result.validation_losses, result.validations, outcome.validationLosses);
  auto values = static_cast<int64_t>(result.value_count);
  outcome.valueCount = result.value_count;
  copy(result.batch_values, result.batches * values, outcome.batchValues);
  copy(result.round_values, result.rounds * values, outcome.roundValues);
  copy(result.validation_values, result.validations * values,
       outcome.validationValues);
}

void training::copyResult(const netrt_train_result &result, Outcome &outcome) {
  copyLists(result, outcome);
  outcome.end = result.end;
  outcome.batchSize = result.batch_size;
  outcome.batchesPerRound = result.batches_per_round;
  outcome.batches = result.batches;
  outcome.rounds = result.rounds;
  outcome.examples = result.examples;
  outcome.trainingExamples = result.training_examples;
  outcome.validationExamples = result.validation_examples;
  outcome.bestRound = result.best_round;
  outcome.seconds = result.seconds;
  outcome.finalLearningRate = result.learning_rate;
}
