//===- ElementaryFunctions.cpp - functions of one number ------------------===//

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/Number.h"
#include "llvm/ADT/Twine.h"
#include <cmath>

using namespace netc;
using llvm::ArrayRef;
using llvm::StringRef;

using RealFunction = double (*)(double);

static double logistic(double x) { return 1 / (1 + std::exp(-x)); }
static double softPlus(double x) {
  return std::max(x, 0.) + std::log1p(std::exp(-std::fabs(x)));
}

static constexpr struct {
  const char *name;
  RealFunction function;
} realFunctions[] = {
    {"Exp", std::exp},
    {"Sin", std::sin},
    {"Cos", std::cos},
    {"Tan", std::tan},
    {"Sec", [](double x) { return 1 / std::cos(x); }},
    {"Csc", [](double x) { return 1 / std::sin(x); }},
    {"Cot", [](double x) { return 1 / std::tan(x); }},
    {"ArcSin", std::asin},
    {"ArcCos", std::acos},
    {"Sinh", std::sinh},
    {"Cosh", std::cosh},
    {"Tanh", std::tanh},
    {"Coth", [](double x) { return 1 / std::tanh(x); }},
    {"ArcSinh", std::asinh},
    {"ArcCosh", std::acosh},
    {"ArcTanh", std::atanh},
    {"Erf", std::erf},
    {"Erfc", std::erfc},
    {"Gamma", std::tgamma},
    {"LogGamma", std::lgamma},
    {"LogisticSigmoid", logistic},
    {"SoftPlus", softPlus},
};

/// The table is small, and a call costs far more than the search.
static RealFunction findFunction(StringRef name) {
  for (const auto &entry : realFunctions)
    if (name == entry.name)
      return entry.function;
  return nullptr;
}

static Expr finish(const Call &call, const Expr &arg, double argument,
                   double value) {
  if (std::isnan(value) && !std::isnan(argument))
    return call.fail("of " + describe(arg) +
                     " is no real number, and nets have no others");
  // `Exp[0]` is exactly 1.
  bool isSpecial = arg.asInt64() && (argument == 0 || argument == 1);
  if (isSpecial && (value == 0 || value == 1))
    return Expr::integer(static_cast<int64_t>(value), call.span());
  return Expr::real(value, call.span());
}

static Expr evalReal(Call &call) {
  RealFunction function = findFunction(call.name());
  return threadLists(call, call.args(), [&](ArrayRef<Expr> parts) -> Expr {
    std::optional<double> value = toReal(parts[0]);
    if (!value)
      return parts[0].isSymbol() || parts[0].isCall()
                 ? Expr::call(call.name(), parts, call.span())
                 : call.fail("needs a number, not " + describe(parts[0]));
    return finish(call, parts[0], *value, function(*value));
  });
}

/// `Log[x]` and `Log[base, x]`
static Expr evalLog(Call &call) {
  return threadLists(call, call.args(), [&](ArrayRef<Expr> parts) -> Expr {
    std::optional<double> value = toReal(parts.back());
    std::optional<double> base = toReal(parts.front());
    if (!value || !base)
      return Expr::call(call.name(), parts, call.span());
    if (parts.size() == 1)
      return finish(call, parts[0], *value, std::log(*value));
    if (*base == 2)
      return finish(call, parts[1], *value, std::log2(*value));
    if (*base == 10)
      return finish(call, parts[1], *value, std::log10(*value));
    return finish(call, parts[1], *value, std::log(*value) / std::log(*base));
  });
}

/// `ArcTan[y]` and `ArcTan[x, y]`
static Expr evalArcTan(Call &call) {
  return threadLists(call, call.args(), [&](ArrayRef<Expr> parts) -> Expr {
    std::optional<double> x = toReal(parts.front()), y = toReal(parts.back());
    if (!x || !y)
      return Expr::call(call.name(), parts, call.span());
    double value = parts.size() == 1 ? std::atan(*y) : std::atan2(*y, *x);
    return finish(call, parts.back(), *y, value);
  });
}

/// Functions that keep exact numbers exact.
template <int (*choose)(double)> static Expr evalSigned(Call &call) {
  return threadLists(call, call.args(), [&](ArrayRef<Expr> parts) -> Expr {
    std::optional<double> value = toReal(parts[0]);
    if (!value)
      return Expr::call(call.name(), parts, call.span());
    int factor = choose(*value);
    if (factor == 1 || std::isnan(*value))
      return parts[0];
    if (factor == 0)
      return parts[0].isReal() ? Expr::real(0, call.span())
                               : Expr::integer(0, call.span());
    return negate(parts[0].isNumber() ? parts[0] : Expr::real(*value),
                  call.span());
  });
}

static int chooseAbs(double x) { return std::signbit(x) ? -1 : 1; }
static int chooseRamp(double x) { return x > 0 ? 1 : 0; }

static Expr evalSign(Call &call) {
  return threadLists(call, call.args(), [&](ArrayRef<Expr> parts) -> Expr {
    std::optional<double> value = toReal(parts[0]);
    if (!value)
      return Expr::call(call.name(), parts, call.span());
    return Expr::integer((*value > 0) - (*value < 0), call.span());
  });
}

void netc::addElementaryFunctions(BuiltinTable &table) {
  for (const auto &entry : realFunctions)
    table[entry.name] = {evalReal, 1, 1};
  table["Log"] = {evalLog, 1, 2};
  table["ArcTan"] = {evalArcTan, 1, 2};
  table["Abs"] = {evalSigned<chooseAbs>, 1, 1};
  table["Ramp"] = {evalSigned<chooseRamp>, 1, 1};
  table["Sign"] = {evalSign, 1, 1};
}
