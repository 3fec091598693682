//===- Associations.cpp - keys and their values ---------------------------===//

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/Printer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/Twine.h"

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Association
//===----------------------------------------------------------------------===//

/// Entries of rules, lists of rules and associations, in order.
static bool collectEntries(const Call &call, const Expr &expr,
                           llvm::SmallVectorImpl<Expr> &entries) {
  if (expr.isRule()) {
    entries.push_back(expr);
    return true;
  }
  if (expr.isList() || expr.isAssociation())
    return llvm::all_of(expr.args(), [&](const Expr &element) {
      return collectEntries(call, element, entries);
    });
  call.fail("needs rules such as \"a\" -> 1, not " + describe(expr));
  return false;
}

/// A repeated key keeps the first place and the last value.
static SmallVector<Expr> mergeEntries(ArrayRef<Expr> entries) {
  SmallVector<Expr> merged;
  llvm::StringMap<size_t> places;
  for (const Expr &entry : entries) {
    auto [place, isNew] =
        places.try_emplace(toFullForm(entry.args()[0]), merged.size());
    if (isNew)
      merged.push_back(entry);
    else
      merged[place->second] = entry;
  }
  return merged;
}

static Expr evalAssociation(Call &call) {
  // Most have entries only, each with a key of its own.
  SmallVector<Expr> entries;
  for (const Expr &arg : call.args())
    if (!collectEntries(call, arg, entries))
      return {};
  SmallVector<Expr> merged = mergeEntries(entries);
  bool isSame =
      merged.size() == call.args().size() &&
      llvm::all_of(call.args(), [](const Expr &arg) { return arg.isRule(); });
  return isSame ? call.expr : Expr::association(merged, call.span());
}

static Expr evalAssociationThread(Call &call) {
  Expr keys = call.arg(0), values = call.args().back();
  if (call.args().size() == 1) {
    if (!keys.isCall("Rule", 2))
      return call.failType(0, "keys -> values");
    values = keys.args()[1];
    keys = keys.args()[0];
  }
  if (!keys.isList() || !values.isList() ||
      keys.args().size() != values.args().size())
    return call.fail("needs as many values as keys");
  SmallVector<Expr> entries;
  for (auto [key, value] : llvm::zip(keys.args(), values.args()))
    entries.push_back(Expr::rule(key, value, call.span()));
  return Expr::association(mergeEntries(entries), call.span());
}

//===----------------------------------------------------------------------===//
// Keys and values
//===----------------------------------------------------------------------===//

/// Part 0 is the keys, part 1 the values; of lists of rules as well.
template <unsigned part> static Expr evalSide(Call &call) {
  const Expr &container = call.arg(0);
  if (container.isRule())
    return container.args()[part];
  if (!container.isList() && !container.isAssociation())
    return call.failType(0, "an association or list of rules");
  SmallVector<Expr> sides;
  for (const Expr &entry : container.args()) {
    if (!entry.isRule())
      return call.failType(0, "rules");
    sides.push_back(entry.args()[part]);
  }
  return call.makeList(sides);
}

static Expr failKey(const Call &call, const Expr &association,
                    const Expr &key) {
  SmallVector<std::string> texts;
  for (const Expr &entry : association.args())
    texts.push_back(printValue(entry.args()[0], 0));
  SmallVector<StringRef> names(texts.begin(), texts.end());
  mlir::InFlightDiagnostic diagnostic =
      reportError(call.evaluator.getContext(), call.span(), "unknown-key");
  diagnostic << "there is no key " << describe(key);
  std::string hint = didYouMean(printValue(key, 0), names);
  if (!hint.empty())
    diagnostic.attachNote() << "hint: " << hint;
  return {};
}

static Expr lookupKey(const Call &call, const Expr &association,
                      const Expr &key) {
  Expr wanted = key.isCall("Key", 1) ? key.args()[0] : key;
  if (!call.evaluator.spend(association.args().size() / 8, call.span()))
    return {};
  for (const Expr &entry : association.args())
    if (entry.isRule() && entry.args()[0] == wanted)
      return entry.args()[1];
  if (call.args().size() == 3)
    return call.arg(2);
  return failKey(call, association, key);
}

/// `Lookup[assoc, key]`, a list of keys, and a default for missing ones.
static Expr evalLookup(Call &call) {
  Expr association = call.arg(0);
  bool isRules = association.isList() &&
                 llvm::all_of(association.args(),
                              [](const Expr &e) { return e.isRule(); });
  if (!association.isAssociation() && !isRules)
    return call.failType(0, "an association");
  if (!call.arg(1).isList())
    return lookupKey(call, association, call.arg(1));
  SmallVector<Expr> values;
  for (const Expr &key : call.arg(1).args()) {
    values.push_back(lookupKey(call, association, key));
    if (!values.back())
      return {};
  }
  return call.makeList(values);
}

static Expr evalNormal(Call &call) {
  if (!call.arg(0).isAssociation())
    return call.arg(0);
  return Expr::list(call.arg(0).args(), call.span());
}

static Expr evalKeyMap(Call &call) {
  if (!call.arg(1).isAssociation())
    return call.failType(1, "an association");
  SmallVector<Expr> entries;
  for (const Expr &entry : call.arg(1).args()) {
    Expr key = call.evaluator.apply(call.arg(0), entry.args()[0], call.span());
    if (!key)
      return {};
    entries.push_back(Expr::rule(key, entry.args()[1], entry.span()));
  }
  return Expr::association(mergeEntries(entries), call.span());
}

static Expr evalKeyExists(Call &call) {
  return Expr::boolean(llvm::any_of(call.arg(0).args(),
                                    [&](const Expr &entry) {
                                      return entry.isRule() &&
                                             entry.args()[0] == call.arg(1);
                                    }),
                       call.span());
}

void netc::addAssociations(BuiltinTable &table) {
  table["Association"] = {evalAssociation, 0, anyCount};
  table["AssociationThread"] = {evalAssociationThread, 1, 2};
  table["Keys"] = {evalSide<0>, 1, 1};
  table["Values"] = {evalSide<1>, 1, 1};
  table["Lookup"] = {evalLookup, 2, 3};
  table["Normal"] = {evalNormal, 1, 1};
  table["KeyMap"] = {evalKeyMap, 2, 2};
  table["KeyExistsQ"] = {evalKeyExists, 2, 2};
}
