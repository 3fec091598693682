//===- MisuseTest.cpp - calls that no host should make --------------------===//
//
// Each ends with a status and a message, and leaves what is there usable.
//
//===---------------------------------------------------------------------===//

#include "LinearNet.h"

#include <cmath>
#include <cstddef>
#include <filesystem>

using namespace netrt;

namespace {

struct Misuse : Refusal {};

/// Fills batches as `fill` says.
struct Callback {
  explicit Callback(std::function<netrt_status(netrt_batch &)> given)
      : fill(std::move(given)) {
    data.struct_size = sizeof(data);
    data.count = 10;
    data.self = this;
    data.fill = [](void *self, netrt_batch *batch) {
      return static_cast<Callback *>(self)->fill(*batch);
    };
  }
  std::function<netrt_status(netrt_batch &)> fill;
  netrt_train_data data = {};
};

netrt_status zeros(netrt_batch &batch) {
  for (int64_t i = 0; i < batch.size; ++i) {
    static_cast<float *>(batch.inputs[0])[2 * i] = 0;
    static_cast<float *>(batch.inputs[0])[2 * i + 1] = 0;
    static_cast<float *>(batch.inputs[1])[i] = 0;
    static_cast<int64_t *>(batch.inputs[2])[i] = 1;
  }
  return NETRT_OK;
}

} // namespace

TEST_F(Misuse, NullsEverywhere) {
  netrt_train *train = nullptr;
  EXPECT_EQ(netrt_train_create(training.context, training.arrays,
                               &training.options, nullptr),
            NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(
      netrt_train_create(training.context, nullptr, &training.options, &train),
      NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(train, nullptr);
  EXPECT_EQ(netrt_train_advance(nullptr, 1, nullptr), NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(netrt_train_save(nullptr, "x"), NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(netrt_train_resume(nullptr, "x"), NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(netrt_train_get_result(nullptr, nullptr), NETRT_INVALID_ARGUMENT);
  EXPECT_STREQ(netrt_train_last_error(nullptr), "");
  training.mustCreate();
  EXPECT_EQ(netrt_train_save(training.train, nullptr), NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(netrt_train_resume(training.train, nullptr),
            NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(netrt_train_get_result(training.train, nullptr),
            NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(netrt_train_advance(training.train, -1, nullptr),
            NETRT_INVALID_ARGUMENT);
  netrt_train_result result = {}; // without its size
  EXPECT_EQ(netrt_train_get_result(training.train, &result),
            NETRT_ABI_MISMATCH);
  EXPECT_STREQ(netrt_train_last_error(training.train), "");
  EXPECT_EQ(netrt_train_run(training.train), NETRT_OK) << training.error();
}

TEST_F(Misuse, OptionsWithoutAMessageOrASize) {
  training.options.rounds = 0;
  training.options.message = nullptr;
  EXPECT_EQ(training.create(), NETRT_INVALID_ARGUMENT);
  training.options.struct_size = 8;
  EXPECT_EQ(training.create(), NETRT_ABI_MISMATCH);
  netrt_train_options none = {};
  netrt_train *train = nullptr;
  EXPECT_EQ(
      netrt_train_create(training.context, training.arrays, &none, &train),
      NETRT_ABI_MISMATCH);
}

// A host that was compiled before these fields were there.
TEST_F(Misuse, OlderHostsDoWithoutTheLastFields) {
  // What lies behind the size that is named is not read.
  auto *nowhere = reinterpret_cast<const char *>(8);
  training.data.data.struct_size = offsetof(netrt_train_data, numbers);
  training.data.data.numbers = reinterpret_cast<const int64_t *>(nowhere);
  training.data.targets[3] = NAN; // whose number would be asked for
  training.options.struct_size = offsetof(netrt_train_options, course);
  training.options.course = nowhere;
  EXPECT_EQ(training.run(), NETRT_NOT_FINITE);
  EXPECT_NE(training.error().find("of example 4 holds nan"), std::string::npos)
      << training.error();
}

TEST_F(Misuse, ListsWithoutElements) {
  training.data.columns[0].struct_size = 0;
  EXPECT_EQ(refuse(NETRT_ABI_MISMATCH),
            "a column has a struct_size that this version does not know");
  training.data.columns[0].struct_size = sizeof(netrt_column);
  training.data.columns[0].port = nullptr;
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT), "a column has no port");
  training.data.columns[0].port = "Class";
  netrt_loss loss = {sizeof(loss), nullptr, 1};
  training.options.losses = &loss;
  training.options.loss_count = 1;
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT),
            "a loss has no port or no finite scale");
  training.options.losses = nullptr;
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT),
            "loss_count is 1, and losses is null");
  netrt_loss twice[] = {{sizeof(loss), "Loss", 1}, {sizeof(loss), "Loss", 2}};
  training.options.losses = twice;
  training.options.loss_count = 2;
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT), "port \"Loss\" is a loss twice");
  training.options.loss_count = 1;
  training.options.group_count = 3;
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT),
            "group_count is 3, and groups is null");
  training.options.group_count = 0;
  EXPECT_EQ(training.create(), NETRT_OK) << training.message.text;
}

TEST_F(Misuse, PrecisionsThatThereAreNot) {
  training.options.precision = 77;
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT),
            "the precision is none: 77, expected NETRT_REAL32, NETRT_REAL64 or "
            "0");
  training.options.precision = NETRT_INTEGER64;
  EXPECT_TRUE(refuse(NETRT_INVALID_ARGUMENT).starts_with("the precision is"));
}

TEST_F(Misuse, BatchesThatNoMemoryHolds) {
  training.options.batch_size = INT64_MAX;
  Callback source(zeros);
  source.data.count = INT64_MAX;
  training.options.data = &source.data;
  netrt_status status = training.create();
  EXPECT_EQ(status, NETRT_OUT_OF_MEMORY) << training.message.text;
  EXPECT_EQ(training.train, nullptr);
}

TEST_F(Misuse, CallbackGivesAnotherNumberOfExamples) {
  for (int64_t size : {0, -1, 3, 5}) {
    Callback source([=](netrt_batch &batch) {
      batch.size = size;
      return netrt_status(NETRT_OK);
    });
    training.options.data = &source.data;
    EXPECT_EQ(training.run(), NETRT_BATCH_MISMATCH);
    EXPECT_EQ(training.error(), "round 1, batch 1: the data callback gave " +
                                    std::to_string(size) +
                                    " examples, asked for were 4");
  }
}

TEST_F(Misuse, CallbackGivesNoMemory) {
  Callback source([](netrt_batch &batch) {
    batch.inputs[1] = nullptr;
    return netrt_status(NETRT_OK);
  });
  training.options.data = &source.data;
  EXPECT_EQ(training.run(), NETRT_INVALID_ARGUMENT);
  EXPECT_TRUE(training.error().starts_with("round 1, batch 1: "))
      << training.error();
  EXPECT_NE(training.error().find("Target"), std::string::npos)
      << training.error();
  // It may do better: nothing has happened yet.
  source.fill = zeros;
  EXPECT_EQ(netrt_train_run(training.train), NETRT_OK) << training.error();
}

TEST_F(Misuse, CallbackReturnsWhatIsNoStatus) {
  Callback source([](netrt_batch &) { return netrt_status(4711); });
  training.options.data = &source.data;
  EXPECT_EQ(training.run(), netrt_status(4711));
  EXPECT_TRUE(training.error().starts_with(
      "round 1, batch 1: the data callback failed"))
      << training.error();
}

TEST_F(Misuse, CancellingCallbackEndsTheTraining) {
  int calls = 0;
  Callback source([&](netrt_batch &batch) {
    return ++calls == 3 ? netrt_status(NETRT_CANCELLED) : zeros(batch);
  });
  training.options.data = &source.data;
  EXPECT_EQ(training.run(), NETRT_CANCELLED);
  EXPECT_EQ(training.result().end, NETRT_END_CANCELLED);
  EXPECT_EQ(training.result().batches, 2);
  // It is over, and stays so.
  EXPECT_EQ(netrt_train_run(training.train), NETRT_CANCELLED);
  int32_t ended = 0;
  EXPECT_EQ(netrt_train_advance(training.train, 1, &ended), NETRT_CANCELLED);
  EXPECT_EQ(ended, 1);
  EXPECT_EQ(calls, 3);
}

TEST_F(Misuse, CancellingAtTheVeryFirstAndTheLastEvent) {
  training.onEvent = [](const netrt_train_event &) {
    return NETRT_TRAIN_CANCEL;
  };
  EXPECT_EQ(training.run(), NETRT_CANCELLED);
  EXPECT_EQ(training.result().batches, 1);
  training.onEvent = [](const netrt_train_event &event) {
    return event.kind == NETRT_EVENT_END ? NETRT_TRAIN_CANCEL : 0;
  };
  EXPECT_EQ(training.run(), NETRT_OK); // it was over before
  EXPECT_EQ(training.result().end, NETRT_END_ROUNDS);
  training.onEvent = [](const netrt_train_event &) { return 12345; };
  EXPECT_EQ(training.run(), NETRT_CANCELLED); // no wish is above this one
}

TEST_F(Misuse, CallbacksCannotTrain) {
  std::vector<netrt_status> answers;
  training.onEvent = [&](const netrt_train_event &) {
    answers.push_back(netrt_train_run(training.train));
    EXPECT_EQ(training.error(),
              "a callback of a training cannot train with it");
    answers.push_back(netrt_train_resume(training.train, "/tmp/netrt-none"));
    return 0;
  };
  EXPECT_EQ(training.run(), NETRT_OK) << training.error();
  EXPECT_EQ(answers.size(), 2u * (9 + 3 + 1));
  for (netrt_status answer : answers)
    EXPECT_EQ(answer, NETRT_INVALID_ARGUMENT);
  Training plain(net);
  ASSERT_EQ(plain.run(), NETRT_OK);
  EXPECT_EQ(training.bits(), plain.bits());
}

TEST_F(Misuse, CheckpointsIntoAFolderThatIsNotThere) {
  netrt_checkpointing checkpointing = {};
  checkpointing.struct_size = sizeof(checkpointing);
  checkpointing.path = "/tmp/netrt-none/x";
  training.options.checkpointing = &checkpointing;
  EXPECT_EQ(refuse(NETRT_CANNOT_WRITE),
            "/tmp/netrt-none/x: No such file or directory");
  TemporaryFolder folder;
  checkpointing.path = folder.path.c_str();
  EXPECT_EQ(refuse(NETRT_CANNOT_WRITE), folder.path + ": Is a directory");
  checkpointing.path = "";
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT),
            "the path of checkpoints is empty; null means none");
  // One that is lost on the way ends the call, not the training.
  std::string path = folder.file("deep/x");
  std::filesystem::create_directory(folder.file("deep"));
  checkpointing.path = path.c_str();
  ASSERT_EQ(training.create(), NETRT_OK) << training.message.text;
  EXPECT_TRUE(std::filesystem::is_empty(folder.file("deep")));
  std::filesystem::remove(folder.file("deep"));
  EXPECT_EQ(netrt_train_run(training.train), NETRT_CANNOT_WRITE);
  EXPECT_EQ(training.error(), path + ": No such file or directory");
  EXPECT_EQ(training.result().end, NETRT_END_NONE);
  EXPECT_EQ(training.result().rounds, 1);
  EXPECT_EQ(netrt_train_save(training.train, "/tmp/netrt-none/y"),
            NETRT_CANNOT_WRITE);
  checkpointing.every_rounds = -1;
  EXPECT_EQ(refuse(NETRT_INVALID_ARGUMENT),
            "an interval of checkpoints is negative");
}

TEST_F(Misuse, StepsAfterAFailureGiveItAgain) {
  training.data.targets[0] = NAN;
  EXPECT_EQ(training.run(), NETRT_NOT_FINITE);
  std::string why = training.error(), bits = training.bits();
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(netrt_train_advance(training.train, 1, nullptr),
              NETRT_NOT_FINITE);
    EXPECT_EQ(training.error(), why);
    EXPECT_EQ(training.bits(), bits);
  }
  TemporaryFolder folder;
  EXPECT_EQ(netrt_train_save(training.train, folder.file("sound").c_str()),
            NETRT_OK);
}

TEST_F(Misuse, NetWithoutStepsOrEvaluation) {
  LinearNet inference;
  inference.entries.resize(1);
  inference.update();
  Training cannot(inference);
  EXPECT_EQ(cannot.create(), NETRT_NO_ENTRY);
  EXPECT_STREQ(cannot.message.text,
               "the net \"linear\" has no train_step: it was not compiled for "
               "training");
  // infer gives no losses, as when they are attached for training only.
  static const uint32_t outputOnly[] = {4};
  net.entries[0].outputs = outputOnly;
  net.entries[0].output_count = 1;
  LinearData validation(5);
  training.options.validation = &validation.data;
  EXPECT_EQ(refuse(NETRT_UNKNOWN_NAME),
            "the validation needs an entry `evaluate`, which this net was "
            "compiled without: no output port \"Loss\"; there are: \"Output\"");
  net.entries[0].kind = NETRT_GRADIENT;
  EXPECT_EQ(refuse(NETRT_NO_ENTRY),
            "the net has no entry for the validation, in Test mode");
}
