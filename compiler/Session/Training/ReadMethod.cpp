//===- ReadMethod.cpp - Method, and numbers for arrays -------------------===//

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Session/Training/ReadOptions.h"
#include "compiler/Transforms/Optimizers.h"
#include <cmath>

using namespace mlir;
using namespace netc;
using namespace netc::training;

static std::optional<double> numberOf(const Expr &value, StringRef option) {
  std::optional<double> number = value.asDouble();
  if (value.isSymbol("None"))
    return 0;
  if (option == "LearningRateMultipliers" && value.isSymbol("Automatic"))
    return 1;
  bool mayBeNegative = option == "LearningRateMultipliers";
  if (number && std::isfinite(*number) && (mayBeNegative || *number >= 0))
    return number;
  return std::nullopt;
}

/// None switches off: a multiplier of 0, no decay, no clipping.
LogicalResult training::readPartNumbers(const Expr &value, StringRef option,
                                        PartNumbers &numbers,
                                        MLIRContext *context) {
  bool isMultiplier = option == "LearningRateMultipliers";
  if (value.isSymbol("Automatic") || (value.isSymbol("None") && !isMultiplier))
    return success();
  std::string wanted = isMultiplier ? "a number, None, Automatic, or rules "
                                      "part -> number"
                                    : "a number from 0 on, None, or rules "
                                      "part -> number";
  if (!value.isList() && !value.isRule()) {
    numbers.all = numberOf(value, option);
    return numbers.all ? success() : failOption(value, option, wanted, context);
  }
  for (const Expr &rule : value.isList() ? value.args() : ArrayRef(value)) {
    std::optional<double> number;
    if (rule.isRule())
      number = numberOf(rule.args()[1], option);
    if (!number)
      return failOption(rule, option, wanted, context);
    numbers.rules.push_back({rule.args()[0], *number});
  }
  return success();
}

namespace {

class MethodReader {
public:
  MethodReader(Options &options, MLIRContext *context)
      : options(options), context(context) {}

  LogicalResult read(const Expr &method);

private:
  LogicalResult readName(const Expr &name);
  LogicalResult readOption(const Expr &rule);
  LogicalResult readSchedule(const Expr &value);
  LogicalResult readParameter(StringRef name, const Expr &value);

  Options &options;
  MLIRContext *context;
  const OptimizerSchema *schema = nullptr;
};

} // namespace

LogicalResult MethodReader::readName(const Expr &name) {
  if (!name.isString())
    return failOption(name, "Method",
                      "Automatic, \"name\" or {\"name\", suboption -> value, "
                      "...}",
                      context);
  StringRef text = name.text();
  schema = findOptimizer(text == "StochasticGradientDescent" ? "SGD" : text);
  if (!schema)
    return failName(name, "method", text, optimizerNames(), context);
  options.method.method = schema->name.str();
  return success();
}

LogicalResult MethodReader::readSchedule(const Expr &value) {
  using Kind = Schedule::Kind;
  Schedule &schedule = options.schedule;
  if (value.isSymbol("Automatic"))
    schedule.kind = Kind::Automatic;
  else if (value.isSymbol("None") || value.isString("Constant"))
    schedule.kind = Kind::Constant;
  else if (value.isString("Polynomial"))
    schedule.kind = Kind::Polynomial;
  else if (value.isCall("Function") || value.isSymbol() ||
           value.isCall("Composition"))
    schedule = {Kind::Function, value};
  else
    return failOption(value, "\"LearningRateSchedule\"",
                      "None, \"Polynomial\", Automatic or a function of batch "
                      "and total",
                      context);
  return success();
}

/// What the method can mean with: rates below 1 for averages, positive numbers
/// against division by zero.
LogicalResult MethodReader::readParameter(StringRef name, const Expr &value) {
  std::optional<double> number = value.asDouble();
  bool isEpsilon = name == "Epsilon";
  bool isGood = number && (isEpsilon ? *number > 0 && std::isfinite(*number)
                                     : *number >= 0 && *number < 1);
  if (!isGood)
    return failOption(value, "\"" + name + "\"",
                      isEpsilon ? "a positive number"
                                : "a number from 0 on and below 1",
                      context);
  options.method.parameters[name.str()] = *number;
  return success();
}

LogicalResult MethodReader::readOption(const Expr &rule) {
  StringRef name;
  if (rule.isRule())
    name = rule.args()[0].nameOrText().value_or("");
  if (name.empty())
    return failOption(rule, "an option of a method", "suboption -> value",
                      context);
  const Expr &value = rule.args()[1];
  if (name == "LearningRateSchedule")
    return readSchedule(value);
  SmallVector<StringRef> known = {"GradientClipping",     "InitialLearningRate",
                                  "L2Regularization",     "LearningRate",
                                  "LearningRateSchedule", "WeightClipping"};
  if (name == "InitialLearningRate")
    name = "LearningRate";
  if (llvm::is_contained(known, name))
    return readOptions({Expr::rule(Expr::symbol(name), value)}, options,
                       context);
  for (const OptimizerParameter &parameter : schema->parameters) {
    if (parameter.name == name)
      return value.isSymbol("Automatic") ? success()
                                         : readParameter(name, value);
    known.push_back(parameter.name);
  }
  return failName(rule.args()[0],
                  "option of method \"" + schema->name + "\":", name, known,
                  context);
}

LogicalResult MethodReader::read(const Expr &method) {
  if (method.isSymbol("Automatic"))
    return success();
  bool isList = method.isList() && !method.args().empty();
  if (failed(readName(isList ? method.args()[0] : method)))
    return failure();
  if (!isList)
    return success();
  for (const Expr &rule : method.args().drop_front())
    if (failed(readOption(rule)))
      return failure();
  return success();
}

LogicalResult training::readMethod(const Expr &method, Options &options,
                                   MLIRContext *context) {
  return MethodReader(options, context).read(method);
}
