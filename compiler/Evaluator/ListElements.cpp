//===- ListElements.cpp - parts of lists and associations -----------------===//

#include "compiler/Evaluator/Builtins.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::Twine;

/// The element itself; of an association the value.
static Expr valueOf(const Expr &container, const Expr &element) {
  return container.isAssociation() && element.isRule() ? element.args()[1]
                                                       : element;
}

static bool checkContainer(const Call &call, const Expr &expr) {
  if (expr.isCall())
    return true;
  call.failType(0, "a list or association");
  return false;
}

/// Index from 0 of place `index` from 1, or from the end where negative.
static std::optional<size_t> findPlace(const Call &call, const Expr &container,
                                       int64_t index) {
  auto count = static_cast<int64_t>(container.args().size());
  int64_t place = index < 0 ? count + index : index - 1;
  if (index != 0 && place >= 0 && place < count)
    return static_cast<size_t>(place);
  reportError(call.evaluator.getContext(), call.span(), "index-out-of-range")
      << "there is no part " << index << " of " << describe(container)
      << ", which has " << count << " elements";
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Spans
//===----------------------------------------------------------------------===//

/// Reads an end of a span: a number, or All for the far end.
static std::optional<int64_t> readEnd(const Call &call, const Expr &end,
                                      int64_t count, int64_t whole) {
  if (end.isSymbol("All"))
    return whole;
  std::optional<int64_t> value = end.asInt64();
  if (!value) {
    call.fail("needs integers in a span, not " + describe(end));
    return std::nullopt;
  }
  return *value < 0 ? count + *value + 1 : *value;
}

/// Elements `first` to `last`, counted from 1, in steps.
static Expr takeRange(const Call &call, const Expr &container, int64_t first,
                      int64_t last, int64_t step) {
  auto count = static_cast<int64_t>(container.args().size());
  bool isEmpty = step > 0 ? last == first - 1 : last == first + 1;
  bool isInside = first >= 1 && first <= count && last >= 1 && last <= count;
  if (!isEmpty && !isInside) {
    reportError(call.evaluator.getContext(), call.span(), "index-out-of-range")
        << "there are no elements " << first << " to " << last << " of "
        << describe(container) << ", which has " << count << " elements";
    return {};
  }
  SmallVector<Expr> elements;
  if (!isEmpty)
    for (int64_t i = first; step > 0 ? i <= last : i >= last; i += step)
      elements.push_back(container.args()[i - 1]);
  return Expr::call(container.head(), elements, call.span());
}

static Expr takeSpan(const Call &call, const Expr &container,
                     const Expr &span) {
  auto count = static_cast<int64_t>(container.args().size());
  std::optional<int64_t> step =
      span.args().size() == 3 ? span.args()[2].asInt64() : 1;
  if (!step || *step == 0 || *step < -count - 1)
    return call.fail("needs a step other than 0");
  // Steps beyond the end all take one element.
  step = std::min(*step, count + 1);
  std::optional<int64_t> first = readEnd(call, span.args()[0], count, 1);
  std::optional<int64_t> last =
      first ? readEnd(call, span.args()[1], count, count) : std::nullopt;
  return last ? takeRange(call, container, *first, *last, *step) : Expr();
}

//===----------------------------------------------------------------------===//
// Part
//===----------------------------------------------------------------------===//

static Expr takeParts(const Call &call, const Expr &expr,
                      ArrayRef<Expr> indices);

static Expr findKey(const Call &call, const Expr &association, Expr key) {
  if (key.isCall("Key", 1))
    key = key.args()[0];
  for (const Expr &rule : association.args())
    if (rule.isRule() && rule.args()[0] == key)
      return rule.args()[1];
  reportError(call.evaluator.getContext(), call.span(), "unknown-key")
      << "there is no key " << describe(key) << " in " << describe(association);
  return {};
}

/// Several elements, of each of which the rest of the indices is taken.
static Expr takeEach(const Call &call, const Expr &chosen,
                     ArrayRef<Expr> rest) {
  if (rest.empty() || !chosen)
    return chosen;
  SmallVector<Expr> elements;
  for (const Expr &element : chosen.args()) {
    elements.push_back(takeParts(call, valueOf(chosen, element), rest));
    if (!elements.back())
      return {};
  }
  return call.makeList(elements);
}

static Expr takeParts(const Call &call, const Expr &expr,
                      ArrayRef<Expr> indices) {
  if (indices.empty())
    return expr;
  const Expr &index = indices.front();
  ArrayRef<Expr> rest = indices.drop_front();
  std::optional<int64_t> number = index.asInt64();
  if (number == 0 && expr.isCall())
    return expr.head();
  if (!checkContainer(call, expr))
    return {};
  if (index.isSymbol("All"))
    return takeEach(call, expr, rest);
  if (index.isCall("Span"))
    return takeEach(call, takeSpan(call, expr, index), rest);
  if (index.isList()) {
    SmallVector<Expr> elements;
    for (const Expr &one : index.args()) {
      elements.push_back(takeParts(call, expr, one));
      if (!elements.back())
        return {};
    }
    return takeEach(call, call.makeList(elements), rest);
  }
  if (number) {
    std::optional<size_t> place = findPlace(call, expr, *number);
    return place ? takeParts(call, valueOf(expr, expr.args()[*place]), rest)
                 : Expr();
  }
  if (!expr.isAssociation() || (!index.isString() && !index.isCall("Key", 1)))
    return call.fail("needs a place such as 2, 1;;3 or All, not " +
                     describe(index));
  Expr value = findKey(call, expr, index);
  return value ? takeParts(call, value, rest) : Expr();
}

static Expr evalPart(Call &call) {
  return takeParts(call, call.arg(0), call.args().drop_front());
}

//===----------------------------------------------------------------------===//
// Ends of lists
//===----------------------------------------------------------------------===//

template <int64_t place> static Expr evalEnd(Call &call) {
  return takeParts(call, call.arg(0), Expr::integer(place));
}

/// Rest drops the first element, Most the last.
template <bool isRest> static Expr evalTail(Call &call) {
  if (!checkContainer(call, call.arg(0)))
    return {};
  if (call.arg(0).args().empty())
    return call.fail(0, "of an empty list has no value");
  ArrayRef<Expr> elements = call.arg(0).args();
  return Expr::call(call.arg(0).head(),
                    isRest ? elements.drop_front() : elements.drop_back(),
                    call.span());
}

/// First and last place, from 1, of `n`, `-n`, `{m, n}` or `{m, n, step}`.
static std::optional<SmallVector<int64_t, 3>>
readPlaces(const Call &call, const Expr &spec, int64_t count) {
  SmallVector<int64_t, 3> places;
  for (const Expr &part : spec.isList() ? spec.args() : ArrayRef<Expr>(spec)) {
    std::optional<int64_t> value = part.asInt64();
    if (!value) {
      call.failType(1, "a count or {from, to}");
      return std::nullopt;
    }
    places.push_back(*value);
  }
  if (!spec.isList()) {
    int64_t n = places[0];
    return n >= 0 ? SmallVector<int64_t, 3>{1, n, 1}
                  : SmallVector<int64_t, 3>{count + n + 1, count, 1};
  }
  if (places.empty() || places.size() > 3) {
    call.failType(1, "a count or {from, to}");
    return std::nullopt;
  }
  if (places.size() == 1)
    places.push_back(places[0]);
  for (int64_t &place : llvm::MutableArrayRef<int64_t>(places).take_front(2))
    place = place < 0 ? count + place + 1 : place;
  if (places.size() == 2)
    places.push_back(1);
  places[2] = std::clamp<int64_t>(places[2], -count - 1, count + 1);
  return places;
}

static Expr evalTake(Call &call) {
  if (!checkContainer(call, call.arg(0)))
    return {};
  if (call.arg(1).isSymbol("All"))
    return call.arg(0);
  auto count = static_cast<int64_t>(call.arg(0).args().size());
  auto places = readPlaces(call, call.arg(1), count);
  if (!places)
    return {};
  if ((*places)[2] == 0)
    return call.fail(1, "needs a step other than 0");
  return takeRange(call, call.arg(0), (*places)[0], (*places)[1], (*places)[2]);
}

static Expr evalDrop(Call &call) {
  Expr dropped = evalTake(call);
  if (!dropped)
    return {};
  auto count = static_cast<int64_t>(call.arg(0).args().size());
  auto places = readPlaces(call, call.arg(1), count);
  if (!places)
    return {};
  int64_t first = (*places)[0], last = (*places)[1], step = (*places)[2];
  if (step < 0)
    return call.fail(1, "needs a step above 0");
  SmallVector<Expr> kept;
  for (auto [i, element] : llvm::enumerate(call.arg(0).args())) {
    auto place = static_cast<int64_t>(i) + 1;
    if (place < first || place > last || (place - first) % step)
      kept.push_back(element);
  }
  return Expr::call(call.arg(0).head(), kept, call.span());
}

void netc::addListElements(BuiltinTable &table) {
  table["Part"] = {evalPart, 1, anyCount};
  table["First"] = {evalEnd<1>, 1, 1};
  table["Last"] = {evalEnd<-1>, 1, 1};
  table["Most"] = {evalTail<false>, 1, 1};
  table["Rest"] = {evalTail<true>, 1, 1};
  table["Take"] = {evalTake, 2, 2};
  table["Drop"] = {evalDrop, 2, 2};
}
