//===- PositionsTest.cpp - positions and array keys ----------------------===//

#include "dialects/Net/IR/Positions.h"
#include <gtest/gtest.h>

using namespace netc::net;

static std::string key(llvm::ArrayRef<PositionStep> position) {
  return arrayKey(position, "Weights");
}

TEST(ArrayKey, SingleLayerHasOnlyTheArrayName) {
  EXPECT_EQ(key({}), "Weights");
}

TEST(ArrayKey, NameIfNamedElsePlace) {
  EXPECT_EQ(key({{"", 1}}), "1.Weights");
  EXPECT_EQ(key({{"conv", 1}}), "conv.Weights");
  EXPECT_EQ(key({{"lenet", 1}, {"", 3}}), "lenet.3.Weights");
}

TEST(ArrayKey, DotsAndBackslashesAreEscaped) {
  EXPECT_EQ(key({{"a.b", 1}}), "a\\.b.Weights");
  EXPECT_EQ(key({{"a\\b", 1}}), "a\\\\b.Weights");
}

TEST(ArrayKey, DigitsAloneAreQuoted) {
  EXPECT_EQ(key({{"12", 1}}), "\"12\".Weights");
  EXPECT_EQ(key({{"1a", 1}}), "1a.Weights");
}
