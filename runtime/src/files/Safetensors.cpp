//===- Safetensors.cpp - the index of a safetensors file ------------------===//

#include "Safetensors.h"
#include "SafetensorsHeader.h"

#include "netrt/netrt.h"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

namespace netrt {

namespace {
struct TypeName {
  const char *name;
  netrt_element element;
};
} // namespace

static constexpr TypeName typeNames[] = {
    {"F32", NETRT_REAL32},     {"F64", NETRT_REAL64},
    {"F16", NETRT_REAL16},     {"BF16", NETRT_BFLOAT16},
    {"I8", NETRT_INTEGER8},    {"I16", NETRT_INTEGER16},
    {"I32", NETRT_INTEGER32},  {"I64", NETRT_INTEGER64},
    {"U8", NETRT_UNSIGNED8},   {"U16", NETRT_UNSIGNED16},
    {"U32", NETRT_UNSIGNED32}, {"U64", NETRT_UNSIGNED64},
    {"BOOL", NETRT_BOOLEAN}};

const char *safetensorsType(netrt_element element) {
  for (const TypeName &type : typeNames)
    if (type.element == element)
      return type.name;
  return "";
}

StoredArray storedArrayOf(std::string key, const netrt_tensor &value) {
  StoredArray stored;
  stored.key = std::move(key);
  stored.element = value.element;
  stored.shape.assign(value.shape, value.shape + value.rank);
  size_t bytes = netrt_element_size(value.element);
  for (int64_t size : stored.shape)
    bytes *= static_cast<size_t>(size);
  stored.bytes = {static_cast<const char *>(value.data), bytes};
  return stored;
}

static netrt_element elementOfType(const std::string &name) {
  for (const TypeName &type : typeNames)
    if (name == type.name)
      return type.element;
  return NETRT_REAL;
}

static std::string showShape(const std::vector<uint64_t> &shape) {
  std::string text = "[";
  for (uint64_t size : shape)
    text += (text.size() > 1 ? ", " : "") + std::to_string(size);
  return text + "]";
}

/// Bytes of an array, or false when the number does not fit 63 bits.
static bool byteCount(const std::vector<uint64_t> &shape, size_t elementSize,
                      uint64_t &bytes) {
  bytes = elementSize;
  bool empty = false, fits = true;
  for (uint64_t size : shape) {
    fits = fits && size <= INT64_MAX;
    if (size == 0)
      empty = true;
    else if (__builtin_mul_overflow(bytes, size, &bytes))
      fits = false;
  }
  if (empty)
    bytes = 0;
  return fits && bytes <= INT64_MAX;
}

/// Turns one entry of the header into an array of the file.
static bool makeArray(const HeaderEntry &entry, std::span<const char> data,
                      StoredArray &array, std::string &error) {
  std::string subject = "array \"" + entry.key + "\" ";
  array.key = entry.key;
  array.element = elementOfType(entry.type);
  if (array.element == NETRT_REAL) {
    error = subject + "has the unsupported type \"" + entry.type + "\"";
    return false;
  }
  uint64_t bytes;
  if (!byteCount(entry.shape, netrt_element_size(array.element), bytes)) {
    error = subject + "has the shape " + showShape(entry.shape) +
            ", which no memory can hold";
    return false;
  }
  if (entry.begin > entry.end || entry.end > data.size()) {
    error = subject + "lies at bytes " + std::to_string(entry.begin) + " to " +
            std::to_string(entry.end) + ", but the file holds " +
            std::to_string(data.size()) + " bytes of data";
    return false;
  }
  if (entry.end - entry.begin != bytes) {
    error = subject + "has " + std::to_string(entry.end - entry.begin) +
            " bytes, but shape " + showShape(entry.shape) + " of " +
            entry.type + " needs " + std::to_string(bytes);
    return false;
  }
  array.shape.assign(entry.shape.begin(), entry.shape.end());
  array.bytes = data.subspan(entry.begin, bytes);
  return true;
}

/// The arrays must cover the data without gap or overlap.
static bool checkCover(std::vector<HeaderEntry> entries, uint64_t size,
                       std::string &error) {
  std::sort(entries.begin(), entries.end(),
            [](const HeaderEntry &a, const HeaderEntry &b) {
              return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
            });
  uint64_t covered = 0;
  const HeaderEntry *last = nullptr;
  for (const HeaderEntry &entry : entries) {
    if (entry.begin < covered) {
      error = "arrays \"" + last->key + "\" and \"" + entry.key + "\" overlap";
      return false;
    }
    if (entry.begin > covered) {
      error = "bytes " + std::to_string(covered) + " to " +
              std::to_string(entry.begin) + " belong to no array";
      return false;
    }
    covered = entry.end;
    last = &entry;
  }
  if (covered == size)
    return true;
  error = "bytes " + std::to_string(covered) + " to " + std::to_string(size) +
          " belong to no array";
  return false;
}

bool parseSafetensors(std::span<const char> file,
                      std::vector<StoredArray> &arrays, std::string &error) {
  uint64_t length = 0;
  if (file.size() < sizeof(length)) {
    error = "the file has " + std::to_string(file.size()) +
            " bytes; a safetensors file has at least 10";
    return false;
  }
  for (int i = 7; i >= 0; --i)
    length = length << 8 | static_cast<unsigned char>(file[i]);
  file = file.subspan(sizeof(length));
  if (length > file.size()) {
    error = "the header claims " + std::to_string(length) +
            " bytes, but only " + std::to_string(file.size()) +
            " follow (truncated, or not a safetensors file)";
    return false;
  }
  std::vector<HeaderEntry> entries;
  if (!parseSafetensorsHeader(file.first(length), entries, error))
    return false;
  std::span<const char> data = file.subspan(length);
  arrays.resize(entries.size());
  for (size_t i = 0; i < entries.size(); ++i)
    if (!makeArray(entries[i], data, arrays[i], error))
      return false;
  return checkCover(std::move(entries), data.size(), error);
}

void sortForStorage(std::vector<StoredArray> &arrays) {
  std::sort(arrays.begin(), arrays.end(),
            [](const StoredArray &a, const StoredArray &b) {
              size_t wide = netrt_element_size(a.element);
              size_t other = netrt_element_size(b.element);
              return wide != other ? wide > other : a.key < b.key;
            });
}

std::string makeSafetensorsHeader(std::span<const StoredArray> arrays) {
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  uint64_t offset = 0;
  for (const StoredArray &array : arrays) {
    uint64_t end = offset + array.bytes.size();
    header[array.key] = {{"dtype", safetensorsType(array.element)},
                         {"shape", array.shape},
                         {"data_offsets", {offset, end}}};
    offset = end;
  }
  // Keys are not always UTF-8 in hostile nets; the replacement keeps this
  // total.
  std::string text = header.dump(
      -1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  text.append((64 - (8 + text.size()) % 64) % 64, ' ');
  std::string result;
  for (int i = 0; i < 8; ++i)
    result += static_cast<char>(text.size() >> 8 * i & 0xff);
  return result + text;
}

} // namespace netrt
