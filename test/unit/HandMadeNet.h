//===- HandMadeNet.h - a net's descriptor made by hand --------*- C++ -*-===//
//
// Descriptors as the compiler writes them, kept in vectors that a test can
// change, so that the runtime is tested without the compiler.
//
//===---------------------------------------------------------------------===//

#ifndef NETC_TEST_UNIT_HANDMADENET_H
#define NETC_TEST_UNIT_HANDMADENET_H

#include "netrt/netrt.h"

#include <vector>

namespace netrt {

class HandMadeNet {
public:
  explicit HandMadeNet(const char *name, const netrt_core *core) {
    net.magic = NETRT_MAGIC;
    net.abi_version = NETRT_ABI_VERSION;
    net.struct_size = sizeof(net);
    net.name = name;
    net.producer = "by hand";
    net.core = core;
  }
  HandMadeNet(const HandMadeNet &) = delete;

  netrt_net net = {};
  std::vector<netrt_port> ports;
  std::vector<netrt_array> arrays;
  std::vector<netrt_entry> entries;
  std::vector<netrt_variant> variants = {{"baseline", 0}};
  std::vector<netrt_coder> coders;
  std::vector<netrt_code> code; ///< of the entries

  /// Refreshes the tables after a change of the vectors.
  void update() {
    for (size_t i = 0; i < entries.size(); ++i)
      entries[i].code = {&code[i], variants.size(), sizeof(netrt_code)};
    net.ports = tableOf(ports);
    net.arrays = tableOf(arrays);
    net.entries = tableOf(entries);
    net.variants = tableOf(variants);
    net.coders = tableOf(coders);
  }

protected:
  /// A port of reals: of `dims` where `rank` is 1, else a scalar.
  static netrt_port makePort(const char *name, int32_t direction,
                             const int64_t *dims, int32_t rank) {
    netrt_port port = {};
    port.name = name;
    port.dims = dims;
    port.rank = rank;
    port.direction = direction;
    port.coder = -1;
    port.minimum = INT64_MIN;
    port.maximum = INT64_MAX;
    return port;
  }

private:
  template <typename T> static netrt_table tableOf(const std::vector<T> &rows) {
    return {rows.data(), rows.size(), sizeof(T)};
  }
};

} // namespace netrt

#endif // NETC_TEST_UNIT_HANDMADENET_H
