//===- ConvertTest.cpp - element types into one another -------------------===//

#include "TestNet.h"

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>

static uint16_t narrow(double value, netrt_element element) {
  uint16_t result;
  netrt_convert(&result, element, &value, NETRT_REAL64, 1);
  return result;
}

static double widen(uint16_t value, netrt_element element) {
  double result;
  netrt_convert(&result, NETRT_REAL64, &value, element, 1);
  return result;
}

TEST(Convert, EveryHalfSurvivesTheWayThroughDouble) {
  for (uint32_t bits = 0; bits < 0x10000; ++bits)
    for (netrt_element element : {NETRT_REAL16, NETRT_BFLOAT16}) {
      double value = widen(static_cast<uint16_t>(bits), element);
      if (!std::isnan(value)) {
        ASSERT_EQ(narrow(value, element), bits) << bits;
      } else {
        ASSERT_TRUE(std::isnan(widen(narrow(value, element), element)));
      }
    }
}

TEST(Convert, RoundsOnceTiesToEven) {
  EXPECT_EQ(narrow(1 + 0x1p-11, NETRT_REAL16), 0x3c00);
  EXPECT_EQ(narrow(1 + 0x1.8p-10, NETRT_REAL16), 0x3c02);
  EXPECT_EQ(narrow(1 + 0x1p-11 + 0x1p-40, NETRT_REAL16), 0x3c01);
  EXPECT_EQ(narrow(65519, NETRT_REAL16), 0x7bff);
  EXPECT_EQ(narrow(65520, NETRT_REAL16), 0x7c00);
  EXPECT_EQ(narrow(1e300, NETRT_REAL16), 0x7c00);
  EXPECT_EQ(narrow(-1e300, NETRT_BFLOAT16), 0xff80);
  EXPECT_EQ(narrow(0x1p-25, NETRT_REAL16), 0);
  EXPECT_EQ(narrow(0x1.1p-25, NETRT_REAL16), 1);
  EXPECT_EQ(narrow(-0.0, NETRT_REAL16), 0x8000);
  EXPECT_EQ(narrow(1 + 0x1p-8, NETRT_BFLOAT16), 0x3f80);
  EXPECT_EQ(narrow(1 + 0x1.8p-7, NETRT_BFLOAT16), 0x3f82);
}

TEST(Convert, IntegersKeepAllBits) {
  int64_t large = INT64_MAX - 1, result;
  netrt_convert(&result, NETRT_INTEGER64, &large, NETRT_INTEGER64, 1);
  EXPECT_EQ(result, large);
  uint8_t byte = 200;
  netrt_convert(&result, NETRT_INTEGER64, &byte, NETRT_UNSIGNED8, 1);
  EXPECT_EQ(result, 200);
  int32_t negative = -5;
  float real;
  netrt_convert(&real, NETRT_REAL32, &negative, NETRT_INTEGER32, 1);
  EXPECT_EQ(real, -5);
}

TEST(Convert, TellsWhatItCannotDo) {
  EXPECT_TRUE(netrt_can_convert(NETRT_UNSIGNED8, NETRT_REAL32));
  EXPECT_FALSE(netrt_can_convert(NETRT_REAL32, NETRT_INTEGER64));
  EXPECT_FALSE(netrt_can_convert(NETRT_REAL, NETRT_REAL32));
  EXPECT_FALSE(netrt_can_convert(99, NETRT_REAL32));
}
