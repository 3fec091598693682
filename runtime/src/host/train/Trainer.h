//===- Trainer.h - the training loop --------------------------*- C++ -*-===//
//
// Between two steps all that a training consists of is in `contents` and in the
// arrays, so that it can be written, taken up, and put back at any such moment.
//
//===---------------------------------------------------------------------===//

#ifndef NETRT_HOST_TRAIN_TRAINER_H
#define NETRT_HOST_TRAIN_TRAINER_H

#include "BadValue.h"
#include "Checkpoint.h"
#include "Columns.h"
#include "Order.h"

#include <chrono>
#include <memory>

namespace netrt {

/// The shortest text that means this real and no other, in any locale.
std::string showReal(double value); // Fingerprint.cpp

class Trainer {
public:
  Trainer(netrt_context *context, netrt_arrays *arrays)
      : context(context), arrays(arrays) {}

  netrt_status setUp(const netrt_train_options &options); // TrainerSetUp.cpp
  netrt_status resume(const std::string &path);           // TrainerSave.cpp
  netrt_status save(const std::string &path);
  /// At most `limit` steps.
  netrt_status advance(int64_t limit); // Trainer.cpp
  bool isOver() const { return end != NETRT_END_NONE; }
  void describe(netrt_train_result &result) const; // TrainerReport.cpp
  netrt_status fail(netrt_status status, std::string text);

  std::string error;

private:
  /// Examples, and how many make a round.
  struct Source {
    netrt_train_data data = {};
    ExampleOrder order;
    int64_t examples = 0; ///< of a round
    int64_t batches = 0;
    bool isGenerator() const { return data.count == 0; }
  };
  /// A way to run batches.
  struct Runner {
    EntryRunner entry;
    LossReader losses;
    Columns columns;
    netrt_train_data data = {}; ///< always with a callback
  };

  // TrainerSetUp.cpp
  netrt_status setUpEntries();
  netrt_status setUpRunner(uint32_t entry, const Source &source,
                           std::unique_ptr<Runner> &runner);
  netrt_status setUpSteps();
  void setUpSource(const netrt_train_data &data, bool shuffled, Source &source);
  netrt_status checkVariants(uint32_t entry, const Source &source);
  netrt_status reserve();
  netrt_status checkOutside();
  void makeFingerprint(); // Fingerprint.cpp
  void addPrograms();
  void addData();

  // Trainer.cpp
  netrt_status runSteps(int64_t limit);
  netrt_status begin();
  netrt_status step();
  netrt_status runStep(Runner &runner);
  netrt_status chooseRate(double &rate);
  int reachedLimit() const;
  netrt_status finish(int reason);
  netrt_status keepGood();
  netrt_status fallBack();
  netrt_status notFinite(const std::string &what);
  netrt_status lossNotFinite(const std::string &what, const Runner &runner,
                             const int64_t *places);
  void countTime();
  const int64_t *placesFrom(int64_t first) const;

  // TrainerRound.cpp
  netrt_status completeRound();
  netrt_status validate();
  void watchCriterion();
  netrt_status runValidation(LossSums &sums);
  void record(const LossSums &sums, std::vector<double> &losses,
              std::vector<double> &parts, std::vector<double> &rates);

  // TrainerSave.cpp
  bool isCheckpointDue(bool roundEnded) const;
  netrt_status writeDueCheckpoint(bool roundEnded);
  netrt_status writeOwnCheckpoint();
  void rememberWritten();

  // TrainerReport.cpp
  netrt_train_event describeEvent(int kind) const;
  void showValues(netrt_train_event &event);
  void hear(netrt_train_event event);
  netrt_status hearBatch(int kind, const Runner &runner, const LossSums &sums,
                         int64_t batch, const int64_t *places);

  // TrainerMeasure.cpp
  bool measures() const { return settings.measurements.value_count > 0; }
  netrt_status measure(const netrt_train_event &event);
  void addValues(const std::vector<double> &sums, std::vector<double> &rows);

  using Clock = std::chrono::steady_clock;

  netrt_context *context;
  netrt_arrays *arrays;
  TrainSettings settings;
  Source training, validation;
  std::vector<std::unique_ptr<Runner>> steps; ///< per group
  std::unique_ptr<Runner> validator;
  std::vector<uint32_t> cycle; ///< places in `steps`
  int64_t total = 0;           ///< batches; 0: open

  CheckpointContents contents; ///< its snapshot is the last good one
  Counters good;               ///< the moment of that snapshot
  LossSums batchSums, validationSums;
  std::vector<double> batchMeasured, validationMeasured; ///< sums
  std::vector<double> roundValues; ///< of the round in work, when asked for
  bool begun = false;
  bool isRunning = false; ///< a callback may be on its way
  int end = NETRT_END_NONE;
  netrt_status endStatus = NETRT_OK;
  BadValue bad;                           ///< what made the loss not finite
  int32_t request = NETRT_TRAIN_CONTINUE; ///< of the listener
  Clock::time_point mark;                 ///< time is counted up to here
  bool isValidating = false;
  bool hasData = false;       ///< the fingerprint
  bool writtenNow = false;    ///< the checkpoint is of this moment
  int64_t writtenBatches = 0; ///< when the last one was
  double writtenSeconds = 0;
  int64_t writtenRounds = 0;
  double resumedSeconds = 0; ///< for the speed
  int64_t resumedExamples = 0;
};

} // namespace netrt

#endif // NETRT_HOST_TRAIN_TRAINER_H
