//===- LayerSchemaTest.cpp - the generated tables ------------------------===//

#include "dialects/Net/IR/LayerSchema.h"
#include "dialects/Net/IR/LayersToCome.h"
#include "llvm/ADT/STLExtras.h"
#include <gtest/gtest.h>

using namespace netc::net;

TEST(LayerSchema, FoundByNameAliasAndOp) {
  const LayerSchema *linear = findLayer("LinearLayer");
  ASSERT_NE(linear, nullptr);
  EXPECT_EQ(findLayer("DotPlusLayer"), linear);
  EXPECT_EQ(findLayerOfOp("net.linear"), linear);
  EXPECT_EQ(findLayer("NoSuchLayer"), nullptr);
}

TEST(LayerSchema, HoldsPortsSettingsAndArrays) {
  const LayerSchema &linear = *findLayer("LinearLayer");
  EXPECT_EQ(linear.inputs.front().name, "Input");
  EXPECT_EQ(linear.outputs.front().name, "Output");
  EXPECT_EQ(linear.arguments.front().kind, ArgumentKind::Sizes);
  EXPECT_EQ(linear.arguments.front().position, 0);
  ASSERT_EQ(linear.arrays.size(), 2u);
  EXPECT_EQ(linear.arrays[0].name, "Weights");
  EXPECT_FALSE(linear.arrays[0].mayBeNone);
  EXPECT_EQ(linear.arrays[1].role, ArrayRole::Biases);
  EXPECT_TRUE(linear.arrays[1].mayBeNone);
}

TEST(LayerSchema, NoLayerIsStillToCome) {
  EXPECT_TRUE(llvm::is_sorted(layersToCome()));
  for (llvm::StringRef name : layersToCome())
    EXPECT_EQ(findLayer(name), nullptr)
        << name.str() << " is built: take it out of LayersToCome.cpp";
  EXPECT_TRUE(isLayerToCome("DropoutLayer"));
  EXPECT_FALSE(isLayerToCome("LinearLayer"));
}

TEST(LayerSchema, SortedByNotation) {
  EXPECT_TRUE(llvm::is_sorted(layerSchemas(),
                              [](const LayerSchema &a, const LayerSchema &b) {
                                return a.notation < b.notation;
                              }));
}
