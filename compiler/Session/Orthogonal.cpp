//===- Orthogonal.cpp - orthonormal rows or columns ----------------------===//

#include "compiler/Session/Orthogonal.h"
#include <cmath>

#pragma clang fp contract(off)

namespace netc {

namespace {

/// A vector inside the matrix: a column, or a row of a wide matrix.
struct Strided {
  double *first;
  int64_t count, stride;
  double &operator[](int64_t i) const { return first[i * stride]; }
};

} // namespace

static double dot(Strided a, Strided b) {
  double sum = 0;
  for (int64_t i = 0; i < a.count; ++i)
    sum += a[i] * b[i];
  return sum;
}

void orthogonalize(std::vector<double> &matrix, int64_t rows, int64_t columns) {
  bool wide = columns > rows;
  int64_t vectors = wide ? rows : columns;
  auto vectorAt = [&](int64_t v) {
    return wide ? Strided{&matrix[v * columns], columns, 1}
                : Strided{&matrix[v], rows, columns};
  };
  // Gram and Schmidt gives R a positive diagonal; done twice for each vector,
  // it is as orthogonal as Householder's way.
  for (int64_t v = 0; v < vectors; ++v) {
    Strided current = vectorAt(v);
    for (int pass = 0; pass < 2; ++pass)
      for (int64_t earlier = 0; earlier < v; ++earlier) {
        Strided other = vectorAt(earlier);
        double projection = dot(current, other);
        for (int64_t i = 0; i < current.count; ++i)
          current[i] -= projection * other[i];
      }
    double norm = std::sqrt(dot(current, current));
    for (int64_t i = 0; i < current.count; ++i)
      current[i] /= norm;
  }
}

} // namespace netc
