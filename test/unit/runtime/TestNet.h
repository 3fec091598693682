//===- TestNet.h - a compiled net made by hand ----------------*- C++ -*-===//
//
// Descriptors as the compiler writes them, around functions written here, so
// that the core is tested without the compiler.
//
//===---------------------------------------------------------------------===//

#ifndef NETC_TEST_UNIT_RUNTIME_TESTNET_H
#define NETC_TEST_UNIT_RUNTIME_TESTNET_H

extern "C" {
#include "runtime/src/core/Core.h"
}
#include "test/unit/HandMadeNet.h"
#include <string>
#include <vector>

namespace netrt {

/// Inputs "Input" {3} and "Index" (1 to 5), output "Output" {3}; arrays
/// "1.Weights" {3} and "1.Biases" {}:
///   Output = Weights * Input + Biases + Index.
/// Entries: 0 Real32 any batch, 1 Real32 batch 2, 2 Real64 any batch. The entry
/// for batch 2 adds 100, so that a test sees which one ran.
class TestNet : public HandMadeNet {
public:
  TestNet();
};

/// Counts what is allocated, and can refuse.
struct CountingAllocator {
  CountingAllocator();
  netrt_allocator hook;
  size_t live = 0, liveBytes = 0, calls = 0;
  size_t failAt = SIZE_MAX; ///< number of the call that gives nothing
};

/// Values with their shape, as a tensor.
template <typename T> struct Values {
  std::vector<T> data;
  std::vector<int64_t> shape;
  netrt_tensor tensor() const {
    netrt_element element = sizeof(T) == 1   ? NETRT_UNSIGNED8
                            : sizeof(T) == 4 ? NETRT_REAL32
                            : T(0.5) == 0    ? NETRT_INTEGER64
                                             : NETRT_REAL64;
    return netrt_tensor_of(data.data(), element,
                           static_cast<int32_t>(shape.size()), shape.data());
  }
};

/// A context and arrays of a net, with weights {1, 2, 3} and bias 10 when they
/// have no value.
struct Session {
  explicit Session(const netrt_net &net, const netrt_options *options = nullptr,
                   bool initialize = true);
  ~Session();
  std::string error() const { return netrt_last_error(context); }

  netrt_context *context = nullptr;
  netrt_arrays *arrays = nullptr;
};

netrt_options defaultOptions();

} // namespace netrt

#endif // NETC_TEST_UNIT_RUNTIME_TESTNET_H
