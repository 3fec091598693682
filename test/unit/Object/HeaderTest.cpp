//===- HeaderTest.cpp - headers of compiled nets -------------------------===//

#include "compiler/Codegen/Object/Header.h"

#include "compiler/Codegen/Object/LibraryDescription.h"
#include "llvm/ADT/StringRef.h"
#include <gtest/gtest.h>

using namespace netc;

static LibraryDescription twoPorts() {
  LibraryDescription description;
  description.prefix = "lenet";
  description.source = "lenet.net";
  PortDescription input;
  input.name = "Input";
  input.dims = {1, 28, 28};
  PortDescription output;
  output.name = "Output";
  output.direction = NETRT_OUTPUT;
  output.dims = {10};
  description.ports = {input, output};
  EntryDescription one, any;
  one.inputs = any.inputs = {0};
  one.outputs = any.outputs = {1};
  one.batch = 1;
  description.entries = {one, any};
  return description;
}

static bool contains(const std::string &text, llvm::StringRef part) {
  return llvm::StringRef(text).contains(part);
}

TEST(HeaderTest, SizesAndWrapper) {
  std::string text = generateHeader(twoPorts());
  EXPECT_TRUE(contains(text, "const netrt_net *lenet_net(void);"));
  EXPECT_TRUE(contains(text, "#define LENET_INPUT_SIZE 784\n"));
  EXPECT_TRUE(contains(text, "#define LENET_OUTPUT_PORT 1\n"));
  EXPECT_TRUE(contains(text, "lenet_infer(netrt_context *context, const "
                             "netrt_arrays *arrays,"));
  EXPECT_TRUE(contains(text, "const int64_t input_shape[] = "
                             "{batch, 1, 28, 28};"));
}

TEST(HeaderTest, VariantsOfTheBatchShareOneWrapper) {
  std::string text = generateHeader(twoPorts());
  EXPECT_EQ(llvm::StringRef(text).count("lenet_infer("), 2u); // and in class
}

TEST(HeaderTest, PrecisionsHaveTheirOwn) {
  LibraryDescription description = twoPorts();
  description.entries[1].precision = NETRT_REAL64;
  std::string text = generateHeader(description);
  EXPECT_TRUE(contains(text, "lenet_infer_real64("));
  EXPECT_TRUE(contains(text, "const double *input"));
}

TEST(HeaderTest, NamesBecomeIdentifiers) {
  LibraryDescription description = twoPorts();
  description.ports[0].name = "float";
  description.ports[1].name = "1 */ x";
  std::string text = generateHeader(description);
  EXPECT_TRUE(contains(text, "const float *port_float,"));
  EXPECT_TRUE(contains(text, "float *port_1____x)"));
  EXPECT_FALSE(contains(text, "1 */ x"));
}

TEST(HeaderTest, SaysWhereArraysComeFrom) {
  LibraryDescription description = twoPorts();
  ArrayDescription weights, state;
  state.flags = NETRT_ARRAY_STATE;
  description.arrays = {weights, state};
  EXPECT_TRUE(contains(generateHeader(description),
                       "The arrays are given at run time"));
  description.arrays[0].value.emplace();
  EXPECT_TRUE(contains(generateHeader(description),
                       "The arrays are part of the library"));
}

TEST(PrefixTest, Stems) {
  EXPECT_EQ(prefixFromStem("lenet"), "lenet");
  EXPECT_EQ(prefixFromStem("my-net.v2"), "my_net_v2");
  EXPECT_EQ(prefixFromStem("7up"), "net_7up");
  EXPECT_FALSE(isValidPrefix("a b"));
  EXPECT_FALSE(isValidPrefix(""));
  EXPECT_TRUE(isValidPrefix("_x1"));
}
