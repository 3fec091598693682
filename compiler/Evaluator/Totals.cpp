//===- Totals.cpp - extremes, totals and means ----------------------------===//

#include "compiler/Evaluator/ExactNumbers.h"

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;

static void flatten(const Expr &expr, llvm::SmallVectorImpl<Expr> &elements) {
  if (!expr.isList()) {
    elements.push_back(expr);
    return;
  }
  for (const Expr &element : expr.args())
    flatten(element, elements);
}

template <bool isMaximum> static Expr evalExtreme(Call &call) {
  SmallVector<Expr> elements;
  for (const Expr &arg : call.args())
    flatten(arg, elements);
  if (elements.empty())
    return call.fail("of nothing has no value");
  Expr best = elements.front();
  for (const Expr &element : elements) {
    std::optional<double> value = toReal(element), other = toReal(best);
    if (!value || !other)
      return call.expr;
    if (isMaximum ? *value > *other : *value < *other)
      best = element;
  }
  return best;
}

static Expr evalTotal(Call &call) {
  std::optional<ArrayRef<Expr>> elements = call.list(0);
  if (!elements)
    return {};
  return elements->empty() ? Expr::integer(0, call.span())
                           : sum(call, *elements);
}

static Expr evalMean(Call &call) {
  std::optional<ArrayRef<Expr>> elements = call.list(0);
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
  table["Total"] = {evalTotal, 1, 1};
  table["Mean"] = {evalMean, 1, 1};
  table["N"] = {[](Call &call) { return toReals(call, call.arg(0)); }, 1, 2};
}
