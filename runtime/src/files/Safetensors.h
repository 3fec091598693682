//===- Safetensors.h - the index of a safetensors file --------*- C++ -*-===//
//
// A file is the length of its header (8 bytes, little endian), the header in
// JSON, and the arrays' bytes one after the other. Used by the loader for hosts
// and by the compiler, so that both accept the same files.
//
//===---------------------------------------------------------------------===//

#ifndef NETRT_FILES_SAFETENSORS_H
#define NETRT_FILES_SAFETENSORS_H

#include "netrt/types.h"

#include <span>
#include <string>
#include <vector>

namespace netrt {

/// One array; `bytes` lie in the file and need not be aligned.
struct StoredArray {
  std::string key;
  netrt_element element = NETRT_REAL32;
  std::vector<int64_t> shape;
  std::span<const char> bytes;
};

/// A value in memory under a key; `value` is contiguous.
StoredArray storedArrayOf(std::string key, const netrt_tensor &value);

/// Reads the index of a whole file in memory. Everything the header claims is
/// checked against the size of the file; false with the reason in `error`.
bool parseSafetensors(std::span<const char> file,
                      std::vector<StoredArray> &arrays, std::string &error);

/// Wide elements first, then by key: the format allows no gaps, and so all stay
/// aligned.
void sortForStorage(std::vector<StoredArray> &arrays);

/// The header, its length included, for arrays that follow in this order;
/// padded so that the first array is aligned to 64 bytes. `bytes` need only
/// their size.
std::string makeSafetensorsHeader(std::span<const StoredArray> arrays);

/// The dtype of the format: "F32".
const char *safetensorsType(netrt_element element);

} // namespace netrt

#endif // NETRT_FILES_SAFETENSORS_H
