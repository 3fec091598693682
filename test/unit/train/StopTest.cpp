//===- StopTest.cpp - how trainings end -----------------------------------===//

#include "LinearNet.h"

#include <cmath>
#include <thread>

extern "C" {
#include "runtime/src/core/Core.h"
}

using namespace netrt;

TEST(TrainStop, AtBatchesOrRoundsWhicheverComesFirst) {
  LinearNet net;
  Training training(net);
  training.options.batches = 4;
  ASSERT_EQ(training.run(), NETRT_OK);
  netrt_train_result result = training.result();
  EXPECT_EQ(result.end, NETRT_END_BATCHES);
  EXPECT_EQ(result.batches, 4);
  EXPECT_EQ(result.rounds, 1);
  training.options.batches = 100;
  ASSERT_EQ(training.run(), NETRT_OK);
  EXPECT_EQ(training.result().end, NETRT_END_ROUNDS);
}

TEST(TrainStop, AtTheTimeGoal) {
  LinearNet net;
  Training training(net);
  training.options.rounds = 0;
  training.options.time_goal = 0.05;
  training.onEvent = [](const netrt_train_event &event) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    EXPECT_EQ(event.total_batches, 0);
    EXPECT_LE(event.seconds_left, 0.05);
    return 0;
  };
  ASSERT_EQ(training.run(), NETRT_OK);
  netrt_train_result result = training.result();
  EXPECT_EQ(result.end, NETRT_END_TIME);
  EXPECT_GE(result.seconds, 0.05);
  EXPECT_LT(result.batches, 40);
}

TEST(TrainStop, WhenTheListenerWantsIt) {
  LinearNet net;
  Training training(net);
  training.onEvent = [](const netrt_train_event &event) {
    return event.absolute_batch == 5 ? NETRT_TRAIN_STOP : NETRT_TRAIN_CONTINUE;
  };
  ASSERT_EQ(training.run(), NETRT_OK);
  EXPECT_EQ(training.result().end, NETRT_END_STOPPED);
  EXPECT_EQ(training.result().batches, 5);
  EXPECT_EQ(training.events.back().kind, NETRT_EVENT_END);
}

TEST(TrainStop, CancelFinishesTheStep) {
  LinearNet net;
  Training training(net);
  training.onEvent = [](const netrt_train_event &event) {
    return event.absolute_batch == 5 ? NETRT_TRAIN_CANCEL
                                     : NETRT_TRAIN_CONTINUE;
  };
  EXPECT_EQ(training.run(), NETRT_CANCELLED);
  EXPECT_EQ(training.error(), "cancelled after batch 5");
  EXPECT_EQ(training.result().end, NETRT_END_CANCELLED);
  EXPECT_EQ(training.result().batches, 5);
  EXPECT_EQ(netrt_train_run(training.train), NETRT_CANCELLED);
}

/// Losses of rounds as a script: the loss of each example in round r is
/// losses[r - 1].
static std::vector<float> script;
static void scripted(netrt_frame *frame) {
  float *weights = static_cast<float *>(const_cast<void *>(frame->arrays[0]));
  auto round = static_cast<size_t>(weights[0]);
  for (int64_t i = 0; i < frame->batch; ++i)
    static_cast<float *>(frame->outputs[1])[i] =
        script[std::min(round, script.size() - 1)];
  weights[0] += 1; // one batch per round
}

namespace {
struct Criterion : testing::Test {
  Criterion() {
    net.code[1].function = scripted;
    net.entries.resize(2); // one group
    net.update();
    stopping.struct_size = sizeof(stopping);
    stopping.criterion = NETRT_STOP_LOSS;
  }
  /// Rounds until the criterion ends the training; 0 when it does not.
  int64_t rounds(std::vector<float> losses) {
    script = std::move(losses);
    Training training(net, 4);
    training.options.rounds = static_cast<int64_t>(script.size());
    training.options.stopping = &stopping;
    EXPECT_EQ(training.run(), NETRT_OK) << training.error();
    netrt_train_result result = training.result();
    return result.end == NETRT_END_CRITERION ? result.rounds : 0;
  }
  LinearNet net;
  netrt_stopping stopping = {};
};
} // namespace

TEST_F(Criterion, StopsAtTheFirstRoundWithoutImprovement) {
  EXPECT_EQ(rounds({5, 4, 3, 3, 2}), 4);
  EXPECT_EQ(rounds({5, 4, 3, 2, 1}), 0);
  EXPECT_EQ(rounds({5, 6, 1}), 2);
}

TEST_F(Criterion, HasPatience) {
  stopping.patience = 2;
  EXPECT_EQ(rounds({5, 6, 6, 4, 5, 5, 5, 5}), 7);
  EXPECT_EQ(rounds({5, 6, 6, 6, 1}), 4);
}

TEST_F(Criterion, WaitsForTheInitialRounds) {
  stopping.initial_patience = 3;
  EXPECT_EQ(rounds({5, 6, 7, 8, 9}), 4);
  stopping.patience = 1;
  EXPECT_EQ(rounds({5, 6, 7, 8, 9, 9}), 5);
}

TEST_F(Criterion, WantsAnImprovementByTheChange) {
  stopping.change = 1;
  EXPECT_EQ(rounds({5, 4, 3.5, 3}), 3);
  stopping.patience = 1; // against the value at the last improvement
  EXPECT_EQ(rounds({5, 4, 3.5, 3, 2.5, 2.5}), 6);
  stopping.patience = 0;
  stopping.relative = 1;
  stopping.change = 0.5;
  EXPECT_EQ(rounds({8, 4, 2, 1.5, 0}), 4);
}

TEST(TrainStop, OnALossThatIsNotFinite) {
  LinearNet net;
  Training training(net), short_(net);
  training.options.flags = short_.options.flags = NETRT_TRAIN_IN_ORDER;
  training.onEvent = [&](const netrt_train_event &event) {
    if (event.kind == NETRT_EVENT_ROUND && event.round == 2)
      training.data.targets[6] = NAN;
    return 0;
  };
  EXPECT_EQ(training.run(), NETRT_NOT_FINITE);
  EXPECT_EQ(training.error(),
            "the loss in round 3, batch 2 is not finite: input \"Target\" of "
            "example 7 holds nan; the arrays are those after round 2");
  EXPECT_STREQ(training.result().not_finite_input, "Target");
  EXPECT_EQ(training.result().not_finite_example, 7);
  EXPECT_EQ(training.result().end, NETRT_END_NOT_FINITE);
  EXPECT_EQ(training.result().batches, 6);
  EXPECT_EQ(training.result().rounds, 2);
  short_.options.rounds = 2;
  ASSERT_EQ(short_.run(), NETRT_OK);
  EXPECT_EQ(training.bits(), short_.bits());
  EXPECT_EQ(netrt_train_run(training.train), NETRT_NOT_FINITE);
}

// Data that are sound are not to blame.
TEST(TrainStop, OnALossThatDiverged) {
  LinearNet net;
  Training training(net);
  training.options.learning_rate = 1e30;
  EXPECT_EQ(training.run(), NETRT_NOT_FINITE);
  EXPECT_EQ(training.error(), "the loss in round 1, batch 2 is not finite; the "
                              "arrays are those before training");
  EXPECT_EQ(training.result().not_finite_input, nullptr);
  EXPECT_EQ(training.result().not_finite_example, 0);
}

// A part of larger data: its examples have numbers there.
TEST(TrainStop, OnDataThatAreNotFiniteByTheirNumbers) {
  LinearNet net;
  Training training(net);
  std::vector<int64_t> numbers;
  for (int64_t i = 0; i < 10; ++i)
    numbers.push_back(100 + 3 * i);
  training.data.data.numbers = numbers.data();
  training.data.inputs[2 * 4 + 1] = -INFINITY;
  training.data.targets[4] = NAN; // the first by example, then by port
  EXPECT_EQ(training.run(), NETRT_NOT_FINITE);
  EXPECT_NE(training.error().find("input \"Input\" of example 112 holds -inf"),
            std::string::npos)
      << training.error();
  EXPECT_EQ(training.result().not_finite_example, 112);
}

// The last step's loss is finite, what it made of the arrays is not.
TEST(TrainStop, OnArraysThatAreNotFinite) {
  LinearNet net;
  net.entries.resize(2); // one group
  net.update();
  Training training(net, 4);
  training.options.rounds = 2;
  training.options.learning_rate = 5e298; // infinite in Real32
  netrt_schedule schedule = {};
  schedule.struct_size = sizeof(schedule);
  schedule.kind = NETRT_SCHEDULE_FUNCTION;
  schedule.rate = [](void *, int64_t batch, int64_t) {
    return batch == 1 ? 1 : 1e-300;
  };
  training.options.schedule = &schedule;
  EXPECT_EQ(training.run(), NETRT_NOT_FINITE);
  EXPECT_EQ(training.error(),
            "array \"1.Weights\" after round 2 is not finite; the arrays are "
            "those after round 1");
  for (float weight : training.weights())
    EXPECT_TRUE(std::isfinite(weight));
}

TEST(TrainStop, OnArraysThatWereNeverFinite) {
  LinearNet net;
  Training training(net);
  training.set("1.Biases", {INFINITY});
  EXPECT_EQ(training.run(), NETRT_NOT_FINITE);
  EXPECT_EQ(training.error(),
            "array \"1.Biases\" is not finite at the beginning");
}

TEST(TrainStop, ListenerHearsEverythingInOrder) {
  LinearNet net;
  Training training(net, 6);
  training.options.rounds = 2;
  ASSERT_EQ(training.run(), NETRT_OK);
  std::vector<int> kinds;
  for (const netrt_train_event &event : training.events)
    kinds.push_back(event.kind);
  EXPECT_EQ(kinds, (std::vector<int>{NETRT_EVENT_BATCH, NETRT_EVENT_BATCH,
                                     NETRT_EVENT_ROUND, NETRT_EVENT_BATCH,
                                     NETRT_EVENT_BATCH, NETRT_EVENT_ROUND,
                                     NETRT_EVENT_END}));
  const netrt_train_event &last = training.events[4];
  EXPECT_EQ(last.round, 2);
  EXPECT_EQ(last.batch, 2);
  EXPECT_EQ(last.batches_per_round, 2);
  EXPECT_EQ(last.absolute_batch, 4);
  EXPECT_EQ(last.total_batches, 4);
  EXPECT_EQ(last.total_rounds, 2);
  EXPECT_EQ(last.examples, 12);
  EXPECT_EQ(last.seconds_left, 0);
  EXPECT_GT(last.examples_per_second, 0);
  EXPECT_TRUE(std::isnan(last.validation_loss));
  const netrt_train_event &round = training.events[5];
  EXPECT_EQ(round.round, 2);
  EXPECT_EQ(round.round_loss, training.result().round_losses[1]);
}

/// Half a step, then a kernel, between which the monitor may interrupt.
static void interruptible(netrt_frame *frame) {
  auto *weights = static_cast<float *>(const_cast<void *>(frame->arrays[0]));
  weights[0] += 1;
  netrt_core_parallel_for(frame, [](netrt_frame *, int64_t, int64_t) {}, 1, 1);
  weights[1] += 1;
  for (int64_t i = 0; i < frame->batch; ++i)
    static_cast<float *>(frame->outputs[1])[i] = 0;
}

// A step that the context's monitor interrupted leaves the arrays torn.
TEST(TrainStop, MonitorsCancelFallsBackToTheLastRound) {
  LinearNet net;
  net.code[1].function = interruptible;
  net.entries.resize(2);
  net.update();
  Training training(net, 8);
  struct Monitor {
    netrt_monitor hook;
    int asked = 0;
  } monitor;
  monitor.hook = {sizeof(netrt_monitor), &monitor,
                  [](void *self) {
                    return int32_t(++static_cast<Monitor *>(self)->asked == 6);
                  },
                  nullptr};
  netrt_options options = {};
  options.struct_size = sizeof(options);
  options.monitor = &monitor.hook;
  netrt_context_destroy(training.context);
  ASSERT_EQ(netrt_context_create(&net.net, &options, &training.context),
            NETRT_OK);
  training.options.rounds = 10;
  EXPECT_EQ(training.run(), NETRT_CANCELLED);
  EXPECT_EQ(training.error(), "cancelled by the monitor");
  EXPECT_EQ(training.result().batches, 4); // two rounds of two
  EXPECT_EQ(training.weights(), (std::vector<float>{4, 4, 0}));
}
