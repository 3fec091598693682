//===- Orthogonal.cpp - orthonormal vectors ------------------------------===//
//
// Gram and Schmidt, which gives R a positive diagonal: panel by panel, so that
// the vectors behind a panel can go on side by side.
//
//===----------------------------------------------------------------------===//

#include "compiler/Initialization/Orthogonal.h"
#include "llvm/Support/Parallel.h"
#include <cmath>
#include <vector>

#pragma clang fp contract(off)

namespace netc {

static constexpr int64_t panelSize = 32;
/// Sums in so many lanes, whatever the machine's vectors are.
static constexpr int64_t lanes = 8;

static double dot(const double *a, const double *b, int64_t length) {
  double sums[lanes] = {};
  int64_t i = 0;
  for (; i + lanes <= length; i += lanes)
    for (int64_t lane = 0; lane < lanes; ++lane)
      sums[lane] += a[i + lane] * b[i + lane];
  double sum = 0;
  for (double part : sums)
    sum += part;
  for (; i < length; ++i)
    sum += a[i] * b[i];
  return sum;
}

/// Takes from `vector` its parts along `count` orthonormal ones.
static void removeParts(double *vector, const double *others, int64_t count,
                        int64_t length) {
  for (int64_t first = 0; first < count; first += panelSize) {
    double parts[panelSize];
    int64_t size = std::min(panelSize, count - first);
    const double *panel = others + first * length;
    for (int64_t other = 0; other < size; ++other)
      parts[other] = dot(vector, panel + other * length, length);
    for (int64_t other = 0; other < size; ++other)
      for (int64_t i = 0; i < length; ++i)
        vector[i] -= parts[other] * panel[other * length + i];
  }
}

/// `vector` is free of its parts along the panels before its own.
static void finishVector(double *vectors, int64_t index, int64_t length,
                         double squareBefore) {
  // What cancels more than this leaves errors that a second pass removes.
  constexpr double smallPart = 1. / 4096;
  double *vector = vectors + index * length;
  int64_t panel = index / panelSize * panelSize;
  removeParts(vector, vectors + panel * length, index - panel, length);
  double square = dot(vector, vector, length);
  if (square < smallPart * squareBefore) {
    removeParts(vector, vectors, index, length);
    square = dot(vector, vector, length);
  }
  double norm = std::sqrt(square);
  for (int64_t i = 0; i < length; ++i)
    vector[i] /= norm;
}

void orthonormalize(llvm::MutableArrayRef<double> vectors, int64_t count,
                    int64_t length) {
  double *first = vectors.data();
  std::vector<double> squares;
  for (int64_t index = 0; index < count; ++index)
    squares.push_back(
        dot(first + index * length, first + index * length, length));
  for (int64_t panel = 0; panel < count; panel += panelSize) {
    int64_t end = std::min(count, panel + panelSize);
    for (int64_t index = panel; index < end; ++index)
      finishVector(first, index, length, squares[index]);
    llvm::parallelFor(end, count, [&](size_t index) {
      removeParts(first + index * length, first + panel * length, end - panel,
                  length);
    });
  }
}

} // namespace netc
