//===- RandomNumbers.h - the same numbers on every machine -----*- C++ -*-===//

#ifndef NETC_COMPILER_ARRAYS_RANDOMNUMBERS_H
#define NETC_COMPILER_ARRAYS_RANDOMNUMBERS_H

#include "llvm/ADT/ArrayRef.h"
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
  /// The normals `first`, `first + 1`, ... of an even `first`.
  void normals(uint64_t first, llvm::MutableArrayRef<double> out) const;

private:
  uint64_t seed, stream;
};

/// The natural logarithm of a double from 2^-1022 on.
double logOf(double x);
double expOf(double x);
/// (sin, cos) of 2 pi `turn`, for 0 <= turn < 1.
std::pair<double, double> sinCosOfTurn(double turn);

/// The number of a text that is given as a seed.
uint64_t seedOf(llvm::StringRef text);

} // namespace netc

#endif // NETC_COMPILER_ARRAYS_RANDOMNUMBERS_H
