/*===- FixtureNet.c - a compiled net made by hand, in its own library ---===*/
#include "netrt/netrt.h"

#ifndef FIXTURE_VERSION
#define FIXTURE_VERSION NETRT_ABI_VERSION
#endif
#ifndef FIXTURE_MAGIC
#define FIXTURE_MAGIC NETRT_MAGIC
#endif

extern const netrt_core netrt_core_functions;

/* Output = Weights[0] + Weights[1] + Biases. */
static void infer(netrt_frame *frame) {
  const float *weights = frame->arrays[0], *bias = frame->arrays[1];
  float *output = frame->outputs[0];
  for (int64_t i = 0; i < frame->batch; ++i)
    output[i] = weights[0] + weights[1] + *bias;
}

static const int64_t two[] = {2};
static const netrt_port ports[] = {{"Output", two, 0, NETRT_OUTPUT, NETRT_REAL,
                                    -1, INT64_MIN, INT64_MAX, 0, 0}};
static const netrt_array arrays[] = {
    {"1.Weights", two, 1, NETRT_REAL, "Weights", NULL, 0, 0, 1},
    {"1.Biases", two, 0, NETRT_REAL, "Biases", NULL, 0, 0, 1}};
static const uint32_t output[] = {0};
static const netrt_code code[] = {{infer, 0, 0, NULL}};
static const netrt_entry entries[] = {{.precision = NETRT_REAL32,
                                       .outputs = output,
                                       .output_count = 1,
                                       .code = {code, 1, sizeof(netrt_code)}}};
static const netrt_variant variants[] = {{"baseline", 0}};

static const netrt_net net = {.magic = FIXTURE_MAGIC,
                              .abi_version = FIXTURE_VERSION,
                              .struct_size = sizeof(netrt_net),
                              .name = "fixture",
                              .producer = "by hand",
                              .core = &netrt_core_functions,
                              .ports = {ports, 1, sizeof(netrt_port)},
                              .arrays = {arrays, 2, sizeof(netrt_array)},
                              .entries = {entries, 1, sizeof(netrt_entry)},
                              .variants = {variants, 1, sizeof(netrt_variant)}};

__attribute__((visibility("default"))) const netrt_net *fixture_net(void);
const netrt_net *fixture_net(void) { return &net; }

#ifdef FIXTURE_SECOND_NET
__attribute__((visibility("default"))) const netrt_net *other_net(void);
const netrt_net *other_net(void) { return &net; }
#endif
