/*===- Pool.c - the runtime's own threads -------------------------------===*/
/*
 * One atomic word, `claims`, holds the number of the job (high 40 bits) and how
 * many of its pieces are unclaimed (low 24). Whoever lowers it by one owns a
 * piece and may then read the job; the caller does not leave before every owned
 * piece is reported in `done`. So the caller waits only for pieces that some
 * thread really works on, never for a worker that has yet to wake up, and
 * nobody reads a job while it is being written.
 *
 * Idle workers watch `claims` for a while and then sleep on the futex `bell`.
 * Between looking and sleeping a worker counts itself in `sleepers`; the caller
 * publishes a job, rings, then looks at `sleepers`. All four accesses are
 * sequentially consistent, so one of the two sees the other.
 */
#define _GNU_SOURCE
#include "Pool.h"

#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LINE = 64, LEFT_BITS = 24 };
#define LEFT_MASK ((UINT64_C(1) << LEFT_BITS) - 1)

struct netrt_pool {
  _Alignas(LINE) _Atomic uint64_t claims;
  _Alignas(LINE) _Atomic uint32_t done;
  _Atomic uint32_t waiting; /* the caller sleeps on `done` */
  _Alignas(LINE) _Atomic uint32_t bell;
  _Atomic uint32_t sleepers;
  _Atomic bool stop;
  /* The job; written by the caller while no piece is owned. */
  _Alignas(LINE) netrt_task task;
  void *argument;
  uint32_t count;
  /* Constant after creation. */
  int32_t spin;
  int32_t workers;
  netrt_allocator allocator;
  size_t size;
  pthread_t threads[];
};

static void futex_sleep(_Atomic uint32_t *word, uint32_t seen) {
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, seen, NULL, NULL, 0);
}

static void futex_wake(_Atomic uint32_t *word, int count) {
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, count, NULL, NULL, 0);
}

static inline void pause_briefly(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/* Owns and does pieces until none is unclaimed. */
static void work(netrt_pool *pool) {
  uint64_t claims = atomic_load_explicit(&pool->claims, memory_order_acquire);
  while ((claims & LEFT_MASK) != 0) {
    if (!atomic_compare_exchange_weak_explicit(&pool->claims, &claims,
                                               claims - 1, memory_order_acquire,
                                               memory_order_acquire))
      continue;
    uint32_t count = pool->count;
    int64_t piece = (int64_t)(count - (claims & LEFT_MASK));
    pool->task(pool->argument, piece, piece + 1);
    /* From here on the job may be over: nothing of it is read again. */
    uint32_t done = atomic_fetch_add(&pool->done, 1) + 1;
    if (done == count && atomic_load(&pool->waiting) != 0)
      futex_wake(&pool->done, 1);
    claims = atomic_load_explicit(&pool->claims, memory_order_acquire);
  }
}

static bool has_work(netrt_pool *pool) {
  return (atomic_load(&pool->claims) & LEFT_MASK) != 0;
}

static void *worker_main(void *argument) {
  netrt_pool *pool = argument;
  while (!atomic_load(&pool->stop)) {
    work(pool);
    int32_t pauses = 0;
    while (pauses < pool->spin && !has_work(pool) &&
           !atomic_load_explicit(&pool->stop, memory_order_relaxed)) {
      pause_briefly();
      ++pauses;
    }
    if (pauses < pool->spin)
      continue;
    uint32_t bell = atomic_load(&pool->bell);
    atomic_fetch_add(&pool->sleepers, 1);
    if (!has_work(pool) && !atomic_load(&pool->stop))
      futex_sleep(&pool->bell, bell);
    atomic_fetch_sub(&pool->sleepers, 1);
  }
  return NULL;
}

static void publish(netrt_pool *pool, netrt_task task, void *argument,
                    uint32_t count) {
  pool->task = task;
  pool->argument = argument;
  pool->count = count;
  atomic_store_explicit(&pool->done, 0, memory_order_relaxed);
  uint64_t job = (atomic_load(&pool->claims) >> LEFT_BITS) + 1;
  atomic_store(&pool->claims, job << LEFT_BITS | count);
  atomic_fetch_add(&pool->bell, 1);
  if (atomic_load(&pool->sleepers) != 0)
    futex_wake(&pool->bell, (int)count - 1);
}

/* Waits for the pieces that workers own. */
static void wait_for_owned(netrt_pool *pool, uint32_t count) {
  for (int32_t pauses = 0; pauses < pool->spin; ++pauses) {
    if (atomic_load_explicit(&pool->done, memory_order_acquire) == count)
      return;
    pause_briefly();
  }
  atomic_store(&pool->waiting, 1);
  uint32_t done;
  while ((done = atomic_load(&pool->done)) != count)
    futex_sleep(&pool->done, done);
  atomic_store(&pool->waiting, 0);
}

void netrt_pool_run(netrt_pool *pool, netrt_task task, void *argument,
                    int64_t count) {
  if (count > (int64_t)LEFT_MASK) { /* more than the word can count: in turns */
    task(argument, (int64_t)LEFT_MASK, count);
    count = (int64_t)LEFT_MASK;
  }
  if (count <= 1) {
    if (count == 1)
      task(argument, 0, 1);
    return;
  }
  publish(pool, task, argument, (uint32_t)count);
  work(pool);
  wait_for_owned(pool, (uint32_t)count);
}

/* Workers leave signals to the threads of the product. */
static bool start_worker(netrt_pool *pool, pthread_t *thread) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  bool started = pthread_create(thread, NULL, worker_main, pool) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return started;
}

netrt_pool *netrt_pool_create(const netrt_allocator *allocator, int32_t workers,
                              int32_t spin, netrt_status *out_status) {
  size_t size = sizeof(netrt_pool) + (size_t)workers * sizeof(pthread_t);
  netrt_pool *pool = allocator->allocate(allocator->self, size, LINE);
  if (pool == NULL) {
    *out_status = NETRT_OUT_OF_MEMORY;
    return NULL;
  }
  memset(pool, 0, size);
  pool->spin = spin;
  pool->allocator = *allocator;
  pool->size = size;
  for (; pool->workers < workers; ++pool->workers) {
    if (!start_worker(pool, &pool->threads[pool->workers])) {
      netrt_pool_destroy(pool);
      *out_status = NETRT_THREADS_FAILED;
      return NULL;
    }
  }
  *out_status = NETRT_OK;
  return pool;
}

void netrt_pool_destroy(netrt_pool *pool) {
  atomic_store(&pool->stop, true);
  atomic_fetch_add(&pool->bell, 1);
  futex_wake(&pool->bell, INT32_MAX);
  for (int32_t i = 0; i < pool->workers; ++i)
    pthread_join(pool->threads[i], NULL);
  netrt_allocator allocator = pool->allocator;
  allocator.release(allocator.self, pool, pool->size, LINE);
}

int32_t netrt_pool_threads(const netrt_pool *pool) { return pool->workers + 1; }

int32_t netrt_processor_count(void) {
  uint64_t mask[128] = {0}; /* 8192 processors */
  int count = 0;
  if (sched_getaffinity(0, sizeof(mask), (cpu_set_t *)mask) == 0)
    for (size_t i = 0; i < sizeof(mask) / sizeof(mask[0]); ++i)
      count += __builtin_popcountll(mask[i]);
  return count > 0 ? count : 1;
}
