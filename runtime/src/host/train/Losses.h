//===- Losses.h - what outputs say about a batch --------------*- C++ -*-===//

#ifndef NETRT_HOST_TRAIN_LOSSES_H
#define NETRT_HOST_TRAIN_LOSSES_H

#include "EntryRunner.h"
#include "Settings.h"

#include <cmath>

namespace netrt {

/// Sums over examples. Always added in the same order, so that a training that
/// is taken up comes to the same bits.
struct LossSums {
  double total = 0;          ///< scaled
  std::vector<double> parts; ///< per loss, unscaled
  int64_t examples = 0;
  int64_t decisions = 0;
  int64_t wrong = 0;

  void clear(size_t losses);
  void add(const LossSums &other);
  double loss() const { return total / static_cast<double>(examples); }
  /// NaN where nothing was decided.
  double errorRate() const {
    return static_cast<double>(wrong) / static_cast<double>(decisions);
  }
};

/// Reads losses and decisions from the outputs of one entry.
class LossReader {
public:
  netrt_status bind(const EntryRunner &runner, const TrainSettings &settings,
                    std::string &error);
  /// Sums of the batch that was just run.
  void read(LossSums &sums) const;

private:
  struct Loss {
    size_t output;
    double scale;
  };
  netrt_status bindLoss(const LossSetting &loss, std::string &error);
  netrt_status bindClasses(const TrainSettings &settings, std::string &error);
  void readDecisions(LossSums &sums) const;

  const EntryRunner *runner = nullptr;
  std::vector<Loss> losses;
  bool decides = false;
  size_t classOutput = 0, classTarget = 0;
};

} // namespace netrt

#endif // NETRT_HOST_TRAIN_LOSSES_H
