/*===- Parallel.c - loops of generated code over the threads ------------===*/
#include "Core.h"

typedef struct job {
  netrt_frame *frame;
  netrt_kernel_function kernel;
  int64_t count;
  int64_t piece; /* iterations of one piece */
} job;

/* Pieces first…last-1 as one range of iterations. */
static void run_pieces(void *argument, int64_t first, int64_t last) {
  const job *j = argument;
  int64_t begin = first * j->piece;
  int64_t end = last * j->piece;
  j->kernel(j->frame, begin, end < j->count ? end : j->count);
}

/* The monitor is asked on the calling thread, before each loop. */
static bool is_cancelled(netrt_context *context) {
  const netrt_monitor *monitor = &context->monitor;
  if (monitor->progress != NULL)
    monitor->progress(monitor->self, ++context->pieces);
  if (monitor->cancelled != NULL && monitor->cancelled(monitor->self))
    context->cancelled = true;
  return context->cancelled;
}

void netrt_core_parallel_for(netrt_frame *frame, netrt_kernel_function kernel,
                             int64_t count, int64_t grain) {
  netrt_context *context = frame->context;
  if (count <= 0)
    return;
  if (!context->dispatching) {
    kernel(frame, 0, count);
    return;
  }
  if (is_cancelled(context))
    return;
  bool hook = context->executor.parallel_for != NULL;
  if (!hook && context->pool == NULL) {
    kernel(frame, 0, count);
    return;
  }
  /* Some pieces per thread even out threads of different speed; more cost time.
   * How many threads an executor has is its own affair. */
  int64_t wanted = hook ? 64 : 4 * (int64_t)netrt_pool_threads(context->pool);
  int64_t unit = grain > 0 ? grain : 1;
  int64_t units = count / unit + (count % unit != 0);
  int64_t units_per_piece = units / wanted + (units % wanted != 0);
  job j = {frame, kernel, count, units_per_piece * unit};
  int64_t pieces = count / j.piece + (count % j.piece != 0);
  if (hook)
    context->executor.parallel_for(context->executor.self, run_pieces, &j,
                                   pieces);
  else
    netrt_pool_run(context->pool, run_pieces, &j, pieces);
}
