//===- LoopOptions.cpp - options as the training loop takes them ---------===//

#include "compiler/Session/Training/LoopOptions.h"
#include "compiler/Session/Training/CheckpointKeeper.h"

using namespace netc;
using namespace netc::training;

LoopOptions::LoopOptions(const Options &wanted, const Plan &plan,
                         const Prepared &prepared) {
  options.struct_size = sizeof options;
  options.precision = static_cast<netrt_element>(wanted.precision);
  options.batch_size = wanted.batchSize;
  options.validation_interval = wanted.validation.interval;
  options.learning_rate = plan.learningRate;
  options.seed = wanted.seed;
  options.groups = plan.groups.empty() ? nullptr : plan.groups.data();
  options.group_count = plan.groups.size();
  schedule.struct_size = sizeof schedule;
  schedule.kind = plan.schedule;
  options.schedule = &schedule;
  listener.struct_size = sizeof listener;
  options.listener = &listener;
  options.message = &message;
  options.course = plan.course.c_str();
  setLimits(wanted);
  setLosses(prepared);
  setStopping(wanted.stopping);
  setCheckpoints(wanted.checkpoints);
}

void LoopOptions::setLimits(const Options &wanted) {
  constexpr int64_t mostRounds = 10000;
  constexpr double usualSeconds = 20;
  options.rounds = wanted.rounds.value_or(0);
  options.batches = wanted.batches.value_or(0);
  options.time_goal = wanted.timeGoal.value_or(0);
  if (wanted.rounds || wanted.batches || wanted.timeGoal)
    return;
  options.rounds = mostRounds;
  options.time_goal = usualSeconds;
}

void LoopOptions::setLosses(const Prepared &prepared) {
  for (const auto &[port, scale] : prepared.losses)
    losses.push_back({sizeof(netrt_loss), port.c_str(), scale});
  options.losses = losses.data();
  options.loss_count = losses.size();
}

void LoopOptions::setStopping(const Stopping &wanted) {
  stopping.struct_size = sizeof stopping;
  stopping.criterion = wanted.criterion;
  stopping.relative = wanted.isRelative;
  stopping.change = wanted.change;
  stopping.patience = wanted.patience;
  stopping.initial_patience = wanted.initialPatience;
  options.stopping = &stopping;
}

void LoopOptions::setCheckpoints(const Checkpoints &wanted) {
  if (wanted.path.empty() || CheckpointKeeper::isNeeded(wanted))
    return;
  checkpointing.struct_size = sizeof checkpointing;
  checkpointing.path = wanted.path.c_str();
  checkpointing.every_rounds = wanted.interval.rounds;
  checkpointing.every_batches = wanted.interval.batches;
  checkpointing.every_seconds = wanted.interval.seconds;
  options.checkpointing = &checkpointing;
}
