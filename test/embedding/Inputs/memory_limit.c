/* memory_limit.c - what a training step needs, and what it makes of the arrays
 *
 * Prints the bytes of scratch memory of the step, then the bits of the loss and
 * a checksum of the bits of all arrays after three steps. */
#include "net.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#ifndef BATCH
#define BATCH 16
#endif
#ifndef TARGET /* classes are integers */
#define TARGET float
#endif
enum { STEPS = 3 };

static uint64_t checksum(const void *data, size_t bytes, uint64_t sum) {
  for (size_t i = 0; i < bytes; ++i)
    sum = (sum ^ ((const unsigned char *)data)[i]) * UINT64_C(1099511628211);
  return sum;
}

static int fail(const char *text) {
  fprintf(stderr, "%s\n", text);
  return 1;
}

static float input[BATCH * NET_INPUT_SIZE];
static TARGET target[BATCH * NET_TARGET_SIZE];
static float output[BATCH * NET_OUTPUT_SIZE], loss[BATCH];

int main(void) {
  netrt_options options = {.struct_size = sizeof(options), .max_batch = BATCH};
  netrt_arrays_options trainable = {.struct_size = sizeof(trainable),
                                    .trainable = 1};
  netrt_context *context;
  netrt_arrays *arrays;
  int64_t bytes;
  if (netrt_context_create(net_net(), &options, &context) != NETRT_OK ||
      netrt_arrays_create(net_net(), &trainable, &arrays) != NETRT_OK ||
      netrt_arena_bytes(context, NET_TRAIN_STEP_ENTRY, BATCH, NULL, &bytes) !=
          NETRT_OK)
    return fail("no context");
  for (int i = 0; i < BATCH * NET_INPUT_SIZE; ++i)
    input[i] = (float)((i * 7919) % 1000) / 500 - 1;
  for (int i = 0; i < BATCH * NET_TARGET_SIZE; ++i)
    target[i] = sizeof(TARGET) == sizeof(float)
                    ? (TARGET)((float)((i * 104729) % 1000) / 500 - 1)
                    : (TARGET)(i % 10 + 1);
  for (int step = 0; step < STEPS; ++step)
    if (net_train_step(context, arrays, BATCH, input, target, 0.01f, output,
                       loss) != NETRT_OK)
      return fail(netrt_last_error(context));
  uint64_t sum = checksum(loss, sizeof(loss), UINT64_C(14695981039346656037));
  for (size_t i = 0; i < net_net()->arrays.count; ++i) {
    netrt_tensor value;
    if (netrt_arrays_get(arrays, netrt_get_array(net_net(), i)->key, &value) !=
        NETRT_OK)
      return fail(netrt_arrays_last_error(arrays));
    size_t count = 1;
    for (int32_t k = 0; k < value.rank; ++k)
      count *= (size_t)value.shape[k];
    sum = checksum(value.data, count * sizeof(float), sum);
  }
  printf("bytes %" PRId64 "\nbits %016" PRIx64 "\n", bytes, sum);
  netrt_arrays_destroy(arrays);
  netrt_context_destroy(context);
  return 0;
}
