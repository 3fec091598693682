//===- CheckpointTest.cpp - trainings that stop and go on -----------------===//

#include "LinearNet.h"
#include "runtime/src/host/train/CheckpointSum.h"

#include <cstring>
#include <filesystem>

using namespace netrt;

namespace {

/// All that a training came to, but for times.
struct Outcome {
  std::string bits;
  std::vector<double> batchLosses, batchErrorRates, roundLosses,
      roundErrorRates;
  std::vector<double> validationLosses;
  std::vector<int64_t> validationRounds, roundEnds;
  int64_t bestRound, examples, end;
  bool operator==(const Outcome &) const = default;
};

struct Checkpoint : testing::Test {
  Checkpoint() {
    checkpointing.struct_size = sizeof(checkpointing);
    path = folder.file("training.safetensors");
    checkpointing.path = path.c_str();
  }
  /// Everything that has a memory: momentum, schedule, groups, validation,
  /// criterion, short batches.
  void prepare(Training &training) {
    training.options.rounds = 4;
    training.options.validation = &validation.data;
    training.options.validation_interval = 2;
    training.options.class_output = "Scores";
    training.options.class_target = "Class";
    schedule.struct_size = sizeof(schedule);
    schedule.kind = NETRT_SCHEDULE_POLYNOMIAL;
    training.options.schedule = &schedule;
    training.options.groups = groups;
    training.options.group_count = 3;
    stopping.struct_size = sizeof(stopping);
    stopping.criterion = NETRT_STOP_LOSS;
    stopping.patience = 50;
    training.options.stopping = &stopping;
  }
  Outcome outcome(Training &training) {
    netrt_train_result r = training.result();
    return {training.bits(),
            listOf(r.batch_losses, r.batches),
            listOf(r.batch_error_rates, r.batches),
            listOf(r.round_losses, r.rounds),
            listOf(r.round_error_rates, r.rounds),
            listOf(r.validation_losses, r.validations),
            listOf(r.validation_rounds, r.validations),
            listOf(r.round_ends, r.rounds),
            r.best_round,
            r.examples,
            r.end};
  }
  /// A file of the middle of a round.
  void writeOne() {
    Training training(net);
    prepare(training);
    training.mustCreate();
    ASSERT_EQ(netrt_train_advance(training.train, 5, nullptr), NETRT_OK);
    ASSERT_EQ(netrt_train_save(training.train, path.c_str()), NETRT_OK);
  }
  netrt_status resume(Training &training, const std::string &file) {
    training.mustCreate();
    return netrt_train_resume(training.train, file.c_str());
  }

  TemporaryFolder folder;
  std::string path;
  LinearNet net;
  LinearData validation{7, 5};
  netrt_schedule schedule = {};
  netrt_stopping stopping = {};
  netrt_checkpointing checkpointing = {};
  const uint32_t groups[3] = {0, 1, 0};
};

} // namespace

TEST_F(Checkpoint, GoesOnBitForBitAfterEveryBatch) {
  Training whole(net);
  prepare(whole);
  ASSERT_EQ(whole.run(), NETRT_OK) << whole.error();
  Outcome expected = outcome(whole);
  ASSERT_EQ(expected.batchLosses.size(), 12u);
  for (int64_t stop = 0; stop <= 12; ++stop) {
    Training first(net), second(net);
    prepare(first);
    prepare(second);
    first.mustCreate();
    ASSERT_EQ(netrt_train_advance(first.train, stop, nullptr), NETRT_OK);
    ASSERT_EQ(netrt_train_save(first.train, path.c_str()), NETRT_OK)
        << first.error();
    second.set("1.Weights", {7, 7}); // what was there does not matter
    ASSERT_EQ(resume(second, path), NETRT_OK) << second.error();
    ASSERT_EQ(netrt_train_run(second.train), NETRT_OK) << second.error();
    EXPECT_EQ(outcome(second), expected) << "stopped after batch " << stop;
    // Writing one does not change the training that goes on.
    ASSERT_EQ(netrt_train_run(first.train), NETRT_OK);
    EXPECT_EQ(outcome(first), expected) << "written after batch " << stop;
  }
}

// The listener sees moments that `advance` does not: the last batch of a round
// before its validation.
TEST_F(Checkpoint, GoesOnBitForBitFromEveryEvent) {
  Training whole(net);
  prepare(whole);
  int written = 0;
  whole.onEvent = [&](const netrt_train_event &event) {
    if (event.kind != NETRT_EVENT_VALIDATION)
      EXPECT_EQ(netrt_train_save(whole.train,
                                 (path + std::to_string(written++)).c_str()),
                NETRT_OK);
    return 0;
  };
  ASSERT_EQ(whole.run(), NETRT_OK);
  Outcome expected = outcome(whole);
  ASSERT_EQ(written, 12 + 4 + 1);
  for (int i = 0; i < written; ++i) {
    Training training(net);
    prepare(training);
    ASSERT_EQ(resume(training, path + std::to_string(i)), NETRT_OK);
    ASSERT_EQ(netrt_train_run(training.train), NETRT_OK);
    EXPECT_EQ(outcome(training), expected) << "event " << i;
  }
}

TEST_F(Checkpoint, IsWrittenAtIntervals) {
  auto writes = [&](int64_t rounds, int64_t batches, double seconds) {
    checkpointing.every_rounds = rounds;
    checkpointing.every_batches = batches;
    checkpointing.every_seconds = seconds;
    Training training(net);
    training.options.rounds = 3;
    training.options.checkpointing = &checkpointing;
    std::vector<int64_t> at;
    training.onEvent = [&](const netrt_train_event &event) {
      if (event.kind == NETRT_EVENT_CHECKPOINT) {
        EXPECT_STREQ(event.path, path.c_str());
        at.push_back(event.absolute_batch);
      }
      return 0;
    };
    EXPECT_EQ(training.run(), NETRT_OK) << training.error();
    return at;
  };
  using List = std::vector<int64_t>;
  EXPECT_EQ(writes(0, 0, 0), (List{3, 6, 9}));
  EXPECT_EQ(writes(2, 0, 0), (List{6, 9})); // the end is always written
  EXPECT_EQ(writes(0, 2, 0), (List{2, 4, 6, 8, 9}));
  EXPECT_EQ(writes(0, 0, 1e9), (List{9}));
  EXPECT_EQ(writes(0, 0, 1e-9), (List{1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

TEST_F(Checkpoint, OfACancelledTrainingGoesOn) {
  Training whole(net), first(net), second(net);
  for (Training *training : {&whole, &first, &second})
    prepare(*training);
  ASSERT_EQ(whole.run(), NETRT_OK);
  checkpointing.every_rounds = 100;
  first.options.checkpointing = &checkpointing;
  first.onEvent = [](const netrt_train_event &event) {
    return event.absolute_batch == 7 ? NETRT_TRAIN_CANCEL : 0;
  };
  EXPECT_EQ(first.run(), NETRT_CANCELLED);
  ASSERT_EQ(resume(second, path), NETRT_OK);
  EXPECT_EQ(second.result().batches, 7);
  ASSERT_EQ(netrt_train_run(second.train), NETRT_OK);
  EXPECT_EQ(outcome(second), outcome(whole));
}

TEST_F(Checkpoint, OfACompletedTrainingTakesMoreRounds) {
  Training whole(net), first(net), second(net);
  for (Training *training : {&whole, &first, &second}) {
    training->options.validation = &validation.data;
    training->options.class_output = "Scores";
    training->options.class_target = "Class";
  }
  whole.options.rounds = 5;
  ASSERT_EQ(whole.run(), NETRT_OK);
  first.options.rounds = 2;
  ASSERT_EQ(first.run(), NETRT_OK);
  ASSERT_EQ(netrt_train_save(first.train, path.c_str()), NETRT_OK);
  second.options.rounds = 5;
  ASSERT_EQ(resume(second, path), NETRT_OK);
  ASSERT_EQ(netrt_train_run(second.train), NETRT_OK);
  EXPECT_EQ(outcome(second), outcome(whole));
}

TEST_F(Checkpoint, TellsWhatIsAnotherTraining) {
  writeOne();
  auto refused = [&](auto change) {
    Training training(net);
    prepare(training);
    change(training);
    EXPECT_EQ(resume(training, path), NETRT_OTHER_TRAINING);
    EXPECT_EQ(training.weights(), (std::vector<float>{0, 0, 0}));
    std::string error = training.error();
    EXPECT_TRUE(error.starts_with(path + ": the checkpoint was written with "));
    return error.substr(error.find("with \""));
  };
  EXPECT_EQ(refused([](Training &t) { t.options.batch_size = 5; }),
            "with \"batch size: 4\", this training has \"batch size: 5\"");
  EXPECT_EQ(refused([](Training &t) { t.options.seed = 1; }),
            "with \"order: seed 1234\", this training has \"order: seed 1\"");
  EXPECT_EQ(refused([](Training &t) { t.options.learning_rate = 0.1; }),
            "with \"learning rate: 0.05\", this training has \"learning rate: "
            "0.1\"");
  EXPECT_EQ(refused([](Training &t) { t.options.rounds = 7; }),
            "with \"schedule: polynomial of 12 batches\", this training has "
            "\"schedule: polynomial of 21 batches\"; a schedule that depends "
            "on the number of batches or the time goal fixes them: with a "
            "constant one from the beginning a training can go on for longer, "
            "or another begins with these arrays");
  EXPECT_TRUE(
      refused([](Training &t) { t.options.time_goal = 60; })
          .starts_with("with \"schedule: polynomial of 12 batches\", this "
                       "training has \"schedule: polynomial of 12 batches, 60 "
                       "seconds\""));
  EXPECT_EQ(refused([](Training &t) { t.data.data.count = 9; }),
            "with \"examples: 10\", this training has \"examples: 9\"");
  // What the host says of the course comes first, as the likeliest reason.
  auto other = [](Training &t) {
    t.options.course = "method: SGD\ndecay: 1";
    t.options.learning_rate = 0.1;
  };
  EXPECT_EQ(refused(other),
            "with \"precision: Real32\", this training has \"method: SGD\"");
  net.arrays[0].learning_rate_multiplier = 2;
  EXPECT_EQ(refused([](Training &) {}),
            "with \"array: 1.Weights {2}, learning rate times 1\", this "
            "training has \"array: 1.Weights {2}, learning rate times 2\"");
}

// The values themselves, of both sets, and only as far as examples go.
TEST_F(Checkpoint, TellsOtherDataFromTheSame) {
  writeOne();
  auto answer = [&](auto change) {
    Training training(net);
    prepare(training);
    change(training);
    netrt_status status = resume(training, path);
    std::string error = training.error();
    if (status == NETRT_OTHER_TRAINING)
      return error.substr(error.find("with \""),
                          error.find(": checksum") - error.find("with \""));
    EXPECT_EQ(status, NETRT_OK) << error;
    return std::string("same");
  };
  EXPECT_EQ(answer([](Training &) {}), "same");
  EXPECT_EQ(answer([](Training &t) { t.data.inputs[19] += 1e-6f; }),
            "with \"data of Input");
  EXPECT_EQ(answer([](Training &t) { t.data.classes[3] ^= 3; }), // 1 or 2
            "with \"data of Class");
  EXPECT_EQ(answer([](Training &t) { t.data.targets[9] = 0; }),
            "with \"data of Target");
  validation.targets[6] = 0;
  EXPECT_EQ(answer([](Training &) {}), "with \"validation data of Target");
}

TEST_F(Checkpoint, TellsAnotherCompiledStep) {
  net.entries[1].program = 0xabc;
  writeOne();
  Training same(net), other(net);
  prepare(same);
  prepare(other);
  EXPECT_EQ(resume(same, path), NETRT_OK) << same.error();
  net.entries[1].program = 0xdef;
  EXPECT_EQ(resume(other, path), NETRT_OTHER_TRAINING);
  EXPECT_EQ(other.error(),
            path +
                ": the checkpoint was written with \"compiled step: checksum "
                "abc\", this training has \"compiled step: checksum def\"; "
                "the net, its losses or what was compiled in with them "
                "differ");
}

// Nets of compilers that did not write it have shorter tables.
TEST_F(Checkpoint, KnowsNoProgramOfOlderNets) {
  net.entries.resize(1);
  net.entries[0].program = 0xabc;
  net.update();
  EXPECT_EQ(netrt_entry_program(&net.net, 0), 0xabcu);
  net.net.entries.stride = offsetof(netrt_entry, program);
  EXPECT_EQ(netrt_entry_program(&net.net, 0), 0u);
}

// However the bytes are cut, words or not.
TEST(CheckpointSum, IsOfTheWholeSequence) {
  std::string bytes = "a sequence of bytes, of 35 altogether";
  auto sumOf = [&](size_t cut) {
    Checksum sum;
    sum.add(std::span<const char>(bytes).first(cut));
    sum.add(std::span<const char>(bytes).subspan(cut));
    return sum.value();
  };
  for (size_t cut = 0; cut <= bytes.size(); ++cut)
    EXPECT_EQ(sumOf(cut), sumOf(0)) << cut;
  uint64_t before = sumOf(0);
  bytes[3] = 'S';
  EXPECT_NE(sumOf(0), before);
}

TEST_F(Checkpoint, OfAnOlderFormatSaysSo) {
  writeOne();
  std::string file = readFile(path);
  size_t place = file.find("format: 2");
  ASSERT_NE(place, std::string::npos);
  file[place + 8] = '1';
  Checksum sum;
  sum.add(std::span<const char>(file).first(file.size() - 8));
  sum.store(file.data() + file.size() - 8);
  writeFile(path, file);
  Training training(net);
  prepare(training);
  EXPECT_EQ(resume(training, path), NETRT_OTHER_TRAINING);
  EXPECT_EQ(training.error(),
            path + ": the checkpoint was written by another version of "
                   "libnetrt, which did not note all that decides a training");
}

TEST_F(Checkpoint, ComparesWhatTheHostSaysOfTheCourse) {
  Training first(net);
  first.options.course = "method: ADAM\nfirst\n";
  first.mustCreate();
  ASSERT_EQ(netrt_train_save(first.train, path.c_str()), NETRT_OK);
  auto resumeWith = [&](const char *course) {
    Training training(net);
    training.options.course = course;
    training.options.learning_rate = 0.1;
    EXPECT_EQ(resume(training, path), NETRT_OTHER_TRAINING);
    return training.error().substr(training.error().find("with \""));
  };
  EXPECT_EQ(resumeWith("method: SGD\nfirst\n"),
            "with \"method: ADAM\", this training has \"method: SGD\"");
  EXPECT_EQ(resumeWith("method: ADAM\nsecond"),
            "with \"first\", this training has \"second\"");
  EXPECT_EQ(resumeWith("method: ADAM\nfirst"),
            "with \"learning rate: 0.05\", this training has \"learning rate: "
            "0.1\"");
  Training same(net);
  same.options.course = first.options.course;
  EXPECT_EQ(resume(same, path), NETRT_OK) << same.error();
}

TEST_F(Checkpoint, CutOrDamagedFilesAreRefused) {
  writeOne();
  std::string good = readFile(path), bad = folder.file("bad");
  Training training(net);
  prepare(training);
  training.mustCreate();
  std::string before = training.bits();
  for (size_t length = 0; length < good.size(); length += 17) {
    writeFile(bad, good.substr(0, length));
    EXPECT_EQ(netrt_train_resume(training.train, bad.c_str()), NETRT_BAD_FILE)
        << length;
  }
  for (size_t place = 0; place < good.size(); place += 7) {
    std::string other = good;
    other[place] = static_cast<char>(other[place] ^ (1 << place % 8));
    writeFile(bad, other);
    EXPECT_EQ(netrt_train_resume(training.train, bad.c_str()), NETRT_BAD_FILE)
        << place << ": " << training.error();
  }
  EXPECT_EQ(training.bits(), before);
  EXPECT_EQ(netrt_train_resume(training.train, "/tmp/netrt-none/x"),
            NETRT_FILE_NOT_FOUND);
  // And nothing of it stays behind.
  EXPECT_EQ(netrt_train_resume(training.train, path.c_str()), NETRT_OK);
}

// Something killed a process while it wrote: the part is used up, the whole one
// before it is there.
TEST_F(Checkpoint, SurvivesAKillWhileTheNextIsWritten) {
  writeOne();
  std::string good = readFile(path);
  writeFile(path + ".partial", good.substr(0, good.size() / 2));
  Training training(net);
  prepare(training);
  ASSERT_EQ(resume(training, path), NETRT_OK);
  ASSERT_EQ(netrt_train_advance(training.train, 1, nullptr), NETRT_OK);
  ASSERT_EQ(netrt_train_save(training.train, path.c_str()), NETRT_OK);
  EXPECT_FALSE(std::filesystem::exists(path + ".partial"));
  EXPECT_NE(readFile(path), good);
}

TEST_F(Checkpoint, ThatCannotBeWrittenKeepsTheOldOne) {
  writeOne();
  std::string good = readFile(path);
  Training training(net);
  prepare(training);
  training.options.checkpointing = &checkpointing;
  training.mustCreate();
  std::filesystem::create_directory(path + ".partial");
  EXPECT_EQ(netrt_train_run(training.train), NETRT_CANNOT_WRITE);
  EXPECT_EQ(training.error(), path + ": Is a directory");
  EXPECT_EQ(readFile(path), good);
  // The training is at a good moment and may go on.
  std::filesystem::remove(path + ".partial");
  EXPECT_EQ(netrt_train_run(training.train), NETRT_OK) << training.error();
}

TEST_F(Checkpoint, GivesArraysThatHaveNoValueYet) {
  writeOne();
  Training training(net);
  prepare(training);
  netrt_arrays_destroy(training.arrays);
  netrt_arrays_options options = {};
  options.struct_size = sizeof(options);
  options.trainable = 1;
  ASSERT_EQ(netrt_arrays_create(&net.net, &options, &training.arrays),
            NETRT_OK);
  ASSERT_EQ(resume(training, path), NETRT_OK) << training.error();
  EXPECT_EQ(netrt_train_run(training.train), NETRT_OK);
}

TEST_F(Checkpoint, ComesBeforeTheFirstStep) {
  writeOne();
  Training training(net);
  prepare(training);
  training.mustCreate();
  ASSERT_EQ(netrt_train_advance(training.train, 1, nullptr), NETRT_OK);
  EXPECT_EQ(netrt_train_resume(training.train, path.c_str()),
            NETRT_INVALID_ARGUMENT);
}

TEST_F(Checkpoint, SavedWeightsAreThoseOfTheNetOnly) {
  Training training(net);
  ASSERT_EQ(training.run(), NETRT_OK);
  std::vector<float> weights = training.weights();
  netrt_message message = {};
  ASSERT_EQ(netrt_arrays_save(training.arrays, path.c_str(), &message),
            NETRT_OK)
      << message.text;
  netrt_arrays *arrays;
  ASSERT_EQ(netrt_arrays_create(&net.net, nullptr, &arrays), NETRT_OK);
  EXPECT_EQ(netrt_arrays_save(arrays, path.c_str(), &message),
            NETRT_UNINITIALIZED);
  EXPECT_STREQ(message.text, "array \"1.Weights\" has no value");
  ASSERT_EQ(netrt_arrays_load(arrays, path.c_str(), &message), NETRT_OK)
      << message.text;
  std::swap(training.arrays, arrays);
  EXPECT_EQ(training.weights(), weights);
  std::swap(training.arrays, arrays);
  EXPECT_EQ(netrt_arrays_save(arrays, "/tmp/netrt-none/x", &message),
            NETRT_CANNOT_WRITE);
  EXPECT_STREQ(message.text, "/tmp/netrt-none/x: No such file or directory");
  netrt_arrays_destroy(arrays);
}
