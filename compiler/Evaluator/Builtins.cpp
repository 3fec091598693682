//===- Builtins.cpp - the table of functions and what they share ----------===//

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/Distributions.h"
#include "compiler/Notation/Printer.h"
#include "llvm/ADT/Twine.h"

using namespace netc;
using llvm::ArrayRef;
using llvm::StringRef;
using llvm::Twine;

/// Heads of values that no function changes. Nets come from a hook.
static constexpr StringRef inertHeads[] = {"Rule",
                                           "TwoWayRule",
                                           "Slot",
                                           "SlotSequence",
                                           "Blank",
                                           "BlankSequence",
                                           "Pattern",
                                           "Alternatives",
                                           "Span",
                                           "Key",
                                           "File",
                                           "Quantity",
                                           "Scaled",
                                           "Restricted",
                                           "NetPort",
                                           "NetPortGradient",
                                           "NetArray",
                                           "Image",
                                           "UpTo",
                                           "RightComposition",
                                           "Composition",
                                           "Derivative",
                                           "Rational",
                                           "RGBColor",
                                           "GrayLevel",
                                           "Missing",
                                           "Interval",
                                           "HoldForm",
                                           "BlankNullSequence",
                                           "Sequence",
                                           "StringExpression",
                                           "FeatureExtractorFunction",
                                           "NetSharedArray",
                                           "NetTrainResultsObject"};

const BuiltinTable &netc::getBuiltins() {
  static const BuiltinTable table = [] {
    BuiltinTable table;
    const Builtin inert = {[](Call &call) { return call.expr; }, 0, anyCount,
                           Hold::None, /*isInert=*/true};
    for (StringRef head : inertHeads)
      table[head] = inert;
    for (StringRef head : distributionNames())
      table[head] = inert;
    addArithmetic(table);
    addPowers(table);
    addRounding(table);
    addTotals(table);
    addElementaryFunctions(table);
    addComparisons(table);
    addControl(table);
    addIteration(table);
    addListMakers(table);
    addListFunctions(table);
    addListElements(table);
    addMapping(table);
    addAssociations(table);
    addStrings(table);
    addArrays(table);
    addSparseArrays(table);
    addRandomValues(table);
    addNetFunctions(table);
    addReplacing(table);
    return table;
  }();
  return table;
}

const Builtin *netc::findBuiltin(StringRef name) {
  auto found = getBuiltins().find(name);
  return found == getBuiltins().end() ? nullptr : &found->second;
}

std::string netc::describe(const Expr &expr) {
  // Printing a large value for a message would take long.
  if (expr.args().size() > 20)
    return ("a value of " + Twine(expr.args().size()) + " elements").str();
  if (expr.isNumeric())
    return "an array";
  std::string text = printValue(expr);
  if (text.size() > 60)
    text = text.substr(0, 57) + "...";
  return text;
}

/// A definition is written with its operator.
static StringRef spell(const Call &call) {
  return call.name() == "Set"          ? "'='"
         : call.name() == "SetDelayed" ? "':='"
                                       : call.name();
}

/// An argument that never got a value is the cause of what goes wrong after it.
static bool hasUnknownArgument(const Call &call) {
  for (const Expr &arg : call.args())
    if (call.evaluator.reportUnknown(arg))
      return true;
  return false;
}

Expr Call::fail(const Twine &message) const {
  if (hasUnknownArgument(*this))
    return {};
  reportError(evaluator.getContext(), span(), "bad-argument")
      << spell(*this) << " " << message;
  return {};
}

Expr Call::fail(size_t index, const Twine &message) const {
  if (hasUnknownArgument(*this))
    return {};
  // A value that was computed has no place in this call.
  Span place = arg(index).span();
  Span whole = span();
  bool isInside = place.source == whole.source && place.begin >= whole.begin &&
                  place.end <= whole.end;
  reportError(evaluator.getContext(), isInside ? place : whole, "bad-argument")
      << spell(*this) << " " << message;
  return {};
}

Expr Call::failType(size_t index, StringRef wanted) const {
  return fail(index, "needs " + wanted + ", not " + describe(arg(index)));
}

std::optional<ArrayRef<Expr>> Call::list(size_t index) const {
  if (arg(index).isList())
    return arg(index).args();
  failType(index, "a list");
  return std::nullopt;
}

std::optional<int64_t> Call::integer(size_t index) const {
  if (std::optional<int64_t> value = arg(index).asInt64())
    return value;
  failType(index, "an integer");
  return std::nullopt;
}

std::optional<StringRef> Call::string(size_t index) const {
  if (arg(index).isString())
    return arg(index).text();
  failType(index, "a string");
  return std::nullopt;
}

Expr Call::makeList(ArrayRef<Expr> elements) const {
  if (!evaluator.checkSize(elements.size(), span()))
    return {};
  return Expr::list(elements, span());
}

Expr netc::threadLists(const Call &call, ArrayRef<Expr> args,
                       llvm::function_ref<Expr(ArrayRef<Expr>)> leaf) {
  std::optional<size_t> length;
  for (const Expr &arg : args) {
    if (!arg.isList())
      continue;
    if (length && *length != arg.args().size())
      return call.fail("cannot combine lists of lengths " + Twine(*length) +
                       " and " + Twine(arg.args().size()));
    length = arg.args().size();
  }
  if (!length)
    return leaf(args);
  llvm::SmallVector<Expr> elements, row(args);
  elements.reserve(*length);
  for (size_t i = 0; i < *length; ++i) {
    for (auto [j, arg] : llvm::enumerate(args))
      row[j] = arg.isList() ? arg.args()[i] : arg;
    Expr element = threadLists(call, row, leaf);
    if (!element)
      return {};
    elements.push_back(std::move(element));
  }
  return Expr::list(elements, call.span());
}
