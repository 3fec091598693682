//===- Replacing.cpp - rules applied to the parts of expressions ----------===//

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Evaluator/Patterns.h"
#include "llvm/ADT/STLExtras.h"

using namespace netc;
using llvm::SmallVector;

/// `x_`, `_Head`, `x_Head`, `a|b` and literal parts are matched; nothing else.
static Expr findUnmatchable(const Expr &pattern) {
  static constexpr llvm::StringLiteral heads[] = {
      "BlankSequence", "BlankNullSequence", "Condition", "PatternTest",
      "StringExpression"};
  if (llvm::is_contained(heads, pattern.headName()))
    return pattern;
  for (const Expr &part : pattern.args())
    if (Expr found = findUnmatchable(part))
      return pattern.isCall("Pattern") ? pattern : found;
  return {};
}

bool netc::checkPattern(const Call &call, const Expr &pattern) {
  Expr found = findUnmatchable(pattern);
  if (!found)
    return true;
  mlir::InFlightDiagnostic diagnostic =
      reportError(call.evaluator.getContext(),
                  found.span() ? found.span() : call.span(), "bad-argument");
  diagnostic << call.name() << " cannot match " << describe(found);
  diagnostic.attachNote()
      << "hint: patterns are x_, _Head, x_Head, a|b and literal parts";
  return false;
}

static std::optional<SmallVector<Expr>> readRules(const Call &call) {
  const Expr &rules = call.arg(1);
  SmallVector<Expr> list(rules.args());
  if (rules.isRule())
    list.assign(1, rules);
  else if ((!rules.isList() && !rules.isAssociation()) ||
           !llvm::all_of(list,
                         [](const Expr &rule) { return rule.isRule(); })) {
    call.failType(1, "rules such as x -> 1");
    return std::nullopt;
  }
  for (const Expr &rule : list)
    if (!checkPattern(call, rule.args()[0]))
      return std::nullopt;
  return list;
}

/// The first rule that matches a part replaces it; null beyond a limit.
static Expr replaceOnce(const Call &call, const Expr &expr,
                        llvm::ArrayRef<Expr> rules) {
  bool hasFailed = false;
  Expr replaced = replaceParts(expr, [&](const Expr &part) -> Expr {
    hasFailed |=
        !hasFailed && !call.evaluator.spend(rules.size() + 1, call.span());
    if (hasFailed)
      return part;
    for (const Expr &rule : rules) {
      Bindings bindings;
      if (matchPattern(rule.args()[0], part, bindings))
        return substitute(rule.args()[1], bindings);
    }
    return {};
  });
  return hasFailed ? Expr() : call.evaluator.eval(replaced);
}

static Expr evalReplaceAll(Call &call) {
  std::optional<SmallVector<Expr>> rules = readRules(call);
  return rules ? replaceOnce(call, call.arg(0), *rules) : Expr();
}

/// Until nothing changes any more.
static Expr evalReplaceRepeated(Call &call) {
  constexpr unsigned limit = 65536;
  std::optional<SmallVector<Expr>> rules = readRules(call);
  Expr current = rules ? call.arg(0) : Expr();
  for (unsigned i = 0; current && i < limit; ++i) {
    Expr next = replaceOnce(call, current, *rules);
    if (next && next == current)
      return next;
    current = next;
  }
  return current ? call.fail("still finds something to replace after 65536 "
                             "rounds")
                 : current;
}

void netc::addReplacing(BuiltinTable &table) {
  table["ReplaceAll"] = {evalReplaceAll, 2, 2};
  table["ReplaceRepeated"] = {evalReplaceRepeated, 2, 2};
}
