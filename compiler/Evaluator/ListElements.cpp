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
  // A part that further places are asked of has no place of its own.
  if (expr.isIdentical(call.arg(0)))
    call.failType(0, "a list or association");
  else
    call.fail("needs a list or association, not " + describe(expr));
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
  if (!call.evaluator.spend(association.args().size() / 8, call.span()))
    return {};
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

/// With a second argument, that one for a list without elements.
template <int64_t place> static Expr evalEnd(Call &call) {
  if (call.args().size() == 2 && call.arg(0).isCall() &&
      call.arg(0).args().empty())
    return call.arg(1);
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

//===----------------------------------------------------------------------===//
// Take and Drop
//===----------------------------------------------------------------------===//

namespace {
/// Elements `first` to `last`, counted from 1, in steps.
struct Places {
  int64_t first, last, step;
};
} // namespace

static std::optional<Places> failPlaces(const Call &call, size_t index) {
  call.failType(index, "a count, UpTo[n], All or {from, to}");
  return std::nullopt;
}

/// `{n}`, `{m, n}` or `{m, n, step}`
static std::optional<Places> readRange(const Call &call, size_t index,
                                       int64_t count) {
  SmallVector<int64_t, 3> numbers;
  for (const Expr &part : call.arg(index).args()) {
    std::optional<int64_t> value = part.asInt64();
    if (!value)
      return failPlaces(call, index);
    // The step may be negative, places count from the end.
    bool isPlace = numbers.size() < 2;
    numbers.push_back(isPlace && *value < 0 ? count + *value + 1 : *value);
  }
  if (numbers.empty() || numbers.size() > 3)
    return failPlaces(call, index);
  if (numbers.size() == 1)
    numbers.push_back(numbers[0]);
  if (numbers.size() == 2)
    numbers.push_back(1);
  if (numbers[2] == 0) {
    call.fail(index, "needs a step other than 0");
    return std::nullopt;
  }
  return Places{numbers[0], numbers[1],
                std::clamp<int64_t>(numbers[2], -count - 1, count + 1)};
}

/// The places that argument `index` names among `count` elements.
static std::optional<Places> readPlaces(const Call &call, size_t index,
                                        int64_t count) {
  const Expr &spec = call.arg(index);
  if (spec.isSymbol("All"))
    return Places{1, count, 1};
  if (spec.isList())
    return readRange(call, index, count);
  bool isUpTo = spec.isCall("UpTo", 1);
  std::optional<int64_t> number = (isUpTo ? spec.args()[0] : spec).asInt64();
  if (!number || (isUpTo && *number < 0))
    return failPlaces(call, index);
  if (isUpTo)
    number = std::min(*number, count);
  return *number >= 0 ? Places{1, *number, 1}
                      : Places{count + *number + 1, count, 1};
}

/// What Take leaves, or Drop: all but that.
static Expr takePlaces(const Call &call, const Expr &container,
                       const Places &places, bool isDrop) {
  Expr taken =
      takeRange(call, container, places.first, places.last, places.step);
  if (!taken || !isDrop)
    return taken;
  auto [first, last, step] = places;
  if (step < 0)
    return call.fail("needs a step above 0");
  SmallVector<Expr> kept;
  for (auto [i, element] : llvm::enumerate(container.args())) {
    auto place = static_cast<int64_t>(i) + 1;
    if (place < first || place > last || (place - first) % step)
      kept.push_back(element);
  }
  return Expr::call(container.head(), kept, call.span());
}

/// The argument `index` for `container`, the ones after it for its elements.
static Expr takeLevels(const Call &call, const Expr &container, size_t index,
                       bool isDrop) {
  if (!container.isCall()) {
    call.fail("needs lists at every level, not " + describe(container));
    return {};
  }
  auto count = static_cast<int64_t>(container.args().size());
  std::optional<Places> places = readPlaces(call, index, count);
  Expr taken = places ? takePlaces(call, container, *places, isDrop) : Expr();
  if (!taken || index + 1 == call.args().size())
    return taken;
  SmallVector<Expr> elements;
  for (const Expr &element : taken.args()) {
    Expr value = takeLevels(call, valueOf(taken, element), index + 1, isDrop);
    if (!value)
      return {};
    bool isEntry = taken.isAssociation() && element.isRule();
    elements.push_back(isEntry ? Expr::rule(element.args()[0], value) : value);
  }
  return Expr::call(taken.head(), elements, call.span());
}

template <bool isDrop> static Expr evalTake(Call &call) {
  return checkContainer(call, call.arg(0))
             ? takeLevels(call, call.arg(0), 1, isDrop)
             : Expr();
}

void netc::addListElements(BuiltinTable &table) {
  table["Part"] = {evalPart, 1, anyCount};
  table["First"] = {evalEnd<1>, 1, 2};
  table["Last"] = {evalEnd<-1>, 1, 2};
  table["Most"] = {evalTail<false>, 1, 1};
  table["Rest"] = {evalTail<true>, 1, 1};
  table["Take"] = {evalTake<false>, 2, anyCount};
  table["Drop"] = {evalTake<true>, 2, anyCount};
}
