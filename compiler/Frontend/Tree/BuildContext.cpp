//===- BuildContext.cpp - what all parts of the builder share ------------===//

#include "compiler/Frontend/Tree/BuildContext.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Printer.h"
#include "dialects/Net/IR/Diagnostics.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;

Location BuildContext::locate(const Expr &where) const {
  if (options.locate)
    return options.locate(where);
  return where ? where.span().getLocation(context)
               : UnknownLoc::get(context);
}

InFlightDiagnostic BuildContext::error(const Expr &where,
                                       StringRef code) const {
  return emitCoded(locate(where), code);
}

void BuildContext::hintNearest(InFlightDiagnostic &diagnostic, StringRef name,
                               ArrayRef<StringRef> known) const {
  std::string question = didYouMean(name, known);
  if (!question.empty())
    diagnostic.attachNote() << "hint: " << question;
}

net::Dimension BuildContext::freshLength() {
  std::string name = "Varying";
  if (++lengths > 1)
    name += std::to_string(lengths);
  return net::Dimension::named(StringAttr::get(context, name));
}

std::string BuildContext::freshArray() {
  return "NetArray$" + std::to_string(++sharedArrays);
}

// Whether printing is worth while: a list of a million numbers is not.
static bool isLong(const Expr &expr, unsigned &budget) {
  if (budget == 0)
    return true;
  --budget;
  if (expr.isNumeric())
    return true;
  return llvm::any_of(expr.args(),
                      [&](const Expr &arg) { return isLong(arg, budget); });
}

std::string tree::show(const Expr &expr) {
  unsigned budget = 100;
  if (isLong(expr, budget)) {
    if (expr.isList())
      return "a list of " + std::to_string(expr.args().size()) + " elements";
    return "a long expression";
  }
  std::string text = printValue(expr, 0);
  if (text.size() > 60)
    text = text.substr(0, 57) + "...";
  return text;
}
