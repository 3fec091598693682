//===- PoolTest.cpp - every piece once, on any number of threads ----------===//

#include "TestNet.h"

#include <atomic>
#include <chrono>
#include <gtest/gtest.h>
#include <thread>

using namespace netrt;

namespace {

struct Pool {
  explicit Pool(int32_t workers, int32_t spin = 200) {
    netrt_allocator allocator = netrt_allocator_choose(nullptr);
    netrt_status status;
    pool = netrt_pool_create(&allocator, workers, spin, &status);
    EXPECT_EQ(status, NETRT_OK);
  }
  ~Pool() { netrt_pool_destroy(pool); }
  netrt_pool *pool;
};

/// Counts how often each piece was done, without atomics: pieces are disjoint,
/// so a second visit would be a race that the thread sanitizer reports.
struct Visits {
  std::vector<int> counts;
  static void visit(void *self, int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i)
      ++static_cast<Visits *>(self)->counts[i];
  }
};

} // namespace

class PoolOf : public testing::TestWithParam<int> {};

TEST_P(PoolOf, DoesEveryPieceOnce) {
  Pool p(GetParam());
  for (int job = 0; job < 2000; ++job) {
    Visits visits{std::vector<int>(job % 37)};
    netrt_pool_run(p.pool, Visits::visit, &visits, job % 37);
    for (int count : visits.counts)
      ASSERT_EQ(count, 1);
  }
}

TEST_P(PoolOf, DoesEveryPieceOnceAfterSleeping) {
  Pool p(GetParam(), 0);
  for (int job = 0; job < 300; ++job) {
    Visits visits{std::vector<int>(8)};
    if (job % 10 == 0) // let the workers fall asleep
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    netrt_pool_run(p.pool, Visits::visit, &visits, 8);
    for (int count : visits.counts)
      ASSERT_EQ(count, 1);
  }
}

TEST_P(PoolOf, SeesWhatTheCallerWroteAndBack) {
  Pool p(GetParam());
  std::vector<int64_t> values(64);
  for (int job = 0; job < 500; ++job) {
    for (int64_t &value : values)
      value = job;
    netrt_pool_run(
        p.pool,
        [](void *self, int64_t i, int64_t) {
          (*static_cast<std::vector<int64_t> *>(self))[i] += i;
        },
        &values, 64);
    for (int64_t i = 0; i < 64; ++i)
      ASSERT_EQ(values[i], job + i);
  }
}

TEST_P(PoolOf, EndsAtOnce) {
  for (int i = 0; i < 20; ++i)
    Pool p(GetParam(), i % 2 == 0 ? 0 : 1000);
}

INSTANTIATE_TEST_SUITE_P(Workers, PoolOf, testing::Values(1, 2, 6, 15));

TEST(Pool, NeverWaitsForAWorkerThatDoesNothing) {
  Pool p(1, 0);
  // The only worker is stuck in a piece of its own until the caller is done
  // with all the others.
  struct State {
    std::thread::id caller = std::this_thread::get_id();
    std::atomic<int> left{15};
  } state;
  netrt_pool_run(
      p.pool,
      [](void *self, int64_t, int64_t) {
        auto *s = static_cast<State *>(self);
        if (std::this_thread::get_id() != s->caller)
          while (s->left > 0)
            std::this_thread::yield();
        --s->left;
      },
      &state, 16);
  EXPECT_LE(state.left, 0);
}

TEST(Pool, WorkersLeaveSignalsAlone) {
  Pool p(1);
  std::atomic<int> blocked{-1};
  while (blocked < 0) // until the worker gets a piece
    netrt_pool_run(
        p.pool,
        [](void *self, int64_t, int64_t) {
          static const pthread_t caller = pthread_self();
          sigset_t mask;
          pthread_sigmask(SIG_SETMASK, nullptr, &mask);
          if (!pthread_equal(pthread_self(), caller))
            *static_cast<std::atomic<int> *>(self) =
                sigismember(&mask, SIGTERM);
          std::this_thread::sleep_for(std::chrono::microseconds(50));
        },
        &blocked, 2);
  EXPECT_EQ(blocked, 1);
}

TEST(Pool, CountsProcessors) { EXPECT_GE(netrt_processor_count(), 1); }
