/* lenet.c - the time of one call: BATCH THREADS CALLS, in microseconds. */
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
  netrt_options options = {0};
  options.struct_size = sizeof options;
  options.threads = atoi(argv[2]);
  options.max_batch = batch;
  netrt_context *context;
  netrt_arrays *arrays;
  if (netrt_context_create(lenet_net(), &options, &context) != NETRT_OK ||
      netrt_arrays_create(lenet_net(), NULL, &arrays) != NETRT_OK)
    return 1;
  size_t size = (size_t)batch * LENET_INPUT_SIZE;
  float *input = malloc(size * sizeof *input);
  float *output = malloc((size_t)batch * LENET_OUTPUT_SIZE * sizeof *output);
  for (size_t i = 0; i < size; ++i)
    input[i] = (float)(i * 7919 % 256) / 255;
  double best = 1e30;
  for (int call = 0; call < atoi(argv[3]); ++call) {
    double start = now();
    if (lenet_infer(context, arrays, batch, input, output) != NETRT_OK)
      return puts(netrt_last_error(context)), 1;
    double elapsed = now() - start;
    best = elapsed < best ? elapsed : best;
  }
  printf("%.2f\n", best);
  netrt_arrays_destroy(arrays);
  netrt_context_destroy(context);
  return 0;
}
