//===- ArrayStore.h - array values, outside the IR -------------*- C++ -*-===//
//
// Values never pass through IR text or attributes: a module names its arrays, a
// store holds their values, often straight out of a mapped file.
//
//===----------------------------------------------------------------------===//

#ifndef NETC_COMPILER_ARRAYS_ARRAYSTORE_H
#define NETC_COMPILER_ARRAYS_ARRAYSTORE_H

#include "compiler/Arrays/ElementType.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"
#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace netc {

/// A dense row-major array. `owner` keeps `bytes` alive: a vector or a mapped
/// file. `bytes` need not be aligned to the element.
struct ArrayData {
  ElementType element = ElementType::Real32;
  llvm::SmallVector<int64_t> shape;
  std::shared_ptr<const void> owner;
  llvm::ArrayRef<char> bytes;

  int64_t elementCount() const {
    int64_t count = 1;
    for (int64_t size : shape)
      count *= size;
    return count;
  }
};

/// Bytes of an array of this type and shape; nothing if a size is negative or
/// the product overflows.
std::optional<int64_t> byteCount(ElementType element,
                                 llvm::ArrayRef<int64_t> shape);

/// Values by key, in the order of insertion. Copies share the data.
class ArrayStore {
public:
  using Map =
      llvm::MapVector<std::string, ArrayData, std::map<std::string, unsigned>>;

  const ArrayData *lookup(llvm::StringRef key) const {
    auto found = arrays.find(key.str());
    return found == arrays.end() ? nullptr : &found->second;
  }
  /// Replaces a value of the same key.
  void insert(llvm::StringRef key, ArrayData data) {
    arrays[key.str()] = std::move(data);
  }
  void erase(llvm::StringRef key) { arrays.erase(key.str()); }
  bool empty() const { return arrays.empty(); }
  size_t size() const { return arrays.size(); }
  Map::const_iterator begin() const { return arrays.begin(); }
  Map::const_iterator end() const { return arrays.end(); }

private:
  Map arrays;
};

} // namespace netc

#endif // NETC_COMPILER_ARRAYS_ARRAYSTORE_H
