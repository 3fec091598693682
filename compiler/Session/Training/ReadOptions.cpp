//===- ReadOptions.cpp - the options of NetTrain -------------------------===//

#include "compiler/Session/Training/ReadOptions.h"
#include "compiler/Evaluator/Builtins.h"
#include "compiler/Initialization/ReadOptions.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Printer.h"
#include "llvm/ADT/StringExtras.h"
#include <cmath>

using namespace mlir;
using namespace netc;
using namespace netc::training;

LogicalResult training::failOption(const Expr &value, const Twine &name,
                                   const Twine &wanted, MLIRContext *context) {
  return reportError(context, value.span(), "bad-option")
         << name << " is " << wanted << ", not " << describe(value);
}

LogicalResult training::failName(const Expr &place, const Twine &what,
                                 StringRef name, ArrayRef<StringRef> known,
                                 MLIRContext *context) {
  auto error = reportError(context, place.span(), "bad-option");
  error << "unknown " << what << " " << toInputForm(place);
  if (std::string hint = didYouMean(name, known); !hint.empty())
    error.attachNote() << "hint: " << hint;
  error.attachNote() << "there are " << llvm::join(known, ", ");
  return error;
}

namespace {

/// Reads one rule after the other.
class OptionReader {
public:
  OptionReader(Options &options, MLIRContext *context)
      : options(options), context(context) {}

  LogicalResult read(const Expr &rule);

private:
  LogicalResult fail(const Expr &value, const Twine &wanted) {
    return failOption(value, name, wanted, context);
  }
  LogicalResult readBatchSize(const Expr &value);
  LogicalResult readLearningRate(const Expr &value);
  LogicalResult readRounds(const Expr &value);
  LogicalResult readTimeGoal(const Expr &value);
  LogicalResult readSeed(const Expr &value);
  LogicalResult readDevice(const Expr &value);
  LogicalResult readPrecision(const Expr &value);
  LogicalResult readGoal(const Expr &value);
  LogicalResult readMeasurements(const Expr &value);
  LogicalResult readLoss(const Expr &value) {
    options.loss = value.isSymbol("Automatic") ? Expr() : value;
    return success();
  }
  LogicalResult readMethodOption(const Expr &value) {
    return readMethod(value, options, context);
  }
  template <PartNumbers Options::*member>
  LogicalResult readNumbers(const Expr &value) {
    return readPartNumbers(value, name, options.*member, context);
  }
  template <auto member, auto function>
  LogicalResult readWith(const Expr &value) {
    return function(value, options.*member, context);
  }

  struct Entry {
    StringRef name;
    LogicalResult (OptionReader::*read)(const Expr &value);
  };
  static ArrayRef<Entry> entries();

  Options &options;
  MLIRContext *context;
  StringRef name; ///< of the option that is read
};

} // namespace

ArrayRef<OptionReader::Entry> OptionReader::entries() {
  using R = OptionReader;
  using O = Options;
  static const Entry table[] = {
      {"BatchSize", &R::readBatchSize},
      {"GradientClipping", &R::readNumbers<&O::gradientClipping>},
      {"L2Regularization", &R::readNumbers<&O::regularization>},
      {"LearningRate", &R::readLearningRate},
      {"LearningRateMultipliers", &R::readNumbers<&O::multipliers>},
      {"LossFunction", &R::readLoss},
      {"MaxTrainingRounds", &R::readRounds},
      {"Method", &R::readMethodOption},
      {"PerformanceGoal", &R::readGoal},
      {"RandomSeeding", &R::readSeed},
      {"TargetDevice", &R::readDevice},
      {"TimeGoal", &R::readTimeGoal},
      {"TrainingProgressCheckpointing",
       &R::readWith<&O::checkpoints, readCheckpointing>},
      {"TrainingProgressFunction",
       &R::readWith<&O::progress, readProgressFunction>},
      {"TrainingProgressMeasurements", &R::readMeasurements},
      {"TrainingProgressReporting", &R::readWith<&O::progress, readReporting>},
      {"TrainingStoppingCriterion", &R::readWith<&O::stopping, readStopping>},
      {"TrainingUpdateSchedule", &R::readWith<&O::updates, readUpdates>},
      {"ValidationSet", &R::readWith<&O::validation, readValidation>},
      {"WeightClipping", &R::readNumbers<&O::weightClipping>},
      {"WorkingPrecision", &R::readPrecision},
  };
  return table;
}

LogicalResult OptionReader::read(const Expr &rule) {
  StringRef written;
  if (rule.isRule())
    written = rule.args()[0].nameOrText().value_or("");
  const Entry *found = llvm::find_if(
      entries(), [&](const Entry &entry) { return entry.name == written; });
  if (found != entries().end()) {
    name = found->name;
    return (this->*found->read)(rule.args()[1]);
  }
  if (!rule.isRule())
    return reportError(context, rule.span(), "bad-argument")
           << "NetTrain has a net, data, a property and options; what is "
           << describe(rule) << "?";
  SmallVector<StringRef> known;
  for (const Entry &entry : entries())
    known.push_back(entry.name);
  return failName(rule.args()[0], "option", written, known, context);
}

LogicalResult training::readOptions(ArrayRef<Expr> rules, Options &options,
                                    MLIRContext *context) {
  OptionReader reader(options, context);
  for (const Expr &rule : rules)
    if (failed(reader.read(rule)))
      return failure();
  return success();
}

//===----------------------------------------------------------------------===//
// Numbers and words
//===----------------------------------------------------------------------===//

LogicalResult OptionReader::readBatchSize(const Expr &value) {
  options.batchSize = value.asInt64().value_or(0);
  return options.batchSize > 0 || value.isSymbol("Automatic")
             ? success()
             : fail(value, "a positive integer or Automatic");
}

LogicalResult OptionReader::readLearningRate(const Expr &value) {
  options.learningRate = value.asDouble().value_or(0);
  bool isGood = std::isfinite(options.learningRate) && options.learningRate > 0;
  return isGood || value.isSymbol("Automatic")
             ? success()
             : fail(value, "a positive number or Automatic");
}

LogicalResult OptionReader::readRounds(const Expr &value) {
  if (value.isSymbol("Automatic"))
    return success();
  FailureOr<Interval> limit = readInterval(value, name, context);
  if (failed(limit))
    return failure();
  if (limit->rounds)
    options.rounds = limit->rounds;
  if (limit->batches)
    options.batches = limit->batches;
  if (limit->seconds > 0)
    options.timeGoal = limit->seconds;
  return success();
}

LogicalResult OptionReader::readTimeGoal(const Expr &value) {
  if (value.isSymbol("Automatic"))
    return success();
  std::optional<double> seconds = value.asDouble();
  if (value.isCall("Quantity")) {
    FailureOr<Interval> limit = readInterval(value, name, context);
    if (failed(limit))
      return failure();
    seconds = limit->seconds;
  }
  if (!seconds || !(*seconds > 0) || !std::isfinite(*seconds))
    return fail(value, "a positive number of seconds, Quantity[n, \"Minutes\"] "
                       "or Automatic");
  // The shorter of two wins.
  options.timeGoal = std::min(*seconds, options.timeGoal.value_or(*seconds));
  return success();
}

LogicalResult OptionReader::readSeed(const Expr &value) {
  FailureOr<uint64_t> seed = netc::readSeed(value, context);
  if (failed(seed))
    return failure();
  options.seed = *seed;
  return success();
}

LogicalResult OptionReader::readDevice(const Expr &value) {
  if (value.nameOrText() == "CPU" || value.isSymbol("Automatic"))
    return success();
  const Expr &kind =
      value.isList() && !value.args().empty() ? value.args()[0] : value;
  if (kind.nameOrText() == "GPU")
    return reportError(context, value.span(), "device-unavailable")
           << "NetTrain: TargetDevice -> " << toInputForm(value)
           << " could not be used; your system does not appear to have an "
              "NVIDIA GPU that this version of netc can use";
  return fail(value, "\"CPU\", \"GPU\" or {\"GPU\", n}");
}

LogicalResult OptionReader::readPrecision(const Expr &value) {
  StringRef word = value.nameOrText().value_or("");
  if (word == "Mixed")
    return reportError(context, value.span(), "mixed-needs-gpu")
           << "WorkingPrecision -> \"Mixed\" is only available with "
              "TargetDevice -> \"GPU\"";
  if (word != "Automatic" && word != "Real32" && word != "Real64")
    return fail(value, "\"Real32\", \"Real64\", \"Mixed\" or Automatic");
  options.precision =
      word == "Real64" ? ElementType::Real64 : ElementType::Real32;
  return success();
}

LogicalResult OptionReader::readGoal(const Expr &value) {
  return value.isSymbol("Automatic")
             ? success()
             : fail(value, "Automatic, the only goal there is here");
}

LogicalResult OptionReader::readMeasurements(const Expr &value) {
  if (value.isSymbol("Automatic"))
    return success();
  options.measurements.emplace();
  if (value.isSymbol("None"))
    return success();
  FailureOr<SmallVector<measurements::Spec>> specs =
      measurements::readSpecs(value, context);
  if (failed(specs))
    return failure();
  for (const measurements::Spec &spec : *specs)
    if (spec.interval && failed(readMeasuringInterval(spec.interval, context)))
      return failure();
  options.measurements = std::move(*specs);
  return success();
}
