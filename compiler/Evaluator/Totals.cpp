//===- Totals.cpp - extremes, totals and means ----------------------------===//

#include "compiler/Evaluator/ExactNumbers.h"

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;

/// The elements of a list, with those of `levels` levels of lists inside of it.
static void flatten(const Expr &list, int64_t levels,
                    llvm::SmallVectorImpl<Expr> &elements) {
  for (const Expr &element : list.args())
    if (element.isList() && levels > 0)
      flatten(element, levels - 1, elements);
    else
      elements.push_back(element);
}

template <bool isMaximum> static Expr evalExtreme(Call &call) {
  SmallVector<Expr> elements;
  flatten(Expr::list(call.args()), INT64_MAX, elements);
  if (elements.empty())
    return call.fail("of nothing has no value");
  Expr best = elements.front();
  for (const Expr &element : elements) {
    std::optional<double> value = toExtendedReal(element);
    std::optional<double> other = toExtendedReal(best);
    if (!value || !other)
      return call.expr;
    if (isMaximum ? *value > *other : *value < *other)
      best = element;
  }
  return best;
}

/// Of a list, or the values of an association.
static std::optional<SmallVector<Expr>> readElements(const Call &call) {
  if (call.arg(0).isAssociation())
    return valuesOf(call.arg(0));
  std::optional<ArrayRef<Expr>> elements = call.list(0);
  if (!elements)
    return std::nullopt;
  return SmallVector<Expr>(*elements);
}

static Expr total(const Call &call, ArrayRef<Expr> elements) {
  return elements.empty() ? Expr::integer(0, call.span()) : sum(call, elements);
}

/// The totals at level `level`: 1 is the list itself.
static Expr totalAt(const Call &call, const Expr &list, int64_t level) {
  if (!list.isList())
    return call.fail(0, "needs lists of the depth " + describe(call.arg(1)) +
                            " names");
  if (level == 1)
    return total(call, list.args());
  SmallVector<Expr> totals;
  for (const Expr &element : list.args()) {
    totals.push_back(totalAt(call, element, level - 1));
    if (!totals.back())
      return {};
  }
  return call.makeList(totals);
}

/// `Total[list]`, with a level `n` for all down to it, `{n}` for it alone.
static Expr evalTotal(Call &call) {
  std::optional<SmallVector<Expr>> elements = readElements(call);
  if (!elements)
    return {};
  if (call.args().size() == 1)
    return total(call, *elements);
  const Expr &spec = call.arg(1);
  bool isSingle = spec.isList() && spec.args().size() == 1;
  std::optional<int64_t> level = (isSingle ? spec.args()[0] : spec).asInt64();
  if (spec.isSymbol("Infinity"))
    level = INT64_MAX;
  if (!level || *level < 1)
    return call.failType(1, "a level such as 2, {2} or Infinity");
  Expr list = call.makeList(*elements);
  if (!list || isSingle)
    return list ? totalAt(call, list, *level) : list;
  SmallVector<Expr> all;
  flatten(list, *level - 1, all);
  return total(call, all);
}

static Expr evalMean(Call &call) {
  std::optional<SmallVector<Expr>> elements = readElements(call);
  if (!elements)
    return {};
  if (elements->empty())
    return call.fail("of an empty list has no value");
  Expr total = sum(call, *elements);
  if (!total)
    return {};
  auto count = static_cast<int64_t>(elements->size());
  return product(call, {makeRational(BigInteger(1), BigInteger(count)), total});
}

/// Numbers as reals, everywhere inside.
static Expr toReals(const Call &call, const Expr &expr) {
  if (std::optional<double> value = toReal(expr))
    return expr.isReal() ? expr : Expr::real(*value, expr.span());
  if (!expr.isCall())
    return expr;
  SmallVector<Expr> args;
  for (const Expr &arg : expr.args())
    args.push_back(toReals(call, arg));
  return Expr::call(expr.head(), args, expr.span());
}

void netc::addTotals(BuiltinTable &table) {
  table["Max"] = {evalExtreme<true>, 0, anyCount};
  table["Min"] = {evalExtreme<false>, 0, anyCount};
  table["Total"] = {evalTotal, 1, 2};
  table["Mean"] = {evalMean, 1, 1};
  table["N"] = {[](Call &call) { return toReals(call, call.arg(0)); }, 1, 2};
}
