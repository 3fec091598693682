//===- TrainerSave.cpp - checkpoints of a training ------------------------===//

#include "Trainer.h"

namespace netrt {

bool Trainer::isCheckpointDue(bool roundEnded) const {
  const Counters &c = contents.counters;
  return (roundEnded && settings.everyRounds > 0 &&
          c.rounds >= writtenRounds + settings.everyRounds) ||
         (settings.everyBatches > 0 &&
          c.batches >= writtenBatches + settings.everyBatches) ||
         (settings.everySeconds > 0 &&
          c.seconds >= writtenSeconds + settings.everySeconds);
}

netrt_status Trainer::writeDueCheckpoint(bool roundEnded) {
  if (settings.checkpointPath.empty() || !isCheckpointDue(roundEnded))
    return NETRT_OK;
  if (const char *key = findNotFinite(arrays))
    return notFinite("array \"" + std::string(key) + "\" after batch " +
                     std::to_string(contents.counters.batches) +
                     " is not finite");
  if (netrt_status status = keepGood())
    return status;
  return writeOwnCheckpoint();
}

/// The last good moment, which is this one, into the file of the options.
netrt_status Trainer::writeOwnCheckpoint() {
  const std::string &path = settings.checkpointPath;
  addData();
  if (netrt_status status = writeCheckpoint(path, contents, error))
    return status;
  writtenNow = true;
  rememberWritten();
  netrt_train_event event = describeEvent(NETRT_EVENT_CHECKPOINT);
  event.path = path.c_str();
  hear(event);
  return NETRT_OK;
}

/// Intervals begin here.
void Trainer::rememberWritten() {
  writtenRounds = contents.counters.rounds;
  writtenBatches = contents.counters.batches;
  writtenSeconds = contents.counters.seconds;
}

/// May be called by the listener, so it never ends the training.
netrt_status Trainer::save(const std::string &path) {
  if (isValidating)
    return fail(NETRT_INVALID_ARGUMENT,
                "no checkpoint can be written within a validation");
  if (!begun)
    if (netrt_status status = begin())
      return status;
  // What is over falls back to this, or holds the best arrays now.
  if (!isOver()) {
    if (const char *key = findNotFinite(arrays))
      return fail(NETRT_NOT_FINITE,
                  "array \"" + std::string(key) + "\" is not finite");
    if (netrt_status status = keepGood())
      return status;
  }
  addData();
  return writeCheckpoint(path, contents, error);
}

netrt_status Trainer::resume(const std::string &path) {
  if (begun)
    return fail(NETRT_INVALID_ARGUMENT,
                "a training that has begun cannot take up another");
  addData();
  CheckpointContents read;
  read.settings = contents.settings;
  read.counters.sums = contents.counters.sums;
  read.counters.measured = contents.counters.measured;
  read.history.valueCount = contents.history.valueCount;
  read.arrays.prepare(netrt_arrays_net(arrays), true);
  if (settings.validates)
    read.best.prepare(netrt_arrays_net(arrays), false);
  if (netrt_status status = readCheckpoint(path, read, error))
    return status;
  if (read.counters.batchInRound > training.batches)
    return fail(NETRT_BAD_FILE, path + ": its numbers contradict one another");
  // Trainable arrays copy into memory that they have, which cannot fail.
  if (netrt_status status = read.arrays.restore(arrays, error))
    return status;
  contents = std::move(read);
  resumedSeconds = contents.counters.seconds;
  resumedExamples = contents.counters.examples;
  rememberWritten();
  return NETRT_OK;
}

} // namespace netrt
