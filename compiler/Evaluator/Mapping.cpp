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

static Expr evalMap(Call &call) {
  if (!call.arg(1).isCall())
    return call.arg(1);
  return mapElements(call, call.arg(1), [&](const Expr &element, size_t) {
    return call.evaluator.apply(call.arg(0), element, call.span());
  });
}

static Expr evalMapIndexed(Call &call) {
  if (!call.list(1))
    return {};
  return mapElements(call, call.arg(1), [&](const Expr &element, size_t i) {
    Expr place = Expr::list(Expr::integer(static_cast<int64_t>(i) + 1));
    return call.evaluator.apply(call.arg(0), {element, place}, call.span());
  });
}

static SmallVector<Expr> valuesOf(const Expr &container) {
  SmallVector<Expr> values;
  for (const Expr &element : container.args())
    values.push_back(container.isAssociation() && element.isRule()
                         ? element.args()[1]
                         : element);
  return values;
}

static Expr evalApply(Call &call) {
  if (!call.arg(1).isCall())
    return call.arg(1);
  return call.evaluator.apply(call.arg(0), valuesOf(call.arg(1)), call.span());
}

static Expr evalMapApply(Call &call) {
  if (!call.arg(1).isCall())
    return call.arg(1);
  return mapElements(call, call.arg(1), [&](const Expr &element, size_t) {
    return element.isCall() ? call.evaluator.apply(
                                  call.arg(0), valuesOf(element), call.span())
                            : element;
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
  SmallVector<Expr> chosen;
  for (const Expr &element : container.args()) {
    bool isEntry = container.isAssociation() && element.isRule();
    Expr truth = call.evaluator.apply(
        call.arg(1), isEntry ? element.args()[1] : element, call.span());
    if (!truth)
      return {};
    if (truth.asBool() == true)
      chosen.push_back(element);
  }
  return Expr::call(container.head(), chosen, call.span());
}

void netc::addMapping(BuiltinTable &table) {
  table["Map"] = {evalMap, 2, 2};
  table["MapIndexed"] = {evalMapIndexed, 2, 2};
  table["Apply"] = {evalApply, 2, 2};
  table["MapApply"] = {evalMapApply, 2, 2};
  table["Thread"] = {evalThread, 1, 1};
  table["MapThread"] = {evalMapThread, 2, 2};
  table["Select"] = {evalSelect, 2, 2};
  table["Identity"] = {[](Call &call) { return call.arg(0); }, 1, 1};
}
