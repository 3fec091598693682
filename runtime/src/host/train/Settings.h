//===- Settings.h - the options of a training, read and copied -*- C++ -*-===//

#ifndef NETRT_HOST_TRAIN_SETTINGS_H
#define NETRT_HOST_TRAIN_SETTINGS_H

#include "netrt/train.h"

#include <string>
#include <vector>

namespace netrt {

struct LossSetting {
  std::string port;
  double scale = 1;
};

/// netrt_train_options of this version, checked, with copies of what they point
/// to.
struct TrainSettings {
  netrt_train_data data = {};
  netrt_train_data validation = {};
  bool validates = false;
  int64_t validationInterval = 1;
  netrt_element precision = NETRT_REAL; ///< as asked for
  uint32_t flags = 0;
  int64_t batchSize = 0;
  int64_t rounds = 0;
  int64_t batches = 0;
  double timeGoal = 0;
  double learningRate = 0;
  uint64_t seed = 0;
  std::string course; ///< lines that the host wants compared
  std::vector<LossSetting> losses;
  std::string classOutput, classTarget; ///< empty: no error rate
  netrt_measurements measurements = {}; ///< without values: none
  std::string measured;                 ///< their description
  netrt_schedule schedule = {};
  netrt_stopping stopping = {};
  std::vector<uint32_t> groups; ///< empty: each once
  std::string checkpointPath;   ///< empty: none
  int64_t everyRounds = 0;
  int64_t everyBatches = 0;
  double everySeconds = 0;
  netrt_train_listener listener = {};

  /// Batches in a round of `examples`.
  int64_t batchesFor(int64_t examples) const {
    return examples / batchSize + (examples % batchSize != 0);
  }
};

netrt_status readSettings(const netrt_train_options &options,
                          TrainSettings &settings, std::string &error);

} // namespace netrt

#endif // NETRT_HOST_TRAIN_SETTINGS_H
