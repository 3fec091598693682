//===- Iteration.cpp - tables, nests and folds ----------------------------===//

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Evaluator/Patterns.h"
#include "compiler/Notation/ExprMemory.h"
#include "compiler/Notation/Number.h"
#include "llvm/ADT/Twine.h"
#include <cmath>

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;

//===----------------------------------------------------------------------===//
// Ranges
//===----------------------------------------------------------------------===//

/// The numbers from `first` to `last`; exact where all three are.
static std::optional<SmallVector<Expr>> makeRange(const Call &call,
                                                  const Expr &first,
                                                  const Expr &last,
                                                  const Expr &step) {
  std::optional<double> a = toReal(first), b = toReal(last), s = toReal(step);
  for (const Expr &bound : {first, last, step}) {
    std::optional<double> value = toReal(bound);
    if (value && std::isfinite(*value))
      continue;
    call.fail("needs numbers for its range, not " + describe(bound));
    return std::nullopt;
  }
  if (*s == 0) {
    call.fail("needs a step other than 0");
    return std::nullopt;
  }
  // A last step that rounding makes a little too long still counts.
  double count = std::floor((*b - *a) / *s + 1e-10) + 1;
  if (!(count > 0))
    return SmallVector<Expr>();
  auto size = static_cast<uint64_t>(std::min(count, 1e15));
  if (!call.evaluator.checkSize(size, call.span()) ||
      !call.evaluator.checkMemory(size * numberBytes, call.span()))
    return std::nullopt;
  SmallVector<Expr> elements;
  elements.reserve(static_cast<size_t>(count));
  std::optional<int64_t> start = first.asInt64(), stride = step.asInt64();
  bool isExact =
      first.isNumber() && step.isNumber() && !first.isReal() && !step.isReal();
  for (int64_t i = 0; i < static_cast<int64_t>(count); ++i) {
    if (start && stride && std::fabs(*b) < 1e15 && std::fabs(*a) < 1e15)
      elements.push_back(Expr::integer(*start + i * *stride, call.span()));
    else if (isExact)
      elements.push_back(makeRational(
          getNumerator(first) * getDenominator(step) +
              getNumerator(step) * getDenominator(first) * i,
          getDenominator(first) * getDenominator(step), call.span()));
    else
      elements.push_back(
          Expr::real(*a + static_cast<double>(i) * *s, call.span()));
  }
  return elements;
}

static Expr evalRange(Call &call) {
  ArrayRef<Expr> args = call.args();
  Expr one = Expr::integer(1, call.span());
  std::optional<SmallVector<Expr>> elements =
      args.size() == 1
          ? makeRange(call, one, args[0], one)
          : makeRange(call, args[0], args[1], args.size() == 3 ? args[2] : one);
  return elements ? Expr::list(*elements, call.span()) : Expr();
}

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

/// The name and the values of `{i, 1, 10}`; no name in `{10}`.
static std::optional<SmallVector<Expr>>
readIterator(const Call &call, const Expr &iterator, Expr &name) {
  ArrayRef<Expr> parts = iterator.args();
  SmallVector<Expr> bounds;
  if (!iterator.isList()) {
    bounds.push_back(iterator);
  } else {
    if (parts.size() > 1) {
      name = parts[0];
      parts = parts.drop_front();
    }
    bounds.append(parts.begin(), parts.end());
  }
  for (Expr &bound : bounds)
    if (!(bound = call.evaluator.eval(bound)))
      return std::nullopt;
  if ((name && !name.isSymbol()) || bounds.empty() || bounds.size() > 3) {
    call.fail("needs iterators such as {i, 10}, not " + describe(iterator));
    return std::nullopt;
  }
  if (bounds.size() == 1 && bounds[0].isList())
    return SmallVector<Expr>(bounds[0].args());
  Expr one = Expr::integer(1);
  if (bounds.size() == 1)
    return makeRange(call, one, bounds[0], one);
  return makeRange(call, bounds[0], bounds[1],
                   bounds.size() == 3 ? bounds[2] : one);
}

/// Do keeps no values.
static Expr makeTable(const Call &call, const Expr &body,
                      ArrayRef<Expr> iterators, bool keepsAll) {
  if (iterators.empty())
    return call.evaluator.eval(body);
  Expr name;
  std::optional<SmallVector<Expr>> values =
      readIterator(call, iterators.front(), name);
  if (!values)
    return {};
  for (Expr &value : *values) {
    Bindings bindings;
    if (name)
      bindings[name.name()] = value;
    // Later iterators may use the names of earlier ones.
    SmallVector<Expr> inner;
    for (const Expr &iterator : iterators.drop_front())
      inner.push_back(substitute(iterator, bindings));
    Expr element =
        makeTable(call, substitute(body, bindings), inner, keepsAll);
    if (!element)
      return {};
    if (keepsAll)
      value = element;
  }
  return keepsAll ? call.makeList(*values) : body;
}

static Expr evalTable(Call &call) {
  return makeTable(call, call.arg(0), call.args().drop_front(),
                   /*keepsAll=*/true);
}

static Expr evalDo(Call &call) {
  if (!makeTable(call, call.arg(0), call.args().drop_front(),
                 /*keepsAll=*/false))
    return {};
  return Expr::symbol("Null", call.span());
}

//===----------------------------------------------------------------------===//
// Nests and folds
//===----------------------------------------------------------------------===//

template <bool keepsAll> static Expr evalNest(Call &call) {
  std::optional<int64_t> count = call.integer(2);
  if (!count)
    return {};
  if (*count < 0)
    return call.failType(2, "a count of at least 0");
  SmallVector<Expr> results{call.arg(1)};
  for (int64_t i = 0; i < *count; ++i) {
    Expr next = call.evaluator.apply(call.arg(0), results.back(), call.span());
    if (!next)
      return {};
    if (!keepsAll)
      results.clear();
    results.push_back(std::move(next));
  }
  return keepsAll ? call.makeList(results) : results.back();
}

/// `Fold[f, x, list]`; without `x` the first element takes its place.
template <bool keepsAll> static Expr evalFold(Call &call) {
  std::optional<ArrayRef<Expr>> list = call.list(call.args().size() - 1);
  if (!list)
    return {};
  ArrayRef<Expr> rest = *list;
  if (call.args().size() == 2) {
    if (rest.empty())
      return call.fail("of an empty list has no value");
    rest = rest.drop_front();
  }
  SmallVector<Expr> results{call.args().size() == 2 ? list->front()
                                                    : call.arg(1)};
  for (const Expr &element : rest) {
    Expr next = call.evaluator.apply(call.arg(0), {results.back(), element},
                                     call.span());
    if (!next)
      return {};
    if (!keepsAll)
      results.clear();
    results.push_back(std::move(next));
  }
  return keepsAll ? call.makeList(results) : results.back();
}

void netc::addIteration(BuiltinTable &table) {
  table["Range"] = {evalRange, 1, 3};
  table["Table"] = {evalTable, 2, anyCount, Hold::All};
  table["Do"] = {evalDo, 2, anyCount, Hold::All};
  table["Nest"] = {evalNest<false>, 3, 3};
  table["NestList"] = {evalNest<true>, 3, 3};
  table["Fold"] = {evalFold<false>, 2, 3};
  table["FoldList"] = {evalFold<true>, 2, 3};
}
