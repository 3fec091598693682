//===- RunTest.cpp - calls: results, and what is refused ------------------===//

#include "TestNet.h"

#include <chrono>
#include <gtest/gtest.h>

using namespace netrt;

namespace {

/// One call of the test net that every test spoils in its own way.
struct Call {
  Values<float> input{{1, 1, 1}, {3}};
  Values<int64_t> index{{1}, {}};
  Values<float> output{{0, 0, 0}, {3}};
  netrt_tensor inputs[2], outputs[1];
  size_t inputCount = 2, outputCount = 1;
  uint32_t entry = 0;

  Call() {
    inputs[0] = input.tensor();
    inputs[1] = index.tensor();
    outputs[0] = output.tensor();
  }
  netrt_status run(Session &s) {
    return netrt_run(s.context, s.arrays, entry, inputs, inputCount, outputs,
                     outputCount);
  }
};

struct Run : testing::Test {
  TestNet net;
  Session session{net.net};
  Call call;
  void expect(netrt_status status, const std::string &text) {
    EXPECT_EQ(call.run(session), status);
    EXPECT_EQ(session.error(), text);
  }
};

} // namespace

TEST_F(Run, ComputesOneExample) {
  ASSERT_EQ(call.run(session), NETRT_OK);
  EXPECT_EQ(call.output.data, (std::vector<float>{12, 13, 14}));
}

TEST_F(Run, ComputesABatchWithItsOwnVariant) {
  ASSERT_EQ(netrt_context_reserve(session.context, 3, nullptr), NETRT_OK);
  for (int64_t batch : {1, 2, 3}) {
    Values<float> input{std::vector<float>(3 * batch, 1), {batch, 3}};
    Values<int64_t> index{std::vector<int64_t>(batch, 5), {batch}};
    Values<float> output{std::vector<float>(3 * batch), {batch, 3}};
    netrt_tensor inputs[] = {input.tensor(), index.tensor()};
    netrt_tensor out = output.tensor();
    ASSERT_EQ(netrt_run(session.context, session.arrays, 0, inputs, 2, &out, 1),
              NETRT_OK);
    EXPECT_EQ(output.data[3 * batch - 1], batch == 2 ? 118 : 18) << batch;
  }
}

TEST_F(Run, ConvertsArraysToThePrecisionOfTheEntry) {
  Values<double> input{{1, 1, 1}, {3}}, output{{0, 0, 0}, {3}};
  call.inputs[0] = input.tensor();
  call.outputs[0] = output.tensor();
  call.entry = netrt_find_entry(&net.net, NETRT_INFER, NETRT_TEST, NETRT_REAL64,
                                NETRT_CPU);
  ASSERT_EQ(call.run(session), NETRT_OK);
  EXPECT_EQ(output.data, (std::vector<double>{12, 13, 14}));
}

TEST_F(Run, AnEmptyBatchIsNoWork) {
  int64_t inputShape[] = {0, 3}, indexShape[] = {0};
  call.inputs[0] = netrt_tensor_of(nullptr, NETRT_REAL32, 2, inputShape);
  call.inputs[1] = netrt_tensor_of(nullptr, NETRT_INTEGER64, 1, indexShape);
  call.outputs[0] = netrt_tensor_of(nullptr, NETRT_REAL32, 2, inputShape);
  EXPECT_EQ(call.run(session), NETRT_OK) << session.error();
}

TEST_F(Run, RefusesWrongCounts) {
  call.inputCount = 1;
  expect(NETRT_WRONG_COUNT, "1 inputs given, the entry has 2");
  call.inputCount = 2;
  call.outputCount = 0;
  expect(NETRT_WRONG_COUNT, "0 outputs given, the entry has 1");
}

TEST_F(Run, RefusesWrongShapes) {
  int64_t four[] = {4}, twoByFour[] = {2, 4}, rankThree[] = {1, 1, 3};
  call.inputs[0].shape = four;
  expect(NETRT_WRONG_SHAPE, "input \"Input\" has shape {4}, expected {3}, or a "
                            "batch of such arrays");
  call.inputs[0].shape = twoByFour;
  call.inputs[0].rank = 2;
  EXPECT_EQ(call.run(session), NETRT_WRONG_SHAPE);
  call.inputs[0].shape = rankThree;
  call.inputs[0].rank = 3;
  EXPECT_EQ(call.run(session), NETRT_WRONG_SHAPE);
  call.inputs[0].rank = -1;
  EXPECT_EQ(call.run(session), NETRT_WRONG_SHAPE);
  call.inputs[0].rank = 1;
  call.inputs[0].shape = nullptr;
  expect(NETRT_INVALID_ARGUMENT, "input \"Input\" has no shape");
}

TEST_F(Run, RefusesAbsurdAndNegativeBatches) {
  int64_t huge[] = {INT64_C(1) << 62, 3}, hugeIndex[] = {INT64_C(1) << 62};
  call.inputs[0].shape = call.outputs[0].shape = huge;
  call.inputs[0].rank = call.outputs[0].rank = 2;
  call.inputs[1].shape = hugeIndex;
  call.inputs[1].rank = 1;
  expect(NETRT_BATCH_TOO_LARGE,
         "batch 4611686018427387904 is larger than the reserved 1 "
         "(netrt_context_reserve)");
  huge[0] = hugeIndex[0] = -1;
  EXPECT_EQ(call.run(session), NETRT_WRONG_SHAPE);
}

TEST_F(Run, RefusesBatchesThatDiffer) {
  int64_t two[] = {2};
  call.inputs[1].shape = two;
  call.inputs[1].rank = 1;
  expect(NETRT_BATCH_MISMATCH,
         "input \"Index\" holds 2 examples, the others 1");
}

TEST_F(Run, RefusesWrongElements) {
  call.inputs[0].element = NETRT_REAL64;
  expect(NETRT_WRONG_ELEMENT,
         "input \"Input\" has elements Real64, expected Real32");
  call.inputs[0].element = 77;
  expect(NETRT_WRONG_ELEMENT,
         "input \"Input\" has elements element type 77, expected Real32");
}

TEST_F(Run, RefusesStridesButContiguousOnes) {
  int64_t strides[] = {1};
  call.inputs[0].strides = strides;
  EXPECT_EQ(call.run(session), NETRT_OK);
  strides[0] = 2;
  expect(NETRT_NOT_CONTIGUOUS, "input \"Input\" is not contiguous (row-major)");
}

TEST_F(Run, RefusesMissingMisalignedAndSharedMemory) {
  call.inputs[0].data = nullptr;
  expect(NETRT_INVALID_ARGUMENT, "input \"Input\" has no data");
  call.inputs[0].data = reinterpret_cast<char *>(call.input.data.data()) + 1;
  expect(NETRT_MISALIGNED,
         "input \"Input\" is not aligned to its element type");
  call.inputs[0].data = call.output.data.data() + 2;
  expect(NETRT_OVERLAP, "output \"Output\" shares memory with \"Input\"");
  call.inputs[0].struct_size = 8;
  EXPECT_EQ(call.run(session), NETRT_ABI_MISMATCH);
}

TEST_F(Run, RefusesIndicesOutOfRange) {
  call.index.data[0] = 6;
  expect(NETRT_INDEX_OUT_OF_RANGE,
         "input \"Index\" holds 6 at element 1, allowed are 1 to 5");
  call.index.data[0] = 0;
  EXPECT_EQ(call.run(session), NETRT_INDEX_OUT_OF_RANGE);
  net.ports[1].maximum = INT64_MAX;
  call.index.data[0] = -3;
  expect(NETRT_INDEX_OUT_OF_RANGE,
         "input \"Index\" holds -3 at element 1, allowed are 1 and more");
}

TEST_F(Run, RefusesUnknownEntriesAndForeignArrays) {
  call.entry = 9;
  expect(NETRT_NO_ENTRY, "the net has no such entry");
  call.entry = 0;
  TestNet other;
  Session foreign(other.net);
  std::swap(session.arrays, foreign.arrays);
  expect(NETRT_INVALID_ARGUMENT, "the arrays belong to another net");
  std::swap(session.arrays, foreign.arrays);
  EXPECT_EQ(
      netrt_run(session.context, nullptr, 0, call.inputs, 2, call.outputs, 1),
      NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(
      netrt_run(session.context, session.arrays, 0, nullptr, 2, nullptr, 1),
      NETRT_INVALID_ARGUMENT);
}

TEST_F(Run, NamesTheArrayWithoutValue) {
  Session empty(net.net, nullptr, false);
  EXPECT_EQ(call.run(empty), NETRT_UNINITIALIZED);
  EXPECT_EQ(empty.error(), "array \"1.Weights\" has no value");
}

TEST_F(Run, TellsWhichBatchesWereCompiled) {
  net.entries = {net.entries[1]};
  net.code = {net.code[1]};
  net.update();
  Session fixed(net.net);
  EXPECT_EQ(call.run(fixed), NETRT_NO_ENTRY);
  EXPECT_EQ(fixed.error(), "no code for batch 1; compiled batches are 2");
}

TEST_F(Run, RefusesNullObjects) {
  EXPECT_EQ(
      netrt_run(nullptr, session.arrays, 0, call.inputs, 2, call.outputs, 1),
      NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(netrt_context_reserve(nullptr, 1, nullptr), NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(netrt_arrays_set(nullptr, "1.Weights", call.inputs),
            NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(netrt_encode_image(session.context, 0, nullptr, 1, call.inputs),
            NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(netrt_class_decide(session.context, 2, nullptr, nullptr),
            NETRT_INVALID_ARGUMENT);
  netrt_context_destroy(nullptr);
  netrt_arrays_destroy(nullptr);
}

TEST_F(Run, CostsLittle) {
  double best = 1e9;
  for (int round = 0; round < 50; ++round) {
    auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 1000; ++i)
      ASSERT_EQ(call.run(session), NETRT_OK);
    std::chrono::duration<double, std::nano> time =
        std::chrono::steady_clock::now() - start;
    best = std::min(best, time.count() / 1000);
  }
  RecordProperty("nanoseconds", std::to_string(best));
  std::printf("%.1f ns a call with two inputs and one output\n", best);
  EXPECT_LT(best, 1000); // generous: sanitizers and busy machines
}
