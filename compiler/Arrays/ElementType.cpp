//===- ElementType.cpp - the element types of arrays ---------------------===//

#include "compiler/Arrays/ElementType.h"
#include "llvm/ADT/ArrayRef.h"

namespace netc {

namespace {
struct Row {
  ElementType element;
  llvm::StringRef name;
  size_t size;
};
} // namespace

static llvm::ArrayRef<Row> table() {
  static const Row rows[] = {
      {ElementType::Real32, "Real32", 4},
      {ElementType::Real64, "Real64", 8},
      {ElementType::Real16, "Real16", 2},
      {ElementType::BFloat16, "BFloat16", 2},
      {ElementType::Integer8, "Integer8", 1},
      {ElementType::Integer16, "Integer16", 2},
      {ElementType::Integer32, "Integer32", 4},
      {ElementType::Integer64, "Integer64", 8},
      {ElementType::Unsigned8, "UnsignedInteger8", 1},
      {ElementType::Unsigned16, "UnsignedInteger16", 2},
      {ElementType::Unsigned32, "UnsignedInteger32", 4},
      {ElementType::Unsigned64, "UnsignedInteger64", 8},
      {ElementType::Boolean, "Boolean", 1},
  };
  return rows;
}

static const Row &rowOf(ElementType element) {
  // The table is in the order of the enumeration, which begins at Real32.
  return table()[static_cast<size_t>(element) - NETRT_REAL32];
}

size_t sizeInBytes(ElementType element) { return rowOf(element).size; }

bool isReal(ElementType element) {
  return element == ElementType::Real32 || element == ElementType::Real64 ||
         element == ElementType::Real16 || element == ElementType::BFloat16;
}

llvm::StringRef toString(ElementType element) { return rowOf(element).name; }

std::optional<ElementType> parseElementType(llvm::StringRef notation) {
  for (const Row &row : table())
    if (row.name == notation)
      return row.element;
  return std::nullopt;
}

} // namespace netc
