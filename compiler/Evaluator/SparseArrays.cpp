//===- SparseArrays.cpp - SparseArray, as the lists it stands for ---------===//

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Evaluator/Patterns.h"
#include "llvm/ADT/STLExtras.h"

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;
using Position = SmallVector<int64_t>;

namespace {

/// Puts values at positions, of which the first rule for each counts.
class Filler {
public:
  Filler(const Call &call, ArrayRef<int64_t> sizes, const Expr &fill,
         uint64_t count)
      : call(call), sizes(sizes), elements(count, fill), isSet(count) {}

  bool put(const Expr &position, const Expr &value);
  /// `{i_, i_} -> 1`: every position that matches.
  bool putAll(const Expr &pattern, const Expr &value);
  Expr makeLists() {
    size_t index = 0;
    return makeLists(0, index);
  }

private:
  Expr makeLists(size_t axis, size_t &index);
  void putAt(size_t index, const Expr &value) {
    if (!isSet[index])
      elements[index] = value;
    isSet[index] = true;
  }

  const Call &call;
  ArrayRef<int64_t> sizes;
  std::vector<Expr> elements;
  std::vector<bool> isSet;
};

} // namespace

/// `{2, 1}`, or `2` in a vector; nothing for a pattern.
static std::optional<Position> readPosition(const Expr &expr) {
  Position position;
  for (const Expr &index : expr.isList() ? expr.args() : ArrayRef<Expr>(expr)) {
    std::optional<int64_t> number = index.asInt64();
    if (!number || *number < 1)
      return std::nullopt;
    position.push_back(*number);
  }
  return position;
}

bool Filler::put(const Expr &expr, const Expr &value) {
  std::optional<Position> position = readPosition(expr);
  if (!position)
    return putAll(expr, value);
  bool fits = position->size() == sizes.size() &&
              llvm::all_of(llvm::zip(*position, sizes), [](auto pair) {
                return std::get<0>(pair) <= std::get<1>(pair);
              });
  if (!fits) {
    call.fail("has no position " + describe(expr) + " in its dimensions");
    return false;
  }
  size_t index = 0;
  for (auto [place, size] : llvm::zip(*position, sizes))
    index = index * size + (place - 1);
  putAt(index, value);
  return true;
}

bool Filler::putAll(const Expr &pattern, const Expr &value) {
  if (!checkPattern(call, pattern))
    return false;
  SmallVector<Expr> indices(sizes.size(), Expr::integer(1));
  for (size_t i = 0; i < elements.size(); ++i) {
    size_t rest = i;
    for (size_t axis = sizes.size(); axis-- > 0; rest /= sizes[axis])
      indices[axis] =
          Expr::integer(static_cast<int64_t>(rest % sizes[axis]) + 1);
    Expr position = pattern.isList() || indices.size() > 1 ? Expr::list(indices)
                                                           : indices[0];
    Bindings bindings;
    if (!call.evaluator.spend(1, call.span()))
      return false;
    if (!matchPattern(pattern, position, bindings))
      continue;
    Expr element = call.evaluator.eval(substitute(value, bindings));
    if (!element)
      return false;
    putAt(i, element);
  }
  return true;
}

Expr Filler::makeLists(size_t axis, size_t &index) {
  if (axis == sizes.size())
    return elements[index++];
  SmallVector<Expr> list;
  for (int64_t i = 0; i < sizes[axis]; ++i)
    list.push_back(makeLists(axis + 1, index));
  return Expr::list(list, call.span());
}

/// Rules `position -> value`; `{p1, p2} -> {v1, v2}` gives one for each.
static std::optional<SmallVector<Expr>> readEntries(const Call &call) {
  const Expr &rules = call.arg(0);
  SmallVector<Expr> entries;
  bool isPairs = rules.isRule() && rules.args()[0].isList() &&
                 rules.args()[1].isList() &&
                 rules.args()[0].args().size() == rules.args()[1].args().size();
  if (isPairs) {
    for (auto [position, value] :
         llvm::zip(rules.args()[0].args(), rules.args()[1].args()))
      entries.push_back(Expr::rule(position, value, rules.span()));
    return entries;
  }
  if (rules.isRule())
    entries.push_back(rules);
  else
    llvm::append_range(entries, rules.args());
  if ((rules.isRule() || rules.isList()) &&
      llvm::all_of(entries, [](const Expr &entry) { return entry.isRule(); }))
    return entries;
  call.failType(0, "rules such as {1, 2} -> 5");
  return std::nullopt;
}

/// The sizes in the second argument, else those that hold every position.
static std::optional<Position> readSizes(const Call &call,
                                         ArrayRef<Expr> entries) {
  bool isGiven = call.args().size() > 1 && !call.arg(1).isSymbol("Automatic");
  if (isGiven) {
    std::optional<Position> sizes = readPosition(call.arg(1));
    if (!sizes)
      call.failType(1, "dimensions such as {2, 3}");
    return sizes;
  }
  Position sizes;
  for (const Expr &entry : entries) {
    std::optional<Position> position = readPosition(entry.args()[0]);
    if (!position || (!sizes.empty() && position->size() != sizes.size())) {
      call.fail("needs its dimensions as second argument");
      return std::nullopt;
    }
    sizes.resize(position->size(), 0);
    for (auto [size, place] : llvm::zip(sizes, *position))
      size = std::max(size, place);
  }
  return sizes;
}

/// `SparseArray[rules, dimensions, default]`; of lists, the lists.
static Expr evalSparseArray(Call &call) {
  const Expr &first = call.arg(0);
  if (first.isList() && call.args().size() == 1 &&
      llvm::none_of(first.args(), [](const Expr &e) { return e.isRule(); }))
    return first;
  std::optional<SmallVector<Expr>> entries = readEntries(call);
  std::optional<Position> sizes =
      entries ? readSizes(call, *entries) : std::nullopt;
  if (!sizes)
    return {};
  uint64_t count = 1;
  for (int64_t size : *sizes) {
    count = count > UINT64_MAX / size ? UINT64_MAX : count * size;
    if (!call.evaluator.checkSize(count, call.span()))
      return {};
  }
  Expr fill =
      call.args().size() == 3 ? call.arg(2) : Expr::integer(0, call.span());
  Filler filler(call, *sizes, fill, count);
  for (const Expr &entry : *entries)
    if (!filler.put(entry.args()[0], entry.args()[1]))
      return {};
  return filler.makeLists();
}

void netc::addSparseArrays(BuiltinTable &table) {
  table["SparseArray"] = {evalSparseArray, 1, 3};
}
