//===- Sums.h - what measurements are made of ------------------*- C++ -*-===//

#ifndef NETC_COMPILER_MEASUREMENTS_SUMS_H
#define NETC_COMPILER_MEASUREMENTS_SUMS_H

#include "llvm/ADT/ArrayRef.h"
#include <cstdint>
#include <memory>

namespace netc::measurements {

/// Reals of either precision where they lie.
struct RealValues {
  const void *data = nullptr;
  bool isDouble = false;

  double operator[](int64_t i) const {
    return isDouble ? static_cast<const double *>(data)[i]
                    : static_cast<double>(static_cast<const float *>(data)[i]);
  }
};

/// How a target names the class of a decision.
enum class TargetForm : uint8_t {
  Index,         ///< by its place, from 1
  Binary,        ///< above 1/2: the second of two, whose probability is given
  Probabilities, ///< the first of the most likely
};

/// What a net gives for some examples, and what it is compared with.
struct OutputBatch {
  int64_t examples = 0;
  RealValues output, target;
  const int64_t *classes = nullptr; ///< from 1, in place of `target`
};

/// Numbers that are summed up over examples, batch after batch. Zeros stand for
/// no examples.
class Sums {
public:
  virtual ~Sums() = default;
  virtual size_t count() const = 0;
  /// Adds a batch to `sums`, which are zero.
  virtual void read(const OutputBatch &batch,
                    llvm::MutableArrayRef<double> sums) const = 0;
  /// Adds sums of later examples; number by number unless it says otherwise.
  virtual void add(llvm::MutableArrayRef<double> sums,
                   llvm::ArrayRef<double> more) const;
};

/// `rows` decisions for each example, between `classes` classes: two where the
/// target is Binary.
struct Decisions {
  int64_t rows, classes;
  TargetForm form = TargetForm::Index;
};
/// The sums are ClassCounts: right, actual, predicted.
std::unique_ptr<Sums> sumClasses(const Decisions &decisions);
/// How many decisions have their class among the `most` likely, and how many
/// there are.
std::unique_ptr<Sums> sumTopHits(const Decisions &decisions, int64_t most);
/// The sum of -Log p of the right class, and the number of decisions.
std::unique_ptr<Sums> sumCrossEntropy(const Decisions &decisions);
/// The examples, and for each element the sum of the output.
std::unique_ptr<Sums> sumValues(int64_t elements);
/// Of targets and outputs: see Residuals.
std::unique_ptr<Sums> sumResiduals(int64_t elements);

/// The sums of sumResiduals.
struct Residuals {
  enum : size_t { Examples, Squares, Absolutes, Spread, Mean };

  double examples, elements;
  double squares, absolutes; ///< of differences
  /// Sum of the squares of what targets differ from their mean, which is taken
  /// for each element by itself.
  double spread;
};
Residuals residualsOf(llvm::ArrayRef<double> sums);

} // namespace netc::measurements

#endif // NETC_COMPILER_MEASUREMENTS_SUMS_H
