//===- Trainer.cpp - the training loop ------------------------------------===//

#include "Trainer.h"

#include <algorithm>
#include <cmath>

namespace netrt {

netrt_status Trainer::fail(netrt_status status, std::string text) {
  error = std::move(text);
  return status;
}

netrt_status Trainer::advance(int64_t limit) {
  if (isRunning)
    return fail(NETRT_INVALID_ARGUMENT,
                "a callback of a training cannot train with it");
  if (isOver())
    return endStatus;
  error.clear();
  struct Running {
    explicit Running(bool &flag) : flag(flag) { flag = true; }
    ~Running() { flag = false; } // also where memory lacks
    bool &flag;
  } running(isRunning);
  return runSteps(limit);
}

netrt_status Trainer::runSteps(int64_t limit) {
  if (netrt_status status = begin())
    return status;
  for (;;) {
    if (contents.counters.batchInRound == training.batches)
      if (netrt_status status = completeRound())
        return status;
    if (int reason = reachedLimit())
      return finish(reason);
    if (limit-- <= 0)
      return NETRT_OK;
    if (netrt_status status = step())
      return status;
  }
}

/// Everything that can be wrong with context and arrays is found before the
/// first step, and there is something to fall back to from then on.
netrt_status Trainer::begin() {
  mark = Clock::now();
  if (begun)
    return NETRT_OK;
  std::vector<Runner *> runners;
  for (const auto &runner : steps)
    runners.push_back(runner.get());
  if (validator)
    runners.push_back(validator.get());
  for (Runner *runner : runners)
    if (netrt_status status = runner->entry.rehearse(arrays, error))
      return status;
  if (const char *key = findNotFinite(arrays))
    return fail(NETRT_NOT_FINITE, "array \"" + std::string(key) +
                                      "\" is not finite at the beginning");
  const netrt_net *net = netrt_arrays_net(arrays);
  contents.arrays.prepare(net, true);
  if (settings.validates && contents.best.count() == 0)
    contents.best.prepare(net, false);
  netrt_status status = keepGood();
  begun = status == NETRT_OK;
  return status;
}

void Trainer::countTime() {
  Clock::time_point now = Clock::now();
  contents.counters.seconds +=
      std::chrono::duration<double>(now - mark).count();
  mark = now;
}

int Trainer::reachedLimit() const {
  const Counters &c = contents.counters;
  if (request == NETRT_TRAIN_CANCEL)
    return NETRT_END_CANCELLED;
  if (request == NETRT_TRAIN_STOP)
    return NETRT_END_STOPPED;
  if (c.batchInRound == 0 && isExhausted(settings.stopping, c.stopping))
    return NETRT_END_CRITERION;
  if (settings.rounds > 0 && c.rounds >= settings.rounds)
    return NETRT_END_ROUNDS;
  if (settings.batches > 0 && c.batches >= settings.batches)
    return NETRT_END_BATCHES;
  if (settings.timeGoal > 0 && c.seconds >= settings.timeGoal)
    return NETRT_END_TIME;
  return NETRT_END_NONE;
}

/// Remembers this moment as one to fall back to.
netrt_status Trainer::keepGood() {
  netrt_status status = contents.arrays.take(arrays, error);
  if (status == NETRT_OK)
    good = contents.counters;
  return status;
}

netrt_status Trainer::fallBack() {
  contents.counters = good;
  contents.history.truncate(good);
  std::string why = error; // restoring says something only when it fails
  netrt_status status = contents.arrays.restore(arrays, error);
  if (status == NETRT_OK)
    error = why;
  return status;
}

netrt_status Trainer::notFinite(const std::string &what) {
  const Counters &c = good;
  std::string where =
      c.batches == 0
          ? "before training"
          : "after round " +
                std::to_string(c.batchInRound ? c.round : c.rounds) +
                (c.batchInRound ? ", batch " + std::to_string(c.batchInRound)
                                : "");
  error = what + "; the arrays are those " + where;
  if (netrt_status status = fallBack())
    return status;
  end = NETRT_END_NOT_FINITE;
  hear(describeEvent(NETRT_EVENT_END));
  return endStatus = NETRT_NOT_FINITE;
}

/// Looks first whether the data are to blame. `places` are those of the batch;
/// null with a generator.
netrt_status Trainer::lossNotFinite(const std::string &what,
                                    const Runner &runner,
                                    const int64_t *places) {
  bad = findBadValue(runner.entry);
  if (!bad.port)
    return notFinite(what + " is not finite");
  int64_t place = places ? places[bad.example] : bad.example;
  const int64_t *numbers = runner.data.numbers;
  bad.isInValidation = &runner == validator.get();
  bad.example = places && numbers ? numbers[place] : place + 1;
  return notFinite(what + " is not finite: " + textOf(bad) +
                   (places ? "" : " of the generated batch"));
}

netrt_status Trainer::chooseRate(double &rate) {
  const Counters &c = contents.counters;
  double factor = scheduledRate(settings, {c.batches, total, c.seconds});
  rate = settings.learningRate * factor;
  if (factor >= 0 && factor <= 1)
    return NETRT_OK;
  return fail(NETRT_INVALID_ARGUMENT,
              "the schedule gave " + showReal(factor) + " for batch " +
                  std::to_string(c.batches + 1) +
                  "; a factor of the learning rate is from 0 to 1");
}

/// The examples of this round from one on; null with a generator.
const int64_t *Trainer::placesFrom(int64_t first) const {
  return training.isGenerator() ? nullptr : training.order.data() + first;
}

/// Fills a batch and runs it. A step that was interrupted has torn the arrays.
netrt_status Trainer::runStep(Runner &runner) {
  const Counters &c = contents.counters;
  netrt_batch batch = {};
  batch.struct_size = sizeof(batch);
  int64_t first = c.batchInRound * settings.batchSize;
  batch.size = std::min(settings.batchSize, training.examples - first);
  batch.examples = placesFrom(first);
  batch.round = c.round;
  batch.batch = c.batchInRound + 1;
  batch.absolute_batch = c.batches + 1;
  netrt_status status = runner.entry.fill(runner.data, batch, error);
  if (status == NETRT_CANCELLED)
    return finish(NETRT_END_CANCELLED);
  if (status != NETRT_OK)
    return status;
  status = runner.entry.run(arrays, error);
  if (status != NETRT_CANCELLED)
    return status;
  if (netrt_status failed = fallBack())
    return failed;
  return finish(NETRT_END_CANCELLED);
}

netrt_status Trainer::step() {
  Counters &c = contents.counters;
  writtenNow = false;
  training.order.prepare(c.round);
  double rate;
  if (netrt_status status = chooseRate(rate))
    return status;
  Runner &runner = *steps[cycle[static_cast<size_t>(c.batches) % cycle.size()]];
  runner.entry.setLearningRate(rate);
  if (netrt_status status = runStep(runner)) {
    if (!isOver())
      error = "round " + std::to_string(c.round) + ", batch " +
              std::to_string(c.batchInRound + 1) + ": " + error;
    return status;
  }
  runner.losses.read(batchSums);
  const int64_t *places = placesFrom(c.batchInRound * settings.batchSize);
  if (!std::isfinite(batchSums.total))
    return lossNotFinite("the loss in round " + std::to_string(c.round) +
                             ", batch " + std::to_string(c.batchInRound + 1),
                         runner, places);
  c.learningRate = rate;
  c.sums.add(batchSums);
  c.examples += batchSums.examples;
  ++c.batches;
  ++c.batchInRound;
  contents.history.batchLosses.push_back(batchSums.loss());
  contents.history.batchErrorRates.push_back(batchSums.errorRate());
  countTime();
  // The step is done: without its values it must not stand in the lists.
  if (netrt_status status = hearBatch(NETRT_EVENT_BATCH, runner, batchSums,
                                      c.batchInRound, places)) {
    netrt_status failed = fallBack();
    return failed ? failed : status;
  }
  // At the end of a round it waits for the validation.
  return c.batchInRound < training.batches ? writeDueCheckpoint(false)
                                           : NETRT_OK;
}

/// Ends at this moment, with the best arrays where they were looked for.
netrt_status Trainer::finish(int reason) {
  if (const char *key = findNotFinite(arrays))
    return notFinite("array \"" + std::string(key) + "\" after batch " +
                     std::to_string(contents.counters.batches) +
                     " is not finite");
  if (netrt_status status = keepGood())
    return status;
  bool cancelled = reason == NETRT_END_CANCELLED;
  if (!settings.checkpointPath.empty() && !writtenNow)
    if (netrt_status status = writeOwnCheckpoint())
      return status;
  bool takeBest = contents.counters.bestRound > 0 &&
                  !(settings.flags & NETRT_TRAIN_KEEP_LAST);
  if (takeBest)
    if (netrt_status status = contents.best.restore(arrays, error))
      return status;
  if (cancelled && error.empty())
    error =
        "cancelled after batch " + std::to_string(contents.counters.batches);
  end = reason;
  endStatus = cancelled ? NETRT_CANCELLED : NETRT_OK;
  hear(describeEvent(NETRT_EVENT_END));
  return endStatus;
}

} // namespace netrt
