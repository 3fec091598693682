//===- Distributions.cpp - distributions of the notation ------------------===//

#include "compiler/Notation/Distributions.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Printer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <cmath>

using namespace netc;
using llvm::StringRef;
using Kind = Distribution::Kind;

namespace {

/// What the parameters must be, beside finite.
enum class Rule { SecondPositive, FirstPositive, Probability, Range, Whole };

struct Family {
  StringRef name;
  Kind kind;
  unsigned count; // of parameters; a range counts as two
  Rule rule;
  bool hasDefaults;
  StringRef form; // as messages show it
};

} // namespace

static constexpr Family families[] = {
    {"BernoulliDistribution", Kind::Bernoulli, 1, Rule::Probability, false,
     "BernoulliDistribution[p] with p from 0 to 1"},
    {"CauchyDistribution", Kind::Cauchy, 2, Rule::SecondPositive, true,
     "CauchyDistribution[median, scale] with a scale above 0"},
    {"DiscreteUniformDistribution", Kind::DiscreteUniform, 2, Rule::Whole,
     false, "DiscreteUniformDistribution[{from, to}] of whole numbers"},
    {"ExponentialDistribution", Kind::Exponential, 1, Rule::FirstPositive,
     false, "ExponentialDistribution[rate] with a rate above 0"},
    {"HalfNormalDistribution", Kind::HalfNormal, 1, Rule::FirstPositive, false,
     "HalfNormalDistribution[theta] with theta above 0"},
    {"LaplaceDistribution", Kind::Laplace, 2, Rule::SecondPositive, true,
     "LaplaceDistribution[mean, scale] with a scale above 0"},
    {"LogNormalDistribution", Kind::LogNormal, 2, Rule::SecondPositive, false,
     "LogNormalDistribution[mean, deviation] with a deviation above 0"},
    {"LogisticDistribution", Kind::Logistic, 2, Rule::SecondPositive, true,
     "LogisticDistribution[mean, scale] with a scale above 0"},
    {"NormalDistribution", Kind::Normal, 2, Rule::SecondPositive, true,
     "NormalDistribution[mean, deviation] with a deviation above 0"},
    {"TriangularDistribution", Kind::Triangular, 2, Rule::Range, true,
     "TriangularDistribution[{from, to}] with from below to"},
    {"UniformDistribution", Kind::Uniform, 2, Rule::Range, true,
     "UniformDistribution[{from, to}] with from below to"},
};

llvm::ArrayRef<StringRef> netc::distributionNames() {
  static const llvm::SmallVector<StringRef> names(
      llvm::map_range(families, [](const Family &f) { return f.name; }));
  return names;
}

bool netc::isDistribution(const Expr &expr) {
  return expr.isCall() && expr.headName().ends_with("Distribution");
}

static bool isRange(const Family &family) {
  return family.rule == Rule::Range || family.rule == Rule::Whole;
}

static bool keepsRule(Rule rule, double first, double second) {
  constexpr double largest = 0x1p52; // the count of whole numbers stays exact
  switch (rule) {
  case Rule::SecondPositive:
    return second > 0;
  case Rule::FirstPositive:
    return first > 0;
  case Rule::Probability:
    return first >= 0 && first <= 1;
  case Rule::Range:
    return first < second;
  case Rule::Whole:
    return first <= second && first == std::floor(first) &&
           second == std::floor(second) && std::fabs(first) < largest &&
           std::fabs(second) < largest;
  }
  return false;
}

/// Times[1, Power[3, -1]] is what a net keeps of 1/3.
static std::optional<double> numberOf(const Expr &expr) {
  if (expr.isCall("Times", 2) && expr.args()[1].isCall("Power", 2) &&
      expr.args()[1].args()[1].asInt64() == -1) {
    std::optional<double> above = expr.args()[0].asDouble();
    std::optional<double> below = expr.args()[1].args()[0].asDouble();
    return above && below ? std::optional(*above / *below) : std::nullopt;
  }
  return expr.asDouble();
}

static std::optional<Distribution> readParameters(const Expr &expr,
                                                  const Family &family) {
  Distribution result;
  result.kind = family.kind;
  if (expr.args().empty()) {
    // Triangular and uniform ones are on {0, 1} as the normal one is (0, 1).
    return family.hasDefaults ? std::optional(result) : std::nullopt;
  }
  llvm::ArrayRef<Expr> parameters = expr.args();
  if (isRange(family)) {
    if (parameters.size() != 1 || !parameters[0].isList())
      return std::nullopt;
    parameters = parameters[0].args();
  }
  if (parameters.size() != family.count)
    return std::nullopt;
  for (auto [i, parameter] : llvm::enumerate(parameters)) {
    std::optional<double> number = numberOf(parameter);
    if (!number || !std::isfinite(*number))
      return std::nullopt;
    (i == 0 ? result.first : result.second) = *number;
  }
  if (!keepsRule(family.rule, result.first, result.second))
    return std::nullopt;
  return result;
}

/// As far as a message shows it.
static std::string shorten(const Expr &expr) {
  constexpr size_t longest = 60;
  std::string text = toInputForm(expr);
  return text.size() <= longest ? text : text.substr(0, longest) + "...";
}

std::optional<Distribution> netc::readDistribution(const Expr &expr,
                                                   std::string &problem) {
  for (const Family &family : families)
    if (expr.isCall(family.name)) {
      std::optional<Distribution> result = readParameters(expr, family);
      if (!result)
        problem = ("expected " + family.form + ", got " + shorten(expr)).str();
      return result;
    }
  std::string hint = didYouMean(expr.headName(), distributionNames());
  problem = "expected a distribution, got " + shorten(expr) + "; " +
            (hint.empty() ? "the distributions are " +
                                llvm::join(distributionNames(), ", ")
                          : hint);
  return std::nullopt;
}
