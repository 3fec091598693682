//===- ElementType.h - the element types of arrays -------------*- C++ -*-===//

#ifndef NETC_COMPILER_ARRAYS_ELEMENTTYPE_H
#define NETC_COMPILER_ARRAYS_ELEMENTTYPE_H

#include "netrt/types.h"
#include "llvm/ADT/StringRef.h"
#include <cstddef>
#include <optional>

namespace netc {

/// The values are those of netrt_element, so that both convert by a cast.
enum class ElementType : netrt_element {
  Real32 = NETRT_REAL32,
  Real64 = NETRT_REAL64,
  Real16 = NETRT_REAL16,
  BFloat16 = NETRT_BFLOAT16,
  Integer8 = NETRT_INTEGER8,
  Integer16 = NETRT_INTEGER16,
  Integer32 = NETRT_INTEGER32,
  Integer64 = NETRT_INTEGER64,
  Unsigned8 = NETRT_UNSIGNED8,
  Unsigned16 = NETRT_UNSIGNED16,
  Unsigned32 = NETRT_UNSIGNED32,
  Unsigned64 = NETRT_UNSIGNED64,
  Boolean = NETRT_BOOLEAN,
};

size_t sizeInBytes(ElementType element);
bool isReal(ElementType element);
/// As the notation spells it: `Real32`, `UnsignedInteger8`.
llvm::StringRef toString(ElementType element);
std::optional<ElementType> parseElementType(llvm::StringRef notation);

} // namespace netc

#endif // NETC_COMPILER_ARRAYS_ELEMENTTYPE_H
