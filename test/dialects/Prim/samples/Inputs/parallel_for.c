/*===- parallel_for.c - runs kernels in one piece ------------------------===*/

#include <stdint.h>

void netrt_core_parallel_for(void *frame,
                             void (*kernel)(void *, int64_t, int64_t),
                             int64_t count, int64_t grain) {
  (void)grain;
  kernel(frame, 0, count);
}
