//===- DistributionsTest.cpp - random numbers of one variable -------------===//

#include "compiler/Arrays/Distributions.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/FormatVariadic.h"
#include <cmath>
#include <gtest/gtest.h>

using namespace netc;
using Kind = Distribution::Kind;

static std::vector<double> drawMany(const Distribution &distribution,
                                    size_t count = 200000) {
  std::vector<double> values(count);
  draw(distribution, RandomStream(1234, "test"), 0, values);
  return values;
}

static double meanOf(const std::vector<double> &values) {
  double sum = 0;
  for (double value : values)
    sum += value;
  return sum / values.size();
}

static double varianceOf(const std::vector<double> &values) {
  double mean = meanOf(values), sum = 0;
  for (double value : values)
    sum += (value - mean) * (value - mean);
  return sum / values.size();
}

TEST(Distributions, HaveTheirMeanAndVariance) {
  const double pi = 3.14159265358979324;
  struct {
    Distribution distribution;
    double mean, variance;
  } cases[] = {
      {{Kind::Normal, 2, 3}, 2, 9},
      {{Kind::Uniform, -1, 5}, 2, 3},
      {Distribution::uniform(2), 0, 4},
      {{Kind::LogNormal, 0.5, 0.25},
       std::exp(0.53125),
       (std::exp(0.0625) - 1) * std::exp(1.0625)},
      {{Kind::HalfNormal, 2, 1}, 0.5, (pi / 2 - 1) / 4},
      {{Kind::Exponential, 4, 1}, 0.25, 0.0625},
      {{Kind::Laplace, 1, 2}, 1, 8},
      {{Kind::Logistic, 1, 2}, 1, 4 * pi * pi / 3},
      {{Kind::Triangular, 1, 4}, 2.5, 9. / 24},
      {{Kind::Bernoulli, 0.3, 1}, 0.3, 0.21},
      {{Kind::DiscreteUniform, -2, 3}, 0.5, 35. / 12},
  };
  for (const auto &[distribution, mean, variance] : cases) {
    std::vector<double> values = drawMany(distribution);
    EXPECT_NEAR(meanOf(values), mean, 5 * std::sqrt(variance / 200000))
        << static_cast<int>(distribution.kind);
    EXPECT_NEAR(varianceOf(values) / variance, 1, 0.05)
        << static_cast<int>(distribution.kind);
  }
}

/// It has no mean; a quarter each lies below, between and above its quartiles.
TEST(Distributions, CauchyHasItsQuartiles) {
  size_t below = 0, above = 0;
  for (double value : drawMany({Kind::Cauchy, 1, 3})) {
    below += value < -2;
    above += value > 4;
  }
  EXPECT_NEAR(below / 200000., 0.25, 0.005);
  EXPECT_NEAR(above / 200000., 0.25, 0.005);
}

TEST(Distributions, BitsAreTheSameEverywhere) {
  auto bits = [](const Distribution &distribution) {
    std::string text;
    for (double value : drawMany(distribution, 3))
      text += llvm::formatv("{0:x-16} ", llvm::bit_cast<uint64_t>(value));
    return text;
  };
  EXPECT_EQ(bits({Kind::Normal, 0, 1}),
            "c002db0ed2712381 3f748fdf7df54369 3fd46b1e08ac7f0f ");
  EXPECT_EQ(bits({Kind::Uniform, 0, 1}),
            "3fee02955a4c6db4 3fdffa7238646fd4 3fde2306bd138bae ");
  EXPECT_EQ(bits({Kind::LogNormal, 0, 1}),
            "3fb83ec088a3c492 3ff0149d1b86ec54 3ff6034a87404e5a ");
  EXPECT_EQ(bits({Kind::HalfNormal, 1, 1}),
            "4007a1d1e55b1876 3f79c54955f157fe 3fd99738542c4596 ");
  EXPECT_EQ(bits({Kind::Exponential, 1, 1}),
            "4006389f1a7c40a2 3fe628b5b2b1ab50 3fe45ea8423a8836 ");
  EXPECT_EQ(bits({Kind::Laplace, 0, 1}),
            "4000ad0e5abdb227 bf46390c2c7b6d2f bfaeb6c4fde6ed93 ");
  EXPECT_EQ(bits({Kind::Logistic, 0, 1}),
            "4005b522a990727b bf56371ea75af600 bfbdd83864f10490 ");
  EXPECT_EQ(bits({Kind::Cauchy, 0, 1}),
            "401436c8c4efad16 bf5172a7870392e7 bfb77a98a2f949ac ");
  EXPECT_EQ(bits({Kind::Triangular, 0, 1}),
            "3fea5b80e06f436f 3fdffd38fd5738d4 3fdf0defd43aab88 ");
}

/// Draws from the middle on are the same: threads take parts.
TEST(Distributions, PartsGiveTheSame) {
  std::vector<double> all = drawMany(Distribution(), 1001), part(301);
  draw(Distribution(), RandomStream(1234, "test"), 700, part);
  EXPECT_TRUE(std::equal(part.begin(), part.end(), all.begin() + 700));
  RandomStream stream(1234, "test");
  for (size_t i = 0; i < all.size(); ++i)
    EXPECT_EQ(stream.normal(i), all[i]);
}

static double ulps(double value, double exact) {
  return std::fabs(value - exact) /
         (std::nextafter(std::fabs(exact), INFINITY) - std::fabs(exact));
}

TEST(Functions, AreExactToTwoUlp) {
  for (int i = 1; i < 100000; ++i) {
    double x = i / 100000.;
    EXPECT_LE(ulps(logOf(x), std::log(x)), 2) << x;
    EXPECT_LE(ulps(logOf(x * 1e-10), std::log(x * 1e-10)), 2) << x;
    auto [sine, cosine] = sinCosOfTurn(x);
    EXPECT_NEAR(sine, std::sin(x * 6.283185307179586), 3e-15) << x;
    EXPECT_NEAR(cosine, std::cos(x * 6.283185307179586), 3e-15) << x;
  }
}
