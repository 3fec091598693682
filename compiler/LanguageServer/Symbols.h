//===- Symbols.h - the outline of a text -----------------------*- C++ -*-===//

#ifndef NETC_COMPILER_LANGUAGESERVER_SYMBOLS_H
#define NETC_COMPILER_LANGUAGESERVER_SYMBOLS_H

#include "compiler/LanguageServer/Structure.h"

namespace netc::lsp {

/// Definitions and nets, with the layers inside of them.
std::vector<llvm::lsp::DocumentSymbol>
documentSymbols(const Structure &structure, const SourceBuffer &source);

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_SYMBOLS_H
