//===- ContextTest.cpp - creation: versions, hooks, processors, memory ----===//

#include "TestNet.h"

#include <gtest/gtest.h>

using namespace netrt;

static netrt_status create(const TestNet &net, const netrt_options &options) {
  netrt_context *context = nullptr;
  netrt_status status = netrt_context_create(&net.net, &options, &context);
  EXPECT_EQ(status == NETRT_OK, context != nullptr);
  netrt_context_destroy(context);
  return status;
}

TEST(Context, RefusesOtherVersions) {
  netrt_context *context = nullptr;
  netrt_arrays *arrays = nullptr;
  TestNet net;
  EXPECT_EQ(netrt_context_create(nullptr, nullptr, &context),
            NETRT_ABI_MISMATCH);
  net.net.abi_version = NETRT_ABI_VERSION + 1;
  EXPECT_EQ(netrt_context_create(&net.net, nullptr, &context),
            NETRT_ABI_MISMATCH);
  EXPECT_EQ(netrt_arrays_create(&net.net, nullptr, &arrays),
            NETRT_ABI_MISMATCH);
  net.net.abi_version = NETRT_ABI_VERSION;
  net.net.magic = 0;
  EXPECT_EQ(netrt_context_create(&net.net, nullptr, &context),
            NETRT_ABI_MISMATCH);
  net.net.magic = NETRT_MAGIC;
  net.net.struct_size = sizeof(netrt_net) - 8;
  EXPECT_EQ(netrt_context_create(&net.net, nullptr, &context),
            NETRT_ABI_MISMATCH);
}

TEST(Context, TakesLongerOptionsOnlyWhenTheRestIsZero) {
  TestNet net;
  struct {
    netrt_options options = {};
    uint64_t future = 0;
  } longer;
  longer.options.struct_size = sizeof(longer);
  EXPECT_EQ(create(net, longer.options), NETRT_OK);
  longer.future = 1;
  EXPECT_EQ(create(net, longer.options), NETRT_ABI_MISMATCH);
  longer.options.struct_size = 0;
  EXPECT_EQ(create(net, longer.options), NETRT_ABI_MISMATCH);
}

TEST(Context, ReadsTablesByTheirStride) {
  TestNet net;
  struct Longer {
    netrt_port port;
    uint64_t more;
  };
  std::vector<Longer> ports;
  for (const netrt_port &port : net.ports)
    ports.push_back({port, 1});
  net.net.ports = {ports.data(), ports.size(), sizeof(Longer)};
  Session session(net.net);
  EXPECT_STREQ(netrt_get_port(&net.net, 2)->name, "Output");
  EXPECT_STREQ(session.context->slots[2].port->name, "Output");
}

TEST(Context, ChoosesTheBestVariantThatRuns) {
  TestNet net;
  uint64_t never = UINT64_C(1) << 63;
  net.variants = {{"baseline", 0}, {"plain", 0}, {"next", never}};
  std::vector<netrt_code> code(3, net.code[0]);
  net.update();
  for (netrt_entry &entry : net.entries)
    entry.code = {code.data(), 3, sizeof(netrt_code)};
  Session session(net.net);
  EXPECT_STREQ(netrt_context_variant(session.context), "plain");

  netrt_message message = {};
  netrt_options options = defaultOptions();
  options.message = &message;
  options.cpu = "baseline";
  EXPECT_EQ(create(net, options), NETRT_OK);
  options.cpu = "next";
  EXPECT_EQ(create(net, options), NETRT_UNSUPPORTED_CPU);
  EXPECT_STREQ(message.text,
               "variant \"next\" of net \"test\" needs processor features that "
               "are not here: features unknown to this version");
  options.cpu = "v9";
  EXPECT_EQ(create(net, options), NETRT_UNKNOWN_NAME);
  EXPECT_STREQ(message.text,
               "no CPU variant \"v9\"; compiled are baseline, plain, next");
}

TEST(Context, NamesTheFeaturesThatAreMissing) {
  TestNet net;
  net.variants[0].features = NETRT_CPU_AVX2 | NETRT_CPU_FMA;
  netrt_message message = {};
  netrt_options options = defaultOptions();
  options.message = &message;
  options.hide_features = ~UINT64_C(0);
  EXPECT_EQ(create(net, options), NETRT_UNSUPPORTED_CPU);
  EXPECT_STREQ(message.text,
               "variant \"baseline\" of net \"test\" needs processor features "
               "that are not here: avx2, fma");
}

#if defined(__x86_64__)
TEST(Context, SeesTheFeaturesTheCompilerSees) {
  uint64_t features = netrt_cpu_features();
  auto has = [&](uint64_t bit) { return (features & bit) != 0; };
  EXPECT_EQ(has(NETRT_CPU_SSE42), !!__builtin_cpu_supports("sse4.2"));
  EXPECT_EQ(has(NETRT_CPU_AVX2), !!__builtin_cpu_supports("avx2"));
  EXPECT_EQ(has(NETRT_CPU_FMA), !!__builtin_cpu_supports("fma"));
  EXPECT_EQ(has(NETRT_CPU_AVX512F), !!__builtin_cpu_supports("avx512f"));
  EXPECT_EQ(has(NETRT_CPU_AVX512VL), !!__builtin_cpu_supports("avx512vl"));
  EXPECT_EQ((features & NETRT_CPU_X86_64_V2) == NETRT_CPU_X86_64_V2,
            !!__builtin_cpu_supports("x86-64-v2"));
  EXPECT_EQ((features & NETRT_CPU_X86_64_V3) == NETRT_CPU_X86_64_V3,
            !!__builtin_cpu_supports("x86-64-v3"));
  EXPECT_EQ((features & NETRT_CPU_X86_64_V4) == NETRT_CPU_X86_64_V4,
            !!__builtin_cpu_supports("x86-64-v4"));
}
#endif

TEST(Context, FreesWhatItAllocates) {
  TestNet net;
  CountingAllocator counter;
  netrt_options options = defaultOptions();
  options.allocator = &counter.hook;
  options.threads = 3;
  options.max_batch = 10;
  EXPECT_EQ(create(net, options), NETRT_OK);
  EXPECT_GT(counter.calls, 0u);
  EXPECT_EQ(counter.live, 0u);
  EXPECT_EQ(counter.liveBytes, 0u);
}

TEST(Context, SurvivesEveryFailedAllocation) {
  TestNet net;
  netrt_message message = {};
  for (size_t failAt = 0;; ++failAt) {
    CountingAllocator counter;
    counter.failAt = failAt;
    netrt_options options = defaultOptions();
    options.allocator = &counter.hook;
    options.threads = 2;
    options.message = &message;
    netrt_status status = create(net, options);
    EXPECT_EQ(counter.live, 0u);
    if (status == NETRT_OK)
      break;
    EXPECT_EQ(status, NETRT_OUT_OF_MEMORY);
    ASSERT_LT(failAt, 10u);
  }
}

TEST(Context, AllocatesNothingInACall) {
  TestNet net;
  CountingAllocator counter;
  netrt_options options = defaultOptions();
  options.allocator = &counter.hook;
  options.max_batch = 2;
  Session session(net.net, &options);
  size_t before = counter.calls;
  Values<float> input{{1, 1, 1}, {3}}, output{{0, 0, 0}, {3}};
  Values<int64_t> index{{1}, {}};
  netrt_tensor inputs[] = {input.tensor(), index.tensor()};
  netrt_tensor out = output.tensor();
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(netrt_run(session.context, session.arrays, 0, inputs, 2, &out, 1),
              NETRT_OK);
  EXPECT_NE(netrt_run(session.context, session.arrays, 7, inputs, 2, &out, 1),
            NETRT_OK);
  EXPECT_EQ(counter.calls, before);
}

TEST(Context, ReservesForTheLargestVariant) {
  TestNet net;
  Session session(net.net);
  int64_t bytes = 0;
  EXPECT_EQ(netrt_arena_bytes(session.context, 0, 1, nullptr, &bytes),
            NETRT_OK);
  EXPECT_EQ(bytes, 12);
  EXPECT_EQ(netrt_arena_bytes(session.context, 1, 10, nullptr, &bytes),
            NETRT_OK);
  EXPECT_EQ(bytes, 120); // the open variant serves 10
  EXPECT_EQ(netrt_arena_bytes(session.context, 2, 10, nullptr, &bytes),
            NETRT_OK);
  EXPECT_EQ(bytes, 248);
}

TEST(Context, RefusesWhatCannotBeReserved) {
  TestNet net;
  CountingAllocator counter;
  netrt_options options = defaultOptions();
  options.allocator = &counter.hook;
  Session session(net.net, &options);
  EXPECT_EQ(netrt_context_reserve(session.context, INT64_C(1) << 62, nullptr),
            NETRT_OUT_OF_MEMORY);
  EXPECT_EQ(session.error(),
            "arrays of 4611686018427387904 examples exceed the "
            "address space");
  EXPECT_EQ(netrt_context_reserve(session.context, 0, nullptr),
            NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(netrt_context_reserve(session.context, -5, nullptr),
            NETRT_INVALID_ARGUMENT);
  EXPECT_EQ(netrt_context_reserve(session.context, INT64_C(1) << 55, nullptr),
            NETRT_OUT_OF_MEMORY);
  options.max_batch = -1;
  EXPECT_EQ(create(net, options), NETRT_INVALID_ARGUMENT);
}

TEST(Context, LogsTheVariant) {
  TestNet net;
  std::string line;
  netrt_logger logger = {sizeof(logger), &line,
                         [](void *self, int32_t, const char *text) {
                           *static_cast<std::string *>(self) = text;
                         }};
  netrt_options options = defaultOptions();
  options.logger = &logger;
  EXPECT_EQ(create(net, options), NETRT_OK);
  EXPECT_EQ(line, "net \"test\": CPU variant baseline, threads 1");
}

TEST(Status, EveryOneHasAText) {
  for (netrt_status status = 0; status < NETRT_STATUS_COUNT; ++status)
    EXPECT_STRNE(netrt_status_text(status), "unknown status");
  EXPECT_STREQ(netrt_status_text(-1), "unknown status");
  EXPECT_STREQ(netrt_status_text(NETRT_STATUS_COUNT), "unknown status");
}
