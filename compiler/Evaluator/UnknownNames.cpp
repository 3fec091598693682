//===- UnknownNames.cpp - calls that no function is known for -------------===//
//
// They stay as they are, so that rules can replace them, and are an error where
// a value is needed: in an argument, in a net, and at the end of a statement.
//
//===----------------------------------------------------------------------===//

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/NearestNames.h"

using namespace netc;
using namespace mlir;

/// Values whose parts are not evaluated yet.
static bool isHeld(const Expr &expr) {
  return expr.isCall("Function") || expr.isCall("RuleDelayed") ||
         expr.isCall("Hold") || expr.isCall("Condition") ||
         expr.isCall("PatternTest");
}

/// The first such call in `expr`, or null.
Expr Evaluator::findUnknown(const Expr &expr) const {
  if (!expr.isCall() || isHeld(expr))
    return {};
  StringRef name = expr.headName();
  if (name.empty()) {
    if (Expr unknown = findUnknown(expr.head()))
      return unknown;
  } else if (name != "List" && !isProtected(name) &&
             !functions.contains(name)) {
    return expr;
  }
  for (const Expr &arg : expr.args())
    if (Expr unknown = findUnknown(arg))
      return unknown;
  return {};
}

bool Evaluator::reportUnknown(const Expr &expr) {
  Expr unknown = hasUnknown ? findUnknown(expr) : Expr();
  if (unknown)
    failUnknown(unknown);
  return static_cast<bool>(unknown);
}

void Evaluator::failUnknown(const Expr &call) {
  StringRef name = call.headName();
  SmallVector<StringRef> nets, names;
  if (hooks.getNetHeads)
    nets = hooks.getNetHeads();
  if (hooks.getFutureNetHeads)
    llvm::append_range(nets, hooks.getFutureNetHeads());
  names = nets;
  llvm::append_range(names, getBuiltins().keys());
  llvm::append_range(names, functions.keys());
  llvm::append_range(names, values.keys());
  SmallVector<StringRef> near = nearestNames(name, names);
  bool isLayer = name.ends_with("Layer") ||
                 (!near.empty() && llvm::is_contained(nets, near.front()));
  Span place = call.head().span() ? call.head().span() : call.span();
  InFlightDiagnostic diagnostic = reportError(
      context, place, isLayer ? "unknown-layer" : "unknown-function");
  diagnostic << "there is no " << (isLayer ? "layer" : "function") << " called "
             << name;
  std::string hint = didYouMean(name, names);
  if (name == "Out")
    hint =
        "'%' is the last value of a conversation; Mod[a, b] is the remainder";
  else if (hint.empty())
    hint = isLayer
               ? "'netc layers' lists all layers"
               : ("define it before this with " + name + "[x_] := ...").str();
  diagnostic.attachNote() << "hint: " << hint;
}
