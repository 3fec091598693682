//===- Definitions.cpp - measurements by name ----------------------------===//

#include "compiler/Measurements/Definitions.h"
#include "compiler/Measurements/ClassCounts.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

using namespace netc;
using namespace netc::measurements;
using llvm::ArrayRef;
using llvm::StringRef;
using Values = ArrayRef<double>;

static ClassCounts countsOf(Values sums) {
  size_t classes = sums.size() / 3;
  return {sums.take_front(classes), sums.slice(classes, classes),
          sums.take_back(classes)};
}

template <double (*function)(const OneClass &)>
static double macro(Values sums) {
  return countsOf(sums).macro(function);
}

static double kappa(Values sums) { return cohenKappa(countsOf(sums)); }
static double hits(Values sums) { return sums[0] / sums[1]; }
static double misses(Values sums) { return (sums[1] - sums[0]) / sums[1]; }
static double entropy(Values sums) { return sums[0] / sums[1]; }
static double perplexity(Values sums) { return std::exp(entropy(sums)); }

static double meanSquare(Values sums) {
  auto r = residualsOf(sums);
  return r.squares / r.elements;
}

static double deviation(Values sums) { return std::sqrt(meanSquare(sums)); }

static double meanDeviation(Values sums) {
  auto r = residualsOf(sums);
  return r.absolutes / r.elements;
}

static double unexplained(Values sums) {
  auto r = residualsOf(sums);
  return r.squares / r.spread;
}

static double explained(Values sums) { return 1 - unexplained(sums); }

using D = Definition;
static constexpr auto classes = Judgement::Classes;
static constexpr auto numbers = Judgement::Numbers;

static constexpr Definition table[] = {
    {"Accuracy", classes, D::TopHits, true, hits},
    {"CohenKappa", classes, D::Counts, true, kappa},
    {"ErrorRate", classes, D::TopHits, false, misses},
    {"F1Score", classes, D::Counts, true, macro<f1Score>},
    {"FractionVarianceUnexplained", numbers, D::Residuals, false, unexplained},
    {"MatthewsCorrelationCoefficient", classes, D::Counts, true,
     macro<matthewsCorrelation>},
    {"MeanCrossEntropy", classes, D::CrossEntropy, false, entropy},
    {"MeanDeviation", numbers, D::Residuals, false, meanDeviation},
    {"MeanSquare", numbers, D::Residuals, false, meanSquare},
    {"Perplexity", classes, D::CrossEntropy, false, perplexity},
    {"Precision", classes, D::Counts, true, macro<precision>},
    {"RSquared", numbers, D::Residuals, true, explained},
    {"Recall", classes, D::Counts, true, macro<recall>},
    {"Specificity", classes, D::Counts, true, macro<specificity>},
    {"StandardDeviation", numbers, D::Residuals, false, deviation},
};

static constexpr std::pair<StringRef, StringRef> otherNames[] = {
    {"Entropy", "MeanCrossEntropy"},     {"Error", "ErrorRate"},
    {"MeanSquared", "MeanSquare"},       {"Sensitivity", "Recall"},
    {"TrueNegativeRate", "Specificity"}, {"TruePositiveRate", "Recall"},
};

const Definition *measurements::findDefinition(StringRef name) {
  for (const auto &[other, meant] : otherNames)
    if (name == other)
      name = meant;
  const Definition *found = llvm::find_if(
      table, [&](const Definition &each) { return each.name == name; });
  return found == std::end(table) ? nullptr : found;
}

std::vector<StringRef> measurements::definitionNames(Judgement judgement) {
  std::vector<StringRef> names;
  auto add = [&](StringRef name, const Definition &definition) {
    if (judgement == Judgement::None || definition.judgement == judgement)
      names.push_back(name);
  };
  for (const Definition &each : table)
    add(each.name, each);
  for (const auto &[other, meant] : otherNames)
    add(other, *findDefinition(meant));
  llvm::sort(names);
  return names;
}
