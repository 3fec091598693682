//===- Header.h - the C and C++ header of a compiled net -----------------===//

#ifndef NETC_CODEGEN_OBJECT_HEADER_H
#define NETC_CODEGEN_OBJECT_HEADER_H

#include <string>

namespace netc {

struct LibraryDescription;

/// The text of `<name>.h`: the exported function, constants with the sizes of
/// all ports, and one typed wrapper for each use the net was compiled for.
std::string generateHeader(const LibraryDescription &description);

} // namespace netc

#endif // NETC_CODEGEN_OBJECT_HEADER_H
