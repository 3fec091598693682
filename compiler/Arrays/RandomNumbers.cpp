//===- RandomNumbers.cpp - the same numbers on every machine -------------===//
//
// Sums, products, quotients and square roots round the same everywhere; built
// without contraction, since a fused multiply-add on one machine only would
// change the last bit.
//
//===----------------------------------------------------------------------===//

#include "compiler/Arrays/RandomNumbers.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/xxhash.h"
#include <cmath>

extern "C" {
#include "runtime/src/core/Real.h"
}

#pragma clang fp contract(off)

namespace netc {

/// c[0] + c[1] x + c[2] x^2 + ...
template <size_t count>
static double polynomial(const double (&coefficients)[count], double x) {
  double value = coefficients[count - 1];
  for (size_t i = count - 1; i-- > 0;)
    value = value * x + coefficients[i];
  return value;
}

/// x = 2^n m with m in [√½, √2); log m = 2 atanh s, s = (m - 1) / (m + 1).
/// Without branches, so that loops of it become vector code.
static inline double logInline(double x) {
  constexpr double ln2High = 0x1.62e42feep-1, ln2Low = 0x1.a39ef35793c76p-33;
  static constexpr double series[] = {1. / 3,  1. / 5,  1. / 7,  1. / 9,
                                      1. / 11, 1. / 13, 1. / 15, 1. / 17,
                                      1. / 19, 1. / 21, 1. / 23};
  constexpr uint64_t rootOfHalf = 0x3fe6a09e667f3bcd;
  auto bits = llvm::bit_cast<uint64_t>(x);
  int64_t n = static_cast<int64_t>(bits - rootOfHalf) >> 52;
  double m = llvm::bit_cast<double>(bits - (static_cast<uint64_t>(n) << 52));
  double f = m - 1, s = f / (m + 1), z = s * s;
  double tail = 2 * s * (z * polynomial(series, z)) - s * f;
  auto exponent = static_cast<double>(static_cast<int32_t>(n));
  return exponent * ln2High + (f + (tail + exponent * ln2Low));
}

/// Taylor series on |x| <= pi/4: the first term left out is below 2^-60.
static inline std::pair<double, double> sinCosInline(double turn) {
  static constexpr double sineSeries[] = {-1. / 6,
                                          1. / 120,
                                          -1. / 5040,
                                          1. / 362880,
                                          -1. / 39916800,
                                          1. / 6227020800,
                                          -1. / 1307674368000,
                                          1. / 355687428096000};
  static constexpr double cosineSeries[] = {-1. / 2,
                                            1. / 24,
                                            -1. / 720,
                                            1. / 40320,
                                            -1. / 3628800,
                                            1. / 479001600,
                                            -1. / 87178291200,
                                            1. / 20922789888000,
                                            -1. / 6402373705728000};
  // turn = quarter / 4 + rest with |rest| <= 1/8; the difference is exact.
  int quarter = static_cast<int>(turn * 4 + 0.5);
  double x = (turn - quarter * 0.25) * 0x1.921fb54442d18p2, square = x * x;
  double sine = x + x * (square * polynomial(sineSeries, square));
  double cosine = 1 + square * polynomial(cosineSeries, square);
  double first = quarter & 1 ? cosine : sine;
  double second = quarter & 1 ? sine : cosine;
  return {quarter & 2 ? -first : first, (quarter + 1) & 2 ? -second : second};
}

double logOf(double x) { return logInline(x); }
double expOf(double x) { return netrt_exp(x); }
std::pair<double, double> sinCosOfTurn(double turn) {
  return sinCosInline(turn);
}

uint64_t seedOf(llvm::StringRef text) { return llvm::xxh3_64bits(text); }

RandomStream::RandomStream(uint64_t seed, llvm::StringRef name)
    : seed(seed), stream(llvm::xxh3_64bits(name)) {}

double RandomStream::uniform(uint64_t index) const {
  return netrt_uniform(seed, stream, index);
}

double RandomStream::normal(uint64_t index) const {
  double pair[2];
  normals(index & ~uint64_t(1), pair);
  return pair[index & 1];
}

void RandomStream::normals(uint64_t first,
                           llvm::MutableArrayRef<double> out) const {
  constexpr size_t block = 128;
  double radii[block], turns[block];
  while (!out.empty()) {
    size_t pairs = std::min(block, (out.size() + 1) / 2);
    for (size_t i = 0; i < pairs; ++i) {
      // 1 - u is in (0, 1], where the logarithm is finite.
      radii[i] = 1 - uniform(first + 2 * i);
      turns[i] = uniform(first + 2 * i + 1);
    }
    for (size_t i = 0; i < pairs; ++i)
      radii[i] = std::sqrt(-2 * logInline(radii[i]));
    for (size_t i = 0; i < pairs; ++i) {
      auto [sine, cosine] = sinCosInline(turns[i]);
      out[2 * i] = radii[i] * cosine;
      if (2 * i + 1 < out.size())
        out[2 * i + 1] = radii[i] * sine;
    }
    first += 2 * pairs;
    out = out.drop_front(std::min(out.size(), 2 * pairs));
  }
}

} // namespace netc
