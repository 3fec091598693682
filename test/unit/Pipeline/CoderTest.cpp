//===- CoderTest.cpp - coders of the net dialect as data -----------------===//

#include "compiler/Pipeline/DescribeCoder.h"

#include "dialects/Net/IR/NetDialect.h"
#include "mlir/AsmParser/AsmParser.h"
#include "mlir/IR/MLIRContext.h"
#include <gtest/gtest.h>

using namespace mlir;
using namespace netc;

namespace {
class CoderTest : public testing::Test {
protected:
  CoderTest() { context.loadDialect<net::NetDialect>(); }

  CoderDescription describe(StringRef text, SmallVector<int64_t> dims) {
    auto coder =
        dyn_cast_if_present<net::CoderAttr>(parseAttribute(text, &context));
    EXPECT_TRUE(coder);
    PortDescription port;
    port.dims = std::move(dims);
    return describeCoder(coder, port);
  }

  MLIRContext context;
};
} // namespace

TEST_F(CoderTest, ImageEncoder) {
  CoderDescription coder = describe(
      R"(#net.coder<encoder, "Image", {ImageSize = [28, 20],
         ColorSpace = "Grayscale", MeanImage = 0.5 : f64,
         Method = "Fit", Padding = "White", Alignment = ["Left", "Bottom"]}>)",
      {1, 20, 28});
  auto *image = std::get_if<ImageCoderDescription>(&coder.settings);
  ASSERT_TRUE(image);
  EXPECT_EQ(image->settings.width, 28);
  EXPECT_EQ(image->settings.height, 20);
  EXPECT_EQ(image->settings.color, NETRT_GRAYSCALE);
  EXPECT_EQ(image->settings.method, NETRT_FIT);
  EXPECT_EQ(image->settings.pad_color[0], 1);
  EXPECT_EQ(image->settings.align_x, 0);
  EXPECT_EQ(image->settings.align_y, 1);
  EXPECT_EQ(image->mean, std::vector<double>{0.5});
  EXPECT_TRUE(image->variance.empty());
  EXPECT_NE(coder.notation.find("NetEncoder[{\"Image\", {28, 20}"),
            std::string::npos)
      << coder.notation;
}

TEST_F(CoderTest, ImageDecodersTakeTheirSizeFromThePort) {
  CoderDescription coder = describe(
      R"(#net.coder<decoder, "Image", {ColorSpace = "RGB",
         DataTransposed = true, VarianceImage = 0.25 : f64}>)",
      {3, 20, 28});
  auto *image = std::get_if<ImageCoderDescription>(&coder.settings);
  ASSERT_TRUE(image);
  EXPECT_EQ(image->kind, NETRT_CODER_IMAGE_DECODER);
  EXPECT_EQ(image->settings.width, 20);
  EXPECT_EQ(image->settings.height, 28);
  EXPECT_EQ(image->settings.color, NETRT_RGB);
  EXPECT_EQ(image->settings.transpose, 1);
  EXPECT_TRUE(image->mean.empty());
  EXPECT_EQ(image->variance, std::vector<double>{0.25});
  // RGB, the default, gives way to the port.
  coder = describe(R"(#net.coder<decoder, "Image", {ColorSpace = "RGB"}>)",
                   {1, 20, 28});
  image = std::get_if<ImageCoderDescription>(&coder.settings);
  ASSERT_TRUE(image);
  EXPECT_EQ(image->settings.color, NETRT_GRAYSCALE);
}

TEST_F(CoderTest, ImageDecodersOfOtherColorsKeepTheirNotation) {
  CoderDescription coder = describe(
      R"(#net.coder<decoder, "Image", {ColorSpace = "HSB"}>)", {3, 20, 28});
  EXPECT_TRUE(std::holds_alternative<std::monostate>(coder.settings));
}

TEST_F(CoderTest, ClassDecoder) {
  CoderDescription coder = describe(
      R"(#net.coder<decoder, "Class", {Labels = ["cat", 7, 0.5,
         #net.symbol<"dog">]}>)",
      {4});
  auto *classes = std::get_if<ClassCoderDescription>(&coder.settings);
  ASSERT_TRUE(classes);
  ASSERT_EQ(classes->labels.size(), 4u);
  EXPECT_EQ(classes->labels[0].text, "cat");
  EXPECT_EQ(classes->labels[0].kind, NETRT_LABEL_STRING);
  EXPECT_EQ(classes->labels[1].kind, NETRT_LABEL_INTEGER);
  EXPECT_EQ(classes->labels[1].integer, 7);
  EXPECT_EQ(classes->labels[2].kind, NETRT_LABEL_REAL);
  EXPECT_EQ(classes->labels[3].kind, NETRT_LABEL_SYMBOL);
  EXPECT_EQ(classes->depth, 1);
}

TEST_F(CoderTest, ClassesWithoutLabelsComeFromThePort) {
  CoderDescription coder = describe(R"(#net.coder<decoder, "Class", {}>)", {5});
  auto *classes = std::get_if<ClassCoderDescription>(&coder.settings);
  ASSERT_TRUE(classes);
  EXPECT_TRUE(classes->labels.empty());
  EXPECT_EQ(classes->count, 5);
}

TEST_F(CoderTest, OthersKeepTheirNotation) {
  CoderDescription coder =
      describe(R"(#net.coder<decoder, "Boolean", {}>)", {});
  EXPECT_TRUE(std::holds_alternative<std::monostate>(coder.settings));
  EXPECT_EQ(coder.notation, "NetDecoder[\"Boolean\"]");
}
