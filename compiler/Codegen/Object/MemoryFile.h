//===- MemoryFile.h - a file with a path that exists only in memory ------===//

#ifndef NETC_CODEGEN_OBJECT_MEMORYFILE_H
#define NETC_CODEGEN_OBJECT_MEMORYFILE_H

#include "mlir/Support/LLVM.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace netc {

/// The linker reads files by path; objects that only pass through are given to
/// it this way, so that no temporary file can be left behind.
class MemoryFile {
public:
  /// Fails only where the system gives out no descriptor or memory.
  static llvm::Expected<MemoryFile> create(llvm::StringRef name);

  MemoryFile(MemoryFile &&other) { *this = std::move(other); }
  MemoryFile &operator=(MemoryFile &&other) {
    std::swap(ownName, other.ownName);
    std::swap(descriptor, other.descriptor);
    return *this;
  }
  ~MemoryFile();

  llvm::Error write(llvm::StringRef bytes);
  std::string path() const;
  llvm::StringRef name() const { return ownName; }

private:
  MemoryFile(llvm::StringRef name, int descriptor)
      : ownName(name), descriptor(descriptor) {}
  std::string ownName;
  int descriptor = -1;
};

} // namespace netc

#endif // NETC_CODEGEN_OBJECT_MEMORYFILE_H
