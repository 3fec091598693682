//===- Data.h - training data in its forms ---------------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_DATA_H
#define NETC_COMPILER_SESSION_TRAINING_DATA_H

#include "compiler/Notation/Expr.h"
#include <string>

namespace netc::training {

/// Values for one port: a list or a dense array with one for each example.
struct Column {
  std::string port;
  Expr value;
};

/// Data as columns, whatever form it was written in (framework.md 7.2).
struct Table {
  llvm::SmallVector<Column> columns;
  /// The sides of `in -> out`, whose ports only the net tells; `right` is null
  /// for inputs alone.
  Expr left, right;
  int64_t count = 0;
  Span place;

  bool isNamed() const { return !left; }
  const Column *find(llvm::StringRef port) const;
};

/// Rules, `list -> list`, an association of columns, a list of rows, or inputs
/// alone.
mlir::FailureOr<Table> readTable(const Expr &data, mlir::MLIRContext *context,
                                 llvm::StringRef purpose = "train on");

/// A function, or `{function, "RoundLength" -> n}`, makes the data.
struct Generator {
  Expr function;
  int64_t roundLength = 0; ///< in examples; 0: one batch
};
/// Nothing where the data is no generator.
mlir::FailureOr<std::optional<Generator>>
readGenerator(const Expr &data, mlir::MLIRContext *context);

/// How many examples a column holds; nothing for a value that is no list.
std::optional<int64_t> countOf(const Expr &value);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_DATA_H
