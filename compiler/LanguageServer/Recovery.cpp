//===- Recovery.cpp - evaluation that goes on after errors ---------------===//

#include "compiler/LanguageServer/Recovery.h"
#include "llvm/ADT/STLExtras.h"

using namespace netc;
using namespace netc::lsp;
using namespace mlir;

static constexpr StringLiteral failedName = "$Failed";

//===----------------------------------------------------------------------===//
// ProblemCollector
//===----------------------------------------------------------------------===//

ProblemCollector::ProblemCollector(MLIRContext *context,
                                   const SourceBuffer &source)
    : ScopedDiagnosticHandler(context), source(source) {
  setHandler([this](Diagnostic &diagnostic) { add(diagnostic); });
}

bool ProblemCollector::touchesHole(Span span) const {
  ByteRange range{span.begin, span.end};
  return span.source == &source && llvm::any_of(holes, [&](ByteRange hole) {
           return range.begin <= hole.begin && hole.end <= range.end;
         });
}

/// About a hole, inside of one, or about something that holds one.
bool ProblemCollector::isConsequence(const Problem &problem) const {
  if (StringRef(problem.message).contains(failedName))
    return true;
  return llvm::any_of(holes, [&](ByteRange hole) {
    return hole.begin < hole.end && problem.range.begin < hole.end &&
           hole.begin < problem.range.end;
  });
}

void ProblemCollector::add(Diagnostic &diagnostic) {
  if (isMuted)
    return;
  Problem problem = makeProblem(diagnostic, source);
  bool isKnown = llvm::any_of(problems, [&](const Problem &other) {
    return other.range == problem.range && other.code == problem.code &&
           !problem.code.empty();
  });
  bool isIgnored = !ignoredCode.empty() && problem.code == ignoredCode;
  if (!isKnown && !isIgnored && !isConsequence(problem))
    problems.push_back(std::move(problem));
}

//===----------------------------------------------------------------------===//
// RecoveringEvaluator
//===----------------------------------------------------------------------===//

Expr RecoveringEvaluator::hole(Span span) {
  collector.addHole(span);
  return Expr::symbol(failedName, span);
}

/// Trying the parts would take as long for each of them.
bool RecoveringEvaluator::ranTooLong() const {
  return !collector.problems.empty() &&
         (collector.problems.back().code == "too-many-steps" ||
          collector.problems.back().code == "too-large");
}

Expr RecoveringEvaluator::evaluate(const Expr &statement) {
  if (!collector.touchesHole(statement.span())) {
    FailureOr<Expr> value = evaluator.evaluate(statement);
    if (succeeded(value))
      return *value;
    if (ranTooLong())
      return hole(statement.span());
  }
  return recover(statement);
}

Expr RecoveringEvaluator::recover(const Expr &expr) {
  if (expr.isSymbol(failedName))
    return expr;
  if (expr.isCall("Set", 2) && expr.args()[0].isSymbol()) {
    Expr value = recover(expr.args()[1]);
    if (!evaluator.isProtected(expr.args()[0].name()))
      evaluator.define(expr.args()[0].name(), value);
    return value;
  }
  if (expr.isList() || expr.isAssociation() || expr.isCall("Rule", 2) ||
      evaluator.isNet(expr))
    return recoverParts(expr);
  if (collector.touchesHole(expr.span()))
    return hole(expr.span());
  FailureOr<Expr> value = evaluator.evaluate(expr);
  return failed(value) ? hole(expr.span()) : *value;
}

Expr RecoveringEvaluator::recoverParts(const Expr &call) {
  SmallVector<Expr> parts;
  bool isWhole = true;
  for (const Expr &part : call.args()) {
    parts.push_back(recover(part));
    isWhole &= !parts.back().isSymbol(failedName) &&
               !collector.touchesHole(part.span());
  }
  Expr rebuilt = Expr::call(call.head(), parts, call.span());
  if (!isWhole)
    return rebuilt;
  FailureOr<Expr> value = evaluator.evaluate(rebuilt);
  return failed(value) ? hole(call.span()) : *value;
}
