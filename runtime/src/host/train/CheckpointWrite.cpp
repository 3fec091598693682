//===- CheckpointWrite.cpp - a training into a file -----------------------===//

#include "Checkpoint.h"
#include "CheckpointSum.h"

#include "runtime/src/files/WholeFile.h"

#include <deque>

namespace netrt {

namespace {

/// The numbers of a training as arrays of a file.
class NumberWriter {
public:
  explicit NumberWriter(std::vector<StoredArray> &stored) : stored(stored) {}

  void operator()(const char *name, const int64_t &value) {
    add(name, NETRT_INTEGER64, &value, 1, {});
  }
  void operator()(const char *name, const double &value) {
    add(name, NETRT_REAL64, &value, 1, {});
  }
  void operator()(const char *name, const std::vector<int64_t> &list) {
    add(name, NETRT_INTEGER64, list.data(), list.size(), lengthOf(list));
  }
  void operator()(const char *name, const std::vector<double> &list) {
    add(name, NETRT_REAL64, list.data(), list.size(), lengthOf(list));
  }

private:
  template <typename T>
  static std::vector<int64_t> lengthOf(const std::vector<T> &list) {
    return {static_cast<int64_t>(list.size())};
  }
  template <typename T>
  void add(const char *name, netrt_element element, const T *data, size_t count,
           std::vector<int64_t> shape) {
    StoredArray array;
    array.key = std::string("loop:") + name;
    array.element = element;
    array.shape = std::move(shape);
    array.bytes = {reinterpret_cast<const char *>(data), count * sizeof(T)};
    stored.push_back(std::move(array));
  }

  std::vector<StoredArray> &stored;
};

} // namespace

static StoredArray bytesUnder(const char *key, std::span<const char> bytes) {
  StoredArray array;
  array.key = key;
  array.element = NETRT_UNSIGNED8;
  array.shape = {static_cast<int64_t>(bytes.size())};
  array.bytes = bytes;
  return array;
}

netrt_status writeCheckpoint(const std::string &path,
                             const CheckpointContents &contents,
                             std::string &error) {
  std::vector<StoredArray> stored = contents.arrays.stored("array:");
  if (contents.counters.bestRound > 0)
    for (StoredArray &array : contents.best.stored("best:"))
      stored.push_back(std::move(array));
  visitProgress(contents.counters, contents.history, NumberWriter(stored));
  std::string settings;
  for (const std::string &line : contents.settings)
    settings += line + '\n';
  stored.push_back(bytesUnder("settings", settings));
  sortForStorage(stored);
  char sum[sizeof(uint64_t)] = {};
  stored.push_back(bytesUnder(checksumKey, sum));
  std::string header = makeSafetensorsHeader(stored);
  std::vector<std::span<const char>> parts = {header};
  for (const StoredArray &array : stored)
    parts.push_back(array.bytes);
  Checksum checksum;
  for (std::span<const char> part : parts)
    if (part.data() != sum)
      checksum.add(part);
  checksum.store(sum);
  if (writeWholeFile(path, parts, error))
    return NETRT_OK;
  error = path + ": " + error;
  return NETRT_CANNOT_WRITE;
}

} // namespace netrt
