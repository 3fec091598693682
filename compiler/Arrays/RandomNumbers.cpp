//===- RandomNumbers.cpp - the same numbers on every machine -------------===//

#include "compiler/Arrays/RandomNumbers.h"
#include "llvm/Support/xxhash.h"
#include <cmath>

extern "C" {
#include "runtime/src/core/Real.h"
}

// A fused multiply-add on one machine only would change the last bit.
#pragma clang fp contract(off)

namespace netc {

RandomStream::RandomStream(uint64_t seed, llvm::StringRef name)
    : seed(seed), stream(llvm::xxh3_64bits(name)) {}

double RandomStream::uniform(uint64_t index) const {
  return netrt_uniform(seed, stream, index);
}

double RandomStream::normal(uint64_t index) const {
  uint64_t pair = index / 2;
  // 1 - u is in (0, 1], where the logarithm is finite.
  double radius = std::sqrt(-2 * netrt_log(1 - uniform(2 * pair)));
  auto [sine, cosine] = sinCosOfTurn(uniform(2 * pair + 1));
  return radius * (index % 2 ? sine : cosine);
}

/// Taylor series on |x| <= pi/4: the first term left out is below 2^-60.
static std::pair<double, double> sinCosNearZero(double x) {
  double square = x * x, sine = 0, cosine = 0;
  for (int k = 17; k >= 3; k -= 2)
    sine = -(1 + sine) * square / (k * (k - 1));
  for (int k = 18; k >= 2; k -= 2)
    cosine = -(1 + cosine) * square / (k * (k - 1));
  return {x * (1 + sine), 1 + cosine};
}

std::pair<double, double> sinCosOfTurn(double turn) {
  // turn = quarter / 4 + rest with |rest| <= 1/8; the difference is exact.
  int quarter = static_cast<int>(turn * 4 + 0.5);
  double rest = turn - quarter * 0.25;
  auto [sine, cosine] = sinCosNearZero(rest * 0x1.921fb54442d18p2);
  switch (quarter % 4) {
  case 0:
    return {sine, cosine};
  case 1:
    return {cosine, -sine};
  case 2:
    return {-sine, -cosine};
  default:
    return {-cosine, sine};
  }
}

} // namespace netc
