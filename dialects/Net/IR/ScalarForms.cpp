//===- ScalarForms.cpp - If, Which, Piecewise, Clip, comparison chains ---===//

#include "dialects/Net/IR/ScalarOperations.h"
#include "dialects/Net/IR/ScalarReader.h"
#include <limits>

using namespace mlir;
using namespace netc::net;

static std::optional<ArrayRef<Attribute>> listElements(Attribute expression) {
  auto call = dyn_cast<CallAttr>(expression);
  if (!call || !call.isCall("List"))
    return std::nullopt;
  return call.getArgs();
}

std::optional<FailureOr<unsigned>>
ScalarReader::evaluateForm(CallAttr call, const Scope *scope) {
  if (call.isCall("If"))
    return evaluateIf(call, scope);
  if (call.isCall("Which"))
    return evaluateWhich(call, scope);
  if (call.isCall("Piecewise"))
    return evaluatePiecewise(call, scope);
  if (call.isCall("Clip") && call.getArgs().size() > 1)
    return evaluateClip(call, scope);
  if (call.isCall("Inequality"))
    return evaluateInequality(call, scope);
  return std::nullopt;
}

// `value` where `test` holds.
FailureOr<unsigned> ScalarReader::choose(Attribute test, Attribute value,
                                         Result otherwise, const Scope *scope) {
  if (failed(otherwise))
    return failure();
  Result holds = condition(test, scope);
  if (failed(holds))
    return failure();
  Result chosen = number(value, scope);
  if (failed(chosen))
    return failure();
  return terms.select(*holds, *chosen, *otherwise);
}

FailureOr<unsigned> ScalarReader::evaluateIf(CallAttr call,
                                             const Scope *scope) {
  ArrayRef<Attribute> args = call.getArgs();
  if (args.size() != 3) {
    InFlightDiagnostic error = report();
    error << "If takes a condition and two values, got " << args.size()
          << " argument(s)";
    error.attachNote() << "hint: such as If[# > 0, #, 0.01 #] &";
    return error;
  }
  return choose(args[0], args[1], number(args[2], scope), scope);
}

// Where no condition holds there is no number.
FailureOr<unsigned> ScalarReader::evaluateWhich(CallAttr call,
                                                const Scope *scope) {
  ArrayRef<Attribute> args = call.getArgs();
  if (args.empty() || args.size() % 2 != 0)
    return report() << "Which takes pairs of a condition and a value, got "
                    << args.size() << " argument(s)";
  Result result =
      terms.constant(std::numeric_limits<double>::quiet_NaN(), false);
  for (; !args.empty(); args = args.drop_back(2))
    result = choose(args[args.size() - 2], args.back(), result, scope);
  return result;
}

// Piecewise[{{value, condition}, ...}, otherwise], 0 if there is no otherwise.
FailureOr<unsigned> ScalarReader::evaluatePiecewise(CallAttr call,
                                                    const Scope *scope) {
  ArrayRef<Attribute> args = call.getArgs();
  auto pieces = args.empty() ? std::nullopt : listElements(args[0]);
  if (!pieces || args.size() > 2)
    return report() << "Piecewise takes {{value, condition}, ...} and a value "
                       "for all else";
  Result result =
      args.size() == 2 ? number(args[1], scope) : terms.constant(0, true);
  for (Attribute piece : llvm::reverse(*pieces)) {
    auto pair = listElements(piece);
    if (!pair || pair->size() != 2)
      return report() << "a piece of Piecewise is {value, condition}";
    result = choose((*pair)[1], (*pair)[0], result, scope);
  }
  return result;
}

// Clip[x, {a, b}], Clip[x, {a, b}, {below, above}]
FailureOr<unsigned> ScalarReader::evaluateClip(CallAttr call,
                                               const Scope *scope) {
  ArrayRef<Attribute> args = call.getArgs();
  SmallVector<unsigned> bounds;
  for (Attribute pair : args.drop_front()) {
    auto ends = listElements(pair);
    Results values = ends ? evaluateAll(*ends, scope) : Results(failure());
    if (ends && failed(values))
      return failure();
    if (!ends || values->size() != 2 || args.size() > 3)
      return report() << "Clip takes a number, {min, max} and, if wanted, the "
                         "two values outside";
    llvm::append_range(bounds, *values);
  }
  Result value = number(args[0], scope);
  if (failed(value))
    return failure();
  for (unsigned bound : bounds)
    if (failed(requireSort(bound, Sort::Number, "Clip")))
      return failure();
  Scalar x(terms, *value), low(terms, bounds[0]), high(terms, bounds[1]);
  if (bounds.size() == 2)
    return netc::net::apply(minOperation,
                            netc::net::apply(maxOperation, x, low), high)
        .term();
  Scalar below(terms, bounds[2]), above(terms, bounds[3]);
  return select(netc::net::apply(lessOperation, x, low), below,
                select(netc::net::apply(greaterOperation, x, high), above, x))
      .term();
}

// a < b <= c is Inequality[a, Less, b, LessEqual, c].
FailureOr<unsigned> ScalarReader::evaluateInequality(CallAttr call,
                                                     const Scope *scope) {
  ArrayRef<Attribute> args = call.getArgs();
  if (args.size() < 3 || args.size() % 2 == 0)
    return report() << "a chain of comparisons is not complete";
  SmallVector<unsigned> pairs;
  for (size_t i = 0; i + 2 < args.size(); i += 2) {
    Results ends = evaluateAll({args[i], args[i + 2]}, scope);
    if (failed(ends))
      return failure();
    Result pair = apply(args[i + 1], *ends, scope);
    if (failed(pair))
      return failure();
    pairs.push_back(*pair);
  }
  return applySymbol("And", pairs);
}
