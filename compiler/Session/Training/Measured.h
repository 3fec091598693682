//===- Measured.h - where measured values stand ----------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_MEASURED_H
#define NETC_COMPILER_SESSION_TRAINING_MEASURED_H

#include "compiler/Notation/Expr.h"
#include <vector>

namespace netc::training {

/// The values of one measurement in each row that the loop has of them, for a
/// batch, a round or a validation.
struct MeasuredColumn {
  std::string key;
  llvm::SmallVector<int64_t> shape; ///< none: a number
  size_t begin = 0, count = 1;
  bool isLoss = false; ///< one of several that the net is trained by

  /// What tables and lines have of it; NaN without a row.
  double mean(const double *row) const;
  /// Null without a row.
  Expr value(const double *row) const;
  /// Of all rows.
  Expr list(const double *rows, int64_t count, size_t width) const;
  /// As people read it: "error rate".
  std::string label() const;
};
using MeasuredColumns = std::vector<MeasuredColumn>;

/// Key -> value, of one row; empty without one.
Expr measuredValues(const MeasuredColumns &columns, const double *row);
/// Key -> list.
Expr measuredLists(const MeasuredColumns &columns, const double *rows,
                   int64_t count, size_t width);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_MEASURED_H
