//===- SafetensorsHeader.h - the JSON of a safetensors file ---*- C++ -*-===//

#ifndef NETRT_FILES_SAFETENSORSHEADER_H
#define NETRT_FILES_SAFETENSORSHEADER_H

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace netrt {

/// What the header claims of one array, unchecked.
struct HeaderEntry {
  std::string key;
  std::string type;
  std::vector<uint64_t> shape;
  uint64_t begin = 0;
  uint64_t end = 0;
};

/// Reads the header as it comes, so that nesting costs no stack and a key that
/// stands twice is seen. False with the reason in `error`.
bool parseSafetensorsHeader(std::span<const char> text,
                            std::vector<HeaderEntry> &entries,
                            std::string &error);

} // namespace netrt

#endif // NETRT_FILES_SAFETENSORSHEADER_H
