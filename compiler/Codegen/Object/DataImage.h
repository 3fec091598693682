//===- DataImage.h - C structs as constants of an LLVM module ------------===//

#ifndef NETC_CODEGEN_OBJECT_DATAIMAGE_H
#define NETC_CODEGEN_OBJECT_DATAIMAGE_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <cstddef>
#include <type_traits>

namespace llvm {
class Constant;
class Module;
} // namespace llvm

namespace netc {

/// Bytes of C structs as this compiler lays them out, with the places where
/// addresses belong. Since the structs are those of the public header and the
/// places come from `offsetof`, the constant cannot disagree with the header.
class DataImage {
public:
  /// Appends `record` and returns its offset in the image.
  template <typename Record> size_t add(const Record &record) {
    static_assert(std::is_trivially_copyable_v<Record>);
    size_t offset = bytes.size();
    const char *first = reinterpret_cast<const char *>(&record);
    bytes.append(first, first + sizeof(Record));
    return offset;
  }

  /// Puts the address `target` at `offset`; null stays a null pointer.
  void setPointer(size_t offset, llvm::Constant *target) {
    if (target)
      pointers.push_back({offset, target});
  }

  bool empty() const { return bytes.empty(); }

  /// Makes the private constant `name`; null for an empty image.
  llvm::Constant *emit(llvm::Module &module, llvm::StringRef name) const;

private:
  llvm::SmallVector<char, 0> bytes;
  llvm::SmallVector<std::pair<size_t, llvm::Constant *>> pointers;
};

/// The address of a private, zero-ended string constant.
llvm::Constant *emitString(llvm::Module &module, llvm::StringRef text);

} // namespace netc

#endif // NETC_CODEGEN_OBJECT_DATAIMAGE_H
