//===- Spec.h - what the user wants to have measured -----------*- C++ -*-===//

#ifndef NETC_COMPILER_MEASUREMENTS_SPEC_H
#define NETC_COMPILER_MEASUREMENTS_SPEC_H

#include "compiler/Measurements/Definitions.h"
#include "compiler/Notation/Expr.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Support/LogicalResult.h"

namespace netc::measurements {

/// `"name"`, `"Accuracy" -> n`, `NetPort["out"]`, `NetPort["out"] -> "name"`,
/// or one of these in `<|"Measurement" -> ..., "Key" -> k, "Interval" -> i|>`.
struct Spec {
  std::string key;                        ///< under which it is reported
  const Definition *definition = nullptr; ///< null: the mean of the output
  bool isTotal = false; ///< the mean of the sum over the output's elements
  int64_t most = 1;     ///< of "Accuracy" -> n
  std::string port;     ///< empty: the only one
  Expr interval;        ///< as written; null: always
  Span place;
};

/// One, or a list of them. Keys that are there twice are errors.
mlir::FailureOr<llvm::SmallVector<Spec>> readSpecs(const Expr &value,
                                                   mlir::MLIRContext *context);

/// The key that a spec has by itself: `Accuracy`, `Accuracy -> 5`. Empty for
/// what is none.
std::string keyOf(const Expr &spec);

/// An output and what it is compared with.
struct Output {
  std::string port;
  llvm::SmallVector<int64_t> shape; ///< of an example
  Judgement judgement = Judgement::None;
  TargetForm form = TargetForm::Index; ///< of a judgement by classes
  std::string target;                  ///< the input that it is compared with
  bool isLoss = false;
  /// `port` is the key of a layer's position, and its value no output.
  bool isInside = false;

  int64_t elements() const;
  Decisions decisions() const;
};

/// A spec that fits a net.
struct Measurement {
  Spec spec;
  Output output;
  /// Dimensions of its value; none: a number.
  llvm::SmallVector<int64_t> shape;
  std::shared_ptr<const Sums> sums;

  int64_t valueCount() const;
  void value(llvm::ArrayRef<double> sums,
             llvm::MutableArrayRef<double> values) const;
  /// Whether more is better; none: it is neither better nor worse.
  std::optional<bool> rises() const;
};

/// Reports what does not fit.
mlir::FailureOr<Measurement> bind(const Spec &spec,
                                  llvm::ArrayRef<Output> outputs,
                                  mlir::MLIRContext *context);

} // namespace netc::measurements

#endif // NETC_COMPILER_MEASUREMENTS_SPEC_H
