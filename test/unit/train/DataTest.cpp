//===- DataTest.cpp - callbacks, generators, columns ----------------------===//

#include "LinearNet.h"

#include <cstring>

using namespace netrt;

namespace {

/// Gives the examples of a LinearData.
struct Callback {
  explicit Callback(const LinearData &source) : source(source) {
    data.struct_size = sizeof(data);
    data.count = source.data.count;
    data.self = this;
    data.fill = [](void *self, netrt_batch *batch) {
      return static_cast<Callback *>(self)->fill(*batch);
    };
  }
  netrt_status fill(netrt_batch &batch) {
    EXPECT_EQ(batch.input_count, 3u);
    EXPECT_STREQ(batch.ports[0]->name, "Input");
    EXPECT_EQ(batch.elements[2], NETRT_INTEGER64);
    EXPECT_EQ(batch.sizes, nullptr);
    calls.push_back({batch.round, batch.batch, batch.absolute_batch});
    if (calls.size() == failAt)
      return NETRT_BAD_INPUT;
    for (int64_t i = 0; i < batch.size; ++i) {
      int64_t place = batch.examples ? batch.examples[i] : next++;
      place %= static_cast<int64_t>(source.targets.size());
      std::memcpy(static_cast<float *>(batch.inputs[0]) + 2 * i,
                  &source.inputs[2 * place], 2 * sizeof(float));
      static_cast<float *>(batch.inputs[1])[i] = source.targets[place];
      static_cast<int64_t *>(batch.inputs[2])[i] = source.classes[place];
    }
    return NETRT_OK;
  }

  const LinearData &source;
  netrt_train_data data = {};
  std::vector<std::vector<int64_t>> calls;
  size_t failAt = 0;
  int64_t next = 0;
};

} // namespace

TEST(TrainData, CallbackAndColumnsGiveTheSameBits) {
  LinearNet net;
  Training columns(net), callback(net);
  ASSERT_EQ(columns.run(), NETRT_OK);
  Callback source(columns.data);
  callback.options.data = &source.data;
  ASSERT_EQ(callback.run(), NETRT_OK) << callback.error();
  EXPECT_EQ(columns.bits(), callback.bits());
  ASSERT_EQ(source.calls.size(), 9u);
  EXPECT_EQ(source.calls[4], (std::vector<int64_t>{2, 2, 5}));
}

TEST(TrainData, CallbackMayPointToItsOwnMemory) {
  LinearNet net;
  Training training(net), columns(net);
  training.options.flags = columns.options.flags = NETRT_TRAIN_IN_ORDER;
  ASSERT_EQ(columns.run(), NETRT_OK);
  netrt_train_data data = {};
  data.struct_size = sizeof(data);
  data.count = 10;
  data.self = &training.data;
  data.fill = [](void *self, netrt_batch *batch) {
    auto &source = *static_cast<LinearData *>(self);
    int64_t first = batch->examples[0];
    batch->inputs[0] = &source.inputs[2 * first];
    batch->inputs[1] = &source.targets[first];
    batch->inputs[2] = &source.classes[first];
    return netrt_status(NETRT_OK);
  };
  training.options.data = &data;
  ASSERT_EQ(training.run(), NETRT_OK) << training.error();
  EXPECT_EQ(training.bits(), columns.bits());
}

TEST(TrainData, FailingCallbackEndsTheCallAndMayBeTriedAgain) {
  LinearNet net;
  Training whole(net), training(net);
  ASSERT_EQ(whole.run(), NETRT_OK);
  Callback source(training.data);
  training.options.data = &source.data;
  source.failAt = 5;
  EXPECT_EQ(training.run(), NETRT_BAD_INPUT);
  EXPECT_EQ(training.error(), "round 2, batch 2: the data callback failed: "
                              "value cannot be encoded or decoded");
  EXPECT_EQ(training.result().end, NETRT_END_NONE);
  EXPECT_EQ(netrt_train_run(training.train), NETRT_OK);
  EXPECT_EQ(training.bits(), whole.bits());
}

TEST(TrainData, GeneratorMakesRoundsOfItsLength) {
  LinearNet net;
  Training training(net);
  Callback source(training.data);
  source.data.count = 0;
  source.data.round_length = 6;
  training.options.data = &source.data;
  training.options.rounds = 2;
  ASSERT_EQ(training.run(), NETRT_OK) << training.error();
  EXPECT_EQ(source.calls.size(), 4u);
  EXPECT_EQ(source.calls[3], (std::vector<int64_t>{2, 2, 4}));
  netrt_train_result result = training.result();
  EXPECT_EQ(result.examples, 12);
  EXPECT_EQ(result.training_examples, 6);
  EXPECT_EQ(result.batches_per_round, 2);
  EXPECT_TRUE(training.batches.empty());
}

TEST(TrainData, GeneratorMayGiveFewerExamples) {
  LinearNet net;
  Training training(net);
  static Callback *current;
  Callback source(training.data);
  current = &source;
  source.data.count = 0;
  source.data.round_length = 8;
  source.data.fill = [](void *, netrt_batch *batch) {
    batch->size = batch->batch == 1 ? 1 : 4;
    return current->fill(*batch);
  };
  training.options.data = &source.data;
  training.options.rounds = 1;
  ASSERT_EQ(training.run(), NETRT_OK) << training.error();
  EXPECT_EQ(training.result().examples, 5);
  source.data.fill = [](void *, netrt_batch *batch) {
    batch->size = 5;
    return netrt_status(NETRT_OK);
  };
  EXPECT_EQ(training.run(), NETRT_BATCH_MISMATCH);
  EXPECT_EQ(training.error(), "round 1, batch 1: the data callback gave 5 "
                              "examples, asked for were 4");
}

TEST(TrainData, ConvertsColumns) {
  LinearNet net;
  Training narrow(net), wide(net);
  std::vector<uint8_t> classes(wide.data.classes.begin(),
                               wide.data.classes.end());
  std::vector<double> targets(wide.data.targets.begin(),
                              wide.data.targets.end());
  wide.data.columns[0].data = classes.data();
  wide.data.columns[0].element = NETRT_UNSIGNED8;
  wide.data.columns[2].data = targets.data();
  wide.data.columns[2].element = NETRT_REAL64;
  ASSERT_EQ(narrow.run(), NETRT_OK);
  ASSERT_EQ(wide.run(), NETRT_OK) << wide.error();
  EXPECT_EQ(narrow.bits(), wide.bits());
}

TEST(TrainData, NamesTheColumnThatIsWrong) {
  LinearNet net;
  Training training(net);
  auto message = [&](netrt_status expected) {
    EXPECT_EQ(training.create(), expected);
    return std::string(training.message.text);
  };
  training.data.data.column_count = 2;
  EXPECT_EQ(message(NETRT_INVALID_ARGUMENT),
            "no column for input port \"Target\"");
  training.data.data.column_count = 3;
  training.data.columns[2].port = "Goal";
  EXPECT_EQ(message(NETRT_UNKNOWN_NAME), "the net has no input port \"Goal\"");
  training.data.columns[2].port = "Input";
  EXPECT_EQ(message(NETRT_INVALID_ARGUMENT), "two columns for port \"Input\"");
  training.data.columns[2].port = "Target";
  training.data.columns[0].element = NETRT_REAL32;
  EXPECT_EQ(message(NETRT_WRONG_ELEMENT),
            "column \"Class\" has elements that do not convert to the port's");
  training.data.columns[0].element = NETRT_REAL;
  training.data.columns[0].data = nullptr;
  EXPECT_EQ(message(NETRT_INVALID_ARGUMENT), "column \"Class\" has no data");
}

TEST(TrainData, ValuesOutOfRangeNameTheBatch) {
  LinearNet net;
  Training training(net);
  training.options.flags = NETRT_TRAIN_IN_ORDER;
  training.data.classes[5] = 7;
  EXPECT_EQ(training.run(), NETRT_INDEX_OUT_OF_RANGE);
  EXPECT_EQ(training.error(), "round 1, batch 2: input \"Class\" holds 7 at "
                              "element 2, allowed are 1 to 2");
}

// "Input" becomes a sequence: Output = Sum over its steps of Weights . step.
static void ragged(netrt_frame *frame, bool trains) {
  auto *input = static_cast<const float *>(frame->inputs[0]);
  auto *loss = static_cast<float *>(frame->outputs[1]);
  float *weights = static_cast<float *>(const_cast<void *>(frame->arrays[0]));
  int64_t padded = frame->sizes[0];
  for (int64_t i = 0; i < frame->batch; ++i) {
    float sum = 0;
    EXPECT_LE(frame->lengths[0][i], padded);
    for (int64_t k = 0; k < frame->lengths[0][i]; ++k)
      sum += input[(i * padded + k) * 2];
    loss[i] = sum;
    static_cast<float *>(frame->outputs[0])[i] = float(padded);
  }
  if (trains)
    weights[0] += 1;
}

TEST(TrainData, PadsSequencesToTheLongestOfTheBatch) {
  LinearNet net;
  static const int64_t sequence[] = {-1, 2};
  static const char *const lengths[] = {"n"};
  net.ports[0].dims = sequence;
  net.ports[0].rank = 2;
  net.entries.resize(2);
  net.net.lengths = {lengths, 1, sizeof(lengths[0])};
  net.code[1].function = [](netrt_frame *frame) { ragged(frame, true); };
  net.update();
  Training training(net, 4);
  const int64_t most[] = {3}, each[] = {1, 2, 0, 3};
  std::vector<float> inputs(4 * 3 * 2, 1);
  training.data.columns[1].data = inputs.data();
  training.data.columns[1].lengths = each;
  training.data.data.max_sizes = most;
  training.options.batch_size = 2;
  training.options.rounds = 1;
  training.options.flags = NETRT_TRAIN_IN_ORDER;
  std::vector<float> padded;
  training.onEvent = [&](const netrt_train_event &event) {
    if (event.kind == NETRT_EVENT_BATCH)
      padded.push_back(static_cast<const float *>(event.outputs[0].data)[0]);
    return 0;
  };
  ASSERT_EQ(training.run(), NETRT_OK) << training.error();
  EXPECT_EQ(padded, (std::vector<float>{2, 3}));
  EXPECT_EQ(listOf(training.result().batch_losses, 2),
            (std::vector<double>{1.5, 1.5}));
  const int64_t tooLong[] = {1, 2, 0, 4};
  training.data.columns[1].lengths = tooLong;
  EXPECT_EQ(training.create(), NETRT_WRONG_SHAPE);
  EXPECT_STREQ(training.message.text, "column \"Input\" has an example of "
                                      "length 4, max_sizes allows 3");
  training.data.data.max_sizes = nullptr;
  EXPECT_EQ(training.create(), NETRT_INVALID_ARGUMENT);
  EXPECT_STREQ(training.message.text,
               "the net has named lengths, and the data no max_sizes");
}
