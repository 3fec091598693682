//===- Checkpoint.h - a training in a file --------------------*- C++ -*-===//
//
// A safetensors file: `array:<key>` are the arrays, `best:<key>` those of the
// best round, `loop:<name>` the numbers of Progress.h, `settings` what must be
// the same to go on. Its last eight bytes are a checksum of all others.
//
//===---------------------------------------------------------------------===//

#ifndef NETRT_HOST_TRAIN_CHECKPOINT_H
#define NETRT_HOST_TRAIN_CHECKPOINT_H

#include "Progress.h"
#include "Snapshot.h"

namespace netrt {

/// What decides the course of a training, a line for each: "batch size: 64".
using Fingerprint = std::vector<std::string>;

/// The first line. Older ones noted less, so that they cannot be compared.
inline constexpr const char *checkpointFormat = "format: 2";

struct CheckpointContents {
  Fingerprint settings;
  Counters counters;
  History history;
  Snapshot arrays;
  Snapshot best; ///< valid if counters.bestRound > 0
};

netrt_status writeCheckpoint(const std::string &path,
                             const CheckpointContents &contents,
                             std::string &error);

/// Reads into `contents`, whose settings and snapshots are those of the
/// training that goes on; on failure they hold anything.
netrt_status readCheckpoint(const std::string &path,
                            CheckpointContents &contents, std::string &error);

} // namespace netrt

#endif // NETRT_HOST_TRAIN_CHECKPOINT_H
