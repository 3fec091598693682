//===- Dense.h - values of the notation as dense arrays --------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_DENSE_H
#define NETC_COMPILER_SESSION_DENSE_H

#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Notation/Expr.h"
#include <vector>

namespace netc {

/// A number, nested lists of numbers of one shape, `NumericArray[...]`, or an
/// array already. Lists become Real64, or Integer64 where every number is whole
/// and exact; True and False count as 1 and 0 where `booleans` says so. A
/// ragged list or anything else is the error `bad-input`, which begins with
/// `what`.
mlir::FailureOr<ArrayData> toDense(const Expr &value, bool booleans,
                                   const llvm::Twine &what,
                                   mlir::MLIRContext *context);

/// Rows `begin` to `end` - 1 of the first dimension, without a copy.
ArrayData sliceRows(const ArrayData &data, int64_t begin, int64_t end);

/// `data` itself `count` times, as a batch.
ArrayData repeatRows(const ArrayData &data, int64_t count);

/// An array of reals, each rounded once.
ArrayData arrayOf(ElementType element, llvm::ArrayRef<int64_t> shape,
                  llvm::ArrayRef<double> values);
ArrayData filledArray(ElementType element, llvm::ArrayRef<int64_t> shape,
                      double value);

/// Adds each element to its total; no totals are zeros.
void addElements(const ArrayData &data, std::vector<double> &totals);

/// `{2, 3}`, for messages.
std::string showDimensions(llvm::ArrayRef<int64_t> dimensions);

} // namespace netc

#endif // NETC_COMPILER_SESSION_DENSE_H
