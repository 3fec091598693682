//===- Source.cpp - a text of the user and places in it -------------------===//

#include "compiler/Notation/Source.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;

namespace netc {

SourceBuffer::SourceBuffer(std::string bufferName, std::string bufferText)
    : name(std::move(bufferName)), text(std::move(bufferText)) {
  lineStarts.push_back(0);
  for (size_t i = 0, size = text.size(); i < size; ++i) {
    if (text[i] != '\n' && text[i] != '\r')
      continue;
    if (text[i] == '\r' && i + 1 < size && text[i + 1] == '\n')
      ++i;
    lineStarts.push_back(static_cast<uint32_t>(i + 1));
  }
}

SourceBuffer::Position SourceBuffer::getPosition(size_t offset) const {
  auto next = llvm::upper_bound(lineStarts, offset);
  unsigned line = next - lineStarts.begin();
  return {line, static_cast<unsigned>(offset - lineStarts[line - 1]) + 1};
}

StringRef SourceBuffer::getLine(unsigned line) const {
  if (line == 0 || line > lineStarts.size())
    return {};
  size_t end = line < lineStarts.size() ? lineStarts[line] : text.size();
  return StringRef(text).slice(lineStarts[line - 1], end).rtrim("\r\n");
}

Location Span::getLocation(MLIRContext *context) const {
  if (!source)
    return UnknownLoc::get(context);
  SourceBuffer::Position from = source->getPosition(begin);
  SourceBuffer::Position to = source->getPosition(end);
  auto name = StringAttr::get(context, source->getName());
  if (from.line == to.line)
    return FileLineColRange::get(name, from.line, from.column, to.column);
  return FileLineColRange::get(name, from.line, from.column, to.line,
                               to.column);
}

Span join(Span first, Span second) {
  if (!first || !second || first.source != second.source)
    return first ? first : second;
  return {first.source, std::min(first.begin, second.begin),
          std::max(first.end, second.end)};
}

InFlightDiagnostic reportError(MLIRContext *context, Span span,
                               StringRef code) {
  InFlightDiagnostic diagnostic = emitError(span.getLocation(context));
  diagnostic << "[" << code << "] ";
  return diagnostic;
}

InFlightDiagnostic reportWarning(MLIRContext *context, Span span,
                                 StringRef code) {
  InFlightDiagnostic diagnostic = emitWarning(span.getLocation(context));
  diagnostic << "[" << code << "] ";
  return diagnostic;
}

} // namespace netc
