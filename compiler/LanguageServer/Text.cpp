//===- Text.cpp - places in a text as editors count them -----------------===//

#include "compiler/LanguageServer/Text.h"

using namespace netc;
using namespace netc::lsp;
using llvm::StringRef;

/// Bytes and UTF-16 units of the character that `text` begins with.
static std::pair<unsigned, unsigned> measure(StringRef text) {
  unsigned char first = text.front();
  unsigned bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  return {std::min<unsigned>(bytes, text.size()), bytes == 4 ? 2 : 1};
}

llvm::lsp::Position lsp::toPosition(const SourceBuffer &source,
                                    uint32_t offset) {
  SourceBuffer::Position place = source.getPosition(offset);
  StringRef line = source.getLine(place.line);
  int units = 0;
  // One for each first byte of a character, two where it has four bytes.
  for (unsigned char c : line.take_front(place.column - 1))
    units += ((c & 0xC0) != 0x80) + (c >= 0xF0);
  return {static_cast<int>(place.line) - 1, units};
}

llvm::lsp::Range lsp::toRange(const SourceBuffer &source, ByteRange range) {
  return {toPosition(source, range.begin), toPosition(source, range.end)};
}

uint32_t lsp::toOffset(const SourceBuffer &source,
                       llvm::lsp::Position position) {
  if (position.line < 0)
    return 0;
  if (static_cast<unsigned>(position.line) >= source.getLineCount())
    return source.getText().size();
  StringRef line = source.getLine(position.line + 1);
  uint32_t offset = line.begin() - source.getText().begin();
  int units = 0;
  while (!line.empty()) {
    auto [bytes, width] = measure(line);
    if (units + static_cast<int>(width) > position.character)
      break;
    line = line.drop_front(bytes);
    offset += bytes;
    units += width;
  }
  return offset;
}

ByteRange lsp::toByteRange(const SourceBuffer &source, llvm::lsp::Range range) {
  uint32_t begin = toOffset(source, range.start);
  return {begin, std::max(begin, toOffset(source, range.end))};
}
