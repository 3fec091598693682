//===- LoopTest.cpp - batches, order, losses, schedules -------------------===//

#include "LinearNet.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

using namespace netrt;

TEST(TrainLoop, LearnsALinearFunction) {
  LinearNet net;
  Training training(net, 64);
  training.options.batch_size = 16;
  training.options.rounds = 200;
  ASSERT_EQ(training.run(), NETRT_OK) << training.error();
  std::vector<float> weights = training.weights();
  EXPECT_NEAR(weights[0], 2, 1e-4);
  EXPECT_NEAR(weights[1], -3, 1e-4);
  EXPECT_NEAR(weights[2], 1, 1e-4);
  netrt_train_result result = training.result();
  EXPECT_EQ(result.end, NETRT_END_ROUNDS);
  EXPECT_EQ(result.batches, 800);
  EXPECT_EQ(result.rounds, 200);
  EXPECT_EQ(result.examples, 200 * 64);
  EXPECT_LT(result.round_losses[199], 1e-6);
}

TEST(TrainLoop, TakesEachExampleOncePerRoundInANewOrder) {
  LinearNet net;
  Training training(net, 10);
  ASSERT_EQ(training.run(), NETRT_OK);
  ASSERT_EQ(training.batches.size(), 9u);
  std::set<std::vector<int64_t>> orders;
  for (int round = 0; round < 3; ++round) {
    std::vector<int64_t> order;
    for (int batch = 0; batch < 3; ++batch) {
      const auto &places = training.batches[3 * round + batch];
      EXPECT_EQ(places.size(), batch == 2 ? 2u : 4u);
      order.insert(order.end(), places.begin(), places.end());
    }
    orders.insert(order);
    std::sort(order.begin(), order.end());
    for (int64_t i = 0; i < 10; ++i)
      EXPECT_EQ(order[i], i);
  }
  EXPECT_EQ(orders.size(), 3u);
}

// The generator is part of the contract: these numbers never change.
TEST(TrainLoop, ShufflesAlikeOnEveryMachine) {
  LinearNet net;
  Training training(net, 10);
  training.options.batch_size = 10;
  training.options.rounds = 2;
  ASSERT_EQ(training.run(), NETRT_OK);
  EXPECT_EQ(training.batches[0],
            (std::vector<int64_t>{5, 2, 6, 8, 1, 4, 7, 9, 0, 3}));
  EXPECT_EQ(training.batches[1],
            (std::vector<int64_t>{6, 7, 5, 8, 2, 4, 1, 0, 9, 3}));
}

TEST(TrainLoop, SeedDecidesTheOrder) {
  LinearNet net;
  Training one(net), same(net), other(net);
  other.options.seed = 1235;
  for (Training *training : {&one, &same, &other})
    ASSERT_EQ(training->run(), NETRT_OK);
  EXPECT_EQ(one.batches, same.batches);
  EXPECT_EQ(one.bits(), same.bits());
  EXPECT_NE(one.batches, other.batches);
}

TEST(TrainLoop, KeepsTheOrderWhenAsked) {
  LinearNet net;
  Training training(net, 6);
  training.options.flags = NETRT_TRAIN_IN_ORDER;
  training.options.rounds = 2;
  ASSERT_EQ(training.run(), NETRT_OK);
  EXPECT_EQ(training.batches, (std::vector<std::vector<int64_t>>{
                                  {0, 1, 2, 3}, {4, 5}, {0, 1, 2, 3}, {4, 5}}));
}

// Losses are means over real examples, in short batches too.
TEST(TrainLoop, ReportsMeansOverExamples) {
  LinearNet net;
  Training training(net, 10);
  training.options.rounds = 1;
  std::vector<double> batchLosses;
  double sum = 0;
  training.onEvent = [&](const netrt_train_event &event) {
    if (event.kind != NETRT_EVENT_BATCH)
      return 0;
    auto *losses = static_cast<const float *>(event.outputs[1].data);
    double batch = 0;
    for (int64_t i = 0; i < event.batch_size; ++i)
      batch += losses[i];
    sum += batch;
    EXPECT_EQ(event.batch_loss, batch / double(event.batch_size));
    batchLosses.push_back(event.batch_loss);
    EXPECT_STREQ(event.output_ports[1]->name, "Loss");
    EXPECT_STREQ(event.input_ports[0]->name, "Input");
    return 0;
  };
  ASSERT_EQ(training.run(), NETRT_OK);
  netrt_train_result result = training.result();
  EXPECT_EQ(listOf(result.batch_losses, 3), batchLosses);
  EXPECT_NEAR(result.round_losses[0], sum / 10, 1e-12);
  EXPECT_EQ(result.round_ends[0], 3);
  EXPECT_EQ(result.round_error_rates, nullptr);
  EXPECT_EQ(result.batch_error_rates, nullptr);
}

TEST(TrainLoop, AddsScaledLossesOverTheirElements) {
  LinearNet net;
  Training training(net, 4);
  training.options.rounds = 1;
  training.set("1.Biases", {3});
  netrt_loss losses[] = {{sizeof(netrt_loss), "Loss", 2},
                         {sizeof(netrt_loss), "Scores", -0.5}};
  training.options.losses = losses;
  training.options.loss_count = 2;
  ASSERT_EQ(training.run(), NETRT_OK) << training.error();
  netrt_train_result result = training.result();
  ASSERT_EQ(result.loss_count, 2u);
  double mean = 0; // Scores are {1 - y, y}, so their sum is 1
  for (float target : training.data.targets)
    mean += (3 - target) * (3 - target) / 4;
  EXPECT_NEAR(result.round_loss_parts[0], mean, 1e-5);
  EXPECT_NEAR(result.round_loss_parts[1], 1, 1e-6);
  EXPECT_NEAR(result.round_losses[0], 2 * mean - 0.5, 1e-5);
}

TEST(TrainLoop, CountsWrongClasses) {
  LinearNet net;
  Training training(net, 10);
  training.options.rounds = 1;
  training.options.learning_rate = 1e-30;
  training.options.class_output = "Scores";
  training.options.class_target = "Class";
  ASSERT_EQ(training.run(), NETRT_OK) << training.error();
  // All outputs are 0: scores {1, 0}, so class 1 is decided for.
  int64_t wrong =
      std::count(training.data.classes.begin(), training.data.classes.end(), 2);
  EXPECT_DOUBLE_EQ(training.result().round_error_rates[0], double(wrong) / 10);
  const double *rates = training.result().batch_error_rates;
  double mean = 0;
  for (int64_t i = 0; i < training.result().batches; ++i)
    mean += rates[i] * double(training.batches[i].size()) / 10;
  EXPECT_NEAR(mean, double(wrong) / 10, 1e-12);
  EXPECT_DOUBLE_EQ(training.events.back().error_rate, double(wrong) / 10);
}

static std::vector<double> ratesOf(Training &training) {
  std::vector<double> rates;
  training.onEvent = [&](const netrt_train_event &event) {
    if (event.kind == NETRT_EVENT_BATCH)
      rates.push_back(event.learning_rate / training.options.learning_rate);
    return 0;
  };
  EXPECT_EQ(training.run(), NETRT_OK) << training.error();
  training.onEvent = nullptr;
  return rates;
}

TEST(TrainLoop, FollowsSchedules) {
  LinearNet net;
  Training training(net, 4);
  training.options.rounds = 4;
  training.options.learning_rate = 0.25;
  EXPECT_EQ(ratesOf(training), (std::vector<double>{1, 1, 1, 1}));
  netrt_schedule schedule = {};
  schedule.struct_size = sizeof(schedule);
  schedule.kind = NETRT_SCHEDULE_POLYNOMIAL;
  training.options.schedule = &schedule;
  EXPECT_EQ(ratesOf(training), (std::vector<double>{1, 0.75, 0.5, 0.25}));
  std::vector<int64_t> asked;
  schedule.kind = NETRT_SCHEDULE_FUNCTION;
  schedule.self = &asked;
  schedule.rate = [](void *self, int64_t batch, int64_t total) {
    static_cast<std::vector<int64_t> *>(self)->insert(
        static_cast<std::vector<int64_t> *>(self)->end(), {batch, total});
    return batch == 0 ? 0.5 : 0.125;
  };
  EXPECT_EQ(ratesOf(training), (std::vector<double>{0.5, 0.125, 0.125, 0.125}));
  EXPECT_EQ(asked, (std::vector<int64_t>{0, 4, 1, 4, 2, 4, 3, 4}));
  double factor = 0;
  schedule.self = &factor;
  schedule.rate = [](void *self, int64_t batch, int64_t) {
    return batch == 0 ? 1 : *static_cast<double *>(self);
  };
  for (auto [wrong, text] :
       {std::pair{std::nan(""), "nan"}, {-0.5, "-0.5"}, {1.0625, "1.0625"}}) {
    factor = wrong;
    EXPECT_EQ(training.run(), NETRT_INVALID_ARGUMENT);
    EXPECT_EQ(training.error(),
              "the schedule gave " + std::string(text) +
                  " for batch 2; a factor of the learning rate is from 0 to 1");
    EXPECT_EQ(training.result().batches, 1);
  }
}

TEST(TrainLoop, CyclesOverTheGroupsOfAnUpdateSchedule) {
  LinearNet net;
  Training training(net, 4);
  training.options.rounds = 3;
  const uint32_t biases[] = {1};
  training.options.groups = biases;
  training.options.group_count = 1;
  ASSERT_EQ(training.run(), NETRT_OK);
  EXPECT_EQ(training.weights()[0], 0);
  EXPECT_NE(training.weights()[2], 0);
  // Two steps for the biases, then one for all.
  const uint32_t cycle[] = {1, 1, 0};
  training.options.groups = cycle;
  training.options.group_count = 3;
  std::vector<bool> moved;
  std::vector<float> before = training.weights();
  training.onEvent = [&](const netrt_train_event &event) {
    if (event.kind == NETRT_EVENT_BATCH) {
      moved.push_back(training.weights()[0] != before[0]);
      before = training.weights();
    }
    return 0;
  };
  ASSERT_EQ(training.run(), NETRT_OK);
  EXPECT_EQ(moved, (std::vector<bool>{false, false, true}));
}

TEST(TrainLoop, TrainsInReal64) {
  LinearNet net(true);
  Training training(net, 64);
  training.options.precision = NETRT_REAL64;
  training.options.rounds = 2000;
  std::vector<double> inputs(training.data.inputs.begin(),
                             training.data.inputs.end());
  training.data.columns[1].data = inputs.data();
  // Columns of another type are converted.
  training.data.columns[2].element = NETRT_REAL32;
  ASSERT_EQ(training.run(), NETRT_OK) << training.error();
  netrt_tensor bias;
  ASSERT_EQ(netrt_arrays_get(training.arrays, "1.Biases", &bias), NETRT_OK);
  EXPECT_NEAR(*static_cast<double *>(bias.data), 1, 1e-6);
}

TEST(TrainLoop, AdvancesStepByStepToTheSameEnd) {
  LinearNet net;
  Training whole(net), parts(net);
  ASSERT_EQ(whole.run(), NETRT_OK);
  parts.mustCreate();
  int32_t ended = 0;
  int steps = 0;
  for (; !ended; ++steps)
    ASSERT_EQ(netrt_train_advance(parts.train, 1, &ended), NETRT_OK);
  EXPECT_EQ(steps, 9);
  EXPECT_EQ(parts.bits(), whole.bits());
  EXPECT_EQ(netrt_train_run(parts.train), NETRT_OK); // nothing happens any more
  EXPECT_EQ(parts.bits(), whole.bits());
}
