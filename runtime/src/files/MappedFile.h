//===- MappedFile.h - the bytes of a file ---------------------*- C++ -*-===//

#ifndef NETRT_FILES_MAPPEDFILE_H
#define NETRT_FILES_MAPPEDFILE_H

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace netrt {

/// A regular file is mapped, anything else (a pipe) is read to its end.
class MappedFile {
public:
  /// Null with the reason in `error`.
  static std::shared_ptr<MappedFile> open(const std::string &path,
                                          std::string &error);
  ~MappedFile();
  MappedFile(const MappedFile &) = delete;
  MappedFile &operator=(const MappedFile &) = delete;

  std::span<const char> bytes() const { return {data, size}; }

private:
  MappedFile() = default;
  bool map(int descriptor, std::size_t length, std::string &error);
  bool readAll(int descriptor, std::string &error);

  const char *data = nullptr;
  std::size_t size = 0;
  bool mapped = false;
  std::vector<char> contents;
};

} // namespace netrt

#endif // NETRT_FILES_MAPPEDFILE_H
