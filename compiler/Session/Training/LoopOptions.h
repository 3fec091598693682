//===- LoopOptions.h - options as the training loop takes them -*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_LOOPOPTIONS_H
#define NETC_COMPILER_SESSION_TRAINING_LOOPOPTIONS_H

#include "compiler/Session/Training/Plan.h"

namespace netc::training {

/// The structs of train.h with what they point to. Data, and the functions of
/// schedule and listener, are set by whoever has them.
struct LoopOptions {
  /// All three outlive it.
  LoopOptions(const Options &wanted, const Plan &plan,
              const Prepared &prepared);
  LoopOptions(const LoopOptions &) = delete;
  LoopOptions &operator=(const LoopOptions &) = delete;

  netrt_train_options options{};
  netrt_schedule schedule{};
  netrt_train_listener listener{};
  netrt_message message{};
  netrt_stopping stopping{};

private:
  void setLimits(const Options &wanted);
  void setLosses(const Prepared &prepared);
  void setStopping(const Stopping &wanted);
  void setCheckpoints(const Checkpoints &wanted);

  netrt_checkpointing checkpointing{};
  std::vector<netrt_loss> losses;
};

/// Numbers and lists of a loop that is over.
void copyResult(const netrt_train_result &result, Outcome &outcome);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_LOOPOPTIONS_H
