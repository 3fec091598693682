//===- Mapping.cpp - functions applied to the elements of lists -----------===//

#include "compiler/Evaluator/Builtins.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;

/// Elements of a list, or of an association with their keys, through `change`.
static Expr mapElements(const Call &call, const Expr &container,
                        llvm::function_ref<Expr(const Expr &, size_t)> change) {
  SmallVector<Expr> elements;
  for (auto [i, element] : llvm::enumerate(container.args())) {
    bool isEntry = container.isAssociation() && element.isRule();
    Expr value = change(isEntry ? element.args()[1] : element, i);
    if (!value)
      return {};
    elements.push_back(isEntry ? Expr::call(element.head(),
                                            {element.args()[0], value},
                                            element.span())
                               : value);
  }
  return Expr::call(container.head(), elements, call.span());
}

namespace {
/// The levels that a function is applied at: 1 is the elements.
struct Levels {
  int64_t first = 1, last = 1;
};
} // namespace

/// `n` for the levels 1 to n, `{n}` for one, `{m, n}`.
static std::optional<Levels> readLevels(const Call &call, Levels levels) {
  if (call.args().size() < 3)
    return levels;
  const Expr &spec = call.arg(2);
  SmallVector<int64_t> bounds;
  for (const Expr &bound : spec.isList() ? spec.args() : ArrayRef<Expr>(spec)) {
    std::optional<int64_t> value = bound.asInt64();
    if (bound.isSymbol("Infinity"))
      value = INT64_MAX;
    if (value && *value >= 0)
      bounds.push_back(*value);
    else
      bounds.clear();
  }
  if (spec.isList() && bounds.size() == 2)
    return Levels{bounds[0], bounds[1]};
  if (bounds.size() == 1)
    return spec.isList() ? Levels{bounds[0], bounds[0]} : Levels{1, bounds[0]};
  call.failType(2, "a level such as 2 or {2}");
  return std::nullopt;
}

/// The inner levels first.
static Expr mapLevels(const Call &call, const Expr &expr, int64_t level,
                      const Levels &levels,
                      llvm::function_ref<Expr(const Expr &)> change) {
  Expr inside = expr;
  if (expr.isCall() && level < levels.last)
    inside = mapElements(call, expr, [&](const Expr &element, size_t) {
      return mapLevels(call, element, level + 1, levels, change);
    });
  return inside && level >= levels.first ? change(inside) : inside;
}

static Expr evalMap(Call &call) {
  std::optional<Levels> levels = readLevels(call, {});
  if (!levels)
    return {};
  return mapLevels(call, call.arg(1), 0, *levels, [&](const Expr &part) {
    return call.evaluator.apply(call.arg(0), part, call.span());
  });
}

/// The place is `{i}` in a list, `{Key[k]}` in an association.
static Expr evalMapIndexed(Call &call) {
  const Expr &container = call.arg(1);
  if (!container.isAssociation() && !call.list(1))
    return {};
  return mapElements(call, container, [&](const Expr &element, size_t i) {
    Expr place = Expr::integer(static_cast<int64_t>(i) + 1);
    if (container.isAssociation() && container.args()[i].isRule())
      place = Expr::call("Key", container.args()[i].args()[0]);
    return call.evaluator.apply(call.arg(0), {element, Expr::list(place)},
                                call.span());
  });
}

SmallVector<Expr> netc::valuesOf(const Expr &container) {
  SmallVector<Expr> values;
  for (const Expr &element : container.args())
    values.push_back(container.isAssociation() && element.isRule()
                         ? element.args()[1]
                         : element);
  return values;
}

/// Apply works at level 0, MapApply at level 1.
template <int64_t level> static Expr evalApply(Call &call) {
  std::optional<Levels> levels = readLevels(call, {level, level});
  if (!levels)
    return {};
  return mapLevels(call, call.arg(1), 0, *levels, [&](const Expr &part) {
    return part.isCall()
               ? call.evaluator.apply(call.arg(0), valuesOf(part), call.span())
               : part;
  });
}

/// `Thread[f[{a, b}, c]]` => {f[a, c], f[b, c]}
static Expr evalThread(Call &call) {
  const Expr &inner = call.arg(0);
  if (!inner.isCall())
    return inner;
  Expr threaded = threadLists(call, inner.args(), [&](ArrayRef<Expr> parts) {
    return Expr::call(inner.head(), parts, call.span());
  });
  return threaded ? call.evaluator.eval(threaded) : threaded;
}

/// `MapThread[f, {{a, b}, {c, d}}]` => {f[a, c], f[b, d]}
static Expr evalMapThread(Call &call) {
  std::optional<ArrayRef<Expr>> lists = call.list(1);
  if (!lists)
    return {};
  size_t length = lists->empty() ? 0 : lists->front().args().size();
  SmallVector<Expr> results;
  for (size_t i = 0; i < length; ++i) {
    SmallVector<Expr> args;
    for (const Expr &list : *lists) {
      if (!list.isList() || list.args().size() != length)
        return call.fail(1, "needs lists of one length");
      args.push_back(list.args()[i]);
    }
    results.push_back(call.evaluator.apply(call.arg(0), args, call.span()));
    if (!results.back())
      return {};
  }
  return call.makeList(results);
}

static Expr evalSelect(Call &call) {
  const Expr &container = call.arg(0);
  if (!container.isList() && !container.isAssociation())
    return call.failType(0, "a list or association");
  std::optional<int64_t> limit = INT64_MAX;
  if (call.args().size() == 3 && !(limit = call.integer(2)))
    return {};
  SmallVector<Expr> chosen;
  for (const Expr &element : container.args()) {
    if (static_cast<int64_t>(chosen.size()) >= *limit)
      break;
    bool isEntry = container.isAssociation() && element.isRule();
    Expr truth = call.evaluator.apply(
        call.arg(1), isEntry ? element.args()[1] : element, call.span());
    if (!truth || call.evaluator.reportUnknown(truth))
      return {};
    if (truth.asBool() == true)
      chosen.push_back(element);
  }
  return Expr::call(container.head(), chosen, call.span());
}

void netc::addMapping(BuiltinTable &table) {
  table["Map"] = {evalMap, 2, 3};
  table["MapIndexed"] = {evalMapIndexed, 2, 2};
  table["Apply"] = {evalApply<0>, 2, 3};
  table["MapApply"] = {evalApply<1>, 2, 2};
  table["Thread"] = {evalThread, 1, 1};
  table["MapThread"] = {evalMapThread, 2, 2};
  table["Select"] = {evalSelect, 2, 3};
  table["Identity"] = {[](Call &call) { return call.arg(0); }, 1, 1};
}
