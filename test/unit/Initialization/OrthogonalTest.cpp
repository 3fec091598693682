//===- OrthogonalTest.cpp - orthonormal vectors ---------------------------===//

#include "compiler/Initialization/Orthogonal.h"
#include "compiler/Arrays/RandomNumbers.h"
#include <cmath>
#include <gtest/gtest.h>

using namespace netc;

static std::vector<double> randomVectors(int64_t count, int64_t length) {
  std::vector<double> vectors(count * length);
  RandomStream(7, "vectors").normals(0, vectors);
  return vectors;
}

static double dot(const std::vector<double> &vectors, int64_t a, int64_t b,
                  int64_t length) {
  double sum = 0;
  for (int64_t i = 0; i < length; ++i)
    sum += vectors[a * length + i] * vectors[b * length + i];
  return sum;
}

static void expectOrthonormal(const std::vector<double> &vectors, int64_t count,
                              int64_t length) {
  double largest = 0;
  for (int64_t a = 0; a < count; ++a)
    for (int64_t b = 0; b <= a; ++b)
      largest =
          std::max(largest, std::fabs(dot(vectors, a, b, length) - (a == b)));
  EXPECT_LT(largest, 1e-12) << count << " x " << length;
}

TEST(Orthonormalize, SizesAroundAPanel) {
  for (int64_t count : {1, 2, 7, 31, 32, 33, 64, 65, 150})
    for (int64_t extra : {0, 1, 13}) {
      int64_t length = count + extra;
      std::vector<double> vectors = randomVectors(count, length);
      orthonormalize(vectors, count, length);
      expectOrthonormal(vectors, count, length);
    }
}

/// R = Q^T A is upper triangular with a positive diagonal.
TEST(Orthonormalize, IsTheQOfAQrDecomposition) {
  int64_t count = 70, length = 90;
  std::vector<double> before = randomVectors(count, length), q = before;
  orthonormalize(q, count, length);
  for (int64_t vector = 0; vector < count; ++vector)
    for (int64_t other = vector; other < count; ++other) {
      double r = 0;
      for (int64_t i = 0; i < length; ++i)
        r += before[vector * length + i] * q[other * length + i];
      if (other == vector)
        EXPECT_GT(r, 0) << vector;
      else
        EXPECT_NEAR(r, 0, 1e-12) << vector << ", " << other;
    }
}

TEST(Orthonormalize, NearlyDependentVectors) {
  int64_t count = 60, length = 60;
  std::vector<double> vectors = randomVectors(count, length);
  for (int64_t i = 0; i < length; ++i)
    vectors[50 * length + i] =
        vectors[3 * length + i] + 1e-9 * vectors[50 * length + i];
  orthonormalize(vectors, count, length);
  expectOrthonormal(vectors, count, length);
}
