//===- Completion.h - what may be typed at a place -------------*- C++ -*-===//

#ifndef NETC_COMPILER_LANGUAGESERVER_COMPLETION_H
#define NETC_COMPILER_LANGUAGESERVER_COMPLETION_H

#include "compiler/LanguageServer/Structure.h"

namespace netc::lsp {

/// Works from tokens alone, so that it does not wait for an analysis and serves
/// texts that cannot be read.
llvm::lsp::CompletionList complete(const Structure &structure,
                                   const SourceBuffer &source, uint32_t offset);

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_COMPLETION_H
