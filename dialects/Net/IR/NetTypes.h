//===- NetTypes.h - the type of a port or array ---------------*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_IR_NETTYPES_H
#define NETC_DIALECTS_NET_IR_NETTYPES_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/Hashing.h"
#include <limits>
#include <optional>

namespace netc::net {

// One dimension of a type: a size, an unknown size, or a named length.
struct Dimension {
  int64_t size = mlir::ShapedType::kDynamic;
  mlir::StringAttr length; // set only for a named length

  static Dimension fixed(int64_t size) { return {size, {}}; }
  static Dimension unknown() { return {}; }
  static Dimension named(mlir::StringAttr name) {
    return {mlir::ShapedType::kDynamic, name};
  }
  bool isFixed() const { return size != mlir::ShapedType::kDynamic; }
  bool isLength() const { return static_cast<bool>(length); }
  bool operator==(const Dimension &other) const = default;
};

inline llvm::hash_code hash_value(const Dimension &dimension) {
  return llvm::hash_combine(dimension.size,
                            dimension.length.getAsOpaquePointer());
}

// What an array holds. Integer ends are inclusive.
struct Element {
  enum class Kind { Unknown, Real, Integer };
  static constexpr int64_t lowest = std::numeric_limits<int64_t>::min();
  static constexpr int64_t highest = std::numeric_limits<int64_t>::max();

  Kind kind = Kind::Unknown;
  int64_t low = lowest, high = highest;

  static Element real() { return {Kind::Real, lowest, highest}; }
  static Element integer(int64_t low = lowest, int64_t high = highest) {
    return {Kind::Integer, low, high};
  }
  bool isUnknown() const { return kind == Kind::Unknown; }
  bool isReal() const { return kind == Kind::Real; }
  bool isInteger() const { return kind == Kind::Integer; }
  bool operator==(const Element &other) const = default;
};

inline llvm::hash_code hash_value(const Element &element) {
  return llvm::hash_combine(element.kind, element.low, element.high);
}

} // namespace netc::net

#define GET_TYPEDEF_CLASSES
#include "dialects/Net/IR/NetTypes.h.inc"

#endif
