//===- Order.h - the order of the examples in a round ---------*- C++ -*-===//

#ifndef NETRT_HOST_TRAIN_ORDER_H
#define NETRT_HOST_TRAIN_ORDER_H

#include <cstddef>
#include <cstdint>
#include <vector>

namespace netrt {

/// A permutation of 0 … count - 1 that depends on seed and round alone: the
/// same on every machine, and the same again when a training is taken up.
class ExampleOrder {
public:
  void reset(int64_t count, uint64_t seed, bool shuffled);
  /// Makes the permutation of a round, if it is not the present one.
  void prepare(int64_t round);
  const int64_t *data() const { return examples.data(); }

private:
  std::vector<int64_t> examples;
  uint64_t seed = 0;
  int64_t round = -1;
  bool shuffled = true;
};

} // namespace netrt

#endif // NETRT_HOST_TRAIN_ORDER_H
