//===- ListFunctions.cpp - lists made from whole lists --------------------===//

#include "compiler/Evaluator/Builtins.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include <numeric>

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::Twine;

/// Joins the lists at level `level`: 1 is the lists themselves.
static Expr joinAt(const Call &call, ArrayRef<Expr> lists, int64_t level) {
  SmallVector<Expr> elements;
  size_t length = lists.empty() ? 0 : lists.front().args().size();
  for (const Expr &list : lists) {
    if (!list.isList() || (level > 1 && list.args().size() != length))
      return call.fail("needs lists of one shape above level " + Twine(level));
    if (level == 1)
      llvm::append_range(elements, list.args());
  }
  for (size_t i = 0; level > 1 && i < length; ++i) {
    SmallVector<Expr> row;
    for (const Expr &list : lists)
      row.push_back(list.args()[i]);
    elements.push_back(joinAt(call, row, level - 1));
    if (!elements.back())
      return {};
  }
  return call.makeList(elements);
}

static Expr evalJoin(Call &call) {
  if (call.args().size() > 2 && call.args().back().isInteger()) {
    std::optional<int64_t> level = call.integer(call.args().size() - 1);
    return level && *level > 0
               ? joinAt(call, call.args().drop_back(), *level)
               : call.failType(call.args().size() - 1, "a level above 0");
  }
  SmallVector<Expr> elements;
  bool areAssociations = llvm::all_of(
      call.args(), [](const Expr &arg) { return arg.isAssociation(); });
  for (size_t i = 0; i < call.args().size(); ++i) {
    if (!areAssociations && !call.list(i))
      return {};
    llvm::append_range(elements, call.arg(i).args());
  }
  if (!areAssociations || elements.empty())
    return call.makeList(elements);
  return call.evaluator.eval(Expr::association(elements, call.span()));
}

template <bool isFront> static Expr evalAppend(Call &call) {
  const Expr &target = call.arg(0);
  if (!target.isList() && !target.isAssociation())
    return call.failType(0, "a list or association");
  SmallVector<Expr> elements(target.args());
  elements.insert(isFront ? elements.begin() : elements.end(), call.arg(1));
  if (target.isList())
    return call.makeList(elements);
  return call.evaluator.eval(Expr::association(elements, call.span()));
}

static void flatten(const Expr &expr, int64_t levels,
                    llvm::SmallVectorImpl<Expr> &elements) {
  for (const Expr &element : expr.args())
    if (element.isList() && levels > 0)
      flatten(element, levels - 1, elements);
    else
      elements.push_back(element);
}

static Expr evalFlatten(Call &call) {
  int64_t levels = INT64_MAX;
  if (call.args().size() == 2 && !call.arg(1).isSymbol("Infinity")) {
    std::optional<int64_t> count = call.integer(1);
    if (!count)
      return {};
    levels = *count;
  }
  if (!call.list(0))
    return {};
  SmallVector<Expr> elements;
  flatten(call.arg(0), levels, elements);
  return call.makeList(elements);
}

static Expr reverseAt(const Call &call, const Expr &list, int64_t level) {
  if (!list.isList() && !list.isAssociation())
    return call.failType(0, "a list or association");
  SmallVector<Expr> elements(list.args());
  if (level == 1)
    std::reverse(elements.begin(), elements.end());
  else
    for (Expr &element : elements)
      if (!(element = reverseAt(call, element, level - 1)))
        return {};
  return Expr::call(list.head(), elements, call.span());
}

/// `Reverse[list]`, and `Reverse[list, level]`
static Expr evalReverse(Call &call) {
  if (call.args().size() == 1)
    return reverseAt(call, call.arg(0), 1);
  std::optional<int64_t> level = call.integer(1);
  if (level && *level < 1)
    return call.failType(1, "a level above 0");
  return level ? reverseAt(call, call.arg(0), *level) : Expr();
}

static Expr evalLength(Call &call) {
  return Expr::integer(static_cast<int64_t>(call.arg(0).args().size()),
                       call.span());
}

/// Sizes as deep as all lists of a level have one length.
static void measure(ArrayRef<Expr> level, llvm::SmallVectorImpl<Expr> &sizes) {
  if (level.empty() || !level.front().isList())
    return;
  size_t size = level.front().args().size();
  SmallVector<Expr> next;
  for (const Expr &list : level) {
    if (!list.isList() || list.args().size() != size)
      return;
    llvm::append_range(next, list.args());
  }
  sizes.push_back(Expr::integer(static_cast<int64_t>(size)));
  measure(next, sizes);
}

static Expr evalDimensions(Call &call) {
  SmallVector<Expr> sizes;
  measure(call.arg(0), sizes);
  return call.makeList(sizes);
}

/// `Partition[list, n, step]`; what is left over is dropped.
static Expr evalPartition(Call &call) {
  std::optional<ArrayRef<Expr>> list = call.list(0);
  std::optional<int64_t> size = list ? call.integer(1) : std::nullopt;
  std::optional<int64_t> step =
      size && call.args().size() == 3 ? call.integer(2) : size;
  if (!step)
    return {};
  if (*size < 1 || *step < 1)
    return call.fail("needs sizes of at least 1");
  SmallVector<Expr> parts;
  auto count = static_cast<int64_t>(list->size());
  // Parts overlap where the step is small.
  if (!call.evaluator.checkSize((static_cast<uint64_t>(count) / *step + 1) *
                                    std::min(*size, count),
                                call.span()))
    return {};
  for (int64_t i = 0; *size <= count && i <= count - *size;) {
    parts.push_back(Expr::list(list->slice(i, *size), call.span()));
    if (*step > count)
      break;
    i += *step;
  }
  return call.makeList(parts);
}

static Expr evalRiffle(Call &call) {
  std::optional<ArrayRef<Expr>> list = call.list(0);
  if (!list)
    return {};
  ArrayRef<Expr> fill(call.arg(1));
  if (call.arg(1).isList())
    fill = call.arg(1).args();
  if (fill.empty())
    return call.fail(1, "needs elements to put between");
  SmallVector<Expr> elements;
  for (auto [i, element] : llvm::enumerate(*list)) {
    elements.push_back(element);
    // As many as elements stand after the last one, too.
    if (i + 1 < list->size() || fill.size() == list->size())
      elements.push_back(fill[i % fill.size()]);
  }
  return call.makeList(elements);
}

static bool isBefore(const Expr &left, const Expr &right) {
  return compareExprs(left, right) < 0;
}

/// Stable, and safe with an order that is not consistent: a user's function, or
/// numbers with NaN among them. Ends early where `spend` is false.
template <typename T, typename Order>
static bool mergeSort(std::vector<T> &elements, Order isBefore,
                      llvm::function_ref<bool(size_t)> spend) {
  for (size_t width = 1; width < elements.size(); width *= 2) {
    std::vector<T> merged;
    merged.reserve(elements.size());
    for (size_t i = 0; i < elements.size(); i += 2 * width) {
      if (!spend(width))
        return false;
      auto first = elements.begin() + i;
      auto middle = elements.begin() + std::min(i + width, elements.size());
      auto last = elements.begin() + std::min(i + 2 * width, elements.size());
      std::merge(first, middle, middle, last, std::back_inserter(merged),
                 isBefore);
    }
    elements = std::move(merged);
  }
  return true;
}

/// Counts comparisons as the work that they are.
static auto spender(const Call &call) {
  return [&call](size_t count) {
    return call.evaluator.spend(count / 8 + 1, call.span());
  };
}

/// `Sort[list]` and `Sort[list, f]`, where f tells whether two stand in order;
/// an association by its values.
static Expr evalSort(Call &call) {
  const Expr &container = call.arg(0);
  if (!container.isAssociation() && !call.list(0))
    return {};
  std::vector<Expr> elements(container.args().begin(), container.args().end());
  bool hasFailed = false;
  auto order = [&](Expr left, Expr right) {
    if (container.isAssociation() && left.isRule() && right.isRule()) {
      left = left.args()[1];
      right = right.args()[1];
    }
    if (call.args().size() == 1)
      return isBefore(left, right);
    if (hasFailed)
      return false;
    // Strictly before: the other way round does not hold.
    Expr after = call.evaluator.apply(call.arg(1), {right, left}, call.span());
    hasFailed = !after;
    return after && after.asBool() == false;
  };
  if (!mergeSort(elements, order, spender(call)) || hasFailed)
    return {};
  return Expr::call(container.head(), elements, call.span());
}

static Expr evalUnion(Call &call) {
  Expr joined = evalJoin(call);
  if (!joined)
    return {};
  std::vector<Expr> elements(joined.args().begin(), joined.args().end());
  if (!mergeSort(elements, isBefore, spender(call)))
    return {};
  elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
  return call.makeList(elements);
}

/// The first of equal elements stays.
static Expr evalDeleteDuplicates(Call &call) {
  std::optional<ArrayRef<Expr>> list = call.list(0);
  if (!list)
    return {};
  std::vector<size_t> order(list->size());
  std::iota(order.begin(), order.end(), 0);
  bool isSorted = mergeSort(
      order,
      [&](size_t a, size_t b) { return isBefore((*list)[a], (*list)[b]); },
      spender(call));
  if (!isSorted)
    return {};
  std::vector<bool> isRepeated(list->size());
  for (size_t i = 1; i < order.size(); ++i)
    isRepeated[order[i]] = (*list)[order[i]] == (*list)[order[i - 1]];
  SmallVector<Expr> elements;
  for (auto [i, element] : llvm::enumerate(*list))
    if (!isRepeated[i])
      elements.push_back(element);
  return call.makeList(elements);
}

//===----------------------------------------------------------------------===//
// Matrices
//===----------------------------------------------------------------------===//

static Expr evalTranspose(Call &call) {
  std::optional<ArrayRef<Expr>> rows = call.list(0);
  if (!rows)
    return {};
  size_t width = rows->empty() ? 0 : rows->front().args().size();
  for (const Expr &row : *rows)
    if (!row.isList() || row.args().size() != width)
      return call.fail(0, "needs rows of one length");
  SmallVector<Expr> columns;
  for (size_t i = 0; i < width; ++i) {
    SmallVector<Expr> column;
    for (const Expr &row : *rows)
      column.push_back(row.args()[i]);
    columns.push_back(Expr::list(column, call.span()));
  }
  return call.makeList(columns);
}

/// The sum of `left[i] right[i]`, where right's elements may be lists.
static Expr dot(const Call &call, const Expr &left, const Expr &right) {
  if (!left.isList() || !right.isList())
    return call.fail("needs lists, not " +
                     describe(left.isList() ? right : left));
  if (!left.args().empty() && left.args().front().isList()) {
    SmallVector<Expr> rows;
    for (const Expr &row : left.args()) {
      rows.push_back(dot(call, row, right));
      if (!rows.back())
        return {};
    }
    return call.makeList(rows);
  }
  if (left.args().size() != right.args().size())
    return call.fail("needs equal lengths, not " + Twine(left.args().size()) +
                     " and " + Twine(right.args().size()));
  SmallVector<Expr> products;
  for (auto [a, b] : llvm::zip(left.args(), right.args()))
    products.push_back(Expr::call("Times", {a, b}, call.span()));
  return call.evaluator.eval(Expr::call("Plus", products, call.span()));
}

static Expr evalDot(Call &call) {
  Expr result = call.arg(0);
  for (const Expr &factor : call.args().drop_front())
    if (!(result = dot(call, result, factor)))
      return {};
  return result;
}

void netc::addListFunctions(BuiltinTable &table) {
  table["Join"] = {evalJoin, 0, anyCount};
  table["Append"] = {evalAppend<false>, 2, 2};
  table["Prepend"] = {evalAppend<true>, 2, 2};
  table["Flatten"] = {evalFlatten, 1, 2};
  table["Reverse"] = {evalReverse, 1, 2};
  table["Length"] = {evalLength, 1, 1};
  table["Dimensions"] = {evalDimensions, 1, 1};
  table["Partition"] = {evalPartition, 2, 3};
  table["Riffle"] = {evalRiffle, 2, 2};
  table["Sort"] = {evalSort, 1, 2};
  table["Union"] = {evalUnion, 1, anyCount};
  table["DeleteDuplicates"] = {evalDeleteDuplicates, 1, 1};
  table["Transpose"] = {evalTranspose, 1, 1};
  table["Dot"] = {evalDot, 2, anyCount};
}
