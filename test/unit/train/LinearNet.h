//===- LinearNet.h - a trainable net made by hand -------------*- C++ -*-===//
//
// The descriptor of a compiled net around a training step of a few lines, so
// that the loop is tested without the compiler.
//
//===---------------------------------------------------------------------===//

#ifndef NETC_TEST_UNIT_TRAIN_LINEARNET_H
#define NETC_TEST_UNIT_TRAIN_LINEARNET_H

#include "netrt/train.h"
#include "test/unit/HandMadeNet.h"

#include <functional>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace netrt {

/// Inputs "Input" {2}, "Target" {}, "Class" {} (1 or 2); outputs
///   Output = Weights . Input + Biases, Loss = (Output - Target)^2,
///   Parts = {Output, -Output}, Scores = {1 - Output, Output}.
/// Steps descend the mean loss with momentum 0.9, which is an array too. Group
/// 0 updates both arrays, group 1 the biases only. Entries: 0 infer (Test),
/// 1 and 2 the steps of group 0 and 1, in Real32; 3 a step, 4 infer in Real64.
class LinearNet : public HandMadeNet {
public:
  explicit LinearNet(bool withReal64 = false);
};

/// Examples of Target = 2 Input1 - 3 Input2 + 1, Class = 2 where it is above
/// 1/2.
struct LinearData {
  explicit LinearData(int64_t count, int seed = 1);
  std::vector<float> inputs, targets;
  std::vector<int64_t> classes;
  std::vector<netrt_column> columns;
  netrt_train_data data = {};
};

/// Context, arrays (zeros), options and what the listener heard.
class Training {
public:
  explicit Training(const LinearNet &net, int64_t examples = 10);
  ~Training();

  netrt_status create();
  void mustCreate() { ASSERT_EQ(create(), NETRT_OK) << message.text; }
  netrt_status run();
  netrt_train_result result() const;
  std::string error() const;
  /// All bits of the arrays, states included.
  std::string bits();
  std::vector<float> weights(); ///< and the bias
  void set(const char *key, std::vector<float> values);

  LinearData data;
  netrt_context *context = nullptr;
  netrt_arrays *arrays = nullptr;
  netrt_train *train = nullptr;
  netrt_message message = {};
  netrt_train_options options = {};
  /// Asked at each event; its answer is the listener's.
  std::function<int32_t(const netrt_train_event &)> onEvent;
  std::vector<netrt_train_event> events;
  std::vector<std::vector<int64_t>> batches; ///< places, of BATCH events

private:
  static int32_t hear(void *self, const netrt_train_event *event);
  netrt_train_listener listener = {};
};

/// A training that cannot be made.
struct Refusal : testing::Test {
  std::string refuse(netrt_status expected) {
    EXPECT_EQ(training.create(), expected);
    EXPECT_EQ(training.train, nullptr);
    return training.message.text;
  }
  LinearNet net;
  Training training{net};
};

/// A path in a folder that is removed with what is in it.
struct TemporaryFolder {
  TemporaryFolder();
  ~TemporaryFolder();
  std::string file(const std::string &name) const { return path + "/" + name; }
  std::string path;
};

std::string readFile(const std::string &path);
void writeFile(const std::string &path, const std::string &bytes);

template <typename T> std::vector<T> listOf(const T *data, int64_t count) {
  return std::vector<T>(data, data + count);
}

} // namespace netrt

#endif // NETC_TEST_UNIT_TRAIN_LINEARNET_H
