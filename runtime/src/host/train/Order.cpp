//===- Order.cpp - the order of the examples in a round -------------------===//

#include "Order.h"

#include <numeric>
#include <utility>

extern "C" {
#include "runtime/src/core/Real.h"
}

namespace netrt {

/// In 0 … bound - 1. The product's upper half leaves a bias below 2^-32 for any
/// number of examples that fits memory, and never draws again.
static uint64_t drawBelow(uint64_t bound, uint64_t seed, uint64_t round,
                          uint64_t index) {
  const uint32_t counter[4] = {
      static_cast<uint32_t>(index), static_cast<uint32_t>(index >> 32),
      static_cast<uint32_t>(round), static_cast<uint32_t>(round >> 32)};
  const uint32_t key[2] = {static_cast<uint32_t>(seed),
                           static_cast<uint32_t>(seed >> 32)};
  netrt_random random = netrt_philox(counter, key);
  uint64_t bits =
      static_cast<uint64_t>(random.words[0]) << 32 | random.words[1];
  return static_cast<uint64_t>(static_cast<unsigned __int128>(bits) * bound >>
                               64);
}

void ExampleOrder::reset(int64_t count, uint64_t newSeed, bool shuffle) {
  examples.resize(static_cast<std::size_t>(count));
  std::iota(examples.begin(), examples.end(), 0);
  seed = newSeed;
  shuffled = shuffle;
  round = -1;
}

void ExampleOrder::prepare(int64_t newRound) {
  if (!shuffled || newRound == round)
    return;
  round = newRound;
  std::iota(examples.begin(), examples.end(), 0);
  // Fisher and Yates, from the end.
  for (uint64_t i = examples.size(); i > 1; --i)
    std::swap(examples[i - 1],
              examples[drawBelow(i, seed, static_cast<uint64_t>(round), i)]);
}

} // namespace netrt
