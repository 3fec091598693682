//===- RandomNumbers.h - the same numbers on every machine -----*- C++ -*-===//

#ifndef NETC_COMPILER_ARRAYS_RANDOMNUMBERS_H
#define NETC_COMPILER_ARRAYS_RANDOMNUMBERS_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <utility>

namespace netc {

/// Counter-based: draw `index` of a stream is a function of (seed, stream,
/// index) alone, so order and threads do not matter. No function of libm takes
/// part.
class RandomStream {
public:
  /// The stream of an array is named after its key.
  RandomStream(uint64_t seed, llvm::StringRef name);

  /// In [0, 1), 53 bits.
  double uniform(uint64_t index) const;
  /// Standard normal, by Box and Muller: two neighbours share a pair of
  /// uniforms.
  double normal(uint64_t index) const;

private:
  uint64_t seed, stream;
};

/// (sin, cos) of 2 pi `turn`, for 0 <= turn < 1.
std::pair<double, double> sinCosOfTurn(double turn);

} // namespace netc

#endif // NETC_COMPILER_ARRAYS_RANDOMNUMBERS_H
