//===- MeasureTest.cpp - what hosts measure while a net is trained --------===//

#include "LinearNet.h"

#include <cmath>
#include <cstring>

using namespace netrt;

namespace {

/// Values: the mean loss, and the largest output of even rounds. Sums: examples
/// and losses; whether one was asked for, and the largest.
struct Measure : testing::Test {
  Measure() {
    hook.struct_size = sizeof(hook);
    hook.description = "losses and largest outputs";
    hook.sum_count = 4;
    hook.value_count = 2;
    hook.self = this;
    hook.read = [](void *self, const netrt_train_event *batch, double *sums) {
      return static_cast<Measure *>(self)->read(*batch, sums);
    };
    hook.add = [](void *, double *sums, const double *more) {
      sums[3] = sums[2] > 0 && sums[3] > more[3] ? sums[3] : more[3];
      for (int i = 0; i < 3; ++i)
        sums[i] += more[i];
    };
    hook.value = [](void *, const double *sums, double *values) {
      values[0] = sums[1] / sums[0];
      values[1] = sums[2] > 0 ? sums[3] : NAN;
    };
  }
  void prepare(Training &training) {
    training.options.rounds = 4;
    training.options.validation = &validation.data;
    training.options.validation_interval = 2;
    training.options.measurements = &hook;
  }
  netrt_status read(const netrt_train_event &batch, double *sums) {
    EXPECT_EQ(std::vector<double>(sums, sums + 4), std::vector<double>(4));
    if (failsAt(batch))
      return NETRT_BAD_INPUT;
    sums[0] = static_cast<double>(batch.batch_size);
    for (int64_t i = 0; i < batch.batch_size; ++i)
      sums[1] += outputOf(batch, "Loss")[i];
    if (batch.round % 2)
      return NETRT_OK;
    sums[2] = 1;
    sums[3] = -INFINITY;
    for (int64_t i = 0; i < batch.batch_size; ++i)
      sums[3] = std::max(sums[3], double(outputOf(batch, "Output")[i]));
    return NETRT_OK;
  }
  static const float *outputOf(const netrt_train_event &batch,
                               const char *name) {
    for (size_t i = 0; i < batch.output_count; ++i)
      if (!std::strcmp(batch.output_ports[i]->name, name))
        return static_cast<const float *>(batch.outputs[i].data);
    ADD_FAILURE() << "no output " << name;
    return nullptr;
  }

  /// Bits of arrays and lists, where NaNs are the same.
  static std::string outcome(Training &training) {
    netrt_train_result r = training.result();
    std::string text = training.bits();
    auto add = [&](const double *values, int64_t count) {
      text.append(reinterpret_cast<const char *>(values),
                  static_cast<size_t>(count) * sizeof(double));
    };
    add(r.batch_losses, r.batches);
    add(r.batch_values, r.batches * 2);
    add(r.round_values, r.rounds * 2);
    add(r.validation_values, r.validations * 2);
    return text;
  }

  LinearNet net;
  LinearData validation{7, 5};
  netrt_measurements hook = {};
  std::function<bool(const netrt_train_event &)> failsAt =
      [](const netrt_train_event &) { return false; };
};

bool isValidation(const netrt_train_event &event) {
  return event.kind == NETRT_EVENT_VALIDATION;
}

} // namespace

TEST_F(Measure, ValuesOfBatchesRoundsAndValidations) {
  Training training(net);
  prepare(training);
  double last = 0;
  training.onEvent = [&](const netrt_train_event &event) {
    if (event.kind == NETRT_EVENT_BATCH) {
      EXPECT_DOUBLE_EQ(event.batch_values[0], event.batch_loss);
      EXPECT_DOUBLE_EQ(event.round_values[0], event.round_loss);
      EXPECT_EQ(event.validation_values == nullptr, event.round <= 2);
      last = event.round_values[1];
    }
    if (event.kind == NETRT_EVENT_ROUND && event.round % 2 == 0) {
      EXPECT_DOUBLE_EQ(event.validation_values[0], event.validation_loss);
      EXPECT_EQ(event.round_values[1], last);
    }
    return 0;
  };
  ASSERT_EQ(training.run(), NETRT_OK) << training.error();
  netrt_train_result r = training.result();
  ASSERT_EQ(r.value_count, 2u);
  ASSERT_EQ(r.batches, 12);
  for (int64_t i = 0; i < r.batches; ++i) {
    EXPECT_DOUBLE_EQ(r.batch_values[2 * i], r.batch_losses[i]);
    EXPECT_EQ(std::isnan(r.batch_values[2 * i + 1]), i / 3 % 2 == 0);
  }
  for (int64_t i = 0; i < r.rounds; ++i) {
    EXPECT_DOUBLE_EQ(r.round_values[2 * i], r.round_losses[i]);
    EXPECT_EQ(std::isnan(r.round_values[2 * i + 1]), i % 2 == 0);
  }
  // The hook's own way to add: the largest of the batches.
  double largest = -INFINITY;
  for (int64_t i = 3; i < 6; ++i)
    largest = std::max(largest, r.batch_values[2 * i + 1]);
  EXPECT_EQ(r.round_values[2 * 1 + 1], largest);
  ASSERT_EQ(r.validations, 2);
  for (int64_t i = 0; i < r.validations; ++i)
    EXPECT_DOUBLE_EQ(r.validation_values[2 * i], r.validation_losses[i]);
}

TEST_F(Measure, ChangesNoBit) {
  Training measured(net), plain(net);
  for (Training *training : {&measured, &plain})
    prepare(*training);
  plain.options.measurements = nullptr;
  ASSERT_EQ(measured.run(), NETRT_OK);
  ASSERT_EQ(plain.run(), NETRT_OK);
  EXPECT_EQ(measured.bits(), plain.bits());
  EXPECT_EQ(plain.result().value_count, 0u);
}

TEST_F(Measure, SumsNumberByNumberWithoutAdd) {
  hook.add = nullptr;
  Training training(net);
  prepare(training);
  ASSERT_EQ(training.run(), NETRT_OK);
  netrt_train_result r = training.result();
  EXPECT_DOUBLE_EQ(r.round_values[0], r.round_losses[0]);
  EXPECT_DOUBLE_EQ(r.round_values[3],
                   r.batch_values[7] + r.batch_values[9] + r.batch_values[11]);
}

TEST_F(Measure, CheckpointsKeepSumsAndLists) {
  TemporaryFolder folder;
  std::string path = folder.file("measured.safetensors");
  Training whole(net);
  prepare(whole);
  ASSERT_EQ(whole.run(), NETRT_OK);
  for (int64_t stop = 0; stop <= 12; ++stop) {
    Training first(net), second(net);
    prepare(first);
    prepare(second);
    first.mustCreate();
    second.mustCreate();
    ASSERT_EQ(netrt_train_advance(first.train, stop, nullptr), NETRT_OK);
    ASSERT_EQ(netrt_train_save(first.train, path.c_str()), NETRT_OK);
    ASSERT_EQ(netrt_train_resume(second.train, path.c_str()), NETRT_OK)
        << second.error();
    ASSERT_EQ(netrt_train_run(second.train), NETRT_OK);
    EXPECT_EQ(outcome(second), outcome(whole)) << "after batch " << stop;
  }
  Training other(net);
  prepare(other);
  hook.description = "something else";
  other.mustCreate();
  EXPECT_EQ(netrt_train_resume(other.train, path.c_str()),
            NETRT_OTHER_TRAINING);
}

TEST_F(Measure, FailingEndsTheCallAndCanBeTriedAgain) {
  Training whole(net);
  prepare(whole);
  ASSERT_EQ(whole.run(), NETRT_OK);
  auto failsOnce = [&](auto where, const char *message, int64_t batches) {
    Training training(net);
    prepare(training);
    failsAt = where;
    EXPECT_EQ(training.run(), NETRT_BAD_INPUT);
    EXPECT_EQ(training.error(),
              std::string(message) + netrt_status_text(NETRT_BAD_INPUT));
    EXPECT_EQ(training.result().batches, batches);
    failsAt = [](const netrt_train_event &) { return false; };
    EXPECT_EQ(netrt_train_run(training.train), NETRT_OK) << training.error();
    EXPECT_EQ(outcome(training), outcome(whole));
  };
  // What the round had before is taken back, as there are no values for it.
  failsOnce(
      [](const netrt_train_event &event) {
        return !isValidation(event) && event.round == 2 && event.batch == 2;
      },
      "round 2, batch 2: the measurements failed: ", 3);
  failsOnce(
      [](const netrt_train_event &event) {
        return isValidation(event) && event.round == 4 && event.batch == 2;
      },
      "round 4, batch 2 of the validation: the measurements failed: ", 12);
}

TEST_F(Measure, CriterionLooksAtAValue) {
  netrt_stopping stopping = {};
  stopping.struct_size = sizeof(stopping);
  stopping.criterion = NETRT_STOP_VALUE;
  stopping.value = 0;
  stopping.rises = 1; // the loss falls
  Training training(net);
  prepare(training);
  training.options.validation = nullptr;
  training.options.stopping = &stopping;
  ASSERT_EQ(training.run(), NETRT_OK);
  EXPECT_EQ(training.result().end, NETRT_END_CRITERION);
  EXPECT_EQ(training.result().rounds, 2);
  stopping.value = 2;
  Training wrong(net);
  prepare(wrong);
  wrong.options.stopping = &stopping;
  EXPECT_EQ(wrong.create(), NETRT_INVALID_ARGUMENT);
  EXPECT_STREQ(wrong.message.text, "the stopping criterion names a value that "
                                   "is not measured");
}
