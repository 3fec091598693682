//===- WholeFile.cpp - files that are written whole or not ----------------===//

#include "WholeFile.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace netrt {

static bool writeAll(int descriptor, std::span<const char> bytes) {
  while (!bytes.empty()) {
    ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return false;
    bytes = bytes.subspan(static_cast<size_t>(written));
  }
  return true;
}

/// Until the bytes are on the disk, a crash of the system could leave the new
/// name with an empty file.
static bool writeParts(int descriptor,
                       const std::vector<std::span<const char>> &parts) {
  for (std::span<const char> part : parts)
    if (!writeAll(descriptor, part))
      return false;
  return fsync(descriptor) == 0;
}

/// The renaming is in the folder, which is synchronised too. Some file systems
/// cannot do that; the file is whole there all the same.
static void syncFolder(const std::string &path) {
  size_t slash = path.rfind('/');
  std::string folder = slash == std::string::npos ? "."
                       : slash == 0               ? "/"
                                                  : path.substr(0, slash);
  int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0)
    return;
  fsync(descriptor);
  close(descriptor);
}

bool canWriteWholeFile(const std::string &path, std::string &error) {
  std::string partial = path + ".partial";
  const int flags = O_WRONLY | O_CLOEXEC | O_NOFOLLOW;
  // One that is there may be of a training that is at it.
  int descriptor = open(partial.c_str(), flags);
  bool isNew = descriptor < 0 && errno == ENOENT;
  if (isNew)
    descriptor = open(partial.c_str(), flags | O_CREAT | O_EXCL, 0666);
  if (descriptor < 0) {
    error = std::strerror(errno);
    return false;
  }
  close(descriptor);
  if (isNew)
    unlink(partial.c_str());
  struct stat target;
  if (stat(path.c_str(), &target) != 0 || !S_ISDIR(target.st_mode))
    return true;
  error = std::strerror(EISDIR);
  return false;
}

bool writeWholeFile(const std::string &path,
                    const std::vector<std::span<const char>> &parts,
                    std::string &error) {
  // Always the same name, so that what a crash leaves is used up by the next.
  std::string partial = path + ".partial";
  int descriptor =
      open(partial.c_str(),
           O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (descriptor < 0) {
    error = std::strerror(errno);
    return false;
  }
  bool done = writeParts(descriptor, parts);
  int reason = errno;
  if (close(descriptor) != 0 && done) {
    done = false;
    reason = errno;
  }
  if (done && std::rename(partial.c_str(), path.c_str()) != 0) {
    done = false;
    reason = errno;
  }
  if (!done) {
    unlink(partial.c_str());
    error = std::strerror(reason);
    return false;
  }
  syncFolder(path);
  return true;
}

} // namespace netrt
