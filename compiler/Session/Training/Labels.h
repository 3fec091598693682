//===- Labels.h - class labels in training data ----------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_LABELS_H
#define NETC_COMPILER_SESSION_TRAINING_LABELS_H

#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Notation/Expr.h"
#include "llvm/ADT/StringMap.h"
#include <map>

namespace netc::training {

/// Places of labels, from 1. Numbers are equal when their values are.
class LabelTable {
public:
  explicit LabelTable(llvm::ArrayRef<Expr> labels);

  /// An array of places, of the shape that the values have.
  mlir::FailureOr<ArrayData> encode(const Expr &values,
                                    mlir::MLIRContext *context) const;
  /// The same with vectors that have a 1 at the place.
  mlir::FailureOr<ArrayData> encodeIndicators(const Expr &values,
                                              mlir::MLIRContext *context) const;

private:
  std::optional<int64_t> find(const Expr &label) const;
  mlir::LogicalResult append(const Expr &values, size_t level,
                             llvm::SmallVectorImpl<int64_t> &shape,
                             std::vector<int64_t> &places,
                             mlir::MLIRContext *context) const;

  llvm::SmallVector<Expr> labels;
  std::map<double, int64_t> numbers;
  llvm::StringMap<int64_t> others;
};

/// What the values of a column are.
enum class ValueKind : uint8_t {
  Booleans, ///< True and False
  Labels,   ///< strings, symbols and the like
  Whole,    ///< exact whole numbers
  Numbers,
  Arrays, ///< lists, of whatever depth
  Images,
};
ValueKind kindOf(const Expr &column);

/// The distinct values of a column in the order of Sort.
llvm::SmallVector<Expr> distinctLabels(const Expr &column);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_LABELS_H
