//===- Server.h - the language server --------------------------*- C++ -*-===//

#ifndef NETC_COMPILER_LANGUAGESERVER_SERVER_H
#define NETC_COMPILER_LANGUAGESERVER_SERVER_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdio>

namespace netc::lsp {

/// Speaks the Language Server Protocol until the editor says `exit` or the
/// input ends; true if it was told to shut down before. `input` loses its
/// buffer.
bool runLanguageServer(std::FILE *input, llvm::raw_ostream &output,
                       llvm::StringRef version);

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_SERVER_H
