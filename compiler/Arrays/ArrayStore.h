//===- ArrayStore.h - values of arrays, outside the IR --------*- C++ -*-===//
//
// Weights and data are not attributes: a net's IR holds symbols, and their values
// lie here, in memory that is shared between copies and mapped from files where
// that is possible.
//
//===---------------------------------------------------------------------===//

#ifndef NETC_COMPILER_ARRAYS_ARRAYSTORE_H
#define NETC_COMPILER_ARRAYS_ARRAYSTORE_H

#include "compiler/Arrays/ElementType.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include <map>
#include <memory>
#include <string>

namespace netc {

/// A dense array, row-major. The bytes are never changed after they were shared;
/// they need not be aligned to the element (files).
struct ArrayData {
  ElementType element = ElementType::Real32;
  llvm::SmallVector<int64_t> shape;
  std::shared_ptr<const void> owner; ///< keeps `bytes` alive
  llvm::ArrayRef<char> bytes;

  /// Fresh memory, zeroed and aligned to 64 bytes; write through mutableBytes.
  static ArrayData allocate(ElementType element, llvm::ArrayRef<int64_t> shape);
  /// Copies values in, one Real64 or Integer64 for each element of the shape.
  static ArrayData fromReals(llvm::ArrayRef<int64_t> shape,
                             llvm::ArrayRef<double> values,
                             ElementType element = ElementType::Real64);
  static ArrayData fromIntegers(llvm::ArrayRef<int64_t> shape,
                                llvm::ArrayRef<int64_t> values);

  int64_t rank() const { return static_cast<int64_t>(shape.size()); }
  int64_t count() const;
  /// Element `index` in row-major order, whatever the element type.
  double real(int64_t index) const;
  int64_t integer(int64_t index) const;
  llvm::SmallVector<double> reals() const;

  /// The same values as another type, rounded once; this array itself when it
  /// already has the type.
  ArrayData as(ElementType wanted) const;
  /// Rows begin…end-1 of the first dimension, sharing the memory.
  ArrayData rows(int64_t begin, int64_t end) const;
  /// The same memory with another shape of equal count.
  ArrayData reshaped(llvm::ArrayRef<int64_t> newShape) const;
  /// Only for arrays just made by allocate.
  llvm::MutableArrayRef<char> mutableBytes();
};

/// Arrays by key ("1.Weights"), in the order of their keys. Copies are cheap and
/// independent: they share until one of them changes.
class ArrayStore {
public:
  using Map = std::map<std::string, ArrayData, std::less<>>;

  bool empty() const { return arrays->empty(); }
  size_t size() const { return arrays->size(); }
  Map::const_iterator begin() const { return arrays->begin(); }
  Map::const_iterator end() const { return arrays->end(); }
  /// Null when there is none.
  const ArrayData *find(llvm::StringRef key) const;
  bool contains(llvm::StringRef key) const { return find(key) != nullptr; }
  void set(llvm::StringRef key, ArrayData value);
  bool erase(llvm::StringRef key);

private:
  Map &unshared();
  std::shared_ptr<Map> arrays = std::make_shared<Map>();
};

} // namespace netc

#endif // NETC_COMPILER_ARRAYS_ARRAYSTORE_H
