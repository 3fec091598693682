//===- Document.h - one open text and what is known of it ------*- C++ -*-===//

#ifndef NETC_COMPILER_LANGUAGESERVER_DOCUMENT_H
#define NETC_COMPILER_LANGUAGESERVER_DOCUMENT_H

#include "compiler/LanguageServer/Analysis.h"
#include "compiler/LanguageServer/Structure.h"

namespace netc::lsp {

/// Edits only change the text; structure and analysis are made when they are
/// asked for, so that a burst of edits costs one analysis.
class Document {
public:
  Document(llvm::lsp::URIForFile uri, int64_t version, std::string text);

  void apply(llvm::ArrayRef<llvm::lsp::TextDocumentContentChangeEvent> changes,
             int64_t newVersion);

  const SourceBuffer &getSource() const { return *source; }
  const Structure &getStructure();
  const Analysis &getAnalysis();

  const llvm::lsp::URIForFile uri;
  int64_t version;
  /// The editor has not seen the problems of this version.
  bool isUnpublished = true;

private:
  void setText(std::string text);

  // In this order: each points into what is before it.
  std::unique_ptr<SourceBuffer> source;
  std::unique_ptr<Structure> structure;
  std::unique_ptr<Analysis> analysis;
};

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_DOCUMENT_H
