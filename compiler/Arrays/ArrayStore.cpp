//===- ArrayStore.cpp - array values, outside the IR ---------------------===//

#include "compiler/Arrays/ArrayStore.h"
#include "llvm/Support/MathExtras.h"

namespace netc {

std::optional<int64_t> byteCount(ElementType element,
                                 llvm::ArrayRef<int64_t> shape) {
  int64_t bytes = static_cast<int64_t>(sizeInBytes(element));
  bool overflowed = false;
  for (int64_t size : shape) {
    if (size < 0)
      return std::nullopt;
    // Not returned at once: a later size of 0 makes the product 0 again only in
    // arithmetic, not in a file that anybody wrote on purpose.
    overflowed |= llvm::MulOverflow(bytes, size, bytes);
  }
  if (overflowed)
    return std::nullopt;
  return bytes;
}

} // namespace netc
