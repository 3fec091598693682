//===- TestNet.cpp - a compiled net made by hand --------------------------===//

#include "TestNet.h"

#include <cstdlib>
#include <gtest/gtest.h>

namespace netrt {

template <typename T> static void compute(netrt_frame *frame, T extra) {
  auto *input = static_cast<const T *>(frame->inputs[0]);
  auto *index = static_cast<const int64_t *>(frame->inputs[1]);
  auto *weights = static_cast<const T *>(frame->arrays[0]);
  auto *bias = static_cast<const T *>(frame->arrays[1]);
  auto *output = static_cast<T *>(frame->outputs[0]);
  auto *scratch = reinterpret_cast<T *>(frame->arena);
  for (int64_t example = 0; example < frame->batch; ++example)
    for (int i = 0; i < 3; ++i) {
      scratch[example * 3 + i] = weights[i] * input[example * 3 + i];
      output[example * 3 + i] =
          scratch[example * 3 + i] + *bias + T(index[example]) + extra;
    }
}

static void open32(netrt_frame *frame) { compute<float>(frame, 0); }
static void two32(netrt_frame *frame) { compute<float>(frame, 100); }
static void open64(netrt_frame *frame) { compute<double>(frame, 0); }

static const int64_t three[] = {3};
static const uint32_t inputPorts[] = {0, 1}, outputPorts[] = {2};
static const uint32_t bothArrays[] = {0, 1};

static netrt_entry makeEntry(netrt_element precision, int64_t batch) {
  netrt_entry entry = {};
  entry.precision = precision;
  entry.batch = batch;
  entry.inputs = inputPorts;
  entry.outputs = outputPorts;
  entry.input_count = 2;
  entry.output_count = 1;
  return entry;
}

TestNet::TestNet() : HandMadeNet("test", &netrt_core_functions) {
  ports = {makePort("Input", NETRT_INPUT, three, 1),
           makePort("Index", NETRT_INPUT, three, 0),
           makePort("Output", NETRT_OUTPUT, three, 1)};
  ports[1].element = NETRT_INTEGER64;
  ports[1].minimum = 1;
  ports[1].maximum = 5;
  arrays.resize(2);
  arrays[0] = {"1.Weights", three, 1, NETRT_REAL, "Weights", nullptr, 0, 0, 1};
  arrays[1] = {"1.Biases", three, 0, NETRT_REAL, "Biases", nullptr, 0, 0, 1};
  entries = {makeEntry(NETRT_REAL32, 0), makeEntry(NETRT_REAL32, 2),
             makeEntry(NETRT_REAL64, 0)};
  // One entry selects its arrays, the others take all of them.
  entries[2].arrays = bothArrays;
  entries[2].array_count = 2;
  code = {{open32, 0, 12, nullptr},
          {two32, 24, 0, nullptr},
          {open64, 8, 24, nullptr}};
  update();
}

CountingAllocator::CountingAllocator() {
  hook = {sizeof(hook), this,
          [](void *self, size_t size, size_t alignment) -> void * {
            auto *counter = static_cast<CountingAllocator *>(self);
            // Sanitizers end the program where the system just says no.
            if (counter->calls++ == counter->failAt || size > size_t(1) << 40)
              return nullptr;
            ++counter->live;
            counter->liveBytes += size;
            size_t rounded = (size + alignment - 1) / alignment * alignment;
            return std::aligned_alloc(alignment, rounded);
          },
          [](void *self, void *memory, size_t size, size_t) {
            auto *counter = static_cast<CountingAllocator *>(self);
            --counter->live;
            counter->liveBytes -= size;
            std::free(memory);
          }};
}

netrt_options defaultOptions() {
  netrt_options options = {};
  options.struct_size = sizeof(options);
  return options;
}

Session::Session(const netrt_net &net, const netrt_options *options,
                 bool initialize) {
  EXPECT_EQ(netrt_context_create(&net, options, &context), NETRT_OK);
  EXPECT_EQ(netrt_arrays_create(&net, nullptr, &arrays), NETRT_OK);
  if (!initialize)
    return;
  Values<float> weights{{1, 2, 3}, {3}}, bias{{10}, {}};
  netrt_tensor w = weights.tensor(), b = bias.tensor();
  EXPECT_EQ(netrt_arrays_set(arrays, "1.Weights", &w), NETRT_OK);
  EXPECT_EQ(netrt_arrays_set(arrays, "1.Biases", &b), NETRT_OK);
}

Session::~Session() {
  netrt_context_destroy(context);
  netrt_arrays_destroy(arrays);
}

} // namespace netrt
