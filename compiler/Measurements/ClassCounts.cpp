//===- ClassCounts.cpp - how often classes are told right ----------------===//

#include "compiler/Measurements/ClassCounts.h"
#include <cmath>
#include <numeric>

using namespace netc;
using namespace netc::measurements;

double measurements::precision(const OneClass &c) {
  return c.truePositive / (c.truePositive + c.falsePositive);
}

double measurements::recall(const OneClass &c) {
  return c.truePositive / (c.truePositive + c.falseNegative);
}

double measurements::f1Score(const OneClass &c) {
  double p = precision(c), r = recall(c);
  return 2 * p * r / (p + r);
}

double measurements::specificity(const OneClass &c) {
  return c.trueNegative / (c.trueNegative + c.falsePositive);
}

double measurements::matthewsCorrelation(const OneClass &c) {
  double tp = c.truePositive, fp = c.falsePositive;
  double fn = c.falseNegative, tn = c.trueNegative;
  // Roots one by one: the product of four counts may be very large.
  return (tp * tn - fp * fn) /
         (std::sqrt((tp + fp) * (tp + fn)) * std::sqrt((tn + fp) * (tn + fn)));
}

static double sumOf(llvm::ArrayRef<double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

double ClassCounts::total() const { return sumOf(actual); }

static OneClass against(const ClassCounts &counts, size_t k, double total) {
  double right = counts.right[k];
  double fp = counts.predicted[k] - right, fn = counts.actual[k] - right;
  return {right, fp, fn, total - right - fp - fn};
}

OneClass ClassCounts::of(size_t k) const { return against(*this, k, total()); }

double ClassCounts::macro(double (*function)(const OneClass &)) const {
  double sum = 0, all = total();
  for (size_t k = 0; k < right.size(); ++k)
    sum += function(against(*this, k, all));
  return sum / static_cast<double>(right.size());
}

double measurements::accuracy(const ClassCounts &counts) {
  return sumOf(counts.right) / counts.total();
}

double measurements::cohenKappa(const ClassCounts &counts) {
  double all = counts.total(), agreed = accuracy(counts), byChance = 0;
  for (size_t k = 0; k < counts.right.size(); ++k)
    byChance += counts.actual[k] / all * (counts.predicted[k] / all);
  return (agreed - byChance) / (1 - byChance);
}
