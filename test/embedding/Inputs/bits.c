/* bits.c - the same bits for any number of threads and through the executor hook,
 * and nothing allocated while a net runs. Prints a hash per way of running. */
#include "lenet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 37 };

/* Counts what the process allocates: the C library's own names, so that every
 * way to memory is seen. */
static long allocations;
extern void *__libc_malloc(size_t);
extern void *__libc_memalign(size_t, size_t);
extern void *__libc_calloc(size_t, size_t);
void *malloc(size_t size) { return ++allocations, __libc_malloc(size); }
void *calloc(size_t n, size_t size) { return ++allocations, __libc_calloc(n, size); }
void *aligned_alloc(size_t alignment, size_t size) {
  return ++allocations, __libc_memalign(alignment, size);
}

static float input[BATCH * LENET_INPUT_SIZE], output[BATCH * LENET_OUTPUT_SIZE];

static unsigned hash(void) {
  unsigned result = 2166136261u, word;
  for (int i = 0; i < BATCH * LENET_OUTPUT_SIZE; ++i) {
    memcpy(&word, output + i, sizeof word);
    result = (result ^ word) * 16777619u;
  }
  return result;
}

/* One range after the other, from the end: an order no pool would choose. */
static void backwards(void *self, netrt_task task, void *argument, int64_t count) {
  (void)self;
  while (count > 0) {
    task(argument, count - 1, count);
    --count;
  }
}

static unsigned run(int threads, const netrt_executor *executor) {
  netrt_context *context;
  netrt_arrays *arrays;
  netrt_options options = {0};
  options.struct_size = sizeof options;
  options.threads = threads;
  options.executor = executor;
  options.max_batch = BATCH;
  if (netrt_context_create(lenet_net(), &options, &context) != NETRT_OK ||
      netrt_arrays_create(lenet_net(), NULL, &arrays) != NETRT_OK)
    abort();
  memset(output, 0, sizeof output);
  long before = allocations;
  for (int i = 0; i < 10; ++i)
    if (lenet_infer(context, arrays, BATCH, input, output) != NETRT_OK)
      abort();
  long during = allocations - before;
  netrt_arrays_destroy(arrays);
  netrt_context_destroy(context);
  if (during != 0) {
    printf("%ld allocations while running\n", during);
    exit(1);
  }
  return hash();
}

int main(void) {
  static const int threads[] = {0, 1, 2, 3, 7};
  const netrt_executor executor = {sizeof executor, NULL, backwards};
  for (int i = 0; i < BATCH * LENET_INPUT_SIZE; ++i)
    input[i] = (float)(i * 7919 % 256) / 255;
  unsigned first = run(threads[0], NULL);
  for (int i = 1; i < 5; ++i)
    if (run(threads[i], NULL) != first)
      return printf("other bits with %d threads\n", threads[i]), 1;
  if (run(0, &executor) != first)
    return puts("other bits through the executor"), 1;
  puts("the same bits, no allocations");
  return 0;
}
