//===- Document.cpp - one open text and what is known of it --------------===//

#include "compiler/LanguageServer/Document.h"

using namespace netc;
using namespace netc::lsp;

Document::Document(llvm::lsp::URIForFile uri, int64_t version, std::string text)
    : uri(std::move(uri)), version(version) {
  setText(std::move(text));
}

void Document::setText(std::string text) {
  analysis.reset();
  structure.reset();
  source = std::make_unique<SourceBuffer>(uri.file().str(), std::move(text));
  isUnpublished = true;
}

void Document::apply(
    llvm::ArrayRef<llvm::lsp::TextDocumentContentChangeEvent> changes,
    int64_t newVersion) {
  for (const llvm::lsp::TextDocumentContentChangeEvent &change : changes) {
    if (!change.range) {
      setText(change.text);
      continue;
    }
    ByteRange range = toByteRange(*source, *change.range);
    std::string text = source->getText().str();
    text.replace(range.begin, range.end - range.begin, change.text);
    setText(std::move(text));
  }
  version = newVersion;
  isUnpublished = true;
}

const Structure &Document::getStructure() {
  if (!structure)
    structure = std::make_unique<Structure>(source->getText());
  return *structure;
}

const Analysis &Document::getAnalysis() {
  if (!analysis)
    analysis = std::make_unique<Analysis>(*source);
  return *analysis;
}
