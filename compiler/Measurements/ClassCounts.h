//===- ClassCounts.h - how often classes are told right --------*- C++ -*-===//
//
// The formulas of framework.md 8.2 that need no more of a confusion matrix than
// its diagonal and its margins. 0/0 is NaN, which the notation shows as
// Indeterminate.
//
//===----------------------------------------------------------------------===//

#ifndef NETC_COMPILER_MEASUREMENTS_CLASSCOUNTS_H
#define NETC_COMPILER_MEASUREMENTS_CLASSCOUNTS_H

#include "llvm/ADT/ArrayRef.h"

namespace netc::measurements {

/// One class against all others.
struct OneClass {
  double truePositive, falsePositive, falseNegative, trueNegative;
};

double precision(const OneClass &c);
double recall(const OneClass &c);
double f1Score(const OneClass &c);
double specificity(const OneClass &c);
double matthewsCorrelation(const OneClass &c);

/// Numbers of examples for each class: told right, of that class, and told to
/// be of it.
struct ClassCounts {
  llvm::ArrayRef<double> right, actual, predicted;

  double total() const;
  OneClass of(size_t k) const;
  /// The plain mean over classes; NaN where it is for one of them.
  double macro(double (*function)(const OneClass &)) const;
};

double accuracy(const ClassCounts &counts);
double cohenKappa(const ClassCounts &counts);

} // namespace netc::measurements

#endif // NETC_COMPILER_MEASUREMENTS_CLASSCOUNTS_H
