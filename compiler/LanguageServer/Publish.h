//===- Publish.h - problems and fixes in the editor's form -----*- C++ -*-===//

#ifndef NETC_COMPILER_LANGUAGESERVER_PUBLISH_H
#define NETC_COMPILER_LANGUAGESERVER_PUBLISH_H

#include "compiler/LanguageServer/Document.h"

namespace netc::lsp {

/// `textDocument/publishDiagnostics`; LLVM's form of it knows no codes.
struct ProblemsOfText {
  llvm::lsp::URIForFile uri;
  std::optional<int64_t> version;
  llvm::json::Array diagnostics;
};
llvm::json::Value toJSON(const ProblemsOfText &problems);

ProblemsOfText problemsOf(Document &document);

/// An action for each fix of a problem that the range touches.
llvm::json::Array quickFixes(Document &document, ByteRange range);

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_PUBLISH_H
