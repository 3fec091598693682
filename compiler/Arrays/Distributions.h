//===- Distributions.h - random numbers of one variable --------*- C++ -*-===//

#ifndef NETC_COMPILER_ARRAYS_DISTRIBUTIONS_H
#define NETC_COMPILER_ARRAYS_DISTRIBUTIONS_H

#include "compiler/Arrays/RandomNumbers.h"

namespace netc {

/// What the two parameters mean says the name each kind has in the notation.
struct Distribution {
  enum class Kind : uint8_t {
    Normal,          // mean, standard deviation
    Uniform,         // from, to
    LogNormal,       // mean and deviation of the logarithm
    HalfNormal,      // theta: |normal| with mean 1/theta
    Exponential,     // rate
    Laplace,         // mean, scale
    Logistic,        // mean, scale
    Cauchy,          // median, scale
    Triangular,      // from, to; most likely in the middle
    Bernoulli,       // probability of 1, else 0
    DiscreteUniform, // the whole numbers from, ..., to
  };
  Kind kind = Kind::Normal;
  double first = 0, second = 1;

  static Distribution normal(double deviation) {
    return {Kind::Normal, 0, deviation};
  }
  /// Of mean 0 and this standard deviation.
  static Distribution uniform(double deviation);
};

/// Whether a draw takes a normal of the stream rather than a uniform.
bool drawsNormals(const Distribution &distribution);

/// The draws `first`, `first + 1`, ... of an even `first`.
void draw(const Distribution &distribution, const RandomStream &random,
          uint64_t first, llvm::MutableArrayRef<double> out);

} // namespace netc

#endif // NETC_COMPILER_ARRAYS_DISTRIBUTIONS_H
