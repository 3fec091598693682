//===- ElementType.h - types of array elements ----------------*- C++ -*-===//

#ifndef NETC_COMPILER_ARRAYS_ELEMENTTYPE_H
#define NETC_COMPILER_ARRAYS_ELEMENTTYPE_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>

namespace netc {

/// The values are those of netrt_element, so that they go into descriptors as
/// they are.
enum class ElementType : int32_t {
  Real32 = 1,
  Real64 = 2,
  Real16 = 3,
  BFloat16 = 4,
  Integer8 = 5,
  Integer16 = 6,
  Integer32 = 7,
  Integer64 = 8,
  Unsigned8 = 9,
  Unsigned16 = 10,
  Unsigned32 = 11,
  Unsigned64 = 12,
  Boolean = 13
};

/// Bytes of one element.
size_t elementSize(ElementType element);
/// "Real32", "Unsigned8", … as messages name it.
llvm::StringRef elementName(ElementType element);
/// Real32, Real64, Real16 or BFloat16.
bool isReal(ElementType element);

} // namespace netc

#endif // NETC_COMPILER_ARRAYS_ELEMENTTYPE_H
