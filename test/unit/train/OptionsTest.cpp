//===- OptionsTest.cpp - what cannot be trained says why ------------------===//

#include "LinearNet.h"

#include <cmath>

using namespace netrt;

namespace {

struct Options : Refusal {};

} // namespace

TEST_F(Options, MustEndSomehow) {
  training.options.rounds = 0;
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT),
            "nothing ends the training: give rounds, batches or a time goal");
  training.options.rounds = -1;
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT),
            "a count or the time goal is negative");
  training.options.rounds = 0;
  training.options.time_goal = std::nan("");
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT),
            "a count or the time goal is negative");
}

TEST_F(Options, LearningRateIsPositive) {
  for (double rate : {0.0, -1.0, double(INFINITY)}) {
    training.options.learning_rate = rate;
    EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT),
              "the learning rate must be above 0");
  }
}

TEST_F(Options, DataAreThereOnce) {
  training.options.data = nullptr;
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT), "no data given");
  netrt_train_data data = {};
  training.options.data = &data;
  EXPECT_EQ(refuse(NETRT_ABI_MISMATCH),
            "data has a struct_size that this version does not know: 0");
  data.struct_size = sizeof(data);
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT),
            "data: neither columns nor a callback is given");
  data.fill = [](void *, netrt_batch *) { return netrt_status(NETRT_OK); };
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT),
            "data: a generator needs round_length");
}

TEST_F(Options, LossesArePorts) {
  netrt_loss loss = {sizeof(loss), "Cost", 0};
  training.options.losses = &loss;
  training.options.loss_count = 1;
  EXPECT_EQ(refuse(NETRT_UNKNOWN_NAME),
            "no output port \"Cost\"; there are: \"Output\", \"Loss\", "
            "\"Parts\", \"Scores\"");
  net.ports[5].flags = NETRT_PORT_UNBATCHED;
  loss.port = "Loss";
  EXPECT_EQ(refuse(NETRT_WRONG_SHAPE),
            "output port \"Loss\" is no loss: it must hold reals, of a fixed "
            "shape for each example");
}

TEST_F(Options, ErrorRateFitsThePorts) {
  training.options.class_output = "Output";
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT),
            "an error rate needs class_output and class_target");
  training.options.class_target = "Class";
  EXPECT_TRUE(refuse(NETRT_WRONG_SHAPE)
                  .starts_with("no error rate from \"Output\" and \"Class\""));
  training.options.class_output = "Scores";
  training.options.class_target = "Target";
  EXPECT_TRUE(refuse(NETRT_WRONG_SHAPE)
                  .starts_with("no error rate from \"Scores\" and \"Target\""));
  training.options.class_target = "LearningRate";
  EXPECT_TRUE(refuse(NETRT_WRONG_SHAPE).starts_with("no error rate"));
}

TEST_F(Options, NetMustBeCompiledForIt) {
  training.options.precision = NETRT_REAL64;
  EXPECT_EQ(refuse(NETRT_NO_ENTRY), "the net \"linear\" has no train_step in "
                                    "Real64: it was not compiled for training");
  training.options.precision = NETRT_REAL;
  const uint32_t groups[] = {0, 2};
  training.options.groups = groups;
  training.options.group_count = 2;
  EXPECT_EQ(refuse(NETRT_NO_ENTRY), "the net has no train_step for group 2");
  training.options.groups = nullptr;
  training.options.group_count = 0;
  net.entries[1].batch = 4;
  EXPECT_EQ(refuse(NETRT_NO_ENTRY),
            "the net has no code for batches of 2 examples, which come with 10 "
            "examples in batches of 4");
  net.entries[1].batch = 0;
  net.ports[3].name = "Momentum";
  EXPECT_EQ(refuse(NETRT_NO_ENTRY), "the entry wants \"Momentum\", which this "
                                    "version of libnetrt does not know");
}

TEST_F(Options, StoppingNeedsWhatItLooksAt) {
  netrt_stopping stopping = {};
  stopping.struct_size = sizeof(stopping);
  stopping.criterion = NETRT_STOP_ERROR_RATE;
  training.options.stopping = &stopping;
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT),
            "the stopping criterion needs an error rate: give class_output and "
            "class_target");
  stopping.criterion = 9;
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT), "unknown stopping criterion");
}

TEST_F(Options, UnknownPartsOfNewerHostsAreRefused) {
  struct Newer {
    netrt_train_options options;
    int64_t more;
  } newer = {training.options, 0};
  newer.options.struct_size = sizeof(newer);
  netrt_train *train = nullptr;
  EXPECT_EQ(netrt_train_create(training.context, training.arrays,
                               &newer.options, &train),
            NETRT_OK);
  netrt_train_destroy(train);
  newer.more = 1;
  EXPECT_EQ(netrt_train_create(training.context, training.arrays,
                               &newer.options, &train),
            NETRT_ABI_MISMATCH);
  EXPECT_EQ(train, nullptr);
}

TEST_F(Options, NullsAreRefused) {
  netrt_train *train;
  EXPECT_EQ(
      netrt_train_create(nullptr, training.arrays, &training.options, &train),
      NETRT_INVALID_ARGUMENT);
  EXPECT_STREQ(training.message.text, "no context or no arrays given");
  EXPECT_EQ(
      netrt_train_create(training.context, training.arrays, nullptr, &train),
      NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(netrt_train_run(nullptr), NETRT_INVALID_ARGUMENT);
  netrt_train_destroy(nullptr);
}

TEST_F(Options, ArraysMustBeTrainableAndHaveValues) {
  LinearNet other;
  Training strange(other);
  std::swap(strange.arrays, training.arrays);
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT),
            "context and arrays belong to different nets");
  std::swap(strange.arrays, training.arrays);
  netrt_arrays *trainable = training.arrays;
  ASSERT_EQ(netrt_arrays_create(&net.net, nullptr, &training.arrays), NETRT_OK);
  EXPECT_EQ(refuse(NETRT_READ_ONLY),
            "training needs arrays created as trainable");
  netrt_arrays_destroy(training.arrays);
  netrt_arrays_options options = {};
  options.struct_size = sizeof(options);
  options.trainable = 1;
  ASSERT_EQ(netrt_arrays_create(&net.net, &options, &training.arrays),
            NETRT_OK);
  EXPECT_EQ(training.run(), NETRT_UNINITIALIZED);
  EXPECT_EQ(training.error(), "array \"1.Weights\" has no value");
  netrt_arrays_destroy(training.arrays);
  training.arrays = trainable;
}
