//===- CheckpointKeeper.h - checkpoints in a folder ------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_CHECKPOINTKEEPER_H
#define NETC_COMPILER_SESSION_TRAINING_CHECKPOINTKEEPER_H

#include "compiler/Session/Training/Due.h"
#include <ctime>

namespace netc::training {

/// Writes the checkpoints that the loop does not write by itself: each to a
/// file of its own, or not too often. The last moment of a training has one,
/// however it ends.
class CheckpointKeeper {
public:
  static bool isNeeded(const Checkpoints &wanted) {
    return !wanted.directory.empty() ||
           (!wanted.path.empty() && wanted.interval.minimum > 0);
  }

  /// All outlive it; `files` receives what was written.
  CheckpointKeeper(const Checkpoints &wanted, netrt_train *loop,
                   std::vector<std::string> &files);

  /// False where a file could not be written; `netrt_train_last_error` tells.
  bool hear(const netrt_train_event &event);

private:
  std::string nameAt(const netrt_train_event &event) const;
  std::string pathAt(const netrt_train_event &event);
  void countOthers();
  bool write(const netrt_train_event &event, std::string &path);
  bool isNew(const netrt_train_event &event) const {
    return event.absolute_batch != writtenBatch;
  }

  const Checkpoints &wanted;
  netrt_train *loop;
  std::vector<std::string> &files;
  Due due;
  std::string start;   ///< of the training, in names of files
  int64_t counter = 0; ///< in names of files, above those of the same start
  int64_t writtenBatch = 0; ///< after which the last one was
};

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_CHECKPOINTKEEPER_H
