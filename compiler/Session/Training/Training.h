//===- Training.h - trains a net on data -----------------------*- C++ -*-===//
//
// The engine behind NetTrain and `netc train`: framework.md 7. A job says what
// to train on which data and how; the outcome has the trained net and what
// happened on the way. Options in the notation become a job by ReadOptions.h.
//
//===----------------------------------------------------------------------===//

#ifndef NETC_COMPILER_SESSION_TRAINING_TRAINING_H
#define NETC_COMPILER_SESSION_TRAINING_TRAINING_H

#include "compiler/Arrays/ElementType.h"
#include "compiler/Conversion/EntryOptions.h"
#include "compiler/Frontend/Tree/Tree.h"
#include "compiler/Measurements/Spec.h"
#include "compiler/Session/Training/Measured.h"
#include "netrt/train.h"
#include <functional>
#include <optional>

namespace netc::training {

/// A number for all arrays, or for those that the first matching rule names:
/// `part -> number`, see Parts.h. Where none matches nothing is said.
struct PartNumbers {
  std::optional<double> all;
  llvm::SmallVector<std::pair<Expr, double>> rules;

  bool empty() const { return !all && rules.empty(); }
};

/// Factor of the learning rate in the course of the training.
struct Schedule {
  enum class Kind : uint8_t { Automatic, Constant, Polynomial, Function };
  Kind kind = Kind::Automatic;
  Expr function; ///< of batch and total, for Function
};

/// A group of arrays that some steps in a row update, in turn with the others.
struct UpdateGroup {
  llvm::SmallVector<Expr> parts;
  int64_t steps = 1;
};

struct Stopping {
  int32_t criterion = NETRT_STOP_NEVER;
  Expr function;   ///< in its place; gives True to stop
  std::string key; ///< of a measurement, in its place
  Span place;
  double change = 0;
  bool isRelative = false;
  int64_t patience = 0, initialPatience = 0;
};

struct Validation {
  Expr data;           ///< or a part of the training data:
  double fraction = 0; ///< of all examples, drawn by the seed
  int64_t interval = 1;

  bool isWanted() const { return data || fraction > 0; }
};

/// How often something is done: each is off at 0.
struct Interval {
  int64_t rounds = 0, batches = 0;
  double seconds = 0;
  double minimum = 0; ///< seconds between two times, whatever else is due

  bool isGiven() const { return rounds || batches || seconds > 0; }
  /// `usual` in place of what was not given.
  Interval orUsual(Interval usual) const {
    if (isGiven())
      return *this;
    usual.minimum = minimum;
    return usual;
  }
};

struct Checkpoints {
  std::string path; ///< empty: none
  /// In place of `path`: receives a file for each.
  std::string directory;
  Interval interval; ///< not given: every round
  /// Where there is no other, receives one when the training is interrupted.
  std::string rescue;

  bool areWanted() const { return !path.empty() || !directory.empty(); }
};

/// A table that is written on the way.
struct ReportFile {
  std::string path;
  Interval interval;
  Span place;
};

/// What the user hears on the way.
struct Progress {
  /// TrainingProgressFunction, called with an association.
  Expr function;
  Interval functionInterval{1, 0, 0};
  /// What Hooks::terminal shows; without one, lines of text.
  enum class Form : uint8_t { None, Bar, Panel };
  Form form = Form::None;
  Interval formInterval;
  /// Lines of text, to Hooks::print.
  bool isPrinted = false;
  Interval printInterval{0, 0, 2};
  llvm::SmallVector<ReportFile> files;
};

/// What is noted after each batch; off, since each costs a pass over arrays.
struct Collection {
  bool weightNorms = false, gradientNorms = false;
};

/// By key of the array: a value for each batch.
using ArrayLists = std::vector<std::pair<std::string, std::vector<double>>>;

/// Zero, null and empty mean what the notation calls Automatic.
struct Options {
  int64_t batchSize = 0;
  /// None of these: about 20 seconds.
  std::optional<int64_t> rounds, batches;
  std::optional<double> timeGoal; ///< in seconds
  double learningRate = 0;
  OptimizerOptions method;
  Schedule schedule;
  PartNumbers multipliers, regularization, gradientClipping, weightClipping;
  Expr loss; ///< LossFunction as the notation writes it
  llvm::SmallVector<UpdateGroup> updates;
  Stopping stopping;
  Validation validation;
  Checkpoints checkpoints;
  std::string resume; ///< a checkpoint to go on from
  /// None: the error rate of a classifier.
  std::optional<llvm::SmallVector<measurements::Spec>> measurements;
  Progress progress;
  Collection collect;
  uint64_t seed = 1234;
  int threads = 0; ///< 0: one per processor
  ElementType precision = ElementType::Real32;
};

/// Where a text can be drawn over itself.
struct Terminal {
  llvm::raw_ostream *out;
  bool colored;
};

/// What the engine asks of its caller; all may be missing.
struct Hooks {
  /// `f[args]` for data that a function makes and for schedules; reports its
  /// own errors.
  std::function<mlir::FailureOr<Expr>(const Expr &f, llvm::ArrayRef<Expr> args)>
      call;
  /// Named data sets, `training` or for tests, as columns.
  std::function<mlir::FailureOr<Expr>(const Expr &name, bool training)>
      namedData;
  /// Hears each event and says NETRT_TRAIN_CONTINUE, _STOP or _CANCEL.
  std::function<int32_t(const netrt_train_event &event)> hear;
  std::function<bool()> interrupted;
  /// Once interrupted, the step that is under way is completed, so that nothing
  /// of the training is lost; so it is where checkpoints are wanted.
  bool completesSteps = false;
  /// Receives a line about the progress.
  std::function<void(llvm::StringRef line)> print;
  std::optional<Terminal> terminal;
};

struct Job {
  /// The notation's net, for its place and to build it.
  Expr net;
  /// In one of the forms of framework.md 7.2.
  Expr data;
  /// Values of arrays beside those in `net`, from a file.
  ArrayStore weights;
  Options options;
  Hooks hooks;
};

/// Lists have one value for each batch, round or validation.
struct Outcome {
  /// NETRT_OK, or why the training ended early: NETRT_CANCELLED, _NOT_FINITE,
  /// where `net` is the last sound one, or _CANNOT_WRITE.
  netrt_status status = NETRT_OK;
  std::string problem; ///< in words, for any status but NETRT_OK
  /// NETRT_NOT_FINITE because of the data: where these are written, and how the
  /// training net calls what the data call otherwise.
  Span badData;
  std::string badPort, badColumn; ///< empty: the net diverged
  /// With the ports and the structure of the given net, and values for all its
  /// arrays.
  BuiltNet net;
  llvm::SmallVector<std::string> lossNames;
  llvm::SmallVector<Expr> losses; ///< null for an output that is a loss
  llvm::SmallVector<std::string> lossOutputs; ///< of the net, one for each
  std::string method;
  int32_t end = NETRT_END_NONE;
  int64_t batchSize = 0, batchesPerRound = 0;
  int64_t batches = 0, rounds = 0, examples = 0;
  int64_t trainingExamples = 0, validationExamples = 0;
  int64_t bestRound = 0;
  double seconds = 0;
  double initialLearningRate = 0, finalLearningRate = 0;
  std::vector<double> batchLosses, roundLosses, validationLosses;
  /// What was measured: a row of `valueCount` for each.
  MeasuredColumns measured;
  size_t valueCount = 0;
  std::vector<double> batchValues, roundValues, validationValues;
  std::vector<int64_t> roundEnds, validationRounds;
  /// By key of the array.
  std::vector<std::pair<std::string, double>> multipliers;
  std::vector<std::string> checkpointFiles;
  /// Root mean squares, where they were asked for. An array that a step leaves
  /// alone has a gradient of 0 there.
  ArrayLists weightNorms, gradientNorms;
};

/// Trains. Problems are diagnostics at the user's places, but for those of
/// Outcome::status, which the caller reports.
mlir::FailureOr<Outcome> train(const Job &job, mlir::MLIRContext *context);

/// Reports what ended the training early; success where the net of the outcome
/// may take the place of a result.
mlir::LogicalResult reportEnd(const Outcome &outcome, Span place,
                              mlir::MLIRContext *context);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_TRAINING_H
