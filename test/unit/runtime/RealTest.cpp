//===- RealTest.cpp - own log, exp and random numbers ---------------------===//

extern "C" {
#include "runtime/src/core/Real.h"
}

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

static double ulps(double value, long double exact) {
  double near = static_cast<double>(exact);
  double unit = std::nextafter(std::fabs(near), HUGE_VAL) - std::fabs(near);
  return static_cast<double>(std::fabs(value - exact) / unit);
}

TEST(Real, LogIsWithinTwoUlp) {
  double worst = 0;
  for (double x = 1e-300; x < 1e300; x *= 1.0037)
    worst = std::max(worst, ulps(netrt_log(x), std::log((long double)x)));
  for (double x = 0.5; x < 2; x += 1e-5)
    worst = std::max(worst, ulps(netrt_log(x), std::log((long double)x)));
  EXPECT_LT(worst, 2);
  EXPECT_EQ(netrt_log(1), 0);
  EXPECT_EQ(netrt_log(0), -HUGE_VAL);
  EXPECT_EQ(netrt_log(HUGE_VAL), HUGE_VAL);
  EXPECT_TRUE(std::isnan(netrt_log(-1)) && std::isnan(netrt_log(NAN)));
  double tiny = std::numeric_limits<double>::denorm_min();
  EXPECT_NEAR(netrt_log(tiny), std::log(tiny), 1e-12);
}

TEST(Real, ExpIsWithinTwoUlp) {
  double worst = 0;
  for (double x = -700; x < 709; x += 0.0113)
    worst = std::max(worst, ulps(netrt_exp(x), std::exp((long double)x)));
  EXPECT_LT(worst, 2);
  EXPECT_EQ(netrt_exp(0), 1);
  EXPECT_EQ(netrt_exp(-HUGE_VAL), 0);
  EXPECT_TRUE(std::isnan(netrt_exp(NAN)));
}

// The known answers published with the generator.
TEST(Real, PhiloxGivesTheKnownAnswers) {
  uint32_t zeros[4] = {}, ones[4] = {~0u, ~0u, ~0u, ~0u};
  netrt_random random = netrt_philox(zeros, zeros);
  EXPECT_EQ(random.words[0], 0x6627e8d5u);
  EXPECT_EQ(random.words[1], 0xe169c58du);
  EXPECT_EQ(random.words[2], 0xbc57ac4cu);
  EXPECT_EQ(random.words[3], 0x9b00dbd8u);
  random = netrt_philox(ones, ones);
  EXPECT_EQ(random.words[0], 0x408f276du);
  EXPECT_EQ(random.words[1], 0x41c83b0eu);
}

TEST(Real, UniformNumbersAreUniform) {
  double sum = 0, squares = 0;
  const int count = 100000;
  for (int i = 0; i < count; ++i) {
    double u = netrt_uniform(1, 2, i);
    ASSERT_TRUE(u >= 0 && u < 1);
    sum += u;
    squares += u * u;
  }
  EXPECT_NEAR(sum / count, 0.5, 0.005);
  EXPECT_NEAR(squares / count, 1.0 / 3, 0.005);
}
