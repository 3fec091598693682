//===- ValidationTest.cpp - validation and the best net -------------------===//

#include "LinearNet.h"

#include <cmath>

using namespace netrt;

namespace {

/// Weights count the rounds; the validation loss of round r is losses[r - 1].
std::vector<float> losses;
int inferences;

void countStep(netrt_frame *frame) {
  auto *weights = static_cast<float *>(const_cast<void *>(frame->arrays[0]));
  weights[0] += 1;
  auto *state = static_cast<float *>(const_cast<void *>(frame->arrays[2]));
  state[0] += 10;
  for (int64_t i = 0; i < frame->batch; ++i)
    static_cast<float *>(frame->outputs[1])[i] = 1;
}

void scriptedInfer(netrt_frame *frame) {
  auto *weights = static_cast<const float *>(frame->arrays[0]);
  auto round = static_cast<size_t>(weights[0]);
  ++inferences;
  for (int64_t i = 0; i < frame->batch; ++i)
    static_cast<float *>(frame->outputs[1])[i] = losses[round - 1];
}

struct ScriptedNet : LinearNet {
  ScriptedNet() {
    code[0].function = scriptedInfer;
    code[1].function = countStep;
    entries.resize(2); // one group
    update();
  }
};

struct Scripted : testing::Test {
  Scripted() {
    inferences = 0;
    training.options.validation = &validation.data;
  }
  void run(std::vector<float> script, netrt_status expected = NETRT_OK) {
    losses = std::move(script);
    training.options.rounds = static_cast<int64_t>(losses.size());
    EXPECT_EQ(training.run(), expected) << training.error();
  }
  ScriptedNet net;
  Training training{net, 4};
  LinearData validation{6, 2};
};

} // namespace

TEST_F(Scripted, BestNetHasTheLowestLossTheFirstOnTies) {
  run({5, 3, 4, 3, 6});
  netrt_train_result result = training.result();
  EXPECT_EQ(result.best_round, 2);
  EXPECT_EQ(result.validation_examples, 6);
  EXPECT_EQ(listOf(result.validation_losses, result.validations),
            (std::vector<double>{5, 3, 4, 3, 6}));
  EXPECT_EQ(listOf(result.validation_rounds, result.validations),
            (std::vector<int64_t>{1, 2, 3, 4, 5}));
  EXPECT_EQ(training.weights()[0], 2);
  EXPECT_EQ(inferences, 10); // six examples are two batches
}

TEST_F(Scripted, LastNetWhenAsked) {
  training.options.flags = NETRT_TRAIN_KEEP_LAST;
  run({5, 3, 4});
  EXPECT_EQ(training.result().best_round, 2);
  EXPECT_EQ(training.weights()[0], 3);
}

TEST_F(Scripted, RunsEverySomeRounds) {
  training.options.validation_interval = 2;
  run({5, 4, 3, 4, 1});
  EXPECT_EQ(listOf(training.result().validation_rounds, 2),
            (std::vector<int64_t>{2, 4}));
  EXPECT_EQ(training.result().best_round, 2);
  EXPECT_EQ(training.weights()[0], 2);
}

TEST_F(Scripted, CriterionLooksAtIt) {
  netrt_stopping stopping = {};
  stopping.struct_size = sizeof(stopping);
  stopping.criterion = NETRT_STOP_LOSS;
  stopping.patience = 1;
  training.options.stopping = &stopping;
  run({5, 4, 6, 7, 1});
  EXPECT_EQ(training.result().end, NETRT_END_CRITERION);
  EXPECT_EQ(training.result().rounds, 4);
  EXPECT_EQ(training.weights()[0], 2);
}

TEST_F(Scripted, LossThatIsNotFiniteEndsIt) {
  run({5, NAN, 3}, NETRT_NOT_FINITE);
  EXPECT_EQ(training.error(), "the validation loss of round 2 is not finite; "
                              "the arrays are those after round 1");
  EXPECT_EQ(training.weights()[0], 1);
  EXPECT_EQ(training.result().validations, 1);
  EXPECT_EQ(training.result().rounds, 1);
}

TEST_F(Scripted, ListenerHearsItsBatches) {
  std::vector<int64_t> sizes;
  training.onEvent = [&](const netrt_train_event &event) {
    if (event.kind == NETRT_EVENT_VALIDATION) {
      sizes.push_back(event.batch_size);
      EXPECT_EQ(event.batches_per_round, 2);
      EXPECT_EQ(event.batch, int64_t(sizes.size()));
      EXPECT_EQ(netrt_train_save(training.train, "/tmp/netrt-never"),
                NETRT_INVALID_ARGUMENT);
    }
    if (event.kind == NETRT_EVENT_ROUND)
      EXPECT_EQ(event.validation_loss, 5);
    return 0;
  };
  run({5});
  EXPECT_EQ(sizes, (std::vector<int64_t>{4, 2}));
}

TEST_F(Scripted, FailingDataLeaveTheRoundOpen) {
  static bool fails;
  static LinearData *source;
  fails = true;
  source = &validation;
  netrt_train_data data = {};
  data.struct_size = sizeof(data);
  data.count = 4;
  data.fill = [](void *, netrt_batch *batch) {
    batch->inputs[0] = source->inputs.data();
    batch->inputs[1] = source->targets.data();
    batch->inputs[2] = source->classes.data();
    return netrt_status(fails ? NETRT_BAD_INPUT : NETRT_OK);
  };
  training.options.validation = &data;
  run({5, 4}, NETRT_BAD_INPUT);
  EXPECT_EQ(training.result().rounds, 0);
  EXPECT_EQ(training.result().batches, 1);
  fails = false;
  EXPECT_EQ(netrt_train_run(training.train), NETRT_OK);
  EXPECT_EQ(training.result().rounds, 2);
  EXPECT_EQ(training.weights()[0], 2);
}

TEST(TrainValidation, MeasuresInTestMode) {
  LinearNet net;
  Training training(net, 32);
  LinearData validation(20, 7);
  training.options.validation = &validation.data;
  training.options.rounds = 50;
  training.options.class_output = "Scores";
  training.options.class_target = "Class";
  ASSERT_EQ(training.run(), NETRT_OK) << training.error();
  netrt_train_result result = training.result();
  EXPECT_LT(result.validation_losses[49], 1e-3);
  EXPECT_EQ(result.validation_error_rates[49], 0);
  EXPECT_GT(result.validation_error_rates[0], 0);
  // What is measured is what the arrays held after the round.
  double best = result.validation_losses[result.best_round - 1];
  for (int64_t i = 0; i < result.validations; ++i)
    EXPECT_GE(result.validation_losses[i], best);
}
