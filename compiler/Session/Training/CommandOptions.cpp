//===- CommandOptions.cpp - the flags of netc train as options -----------===//

#include "compiler/Session/Training/CommandOptions.h"
#include "compiler/Session/Values.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"
#include <cmath>

using namespace mlir;
using namespace netc;
using namespace netc::training;

/// Words that are options' values stand without quotes on a command line.
static Expr quote(const Expr &value) {
  return value.isSymbol() && !value.isSymbol("Automatic") &&
                 !value.isSymbol("None")
             ? Expr::string(*value.nameOrText(), value.span())
             : value;
}

static Span wholeOf(const SourceBuffer &source) {
  return {&source, 0, static_cast<uint32_t>(source.getText().size())};
}

namespace {

/// Reads flag after flag into rules.
class FlagReader {
public:
  FlagReader(const TrainRequest &request, SourceFiles &sources,
             MLIRContext *context)
      : request(request), sources(sources), context(context) {}

  FailureOr<SmallVector<Expr>> read();

private:
  LogicalResult readNumber(StringRef flag, StringRef text, StringRef option);
  LogicalResult readExpression(StringRef flag, StringRef text,
                               StringRef option);
  LogicalResult readMethod();
  LogicalResult readLosses();
  LogicalResult readLimits();
  LogicalResult readSeed();
  LogicalResult readStopping();
  LogicalResult readValidation();
  FailureOr<Expr> number(StringRef flag, StringRef text);
  FailureOr<Expr> parse(StringRef flag, StringRef text,
                        FlagValue what = FlagValue::Data) {
    return parseFlag(flag, text, sources, context, what);
  }
  void add(StringRef option, const Expr &value) {
    rules.push_back(Expr::rule(Expr::symbol(option), value, value.span()));
  }

  const TrainRequest &request;
  SourceFiles &sources;
  MLIRContext *context;
  SmallVector<Expr> rules;
};

} // namespace

/// Also `1e-3`, which is a product in the notation.
FailureOr<Expr> FlagReader::number(StringRef flag, StringRef text) {
  int64_t whole;
  double real;
  bool isWhole = llvm::to_integer(text, whole, 10);
  bool isReal = !isWhole && llvm::isDigit(text.empty() ? 'x' : text.back()) &&
                llvm::to_float(text, real);
  if (!isWhole && !isReal)
    return parse(flag, text);
  Span place = wholeOf(sources.add(flag.str(), text.str()));
  return isWhole ? Expr::integer(whole, place) : Expr::real(real, place);
}

LogicalResult FlagReader::readNumber(StringRef flag, StringRef text,
                                     StringRef option) {
  if (text.empty())
    return success();
  FailureOr<Expr> value = number(flag, text);
  if (failed(value))
    return failure();
  add(option, quote(*value));
  return success();
}

LogicalResult FlagReader::readExpression(StringRef flag, StringRef text,
                                         StringRef option) {
  if (text.empty())
    return success();
  FailureOr<Expr> value = parse(flag, text);
  if (failed(value))
    return failure();
  add(option, quote(*value));
  return success();
}

/// The schedule is an option of the method.
LogicalResult FlagReader::readMethod() {
  Expr method = Expr::string("ADAM");
  if (!request.method.empty()) {
    FailureOr<Expr> value = parse("--method", request.method);
    if (failed(value))
      return failure();
    method = quote(*value);
  }
  SmallVector<Expr> parts;
  if (method.isList() && !method.args().empty()) {
    parts.push_back(quote(method.args()[0]));
    llvm::append_range(parts, method.args().drop_front());
  } else {
    parts.push_back(method);
  }
  if (!request.schedule.empty()) {
    FailureOr<Expr> schedule = parse("--schedule", request.schedule);
    if (failed(schedule))
      return failure();
    parts.push_back(Expr::rule(Expr::string("LearningRateSchedule"),
                               quote(*schedule), schedule->span()));
  }
  if (parts.size() > 1)
    add("Method", Expr::list(parts, method.span()));
  else if (!request.method.empty())
    add("Method", parts[0]);
  return success();
}

/// `Loss`, a port; `MeanSquaredLossLayer`, a layer; rules of these.
static Expr readLoss(const Expr &loss) {
  if (loss.isRule())
    return Expr::rule(readLoss(loss.args()[0]), readLoss(loss.args()[1]),
                      loss.span());
  StringRef name = loss.isSymbol() ? *loss.nameOrText() : StringRef();
  if (name.ends_with("Layer"))
    return Expr::call(name, {}, loss.span());
  return quote(loss);
}

LogicalResult FlagReader::readLosses() {
  SmallVector<Expr> losses;
  for (const std::string &text : request.losses) {
    FailureOr<Expr> value = parse("--loss", text, FlagValue::Layers);
    if (failed(value))
      return failure();
    bool isList = value->isList();
    for (const Expr &loss : isList ? value->args() : ArrayRef<Expr>(*value))
      losses.push_back(readLoss(loss));
  }
  if (losses.size() == 1)
    add("LossFunction", losses[0]);
  else if (!losses.empty())
    add("LossFunction", Expr::list(losses, losses[0].span()));
  return success();
}

LogicalResult FlagReader::readLimits() {
  if (failed(readNumber("--rounds", request.rounds, "MaxTrainingRounds")))
    return failure();
  auto addAmount = [&](StringRef flag, const std::string &text,
                       const AmountForm &form,
                       StringRef option) -> LogicalResult {
    if (text.empty())
      return success();
    FailureOr<Expr> amount = readAmount(flag, text, form, sources, context);
    if (succeeded(amount))
      add(option, *amount);
    return amount;
  };
  if (failed(addAmount("--batches", request.batches, amountOfBatches,
                       "MaxTrainingRounds")))
    return failure();
  return addAmount("--time", request.timeGoal, amountOfTime, "TimeGoal");
}

LogicalResult FlagReader::readSeed() {
  if (request.seed.empty())
    return success();
  Span place = wholeOf(sources.add("--seed", request.seed));
  int64_t whole;
  add("RandomSeeding",
      llvm::to_integer(request.seed, whole, 10) ? Expr::integer(whole, place)
      : request.seed == "Automatic" ? Expr::symbol("Automatic", place)
                                    : Expr::string(request.seed, place));
  return success();
}

LogicalResult FlagReader::readStopping() {
  Expr criterion = Expr::string("Loss");
  if (!request.stop.empty()) {
    FailureOr<Expr> value = parse("--stop", request.stop);
    if (failed(value))
      return failure();
    criterion = quote(*value);
  }
  bool hasParts = !request.patience.empty() || !request.minimalChange.empty();
  if (hasParts && request.stop.empty())
    return reportError(context, {}, "bad-argument")
           << (request.patience.empty() ? "--min-change" : "--patience")
           << " says how patient to be; --stop says with what: Loss or "
              "ErrorRate";
  if (!hasParts && !request.stop.empty())
    add("TrainingStoppingCriterion", criterion);
  if (!hasParts)
    return success();
  SmallVector<Expr> parts;
  if (criterion.isAssociation())
    llvm::append_range(parts, criterion.args());
  else
    parts.push_back(Expr::rule(Expr::string("Criterion"), criterion));
  if (!request.patience.empty()) {
    FailureOr<Expr> patience = number("--patience", request.patience);
    if (failed(patience))
      return failure();
    parts.push_back(Expr::rule(Expr::string("Patience"), *patience));
  }
  if (StringRef text = request.minimalChange; !text.empty()) {
    bool isPercent = text.consume_back("%");
    FailureOr<Expr> change = number("--min-change", text.trim());
    if (failed(change))
      return failure();
    Expr value =
        isPercent ? Expr::call("Quantity", {*change, Expr::string("Percent")},
                               change->span())
                  : *change;
    parts.push_back(Expr::rule(
        Expr::string(isPercent ? "RelativeChange" : "AbsoluteChange"), value));
  }
  add("TrainingStoppingCriterion", Expr::association(parts, parts[0].span()));
  return success();
}

/// `0.1` and `10%` are a part of the training data.
static std::optional<double> fractionOf(ArrayRef<std::string> values) {
  double fraction;
  StringRef text = values.size() == 1 ? values[0] : StringRef();
  bool isPercent = text.consume_back("%");
  if (text.empty() || !llvm::to_float(text.trim(), fraction))
    return std::nullopt;
  return isPercent ? fraction / 100 : fraction;
}

LogicalResult FlagReader::readValidation() {
  const std::vector<std::string> &values = request.validation;
  if (values.empty() && request.validationInterval.empty())
    return success();
  if (values.empty())
    return reportError(context, {}, "bad-argument")
           << "--validation-interval says how often to validate; --validation "
              "says with what";
  Expr data;
  if (std::optional<double> fraction = fractionOf(values)) {
    Span place = wholeOf(sources.add("--validation", values[0]));
    data = Expr::call("Scaled", {Expr::real(*fraction, place)}, place);
  } else {
    FailureOr<Expr> read =
        readDataFlag("--validation", values, sources, context);
    if (failed(read))
      return failure();
    data = *read;
  }
  if (!request.validationInterval.empty()) {
    FailureOr<Expr> interval =
        readAmount("--validation-interval", request.validationInterval,
                   amountOfRounds, sources, context);
    if (failed(interval))
      return failure();
    data = Expr::list({data, Expr::rule(Expr::string("Interval"), *interval)},
                      data.span());
  }
  add("ValidationSet", data);
  return success();
}

FailureOr<SmallVector<Expr>> FlagReader::read() {
  const TrainRequest &r = request;
  bool bad =
      failed(readMethod()) ||
      failed(readNumber("--learning-rate", r.learningRate, "LearningRate")) ||
      failed(readLimits()) ||
      failed(readNumber("--batch-size", r.batchSize, "BatchSize")) ||
      failed(readLosses()) || failed(readSeed()) ||
      failed(readNumber("--multipliers", r.multipliers,
                        "LearningRateMultipliers")) ||
      failed(readNumber("--l2", r.regularization, "L2Regularization")) ||
      failed(readNumber("--clip-gradient", r.gradientClipping,
                        "GradientClipping")) ||
      failed(
          readNumber("--clip-weights", r.weightClipping, "WeightClipping")) ||
      failed(
          readExpression("--updates", r.updates, "TrainingUpdateSchedule")) ||
      failed(readExpression("--measurements", r.measurements,
                            "TrainingProgressMeasurements")) ||
      failed(readExpression("--precision", r.precision, "WorkingPrecision")) ||
      failed(readExpression("--device", r.device, "TargetDevice")) ||
      failed(readStopping()) || failed(readValidation());
  if (bad)
    return failure();
  return std::move(rules);
}

FailureOr<SmallVector<Expr>> training::readFlags(const TrainRequest &request,
                                                 SourceFiles &sources,
                                                 MLIRContext *context) {
  return FlagReader(request, sources, context).read();
}

FailureOr<Expr> training::readAmount(StringRef flag, StringRef text,
                                     const AmountForm &form,
                                     SourceFiles &sources,
                                     MLIRContext *context) {
  Span place = wholeOf(sources.add(flag.str(), text.str()));
  size_t end = text.find_first_not_of("0123456789.eE+-");
  StringRef digits = text.take_front(end).trim();
  StringRef word = end == StringRef::npos ? "" : text.drop_front(end).trim();
  StringRef unit = llvm::StringSwitch<StringRef>(word)
                       .Case("", form.usualUnit)
                       .CasesLower({"s", "sec", "second", "seconds"}, "Seconds")
                       .CasesLower({"m", "min", "minute", "minutes"}, "Minutes")
                       .CasesLower({"h", "hour", "hours"}, "Hours")
                       .CasesLower({"round", "rounds"}, "Rounds")
                       .CasesLower({"batch", "batches"}, "Batches")
                       .Default("");
  bool isCount = unit == "Rounds" || unit == "Batches";
  bool hasUnit = isCount ? form.usualUnit == unit || form.takesAll
                         : form.usualUnit == "Seconds" || form.takesAll;
  int64_t whole = 0;
  double real = 0;
  bool isWhole = llvm::to_integer(digits, whole, 10);
  bool isNumber = isWhole ? whole > 0
                          : !isCount && llvm::to_float(digits, real) &&
                                real > 0 && std::isfinite(real);
  if (unit.empty() || !hasUnit || !isNumber)
    return reportError(context, place, "bad-option")
           << flag << " is " << form.description << ", not \"" << text << "\"";
  return Expr::call(
      "Quantity",
      {isWhole ? Expr::integer(whole, place) : Expr::real(real, place),
       Expr::string(unit, place)},
      place);
}

//===----------------------------------------------------------------------===//
// Data
//===----------------------------------------------------------------------===//

/// Two values without ports are inputs and what their outputs are compared
/// with.
static FailureOr<Expr> joinUnnamed(StringRef flag, ArrayRef<Expr> values,
                                   MLIRContext *context) {
  if (values.size() == 1)
    return quote(values[0]);
  if (values.size() == 2)
    return Expr::rule(values[0], values[1], values[0].span());
  return reportError(context, values[2].span(), "bad-argument")
         << "more than two values need the names of their ports: " << flag
         << " PORT=VALUE";
}

FailureOr<Expr> training::readDataFlag(StringRef flag,
                                       ArrayRef<std::string> values,
                                       SourceFiles &sources,
                                       MLIRContext *context) {
  SmallVector<Expr> columns, unnamed;
  llvm::StringSet<> ports;
  for (const std::string &text : values) {
    auto given = readArgument(flag, text, sources, context);
    if (failed(given))
      return failure();
    for (const NamedValue &each : *given) {
      Expr value = each.value;
      if (!value.span())
        value = value.withSpan(wholeOf(sources.addFlag(flag, text)));
      if (each.port.empty()) {
        unnamed.push_back(value);
        continue;
      }
      if (!ports.insert(each.port).second)
        return reportError(context, value.span(), "duplicate-name")
               << "port \"" << each.port << "\" is given twice";
      columns.push_back(
          Expr::rule(Expr::string(each.port), value, value.span()));
    }
  }
  if (columns.empty() && !unnamed.empty())
    return joinUnnamed(flag, unnamed, context);
  if (!unnamed.empty())
    return reportError(context, unnamed[0].span(), "bad-argument")
           << "some values have the names of their ports, this one has none: "
           << flag << " PORT=VALUE";
  return Expr::association(columns, columns[0].span());
}
