/* training_bits.c - steps make the same arrays for any number of threads and
 * through the executor hook, inference reads them, and the loss falls. */
#include "net.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 21, STEPS = 30 };

static float input[BATCH * NET_INPUT_SIZE], output[BATCH * NET_OUTPUT_SIZE];
static float inferred[BATCH * NET_OUTPUT_SIZE], loss[BATCH];
static int64_t target[BATCH];

static uint64_t mix(uint64_t hash, const void *data, size_t bytes) {
  for (size_t i = 0; i < bytes; ++i)
    hash = (hash ^ ((const unsigned char *)data)[i]) * UINT64_C(1099511628211);
  return hash;
}

/* One range after the other, from the end: an order no pool would choose. */
static void backwards(void *self, netrt_task task, void *argument,
                      int64_t count) {
  (void)self;
  while (count-- > 0)
    task(argument, count, count + 1);
}

static float mean_loss(void) {
  float sum = 0;
  for (int i = 0; i < BATCH; ++i)
    sum += loss[i];
  return sum / BATCH;
}

static uint64_t run(int threads, const netrt_executor *executor) {
  netrt_options options = {.struct_size = sizeof(options),
                           .threads = threads,
                           .executor = executor,
                           .max_batch = BATCH};
  netrt_arrays_options trainable = {.struct_size = sizeof(trainable),
                                    .trainable = 1};
  netrt_context *context;
  netrt_arrays *arrays;
  if (netrt_context_create(net_net(), &options, &context) != NETRT_OK ||
      netrt_arrays_create(net_net(), &trainable, &arrays) != NETRT_OK)
    abort();
  uint64_t hash = UINT64_C(14695981039346656037);
  float before = 0;
  for (int step = 0; step < STEPS; ++step) {
    /* The last batches are short. */
    int64_t batch = step < STEPS - 5 ? BATCH : 5;
    if (net_train_step(context, arrays, batch, input, target, 0.01f, output,
                       loss) != NETRT_OK)
      abort();
    if (step == 0)
      before = mean_loss();
    hash = mix(hash, loss, (size_t)batch * sizeof(float));
  }
  if (net_infer(context, arrays, BATCH, input, inferred) != NETRT_OK ||
      net_evaluate(context, arrays, BATCH, input, target, output, loss) !=
          NETRT_OK)
    abort();
  if (memcmp(inferred, output, sizeof(output)) != 0 ||
      !(mean_loss() < before / 2)) {
    printf("loss %g after %g\n", mean_loss(), before);
    exit(1);
  }
  for (size_t i = 0; i < net_net()->arrays.count; ++i) {
    netrt_tensor value;
    if (netrt_arrays_get(arrays, netrt_get_array(net_net(), i)->key, &value) !=
        NETRT_OK)
      abort();
    size_t count = 1;
    for (int32_t k = 0; k < value.rank; ++k)
      count *= (size_t)value.shape[k];
    hash = mix(hash, value.data, count * sizeof(float));
  }
  netrt_arrays_destroy(arrays);
  netrt_context_destroy(context);
  return hash;
}

int main(void) {
  static const int threads[] = {0, 1, 2, 3, 7};
  const netrt_executor executor = {sizeof(executor), NULL, backwards};
  /* Stripes, as wide as the class says, and noise. */
  for (int i = 0; i < BATCH * NET_INPUT_SIZE; ++i) {
    int class = i / NET_INPUT_SIZE % 5 + 1;
    input[i] = (float)(i % NET_INPUT_SIZE / class % 2) +
               (float)(i * 7919 % 256) / 1024;
  }
  for (int i = 0; i < BATCH; ++i)
    target[i] = i % 5 + 1;
  uint64_t first = run(threads[0], NULL);
  for (int i = 1; i < 5; ++i)
    if (run(threads[i], NULL) != first)
      return printf("other bits with %d threads\n", threads[i]), 1;
  if (run(0, &executor) != first)
    return puts("other bits through the executor"), 1;
  puts("the same bits, the loss fell");
  return 0;
}
