//===- Snapshot.cpp - a copy of all arrays --------------------------------===//

#include "Snapshot.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>

extern "C" {
#include "runtime/src/core/Core.h"
}

namespace netrt {

static netrt_status failed(netrt_status status, netrt_arrays *arrays,
                           std::string &error) {
  error = netrt_arrays_last_error(arrays);
  return status;
}

/// The widest precision of the net's entries: values are kept in each of them.
static netrt_element widestPrecision(const netrt_net *net) {
  static constexpr netrt_element widestFirst[] = {NETRT_REAL64, NETRT_REAL32,
                                                  NETRT_REAL16};
  for (netrt_element precision : widestFirst)
    for (size_t i = 0; i < net->entries.count; ++i)
      if (netrt_get_entry(net, i)->precision == precision)
        return precision;
  return NETRT_BFLOAT16;
}

void Snapshot::prepare(const netrt_net *net, bool withState) {
  netrt_element real = widestPrecision(net);
  copies.clear();
  for (size_t i = 0; i < net->arrays.count; ++i) {
    const netrt_array *array = netrt_get_array(net, i);
    if (!withState && (array->flags & NETRT_ARRAY_STATE))
      continue;
    netrt_element element =
        array->element == NETRT_REAL ? real : array->element;
    netrt_tensor value =
        netrt_tensor_of(nullptr, element, array->rank, array->dims);
    size_t bytes = storedArrayOf(array->key, value).bytes.size();
    copies.push_back({array, element, std::vector<char>(bytes)});
  }
}

netrt_status Snapshot::take(netrt_arrays *arrays, std::string &error) {
  for (Copy &copy : copies) {
    netrt_tensor value;
    netrt_status status = netrt_arrays_get(arrays, copy.array->key, &value);
    if (status != NETRT_OK)
      return failed(status, arrays, error);
    assert(value.element == copy.element && "kept in the widest precision");
    std::copy_n(static_cast<const char *>(value.data), copy.bytes.size(),
                copy.bytes.data());
  }
  return NETRT_OK;
}

netrt_status Snapshot::restore(netrt_arrays *arrays, std::string &error) const {
  for (const Copy &copy : copies) {
    netrt_tensor value = copy.tensor();
    netrt_status status = netrt_arrays_set(arrays, copy.array->key, &value);
    if (status != NETRT_OK)
      return failed(status, arrays, error);
  }
  return NETRT_OK;
}

std::vector<StoredArray> Snapshot::stored(const std::string &prefix) const {
  std::vector<StoredArray> result;
  for (const Copy &copy : copies)
    result.push_back(storedArrayOf(prefix + copy.array->key, copy.tensor()));
  return result;
}

bool Snapshot::assign(size_t index, const StoredArray &value) {
  Copy &copy = copies[index];
  bool fits = value.element == copy.element &&
              std::equal(value.shape.begin(), value.shape.end(),
                         copy.array->dims, copy.array->dims + copy.array->rank);
  if (fits)
    std::copy(value.bytes.begin(), value.bytes.end(), copy.bytes.begin());
  return fits;
}

template <typename T> static bool isFinite(const void *data, size_t count) {
  const T *values = static_cast<const T *>(data);
  // A sum of zeros unless one is infinite or no number: no branch in the loop.
  T sum = 0;
  for (size_t i = 0; i < count; ++i)
    sum += values[i] * 0;
  return sum == 0;
}

static bool isFinite(const netrt_tensor &value) {
  size_t count =
      storedArrayOf("", value).bytes.size() / netrt_element_size(value.element);
  switch (value.element) {
  case NETRT_REAL32:
    return isFinite<float>(value.data, count);
  case NETRT_REAL64:
    return isFinite<double>(value.data, count);
  case NETRT_REAL16:
  case NETRT_BFLOAT16:
    for (size_t i = 0; i < count; ++i)
      if (!std::isfinite(netrt_read_real(value.data, value.element, i)))
        return false;
    return true;
  default:
    return true;
  }
}

const char *findNotFinite(netrt_arrays *arrays) {
  const netrt_net *net = netrt_arrays_net(arrays);
  for (size_t i = 0; i < net->arrays.count; ++i) {
    const netrt_array *array = netrt_get_array(net, i);
    netrt_tensor value;
    bool changes = !(array->flags & NETRT_ARRAY_FROZEN);
    if (changes && netrt_arrays_get(arrays, array->key, &value) == NETRT_OK &&
        !isFinite(value))
      return array->key;
  }
  return nullptr;
}

} // namespace netrt
