//===- MappedFile.cpp - the bytes of a file -------------------------------===//

#include "MappedFile.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace netrt {

static bool fail(std::string &error) {
  error = std::strerror(errno);
  return false;
}

bool MappedFile::map(int descriptor, std::size_t length, std::string &error) {
  if (length == 0) // cannot be mapped, and holds nothing anyway
    return true;
  void *address = mmap(nullptr, length, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (address == MAP_FAILED)
    return fail(error);
  data = static_cast<const char *>(address);
  size = length;
  mapped = true;
  return true;
}

bool MappedFile::readAll(int descriptor, std::string &error) {
  char block[1 << 16];
  for (;;) {
    ssize_t got = read(descriptor, block, sizeof(block));
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return fail(error);
    if (got == 0)
      break;
    contents.insert(contents.end(), block, block + got);
  }
  data = contents.data();
  size = contents.size();
  return true;
}

std::shared_ptr<MappedFile> MappedFile::open(const std::string &path,
                                             std::string &error) {
  int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    fail(error);
    return nullptr;
  }
  std::shared_ptr<MappedFile> file(new MappedFile);
  struct stat status;
  bool done = fstat(descriptor, &status) == 0 || fail(error);
  if (done)
    done = S_ISREG(status.st_mode)
               ? file->map(descriptor, static_cast<std::size_t>(status.st_size),
                           error)
               : file->readAll(descriptor, error);
  close(descriptor);
  return done ? file : nullptr;
}

MappedFile::~MappedFile() {
  if (mapped)
    munmap(const_cast<char *>(data), size);
}

} // namespace netrt
