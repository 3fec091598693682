//===- MemoryFile.cpp - a file with a path that exists only in memory ----===//

#include "compiler/Codegen/Object/MemoryFile.h"

#include "llvm/Support/raw_ostream.h"
#include <cerrno>
#include <sys/mman.h>
#include <unistd.h>

using namespace netc;

static llvm::Error systemError(llvm::StringRef what) {
  return llvm::createStringError(
      std::error_code(errno, std::generic_category()), what);
}

llvm::Expected<MemoryFile> MemoryFile::create(llvm::StringRef name) {
  int descriptor = memfd_create(name.str().c_str(), MFD_CLOEXEC);
  if (descriptor < 0)
    return systemError("memory file");
  return MemoryFile(name, descriptor);
}

MemoryFile::~MemoryFile() {
  if (descriptor >= 0)
    close(descriptor);
}

llvm::Error MemoryFile::write(llvm::StringRef bytes) {
  while (!bytes.empty()) {
    ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return systemError("memory file");
    bytes = bytes.drop_front(written);
  }
  return llvm::Error::success();
}

std::string MemoryFile::path() const {
  return "/proc/self/fd/" + std::to_string(descriptor);
}
