//===- ParallelTest.cpp - loops of generated code over threads and hooks --===//

#include "TestNet.h"

#include <atomic>
#include <cmath>
#include <gtest/gtest.h>

using namespace netrt;

namespace {

constexpr int64_t size = 1000;

/// A kernel whose result depends on the place only.
void kernel(netrt_frame *frame, int64_t begin, int64_t end) {
  auto *output = static_cast<float *>(frame->outputs[0]);
  for (int64_t i = begin; i < end; ++i)
    output[i] += std::sin(static_cast<float>(i)) / 3;
}

void entry(netrt_frame *frame) {
  netrt_core_parallel_for(frame, kernel, size, 7);
}

const int64_t dims[] = {size};
const uint32_t output[] = {0};

/// No inputs, no arrays, one output.
struct LoopNet : TestNet {
  LoopNet() {
    ports = {ports[2]};
    ports[0].dims = dims;
    arrays.clear();
    entries = {entries[0]};
    entries[0].input_count = 0;
    entries[0].outputs = output;
    code = {{entry, 0, 0, nullptr}};
    update();
  }
};

std::vector<float> runWith(const netrt_options &options,
                           netrt_status expected) {
  LoopNet net;
  Session session(net.net, &options, false);
  Values<float> result{std::vector<float>(size), {size}};
  netrt_tensor out = result.tensor();
  EXPECT_EQ(netrt_run(session.context, session.arrays, 0, nullptr, 0, &out, 1),
            expected);
  return result.data;
}

} // namespace

TEST(Parallel, BitsDoNotDependOnTheThreads) {
  netrt_options options = defaultOptions();
  std::vector<float> expected = runWith(options, NETRT_OK);
  EXPECT_EQ(expected[1], std::sin(1.0f) / 3);
  for (int threads : {2, 3, 7, -1}) {
    options.threads = threads;
    EXPECT_EQ(runWith(options, NETRT_OK), expected) << threads;
  }
}

TEST(Parallel, BitsDoNotDependOnTheExecutor) {
  netrt_options options = defaultOptions();
  std::vector<float> expected = runWith(options, NETRT_OK);
  int calls = 0;
  netrt_executor backwards = {
      sizeof(backwards), &calls,
      [](void *self, netrt_task task, void *argument, int64_t count) {
        ++*static_cast<int *>(self);
        while (count > 0) { // from the end, in pairs
          int64_t begin = count > 1 ? count - 2 : 0;
          task(argument, begin, count);
          count = begin;
        }
      }};
  options.executor = &backwards;
  EXPECT_EQ(runWith(options, NETRT_OK), expected);
  EXPECT_EQ(calls, 1);
}

TEST(Parallel, TheMonitorCanCancel) {
  std::atomic<int> asked{0};
  netrt_monitor monitor = {sizeof(monitor), &asked,
                           [](void *self) -> int32_t {
                             ++*static_cast<std::atomic<int> *>(self);
                             return 1;
                           },
                           nullptr};
  netrt_options options = defaultOptions();
  options.monitor = &monitor;
  std::vector<float> result = runWith(options, NETRT_CANCELLED);
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(result, std::vector<float>(size));
}

TEST(Parallel, TheMonitorSeesProgress) {
  int64_t pieces = 0;
  netrt_monitor monitor = {
      sizeof(monitor), &pieces, nullptr,
      [](void *self, int64_t done) { *static_cast<int64_t *>(self) = done; }};
  netrt_options options = defaultOptions();
  options.monitor = &monitor;
  options.threads = 2;
  runWith(options, NETRT_OK);
  EXPECT_EQ(pieces, 1);
}

TEST(Parallel, IncompleteHooksAreRefused) {
  LoopNet net;
  netrt_context *context = nullptr;
  netrt_executor executor = {sizeof(executor), nullptr, nullptr};
  netrt_options options = defaultOptions();
  options.executor = &executor;
  EXPECT_EQ(netrt_context_create(&net.net, &options, &context),
            NETRT_INVALID_ARGUMENT);
  netrt_allocator allocator = {sizeof(allocator), nullptr, nullptr, nullptr};
  options = defaultOptions();
  options.allocator = &allocator;
  EXPECT_EQ(netrt_context_create(&net.net, &options, &context),
            NETRT_INVALID_ARGUMENT);
}
