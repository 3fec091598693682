/*===- Pool.h - the runtime's own threads -------------------------------===*/
#ifndef NETRT_CORE_POOL_H
#define NETRT_CORE_POOL_H

#include "netrt/types.h"

typedef struct netrt_pool netrt_pool;

/* Starts `workers` threads besides the caller's; `spin` pauses before a thread
 * sleeps. Null with *out_status set when memory or threads are not to be had.
 */
netrt_pool *netrt_pool_create(const netrt_allocator *allocator, int32_t workers,
                              int32_t spin, netrt_status *out_status);
/* Ends the threads. No netrt_pool_run may be under way. */
void netrt_pool_destroy(netrt_pool *pool);

/* Calls task for each of the pieces 0…count-1 (task(argument, i, i + 1)), on
 * the calling thread and on workers that happen to be free, and returns when
 * all are done. One caller at a time. */
void netrt_pool_run(netrt_pool *pool, netrt_task task, void *argument,
                    int64_t count);

/* Threads that may work at once, the caller's included. */
int32_t netrt_pool_threads(const netrt_pool *pool);
/* Processors this process may use. */
int32_t netrt_processor_count(void);

#endif /* NETRT_CORE_POOL_H */
