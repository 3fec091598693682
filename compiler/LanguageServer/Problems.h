//===- Problems.h - diagnostics of the compiler for an editor --*- C++ -*-===//

#ifndef NETC_COMPILER_LANGUAGESERVER_PROBLEMS_H
#define NETC_COMPILER_LANGUAGESERVER_PROBLEMS_H

#include "compiler/LanguageServer/Text.h"
#include "mlir/IR/Diagnostics.h"

namespace netc::lsp {

/// An edit that mends a problem.
struct Fix {
  std::string title;
  ByteRange range;
  std::string newText;
};

/// Another place that a message is about.
struct RelatedPlace {
  ByteRange range;
  std::string message;
};

struct Problem {
  mlir::DiagnosticSeverity severity;
  std::string code; ///< `bad-option`, empty where there is none
  std::string message;
  ByteRange range;
  std::vector<std::string> remarks; ///< notes without a place of their own
  std::vector<std::string> hints;   ///< without `hint: `
  std::vector<RelatedPlace> related;
  std::vector<Fix> fixes;

  /// What an editor shows: the message, then a line for each remark and hint.
  std::string fullText() const;
};

/// Takes a diagnostic apart as DiagnosticPrinter does.
Problem makeProblem(mlir::Diagnostic &diagnostic, const SourceBuffer &source);

/// The range of a location in the source; nothing for another file or none.
std::optional<ByteRange> findRange(mlir::Location location,
                                   const SourceBuffer &source);

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_PROBLEMS_H
