//===- Sums.cpp - what measurements are made of --------------------------===//

#include "compiler/Measurements/Sums.h"
#include <cmath>

using namespace netc;
using namespace netc::measurements;
using llvm::ArrayRef;
using llvm::MutableArrayRef;

void Sums::add(MutableArrayRef<double> sums, ArrayRef<double> more) const {
  for (size_t i = 0; i < sums.size(); ++i)
    sums[i] += more[i];
}

namespace {

/// How likely the classes of one decision are.
struct Scores {
  RealValues values;
  int64_t begin;
  bool isBinary;

  double operator[](int64_t k) const {
    if (!isBinary)
      return values[begin + k];
    return k ? values[begin] : 1 - values[begin];
  }
};

/// Decisions between classes; probabilities lie along the last dimension.
class DecisionSums : public Sums {
public:
  explicit DecisionSums(const Decisions &decisions)
      : rows(decisions.rows), classes(decisions.classes), form(decisions.form) {
  }

protected:
  /// Calls `each` with the scores of a decision and its class, from 0. A class
  /// that there is not is an error of the step.
  template <typename Function>
  void visit(const OutputBatch &batch, Function each) const {
    for (int64_t row = 0; row < batch.examples * rows; ++row)
      each(scoresAt(batch.output, row), classAt(batch, row));
  }
  /// The first of the largest.
  int64_t decide(const Scores &scores) const {
    int64_t best = 0;
    for (int64_t k = 1; k < classes; ++k)
      if (scores[k] > scores[best])
        best = k;
    return best;
  }

  int64_t rows, classes;
  TargetForm form;

private:
  Scores scoresAt(const RealValues &values, int64_t row) const {
    bool isBinary = form == TargetForm::Binary;
    return {values, isBinary ? row : row * classes, isBinary};
  }
  int64_t classAt(const OutputBatch &batch, int64_t row) const {
    return form == TargetForm::Index ? batch.classes[row] - 1
                                     : decide(scoresAt(batch.target, row));
  }
};

class ClassSums : public DecisionSums {
public:
  using DecisionSums::DecisionSums;
  size_t count() const override { return 3 * static_cast<size_t>(classes); }
  void read(const OutputBatch &batch,
            MutableArrayRef<double> sums) const override {
    visit(batch, [&](const Scores &scores, int64_t actual) {
      int64_t predicted = decide(scores);
      sums[static_cast<size_t>(actual)] += predicted == actual;
      sums[static_cast<size_t>(classes + actual)] += 1;
      sums[static_cast<size_t>(2 * classes + predicted)] += 1;
    });
  }
};

class TopSums : public DecisionSums {
public:
  TopSums(const Decisions &decisions, int64_t most)
      : DecisionSums(decisions), most(most) {}
  size_t count() const override { return 2; }
  void read(const OutputBatch &batch,
            MutableArrayRef<double> sums) const override {
    visit(batch, [&](const Scores &scores, int64_t actual) {
      sums[0] += placeOf(scores, actual) < most;
      sums[1] += 1;
    });
  }

private:
  /// How many are more likely, or as likely and before it.
  int64_t placeOf(const Scores &scores, int64_t actual) const {
    double own = scores[actual];
    int64_t before = 0;
    for (int64_t k = 0; k < classes; ++k) {
      double other = scores[k];
      before += other > own || (other == own && k < actual);
    }
    return before;
  }

  int64_t most;
};

class EntropySums : public DecisionSums {
public:
  using DecisionSums::DecisionSums;
  size_t count() const override { return 2; }
  void read(const OutputBatch &batch,
            MutableArrayRef<double> sums) const override {
    visit(batch, [&](const Scores &scores, int64_t actual) {
      sums[0] -= std::log(scores[actual]);
      sums[1] += 1;
    });
  }
};

class ValueSums : public Sums {
public:
  explicit ValueSums(int64_t elements) : elements(elements) {}
  size_t count() const override { return static_cast<size_t>(elements) + 1; }
  void read(const OutputBatch &batch,
            MutableArrayRef<double> sums) const override {
    sums[0] += static_cast<double>(batch.examples);
    for (int64_t i = 0; i < batch.examples * elements; ++i)
      sums[static_cast<size_t>(1 + i % elements)] += batch.output[i];
  }

private:
  int64_t elements;
};

/// Means and spread are kept in a way that loses nothing where the targets are
/// large and differ little (Welford; Chan for batches).
class ResidualSums : public Sums {
public:
  explicit ResidualSums(int64_t elements) : elements(elements) {}
  size_t count() const override {
    return Residuals::Mean + static_cast<size_t>(elements);
  }
  void read(const OutputBatch &batch,
            MutableArrayRef<double> sums) const override {
    for (int64_t example = 0; example < batch.examples; ++example) {
      sums[Residuals::Examples] += 1;
      for (int64_t e = 0; e < elements; ++e) {
        int64_t place = example * elements + e;
        double target = batch.target[place];
        double difference = target - batch.output[place];
        sums[Residuals::Squares] += difference * difference;
        sums[Residuals::Absolutes] += std::fabs(difference);
        double &mean = sums[Residuals::Mean + static_cast<size_t>(e)];
        double before = target - mean;
        mean += before / sums[Residuals::Examples];
        sums[Residuals::Spread] += before * (target - mean);
      }
    }
  }
  void add(MutableArrayRef<double> sums, ArrayRef<double> more) const override {
    double here = sums[Residuals::Examples], there = more[Residuals::Examples];
    if (there == 0)
      return;
    double all = here + there;
    for (size_t i = Residuals::Mean; i < sums.size(); ++i) {
      double apart = more[i] - sums[i];
      sums[i] += apart * there / all;
      sums[Residuals::Spread] += apart * apart * here * there / all;
    }
    for (size_t i = 0; i < Residuals::Mean; ++i)
      sums[i] += more[i];
  }

private:
  int64_t elements;
};

} // namespace

Residuals measurements::residualsOf(ArrayRef<double> sums) {
  double examples = sums[Residuals::Examples];
  return {examples,
          examples * static_cast<double>(sums.size() - Residuals::Mean),
          sums[Residuals::Squares], sums[Residuals::Absolutes],
          sums[Residuals::Spread]};
}

std::unique_ptr<Sums> measurements::sumClasses(const Decisions &decisions) {
  return std::make_unique<ClassSums>(decisions);
}

std::unique_ptr<Sums> measurements::sumTopHits(const Decisions &decisions,
                                               int64_t most) {
  return std::make_unique<TopSums>(decisions, most);
}

std::unique_ptr<Sums>
measurements::sumCrossEntropy(const Decisions &decisions) {
  return std::make_unique<EntropySums>(decisions);
}

std::unique_ptr<Sums> measurements::sumValues(int64_t elements) {
  return std::make_unique<ValueSums>(elements);
}

std::unique_ptr<Sums> measurements::sumResiduals(int64_t elements) {
  return std::make_unique<ResidualSums>(elements);
}
