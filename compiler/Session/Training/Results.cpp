//===- Results.cpp - what a training tells -------------------------------===//

#include "compiler/Session/Training/Results.h"
#include "compiler/Arrays/Convert.h"
#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Session/Training/Parts.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace netc;
using namespace netc::training;

StringRef training::reasonOf(int32_t end) {
  switch (end) {
  case NETRT_END_ROUNDS:
  case NETRT_END_BATCHES:
    return "MaxTrainingRounds";
  case NETRT_END_TIME:
    return "TimeGoal";
  case NETRT_END_CRITERION:
    return "TrainingStoppingCriterion";
  case NETRT_END_STOPPED:
    return "StopTraining";
  case NETRT_END_NOT_FINITE:
    return "NotFinite";
  default:
    return "Interrupted";
  }
}

//===----------------------------------------------------------------------===//
// The object
//===----------------------------------------------------------------------===//

template <typename T> static Expr toList(const std::vector<T> &values) {
  auto owner = std::make_shared<std::vector<T>>(values);
  auto data = std::make_shared<ArrayData>();
  data->element =
      std::is_same_v<T, double> ? ElementType::Real64 : ElementType::Integer64;
  data->shape = {static_cast<int64_t>(values.size())};
  data->bytes = ArrayRef<char>(reinterpret_cast<const char *>(owner->data()),
                               owner->size() * sizeof(T));
  data->owner = owner;
  return values.empty() ? Expr::list({}) : Expr::numeric(data);
}

static Expr lastOf(const std::vector<double> &values) {
  return values.empty() ? Expr::call("Missing", {Expr::string("NotAvailable")})
                        : Expr::real(values.back());
}

/// The net with its losses, as a graph of the two kinds.
static Expr trainingNet(const Expr &net, const Outcome &outcome) {
  SmallVector<Expr> layers{Expr::rule(Expr::string("Net"), net)}, edges;
  auto port = [](ArrayRef<Expr> args) { return Expr::call("NetPort", args); };
  for (auto [name, layer, output] :
       llvm::zip(outcome.lossNames, outcome.losses, outcome.lossOutputs)) {
    if (!layer)
      continue;
    layers.push_back(Expr::rule(Expr::string(name), layer));
    edges.push_back(Expr::rule(
        port({Expr::list({Expr::string("Net"), Expr::string(output)})}),
        port({Expr::list({Expr::string(name), Expr::string("Input")})})));
  }
  if (edges.empty())
    return net;
  return Expr::call("NetGraph", {Expr::association(layers), Expr::list(edges)});
}

static Expr positionOf(ArrayRef<Step> path) {
  SmallVector<Expr> steps;
  for (const Step &step : path)
    steps.push_back(step.name.empty() ? Expr::integer(step.place)
                                      : Expr::string(step.name));
  return Expr::list(steps);
}

/// By position, every one of a shared array; None where it is frozen.
static Expr multipliersOf(const Outcome &outcome) {
  ModuleOp module = *outcome.net.module;
  SmallVector<Expr> rules;
  for (const NetPart &part : partsOf(*module.getOps<net::RootOp>().begin()))
    for (const auto &[key, multiplier] : outcome.multipliers)
      if (key == part.key)
        for (const SmallVector<Step> &path : part.paths)
          rules.push_back(Expr::rule(positionOf(path),
                                     multiplier == 0 ? Expr::symbol("None")
                                                     : Expr::real(multiplier)));
  return Expr::association(rules);
}

static Expr listsOf(const ArrayLists &lists) {
  SmallVector<Expr> rules;
  for (const auto &[key, values] : lists)
    rules.push_back(Expr::rule(Expr::string(key), toList(values)));
  return Expr::association(rules);
}

/// Of the arrays that can be trained.
static Expr histogramsOf(const Outcome &outcome) {
  SmallVector<Expr> rules;
  for (const auto &[key, multiplier] : outcome.multipliers)
    if (const ArrayData *array = outcome.net.arrays.lookup(key))
      rules.push_back(Expr::rule(Expr::string(key),
                                 Expr::string(drawHistogram(*array, key))));
  return Expr::association(rules);
}

/// Batches done before each validation.
static std::vector<int64_t> validationPositions(const Outcome &outcome) {
  std::vector<int64_t> positions;
  for (int64_t round : outcome.validationRounds)
    if (round >= 1 && round <= static_cast<int64_t>(outcome.roundEnds.size()))
      positions.push_back(outcome.roundEnds[static_cast<size_t>(round) - 1]);
  return positions;
}

static double perSecond(int64_t count, double seconds) {
  return seconds > 0 ? static_cast<double>(count) / seconds : 0;
}

FailureOr<Expr> training::makeResultsObject(const Outcome &outcome,
                                            StringRef inputForm,
                                            int64_t inlineLimit) {
  WriteOptions write;
  write.inlineLimit = inlineLimit;
  FailureOr<Expr> net =
      writeNet(*outcome.net.module, outcome.net.arrays, write);
  if (failed(net))
    return failure();
  auto lists = [&](const std::vector<double> &rows, size_t count) {
    return measuredLists(outcome.measured, rows.data(),
                         static_cast<int64_t>(count), outcome.valueCount);
  };
  auto last = [&](const std::vector<double> &rows) {
    return measuredValues(outcome.measured,
                          rows.empty()
                              ? nullptr
                              : rows.data() + rows.size() - outcome.valueCount);
  };
  SmallVector<Expr> files;
  for (const std::string &file : outcome.checkpointFiles)
    files.push_back(Expr::string(file));
  const Outcome &o = outcome;
  std::pair<StringRef, Expr> properties[] = {
      {"TrainedNet", *net},
      {"TrainingNet", trainingNet(*net, o)},
      {"BatchLossList", toList(o.batchLosses)},
      {"RoundLossList", toList(o.roundLosses)},
      {"RoundLoss", lastOf(o.roundLosses)},
      {"ValidationLoss", lastOf(o.validationLosses)},
      {"ValidationLossList", toList(o.validationLosses)},
      {"ValidationRounds", toList(o.validationRounds)},
      {"ValidationPositions", toList(validationPositions(o))},
      {"BatchMeasurementsLists", lists(o.batchValues, o.batchLosses.size())},
      {"RoundMeasurements", last(o.roundValues)},
      {"RoundMeasurementsLists", lists(o.roundValues, o.roundLosses.size())},
      {"ValidationMeasurements", last(o.validationValues)},
      {"ValidationMeasurementsLists",
       lists(o.validationValues, o.validationLosses.size())},
      {"BestValidationRound", Expr::integer(o.bestRound)},
      {"BatchSize", Expr::integer(o.batchSize)},
      {"BatchesPerRound", Expr::integer(o.batchesPerRound)},
      {"TotalBatches", Expr::integer(o.batches)},
      {"TotalRounds", Expr::integer(o.rounds)},
      {"ExamplesProcessed", Expr::integer(o.examples)},
      {"TrainingExamples", Expr::integer(o.trainingExamples)},
      {"ValidationExamples", Expr::integer(o.validationExamples)},
      {"RoundPositions", toList(o.roundEnds)},
      {"InitialLearningRate", Expr::real(o.initialLearningRate)},
      {"FinalLearningRate", Expr::real(o.finalLearningRate)},
      {"OptimizationMethod", Expr::string(o.method)},
      {"ArraysLearningRateMultipliers", multipliersOf(o)},
      {"MeanBatchesPerSecond", Expr::real(perSecond(o.batches, o.seconds))},
      {"MeanExamplesPerSecond", Expr::real(perSecond(o.examples, o.seconds))},
      {"TotalTrainingTime", Expr::real(o.seconds)},
      {"TargetDevice", Expr::string("CPU")},
      {"ReasonTrainingStopped", Expr::string(reasonOf(o.end))},
      {"CheckpointingFiles", Expr::list(files)},
      {"NetTrainInputForm", Expr::string(inputForm)},
      {"FinalWeightsHistograms", histogramsOf(o)},
  };
  SmallVector<Expr> rules;
  for (const auto &[name, value] : properties)
    rules.push_back(Expr::rule(Expr::string(name), value));
  if (!o.weightNorms.empty())
    rules.push_back(
        Expr::rule(Expr::string("RMSWeightsLists"), listsOf(o.weightNorms)));
  if (!o.gradientNorms.empty())
    rules.push_back(
        Expr::rule(Expr::string("RMSGradientLists"), listsOf(o.gradientNorms)));
  return Expr::call("NetTrainResultsObject", {Expr::association(rules)});
}

//===----------------------------------------------------------------------===//
// Properties
//===----------------------------------------------------------------------===//

static Expr findKept(const Expr &object, StringRef name) {
  for (const Expr &rule : object.args()[0].args())
    if (rule.args()[0].isString(name))
      return rule.args()[1];
  return {};
}

static std::vector<double> numbersOf(const Expr &list) {
  std::vector<double> numbers;
  if (list.isNumeric())
    for (int64_t i = 0, count = list.array()->elementCount(); i < count; ++i)
      numbers.push_back(elementAsDouble(*list.array(), i));
  return numbers;
}

static Expr lossPlot(const Expr &object) {
  std::vector<int64_t> places;
  for (double place : numbersOf(findKept(object, "ValidationPositions")))
    places.push_back(static_cast<int64_t>(place));
  return Expr::string(drawLosses(
      numbersOf(findKept(object, "BatchLossList")),
      numbersOf(findKept(object, "ValidationLossList")), places, "Loss"));
}

/// Null where the lists were not kept.
static Expr normPlot(const Expr &object, StringRef lists, StringRef title) {
  Expr kept = findKept(object, lists);
  if (!kept)
    return {};
  SmallVector<Curve> curves;
  for (const Expr &rule : kept.args())
    curves.push_back({rule.args()[0].text().str(), numbersOf(rule.args()[1])});
  return Expr::string(drawNorms(curves, title));
}

static constexpr StringRef plots[] = {"LossPlot", "RMSWeightsEvolutionPlot",
                                      "RMSGradientsEvolutionPlot"};

static Expr makePlot(const Expr &object, StringRef name) {
  if (name == plots[0])
    return lossPlot(object);
  if (name == plots[1])
    return normPlot(object, "RMSWeightsLists", "RMS of arrays");
  if (name == plots[2])
    return normPlot(object, "RMSGradientLists", "RMS of gradients");
  return {};
}

/// Properties that are made of others.
static Expr makeProperty(const Expr &object, StringRef name) {
  if (name != "FinalPlots")
    return makePlot(object, name);
  SmallVector<Expr> rules;
  for (StringRef plot : plots)
    if (Expr made = makePlot(object, plot))
      rules.push_back(
          Expr::rule(Expr::string(plot == "LossPlot" ? "Loss" : plot), made));
  return Expr::association(rules);
}

static StringRef currentName(StringRef name) {
  return llvm::StringSwitch<StringRef>(name)
      .Case("FinalNet", "TrainedNet")
      .Case("LossEvolutionPlot", "LossPlot")
      .Default(name);
}

/// The lists that a property is made of while the net is trained; empty where
/// it needs none.
static StringRef normsFor(StringRef name) {
  return llvm::StringSwitch<StringRef>(name)
      .Cases({"RMSWeightsLists", "RMSWeightsEvolutionPlot"}, "RMSWeightsLists")
      .Cases({"RMSGradientLists", "RMSGradientsEvolutionPlot"},
             "RMSGradientLists")
      .Default("");
}

void training::collectFor(const Expr &property, Collection &collect) {
  if (property.isList())
    for (const Expr &each : property.args())
      collectFor(each, collect);
  StringRef lists = property.isString() ? normsFor(property.text()) : "";
  collect.weightNorms |= lists == "RMSWeightsLists";
  collect.gradientNorms |= lists == "RMSGradientLists";
}

static SmallVector<StringRef> propertyNames(const Expr &object) {
  SmallVector<StringRef> names{"FinalPlots", "Properties"};
  for (StringRef plot : plots)
    if (normsFor(plot).empty() || findKept(object, normsFor(plot)))
      names.push_back(plot);
  for (const Expr &rule : object.args()[0].args())
    names.push_back(rule.args()[0].text());
  llvm::sort(names);
  return names;
}

FailureOr<Expr> training::resultsProperty(const Expr &object, const Expr &name,
                                          MLIRContext *context) {
  if (name.isList()) {
    SmallVector<Expr> values;
    for (const Expr &each : name.args()) {
      FailureOr<Expr> value = resultsProperty(object, each, context);
      if (failed(value))
        return failure();
      values.push_back(*value);
    }
    return Expr::list(values);
  }
  if (name.isSymbol("All"))
    return object;
  StringRef word = currentName(name.isString() ? name.text() : "");
  SmallVector<StringRef> names = propertyNames(object);
  if (word == "Properties")
    return Expr::list(llvm::map_to_vector(
        names, [](StringRef each) { return Expr::string(each); }));
  if (Expr kept = findKept(object, word))
    return kept;
  if (Expr made = makeProperty(object, word))
    return made;
  auto error = reportError(context, name.span(), "bad-argument");
  if (!normsFor(word).empty()) {
    error << describe(name)
          << " was not kept: norms are, where the training is asked for them";
    error.attachNote() << "hint: NetTrain[net, data, {All, \"" << word
                       << "\"}]";
    return error;
  }
  error << "a training has no property " << describe(name);
  if (std::string hint = didYouMean(word, names); !hint.empty())
    error.attachNote() << "hint: " << hint;
  error.attachNote() << "properties: " << llvm::join(names, ", ");
  return error;
}

FailureOr<Expr> training::resultsProperty(const Expr &object,
                                          ArrayRef<Expr> args, Span place,
                                          MLIRContext *context) {
  if (args.size() > 1)
    return reportError(context, args[1].span(), "bad-argument")
           << "NetTrainResultsObject[...] takes one property";
  return resultsProperty(
      object, args.empty() ? Expr::string("TrainedNet", place) : args[0],
      context);
}

Expr training::summaryOf(const Expr &object) {
  static constexpr StringRef shown[] = {
      "TotalRounds",       "TotalBatches",          "BatchSize",
      "RoundLoss",         "ValidationLoss",        "RoundMeasurements",
      "TotalTrainingTime", "MeanExamplesPerSecond", "OptimizationMethod",
      "TargetDevice",      "ReasonTrainingStopped"};
  SmallVector<Expr> rules;
  for (StringRef name : shown) {
    Expr value = findKept(object, name);
    bool isEmpty = value.isCall("Missing") ||
                   (value.isAssociation() && value.args().empty());
    if (!isEmpty)
      rules.push_back(Expr::rule(Expr::string(name), value));
  }
  return Expr::call("NetTrainResultsObject", {Expr::association(rules)});
}
