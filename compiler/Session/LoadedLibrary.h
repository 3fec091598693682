//===- LoadedLibrary.h - a compiled net and its arrays ---------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_LOADEDLIBRARY_H
#define NETC_COMPILER_SESSION_LOADEDLIBRARY_H

#include "compiler/Notation/Source.h"
#include "compiler/Session/GuardedMemory.h"
#include "netrt/host.h"
#include "netrt/netrt.h"
#include <utility>

namespace netc {

class LoadedLibrary {
public:
  /// Loads the library and, where `weights` names a file, its arrays.
  static mlir::FailureOr<LoadedLibrary> open(llvm::StringRef path,
                                             llvm::StringRef weights,
                                             mlir::MLIRContext *context);
  LoadedLibrary(LoadedLibrary &&other) { *this = std::move(other); }
  LoadedLibrary &operator=(LoadedLibrary &&other) {
    std::swap(library, other.library);
    std::swap(values, other.values);
    std::swap(borrowed, other.borrowed);
    return *this;
  }
  ~LoadedLibrary();

  /// Uses guarded copies of these values, in the precision that entries read.
  mlir::LogicalResult borrow(const ArrayStore &values, ElementType precision,
                             Guard guard, mlir::MLIRContext *context);

  const netrt_net *net() const { return netrt_library_net(library); }
  const netrt_arrays *arrays() const { return values; }

private:
  LoadedLibrary() = default;
  netrt_library *library = nullptr;
  netrt_arrays *values = nullptr;
  std::vector<ArrayData> borrowed;
};

} // namespace netc

#endif // NETC_COMPILER_SESSION_LOADEDLIBRARY_H
