//===- Snapshot.h - a copy of all arrays ----------------------*- C++ -*-===//

#ifndef NETRT_HOST_TRAIN_SNAPSHOT_H
#define NETRT_HOST_TRAIN_SNAPSHOT_H

#include "netrt/train.h"
#include "runtime/src/files/Safetensors.h"

#include <string>
#include <vector>

namespace netrt {

/// Values of the arrays at one moment, in the widest type they are kept in, so
/// that nothing is lost when they are given back.
class Snapshot {
public:
  /// Memory for the arrays; `withState`: also what optimisers remember.
  void prepare(const netrt_net *net, bool withState);
  netrt_status take(netrt_arrays *arrays, std::string &error);
  netrt_status restore(netrt_arrays *arrays, std::string &error) const;

  /// The values by key, to be stored.
  std::vector<StoredArray> stored(const std::string &prefix) const;
  /// Takes values as `stored` gave them; false where one does not fit.
  bool assign(size_t index, const StoredArray &value);
  size_t count() const { return copies.size(); }

private:
  struct Copy {
    const netrt_array *array;
    netrt_element element;
    std::vector<char> bytes;
    netrt_tensor tensor() const {
      return netrt_tensor_of(bytes.data(), element, array->rank, array->dims);
    }
  };
  std::vector<Copy> copies;
};

/// Key of the first array with a value that is not finite; null: all are.
const char *findNotFinite(netrt_arrays *arrays);

} // namespace netrt

#endif // NETRT_HOST_TRAIN_SNAPSHOT_H
