//===- Recovery.h - evaluation that goes on after errors -------*- C++ -*-===//

#ifndef NETC_COMPILER_LANGUAGESERVER_RECOVERY_H
#define NETC_COMPILER_LANGUAGESERVER_RECOVERY_H

#include "compiler/Evaluator/Evaluator.h"
#include "compiler/LanguageServer/Problems.h"

namespace netc::lsp {

/// The diagnostics of a context while it lives, without repetitions and without
/// those that follow from earlier ones.
class ProblemCollector : public mlir::ScopedDiagnosticHandler {
public:
  ProblemCollector(mlir::MLIRContext *context, const SourceBuffer &source);

  /// What stands here has no value: messages about it are consequences.
  void addHole(Span span) { holes.push_back({span.begin, span.end}); }
  bool touchesHole(Span span) const;
  /// While set, nothing is collected.
  bool isMuted = false;
  /// Where not empty, problems of this code are not collected.
  std::string ignoredCode;

  std::vector<Problem> problems;

private:
  void add(mlir::Diagnostic &diagnostic);
  bool isConsequence(const Problem &problem) const;

  const SourceBuffer &source;
  llvm::SmallVector<ByteRange> holes;
};

/// Evaluates statements one by one. Of a statement that fails, the elements of
/// its lists, rules and nets are evaluated each for itself; $Failed takes the
/// place of those that have no value.
class RecoveringEvaluator {
public:
  RecoveringEvaluator(Evaluator &evaluator, ProblemCollector &collector)
      : evaluator(evaluator), collector(collector) {}

  Expr evaluate(const Expr &statement);

private:
  Expr recover(const Expr &expr);
  Expr recoverParts(const Expr &call);
  Expr hole(Span span);
  bool ranTooLong() const;

  Evaluator &evaluator;
  ProblemCollector &collector;
};

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_RECOVERY_H
