//===- Hover.h - what is known of a word -----------------------*- C++ -*-===//

#ifndef NETC_COMPILER_LANGUAGESERVER_HOVER_H
#define NETC_COMPILER_LANGUAGESERVER_HOVER_H

#include "compiler/LanguageServer/Document.h"

namespace netc::lsp {

/// The shapes of the layer or port at a place, and the reference of its word.
std::optional<llvm::lsp::Hover> hover(Document &document, uint32_t offset);

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_HOVER_H
