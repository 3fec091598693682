//===- ElfSymbols.h - what a shared library file holds --------*- C++ -*-===//

#ifndef NETRT_HOST_ELFSYMBOLS_H
#define NETRT_HOST_ELFSYMBOLS_H

#include <span>
#include <string>
#include <vector>

namespace netrt {

/// Names of the functions that a shared library exports, read from its file
/// with every offset checked. False with the reason in `error` when the file is
/// no complete 64-bit ELF library: the system's loader may crash on such files,
/// so nothing is loaded before this looked at it.
bool readExportedFunctions(std::span<const char> file,
                           std::vector<std::string> &names, std::string &error);

} // namespace netrt

#endif // NETRT_HOST_ELFSYMBOLS_H
