//===- Definition.h - where a name comes from ------------------*- C++ -*-===//

#ifndef NETC_COMPILER_LANGUAGESERVER_DEFINITION_H
#define NETC_COMPILER_LANGUAGESERVER_DEFINITION_H

#include "compiler/LanguageServer/Structure.h"

namespace netc::lsp {

/// `name = ...` and `f[x_] := ...` for a symbol, the parameter `x_` for `x`,
/// and the key or the layer for its name or number in edges.
std::optional<ByteRange> findDefinition(const Structure &structure,
                                        uint32_t offset);

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_DEFINITION_H
