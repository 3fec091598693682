//===- Text.h - places in a text as editors count them ---------*- C++ -*-===//
//
// Editors count lines from 0 and, in a line, units of UTF-16; everything else
// here counts bytes.

#ifndef NETC_COMPILER_LANGUAGESERVER_TEXT_H
#define NETC_COMPILER_LANGUAGESERVER_TEXT_H

#include "compiler/Notation/Source.h"
#include "llvm/Support/LSP/Protocol.h"

namespace netc::lsp {

/// A half-open range of bytes in a document.
struct ByteRange {
  uint32_t begin = 0, end = 0;

  bool contains(uint32_t offset) const {
    return begin <= offset && offset <= end;
  }
  bool overlaps(ByteRange other) const {
    return begin <= other.end && other.begin <= end;
  }
  bool operator==(const ByteRange &other) const = default;
};

llvm::lsp::Position toPosition(const SourceBuffer &source, uint32_t offset);
llvm::lsp::Range toRange(const SourceBuffer &source, ByteRange range);

/// Places behind the end of a line or of the text stand for that end, places in
/// the middle of a character for its beginning.
uint32_t toOffset(const SourceBuffer &source, llvm::lsp::Position position);
ByteRange toByteRange(const SourceBuffer &source, llvm::lsp::Range range);

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_TEXT_H
