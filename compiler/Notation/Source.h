//===- Source.h - a text of the user and places in it ---------------------===//

#ifndef NETC_COMPILER_NOTATION_SOURCE_H
#define NETC_COMPILER_NOTATION_SOURCE_H

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Location.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace netc {

/// A named text with its table of lines. Spans point into it, so it must
/// outlive every expression that was read from it.
class SourceBuffer {
public:
  /// `text` holds fewer than 2^32 bytes; the parser refuses longer ones.
  SourceBuffer(std::string name, std::string text);
  SourceBuffer(const SourceBuffer &) = delete;
  SourceBuffer &operator=(const SourceBuffer &) = delete;

  llvm::StringRef getName() const { return name; }
  llvm::StringRef getText() const { return text; }

  /// Line and column from 1; columns count bytes, as compilers do.
  struct Position {
    unsigned line = 0, column = 0;
  };
  Position getPosition(size_t offset) const;

  unsigned getLineCount() const { return lineStarts.size(); }
  /// Line `line` (from 1) without its newline; empty where there is none.
  llvm::StringRef getLine(unsigned line) const;

private:
  std::string name;
  std::string text;
  /// Offsets where lines begin. LF, CRLF and CR end a line.
  std::vector<uint32_t> lineStarts;
};

/// A half-open range of bytes in a source.
struct Span {
  const SourceBuffer *source = nullptr;
  uint32_t begin = 0, end = 0;

  explicit operator bool() const { return source; }
  llvm::StringRef getText() const {
    return source ? source->getText().slice(begin, end) : llvm::StringRef();
  }
  /// A `FileLineColRange`, or unknown for an expression without a source.
  mlir::Location getLocation(mlir::MLIRContext *context) const;
};

/// The smallest span over both; either may be without a source.
Span join(Span first, Span second);

/// Starts the message `[code] ...` at a place in the user's text.
mlir::InFlightDiagnostic reportError(mlir::MLIRContext *context, Span span,
                                     llvm::StringRef code);
mlir::InFlightDiagnostic reportWarning(mlir::MLIRContext *context, Span span,
                                       llvm::StringRef code);

} // namespace netc

#endif // NETC_COMPILER_NOTATION_SOURCE_H
