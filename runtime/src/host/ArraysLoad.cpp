//===- ArraysLoad.cpp - weights from safetensors files --------------------===//

#include "Message.h"
#include "netrt/host.h"
#include "runtime/src/files/MappedFile.h"
#include "runtime/src/files/Safetensors.h"

#include <map>
#include <memory>
#include <new>
#include <vector>

using netrt::fail;
using netrt::StoredArray;

namespace {

/// What does not fit between a file and a net.
struct Differences {
  std::vector<std::string> missing, surplus, misshapen; // or of wrong type
};

} // namespace

static std::string listOf(const std::vector<std::string> &names) {
  std::string text;
  for (const std::string &name : names)
    text += (text.empty() ? "" : ", ") + name;
  return text;
}

static std::string showShape(const int64_t *sizes, size_t rank) {
  std::string text = "{";
  for (size_t i = 0; i < rank; ++i)
    text += (i ? ", " : "") + std::to_string(sizes[i]);
  return text + "}";
}

static bool sameShape(const netrt_array &array, const StoredArray &stored) {
  return stored.shape.size() == static_cast<size_t>(array.rank) &&
         std::equal(stored.shape.begin(), stored.shape.end(), array.dims);
}

static bool isReal(netrt_element element) {
  return element == NETRT_REAL32 || element == NETRT_REAL64 ||
         element == NETRT_REAL16 || element == NETRT_BFLOAT16;
}

static Differences compare(const netrt_net &net,
                           const std::vector<StoredArray> &stored) {
  Differences differences;
  std::map<std::string, const StoredArray *> byKey;
  for (const StoredArray &array : stored)
    byKey[array.key] = &array;
  for (size_t i = 0; i < net.arrays.count; ++i) {
    const netrt_array *array = netrt_get_array(&net, i);
    auto found = byKey.find(array->key);
    if (found == byKey.end()) {
      if (!array->value && !(array->flags & NETRT_ARRAY_STATE))
        differences.missing.push_back(array->key);
      continue;
    }
    const StoredArray &given = *found->second;
    if (!sameShape(*array, given))
      differences.misshapen.push_back(
          given.key + " (" + showShape(given.shape.data(), given.shape.size()) +
          ", expected " + showShape(array->dims, array->rank) + ")");
    else if (array->element == NETRT_INTEGER64 && isReal(given.element))
      differences.misshapen.push_back(given.key +
                                      " (reals, expected integers)");
    byKey.erase(found);
  }
  for (const auto &[key, array] : byKey)
    differences.surplus.push_back(key);
  return differences;
}

static netrt_status report(const std::string &path, const Differences &found,
                           netrt_message *message) {
  std::string text;
  auto add = [&](const char *what, const std::vector<std::string> &names) {
    if (!names.empty())
      text += (text.empty() ? "" : "; ") + std::string(what) + listOf(names);
  };
  add("wrong shape or type: ", found.misshapen);
  add("missing: ", found.missing);
  add("not in the net: ", found.surplus);
  if (text.empty())
    return NETRT_OK;
  netrt_status status = !found.misshapen.empty() ? NETRT_WRONG_SHAPE
                        : !found.missing.empty() ? NETRT_MISSING_ARRAYS
                                                 : NETRT_SURPLUS_ARRAYS;
  return fail(message, status, path + ": " + text);
}

static netrt_status give(netrt_arrays *arrays, const StoredArray &stored,
                         netrt_message *message) {
  netrt_tensor value = netrt_tensor_of(
      stored.bytes.data(), stored.element,
      static_cast<int32_t>(stored.shape.size()), stored.shape.data());
  netrt_status status = netrt_arrays_borrow(arrays, stored.key.c_str(), &value);
  if (status != NETRT_OK)
    fail(message, status, netrt_arrays_last_error(arrays));
  return status;
}

static netrt_status load(netrt_arrays *arrays, const std::string &path,
                         netrt_message *message) {
  std::string error;
  auto file = netrt::MappedFile::open(path, error);
  if (!file)
    return fail(message, NETRT_FILE_NOT_FOUND, path + ": " + error);
  std::vector<StoredArray> stored;
  if (!netrt::parseSafetensors(file->bytes(), stored, error))
    return fail(message, NETRT_BAD_FILE, path + ": " + error);
  netrt_status status =
      report(path, compare(*netrt_arrays_net(arrays), stored), message);
  // The file is kept before it is used: it must not go while an array points
  // into it.
  using Owner = std::shared_ptr<netrt::MappedFile>;
  if (status == NETRT_OK)
    status = netrt_arrays_keep(arrays, new Owner(file), [](void *self) {
      delete static_cast<Owner *>(self);
    });
  for (size_t i = 0; i < stored.size() && status == NETRT_OK; ++i)
    status = give(arrays, stored[i], message);
  return status;
}

netrt_status netrt_arrays_load(netrt_arrays *arrays, const char *path,
                               netrt_message *message) {
  if (!arrays || !path)
    return fail(message, NETRT_INVALID_ARGUMENT, "no arrays or no path given");
  try {
    return load(arrays, path, message);
  } catch (const std::bad_alloc &) {
    return fail(message, NETRT_OUT_OF_MEMORY, "out of memory");
  }
}
