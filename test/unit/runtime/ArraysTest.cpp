//===- ArraysTest.cpp - parameter sets ------------------------------------===//

#include "TestNet.h"

#include <gtest/gtest.h>

using namespace netrt;

namespace {
struct Arrays : testing::Test {
  TestNet net;
  Session session{net.net, nullptr, false};
  netrt_arrays *arrays = session.arrays;
  std::string error() { return netrt_arrays_last_error(arrays); }
  netrt_status set(const char *key, netrt_tensor value) {
    return netrt_arrays_set(arrays, key, &value);
  }
};
} // namespace

TEST_F(Arrays, BeginWithoutValues) {
  EXPECT_STREQ(netrt_arrays_missing(arrays), "1.Weights");
  netrt_tensor value;
  EXPECT_EQ(netrt_arrays_get(arrays, "1.Weights", &value), NETRT_UNINITIALIZED);
  EXPECT_EQ(error(), "array \"1.Weights\" has no value");
}

TEST_F(Arrays, CopyWhatIsSet) {
  Values<float> weights{{1, 2, 3}, {3}}, bias{{4}, {}};
  EXPECT_EQ(set("1.Weights", weights.tensor()), NETRT_OK);
  EXPECT_EQ(netrt_arrays_version(arrays), 1u);
  EXPECT_STREQ(netrt_arrays_missing(arrays), "1.Biases");
  EXPECT_EQ(set("1.Biases", bias.tensor()), NETRT_OK);
  EXPECT_EQ(netrt_arrays_missing(arrays), nullptr);
  weights.data[0] = 9;
  netrt_tensor value;
  ASSERT_EQ(netrt_arrays_get(arrays, "1.Weights", &value), NETRT_OK);
  EXPECT_EQ(value.element, NETRT_REAL64); // the widest the net runs in
  EXPECT_EQ(static_cast<double *>(value.data)[0], 1);
  EXPECT_EQ(set("1.Weights", weights.tensor()), NETRT_OK);
  EXPECT_EQ(static_cast<double *>(value.data)[0], 9);
}

TEST_F(Arrays, BorrowInPlaceWhereTheTypeFits) {
  Values<float> weights{{1, 2, 3}, {3}};
  netrt_tensor value = weights.tensor();
  EXPECT_EQ(netrt_arrays_borrow(arrays, "1.Weights", &value), NETRT_OK);
  EXPECT_EQ(arrays->values[NETRT_REAL32][0], weights.data.data());
  EXPECT_NE(arrays->values[NETRT_REAL64][0], weights.data.data());
  // Not aligned to its element, as files may have it: a copy.
  char bytes[16];
  memcpy(bytes + 1, weights.data.data(), 12);
  value.data = bytes + 1;
  EXPECT_EQ(netrt_arrays_borrow(arrays, "1.Weights", &value), NETRT_OK);
  auto *copy = static_cast<const float *>(arrays->values[NETRT_REAL32][0]);
  EXPECT_EQ(copy[2], 3);
}

TEST_F(Arrays, UseEmbeddedValuesInPlace) {
  alignas(64) static const float weights[] = {1, 2, 3};
  net.arrays[0].value = weights;
  net.arrays[0].value_element = NETRT_REAL32;
  netrt_arrays *embedded = nullptr, *trainable = nullptr;
  ASSERT_EQ(netrt_arrays_create(&net.net, nullptr, &embedded), NETRT_OK);
  EXPECT_EQ(embedded->values[NETRT_REAL32][0], weights);
  EXPECT_STREQ(netrt_arrays_missing(embedded), "1.Biases");
  netrt_arrays_options options = {};
  options.struct_size = sizeof(options);
  options.trainable = 1;
  ASSERT_EQ(netrt_arrays_create(&net.net, &options, &trainable), NETRT_OK);
  EXPECT_NE(trainable->values[NETRT_REAL32][0], weights);
  netrt_arrays_destroy(embedded);
  netrt_arrays_destroy(trainable);
}

TEST_F(Arrays, RefuseWhatDoesNotFit) {
  Values<float> four{{1, 2, 3, 4}, {4}};
  EXPECT_EQ(set("1.Weights", four.tensor()), NETRT_WRONG_SHAPE);
  EXPECT_EQ(error(), "array \"1.Weights\" has shape {4}, expected {3}");
  EXPECT_EQ(set("2.Weights", four.tensor()), NETRT_UNKNOWN_NAME);
  EXPECT_EQ(error(), "the net has no array \"2.Weights\"");
  netrt_tensor value = four.tensor();
  int64_t three = 3, two = 2;
  value.shape = &three;
  value.element = 99;
  EXPECT_EQ(set("1.Weights", value), NETRT_WRONG_ELEMENT);
  value.element = NETRT_REAL32;
  value.strides = &two;
  EXPECT_EQ(set("1.Weights", value), NETRT_NOT_CONTIGUOUS);
  value.strides = nullptr;
  value.data = nullptr;
  EXPECT_EQ(set("1.Weights", value), NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(netrt_arrays_set(arrays, "1.Weights", nullptr),
            NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(netrt_arrays_set(arrays, nullptr, nullptr), NETRT_UNKNOWN_NAME);
}

TEST_F(Arrays, ReleaseWhatTheyKeepWhenDestroyed) {
  netrt_arrays *keeping = nullptr;
  int released = 0;
  ASSERT_EQ(netrt_arrays_create(&net.net, nullptr, &keeping), NETRT_OK);
  for (int i = 0; i < 3; ++i)
    ASSERT_EQ(
        netrt_arrays_keep(keeping, &released,
                          [](void *self) { ++*static_cast<int *>(self); }),
        NETRT_OK);
  EXPECT_EQ(released, 0);
  netrt_arrays_destroy(keeping);
  EXPECT_EQ(released, 3);
}

TEST_F(Arrays, SurviveEveryFailedAllocation) {
  static const float weights[] = {1, 2, 3};
  net.arrays[0].value = weights;
  net.arrays[0].value_element = NETRT_REAL32;
  for (size_t failAt = 0;; ++failAt) {
    CountingAllocator counter;
    counter.failAt = failAt;
    netrt_arrays_options options = {sizeof(options), &counter.hook, 0, 0,
                                    nullptr};
    netrt_arrays *made = nullptr;
    netrt_status status = netrt_arrays_create(&net.net, &options, &made);
    if (status == NETRT_OK) {
      netrt_arrays_destroy(made);
      EXPECT_EQ(counter.live, 0u);
      break;
    }
    EXPECT_EQ(status, NETRT_OUT_OF_MEMORY);
    EXPECT_EQ(counter.live, 0u);
    ASSERT_LT(failAt, 10u);
  }
}

TEST_F(Arrays, ServeSeveralContexts) {
  Values<float> weights{{1, 2, 3}, {3}}, bias{{0}, {}};
  ASSERT_EQ(set("1.Weights", weights.tensor()), NETRT_OK);
  ASSERT_EQ(set("1.Biases", bias.tensor()), NETRT_OK);
  Session other(net.net, nullptr, false);
  for (netrt_context *context : {session.context, other.context}) {
    Values<float> input{{1, 1, 1}, {3}}, output{{0, 0, 0}, {3}};
    Values<int64_t> index{{1}, {}};
    netrt_tensor inputs[] = {input.tensor(), index.tensor()};
    netrt_tensor out = output.tensor();
    EXPECT_EQ(netrt_run(context, arrays, 0, inputs, 2, &out, 1), NETRT_OK);
    EXPECT_EQ(output.data, (std::vector<float>{2, 3, 4}));
  }
}
