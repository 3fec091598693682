//===- Parser.h - text of the notation to expression trees ----------------===//

#ifndef NETC_COMPILER_NOTATION_PARSER_H
#define NETC_COMPILER_NOTATION_PARSER_H

#include "compiler/Notation/Expr.h"

namespace netc {

struct ParseOptions {
  /// Deepest nesting of a tree that is read; deeper is `nesting-too-deep`.
  unsigned depthLimit = 1000;
  /// Where not null, reading goes on after an error: each statement or element
  /// that could not be read becomes the symbol $Failed at a span added here.
  llvm::SmallVectorImpl<Span> *unread = nullptr;
};

/// Reads statements separated by newlines or `;`, empty ones left out. Reports
/// the first error at its place, or, with `unread`, the first of each element;
/// takes time linear in the text.
mlir::FailureOr<llvm::SmallVector<Expr>>
parseStatements(const SourceBuffer &source, mlir::MLIRContext *context,
                const ParseOptions &options = {});

/// Reads a text that must be exactly one expression, such as the value of an
/// input or a request on the command line.
mlir::FailureOr<Expr> parseExpression(const SourceBuffer &source,
                                      mlir::MLIRContext *context,
                                      const ParseOptions &options = {});

/// What the parser says to a text that is still being typed.
enum class TextState {
  Complete,
  Unfinished, ///< the first error is that the text ends too early
  Wrong,
};

/// Reads a text as parseStatements does, and reports nothing.
TextState checkText(const SourceBuffer &source, mlir::MLIRContext *context,
                    const ParseOptions &options = {});

} // namespace netc

#endif // NETC_COMPILER_NOTATION_PARSER_H
