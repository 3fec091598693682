//===- ArraysSave.cpp - weights into safetensors files --------------------===//

#include "Message.h"
#include "netrt/host.h"
#include "runtime/src/files/Safetensors.h"
#include "runtime/src/files/WholeFile.h"

#include <new>

using netrt::fail;
using netrt::StoredArray;

/// The values in place, without those that optimisers remember.
static netrt_status collect(netrt_arrays *arrays,
                            std::vector<StoredArray> &stored,
                            netrt_message *message) {
  const netrt_net *net = netrt_arrays_net(arrays);
  for (size_t i = 0; i < net->arrays.count; ++i) {
    const netrt_array *array = netrt_get_array(net, i);
    if (array->flags & NETRT_ARRAY_STATE)
      continue;
    netrt_tensor value;
    netrt_status status = netrt_arrays_get(arrays, array->key, &value);
    if (status != NETRT_OK)
      return fail(message, status, netrt_arrays_last_error(arrays));
    stored.push_back(netrt::storedArrayOf(array->key, value));
  }
  netrt::sortForStorage(stored);
  return NETRT_OK;
}

static netrt_status save(netrt_arrays *arrays, const std::string &path,
                         netrt_message *message) {
  std::vector<StoredArray> stored;
  netrt_status status = collect(arrays, stored, message);
  if (status != NETRT_OK)
    return status;
  std::string header = netrt::makeSafetensorsHeader(stored), error;
  std::vector<std::span<const char>> parts = {header};
  for (const StoredArray &array : stored)
    parts.push_back(array.bytes);
  if (!netrt::writeWholeFile(path, parts, error))
    return fail(message, NETRT_CANNOT_WRITE, path + ": " + error);
  return NETRT_OK;
}

netrt_status netrt_arrays_save(netrt_arrays *arrays, const char *path,
                               netrt_message *message) {
  if (!arrays || !path)
    return fail(message, NETRT_INVALID_ARGUMENT, "no arrays or no path given");
  try {
    return save(arrays, path, message);
  } catch (const std::bad_alloc &) {
    return fail(message, NETRT_OUT_OF_MEMORY, "out of memory");
  }
}
