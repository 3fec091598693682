/* train.c - the time of one training step: BATCH THREADS STEPS, in
 * microseconds: the least, and the mean. */
#include "lenet.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e6 + (double)time.tv_nsec * 1e-3;
}

int main(int argc, char **argv) {
  if (argc != 4)
    return 2;
  int64_t batch = atoi(argv[1]);
  int steps = atoi(argv[3]);
  netrt_options options = {.struct_size = sizeof(options),
                           .threads = atoi(argv[2]),
                           .max_batch = batch};
  netrt_arrays_options trainable = {.struct_size = sizeof(trainable),
                                    .trainable = 1};
  netrt_context *context;
  netrt_arrays *arrays;
  if (netrt_context_create(lenet_net(), &options, &context) != NETRT_OK ||
      netrt_arrays_create(lenet_net(), &trainable, &arrays) != NETRT_OK)
    return 1;
  size_t size = (size_t)batch * LENET_INPUT_SIZE;
  float *input = malloc(size * sizeof(*input));
  float *output = malloc((size_t)batch * LENET_OUTPUT_SIZE * sizeof(*output));
  float *loss = malloc((size_t)batch * sizeof(*loss));
  int64_t *target = malloc((size_t)batch * sizeof(*target));
  for (size_t i = 0; i < size; ++i)
    input[i] = (float)(i * 7919 % 256) / 255;
  for (int64_t i = 0; i < batch; ++i)
    target[i] = i % 10 + 1;
  double least = 1e30, begin = now();
  for (int step = 0; step < steps; ++step) {
    double start = now();
    if (lenet_train_step(context, arrays, batch, input, target, 0.001f, output,
                         loss) != NETRT_OK)
      return puts(netrt_last_error(context)), 1;
    double elapsed = now() - start;
    least = elapsed < least ? elapsed : least;
  }
  printf("%.2f %.2f\n", least, (now() - begin) / steps);
  netrt_arrays_destroy(arrays);
  netrt_context_destroy(context);
  return 0;
}
