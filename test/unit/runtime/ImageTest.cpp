//===- ImageTest.cpp - image encoder: colours, sizes, layouts -------------===//

#include "TestNet.h"

#include <gtest/gtest.h>

using namespace netrt;

namespace {

/// A context whose port 0 has an image encoder.
struct Encoder {
  Encoder(int32_t width, int32_t height, int32_t color) {
    settings.struct_size = sizeof(settings);
    settings.width = width;
    settings.height = height;
    settings.color = color;
    settings.align_x = settings.align_y = 0.5;
  }
  ~Encoder() { netrt_context_destroy(context); }

  std::vector<float> encode(const netrt_image &image,
                            netrt_status expected = NETRT_OK) {
    dims[0] = settings.color;
    dims[1] = settings.height;
    dims[2] = settings.width;
    net.coders = {{NETRT_CODER_IMAGE_ENCODER, 0, "NetEncoder[...]", &settings}};
    net.ports[0].coder = 0;
    net.ports[0].dims = dims;
    net.ports[0].rank = 3;
    net.update();
    netrt_context_destroy(context);
    EXPECT_EQ(netrt_context_create(&net.net, nullptr, &context), NETRT_OK);
    std::vector<float> result(dims[0] * dims[1] * dims[2], -77);
    netrt_tensor output = netrt_tensor_of(result.data(), NETRT_REAL32, 3, dims);
    EXPECT_EQ(netrt_encode_image(context, 0, &image, 1, &output), expected)
        << netrt_last_error(context);
    return result;
  }

  TestNet net;
  netrt_image_coder settings = {};
  netrt_context *context = nullptr;
  int64_t dims[3];
};

netrt_image imageOf(const std::vector<uint8_t> &bytes, int64_t width,
                    int64_t height, int32_t channels) {
  netrt_image image = {};
  image.struct_size = sizeof(image);
  image.data = bytes.data();
  image.element = NETRT_UNSIGNED8;
  image.channels = channels;
  image.width = width;
  image.height = height;
  return image;
}

void expectNear(const std::vector<float> &given,
                const std::vector<float> &expected) {
  ASSERT_EQ(given.size(), expected.size());
  for (size_t i = 0; i < given.size(); ++i)
    EXPECT_NEAR(given[i], expected[i], 1e-6) << i;
}

const std::vector<uint8_t> colors = {255, 0, 0,   0,  255, 0,
                                     0,   0, 255, 51, 102, 153};

} // namespace

TEST(Image, PutsChannelsFirst) {
  Encoder e(2, 2, NETRT_RGB);
  expectNear(e.encode(imageOf(colors, 2, 2, 3)),
             {1, 0, 0, 0.2f, 0, 1, 0, 0.4f, 0, 0, 1, 0.6f});
}

TEST(Image, Interleaves) {
  Encoder e(2, 2, NETRT_RGB);
  e.settings.interleave = 1;
  expectNear(e.encode(imageOf(colors, 2, 2, 3)),
             {1, 0, 0, 0, 1, 0, 0, 0, 1, 0.2f, 0.4f, 0.6f});
  e.settings.transpose = 1;
  expectNear(e.encode(imageOf(colors, 2, 2, 3)),
             {1, 0, 0, 0, 0, 1, 0, 1, 0, 0.2f, 0.4f, 0.6f});
}

TEST(Image, SubtractsTheMeanAndDividesByTheDeviation) {
  Encoder e(2, 2, NETRT_RGB);
  double mean[] = {0.5, 0.4, 0.3}, variance[] = {0.25, 0.04, 0.01};
  e.settings.mean = mean;
  e.settings.variance = variance;
  e.settings.mean_count = e.settings.variance_count = 3;
  expectNear(e.encode(imageOf(colors, 2, 2, 3)),
             {1, -1, -1, -0.6f, -2, 3, -2, 0, -3, -3, 7, 3});
}

TEST(Image, TakesAMeanImage) {
  Encoder e(2, 1, NETRT_GRAYSCALE);
  double mean[] = {0.25, 0.5};
  e.settings.mean = mean;
  e.settings.mean_count = 2;
  expectNear(e.encode(imageOf({0, 255}, 2, 1, 1)), {-0.25f, 0.5f});
}

TEST(Image, MakesGrayInWholeBytes) {
  Encoder e(2, 2, NETRT_GRAYSCALE);
  expectNear(e.encode(imageOf(colors, 2, 2, 3)),
             {76 / 255.f, 150 / 255.f, 29 / 255.f, 93 / 255.f});
}

TEST(Image, CopiesGrayIntoEveryColor) {
  Encoder e(1, 1, NETRT_RGB);
  expectNear(e.encode(imageOf({51}, 1, 1, 1)), {0.2f, 0.2f, 0.2f});
  expectNear(e.encode(imageOf({51, 9}, 1, 1, 2)), {0.2f, 0.2f, 0.2f});
  expectNear(e.encode(imageOf({51, 102, 153, 9}, 1, 1, 4)), {0.2f, 0.4f, 0.6f});
}

TEST(Image, ReadsPlanesAndRowsOfAnyStride) {
  Encoder e(2, 1, NETRT_RGB);
  std::vector<uint8_t> planes = {0, 51, 9, 102, 153, 9, 204, 255, 9};
  netrt_image image = imageOf(planes, 2, 1, 3);
  image.pixel_stride = 1;
  image.row_stride = 3;
  image.channel_stride = 3;
  expectNear(e.encode(image), {0, 0.2f, 0.4f, 0.6f, 0.8f, 1});
}

TEST(Image, ReadsWordsAndReals) {
  Encoder e(2, 1, NETRT_GRAYSCALE);
  uint16_t words[] = {0, 65535};
  netrt_image image = imageOf({}, 2, 1, 1);
  image.data = words;
  image.element = NETRT_UNSIGNED16;
  expectNear(e.encode(image), {0, 1});
  float reals[] = {0.123f, 7.5f};
  image.data = reals;
  image.element = NETRT_REAL32;
  expectNear(e.encode(image), {0.123f, 7.5f});
}

TEST(Image, ShrinksByArea) {
  Encoder e(2, 2, NETRT_GRAYSCALE);
  std::vector<uint8_t> bytes = {0,  10, 100, 100, 20, 30, 100, 100,
                                50, 50, 0,   0,   50, 50, 0,   200};
  expectNear(e.encode(imageOf(bytes, 4, 4, 1)),
             {15 / 255.f, 100 / 255.f, 50 / 255.f, 50 / 255.f});
  // Three samples into two: each takes one and a half.
  Encoder odd(2, 1, NETRT_GRAYSCALE);
  expectNear(odd.encode(imageOf({0, 90, 180}, 3, 1, 1)),
             {30 / 255.f, 150 / 255.f});
}

TEST(Image, EnlargesLinearly) {
  Encoder e(4, 1, NETRT_GRAYSCALE);
  expectNear(e.encode(imageOf({0, 100}, 2, 1, 1)),
             {0, 25 / 255.f, 75 / 255.f, 100 / 255.f});
}

TEST(Image, EveryResamplingKeepsAFlatImageFlat) {
  for (int32_t method : {0, 1, 2, 3, 4})
    for (int32_t size : {1, 2, 3, 5, 8, 13}) {
      Encoder e(size, size, NETRT_GRAYSCALE);
      e.settings.resampling = method;
      std::vector<float> result =
          e.encode(imageOf(std::vector<uint8_t>(35, 51), 5, 7, 1));
      for (float value : result)
        EXPECT_EQ(value, 0.2f) << method << " " << size;
    }
}

TEST(Image, NearestTakesThePixelItself) {
  Encoder e(4, 1, NETRT_GRAYSCALE);
  e.settings.resampling = NETRT_RESAMPLE_NEAREST;
  expectNear(e.encode(imageOf({0, 255}, 2, 1, 1)), {0, 0, 1, 1});
}

TEST(Image, SharpMethodsOvershootButBytesDoNot) {
  for (int32_t method : {NETRT_RESAMPLE_CUBIC, NETRT_RESAMPLE_LANCZOS}) {
    Encoder e(16, 1, NETRT_GRAYSCALE);
    e.settings.resampling = method;
    float reals[] = {0, 0, 1, 1};
    netrt_image image = imageOf({}, 4, 1, 1);
    image.data = reals;
    image.element = NETRT_REAL32;
    std::vector<float> sharp = e.encode(image);
    EXPECT_LT(*std::min_element(sharp.begin(), sharp.end()), -0.01f);
    EXPECT_GT(*std::max_element(sharp.begin(), sharp.end()), 1.01f);
    std::vector<float> bytes = e.encode(imageOf({0, 0, 255, 255}, 4, 1, 1));
    EXPECT_EQ(*std::min_element(bytes.begin(), bytes.end()), 0);
    EXPECT_EQ(*std::max_element(bytes.begin(), bytes.end()), 1);
  }
}

TEST(Image, FitPadsAndFillCrops) {
  Encoder e(4, 4, NETRT_GRAYSCALE);
  e.settings.method = NETRT_FIT;
  e.settings.pad_color[0] = 0.5;
  std::vector<uint8_t> wide = {255, 255, 0, 0, 255, 255, 0, 0};
  expectNear(e.encode(imageOf(wide, 4, 2, 1)),
             {.5f, .5f, .5f, .5f, 1, 1, 0, 0, 1, 1, 0, 0, .5f, .5f, .5f, .5f});
  e.settings.align_y = 0;
  expectNear(e.encode(imageOf(wide, 4, 2, 1)),
             {1, 1, 0, 0, 1, 1, 0, 0, .5f, .5f, .5f, .5f, .5f, .5f, .5f, .5f});
  e.settings.padding = NETRT_PAD_EDGE;
  expectNear(e.encode(imageOf(wide, 4, 2, 1)),
             {1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0});
  Encoder fill(2, 2, NETRT_GRAYSCALE);
  fill.settings.method = NETRT_FILL;
  fill.settings.align_x = 1;
  expectNear(fill.encode(imageOf(wide, 4, 2, 1)), {0, 0, 0, 0});
  fill.settings.align_x = 0.5;
  expectNear(fill.encode(imageOf(wide, 4, 2, 1)), {1, 0, 1, 0});
}

TEST(Image, EncodesSeveralAtOnce) {
  Encoder e(2, 1, NETRT_GRAYSCALE);
  std::vector<uint8_t> first = {0, 51}, second = {102, 153};
  e.encode(imageOf(first, 2, 1, 1));
  netrt_image images[] = {imageOf(first, 2, 1, 1), imageOf(second, 2, 1, 1)};
  double result[4];
  int64_t shape[] = {2, 1, 1, 2};
  netrt_tensor output = netrt_tensor_of(result, NETRT_REAL64, 4, shape);
  ASSERT_EQ(netrt_encode_image(e.context, 0, images, 2, &output), NETRT_OK);
  EXPECT_DOUBLE_EQ(result[3], 0.6);
  output.shape = shape + 1;
  output.rank = 3;
  EXPECT_EQ(netrt_encode_image(e.context, 0, images, 2, &output),
            NETRT_WRONG_SHAPE);
}

TEST(Image, RefusesWhatIsNoImage) {
  Encoder e(2, 1, NETRT_GRAYSCALE);
  std::vector<uint8_t> bytes = {0, 51};
  netrt_image image = imageOf(bytes, 2, 1, 1);
  image.element = NETRT_INTEGER64;
  e.encode(image, NETRT_WRONG_ELEMENT);
  image = imageOf(bytes, 0, 1, 1);
  e.encode(image, NETRT_BAD_INPUT);
  image = imageOf(bytes, INT64_C(1) << 62, 4, 1);
  e.encode(image, NETRT_BAD_INPUT);
  EXPECT_STREQ(netrt_last_error(e.context),
               "image 1 needs data, 1 to 4 channels and a size");
  image = imageOf(bytes, 2, 1, 5);
  e.encode(image, NETRT_BAD_INPUT);
  image.struct_size = 4;
  e.encode(image, NETRT_ABI_MISMATCH);
}
