//===- ListMakers.cpp - lists of a given shape ----------------------------===//

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/Number.h"
#include "llvm/ADT/Twine.h"

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;

/// The sizes of `n` or `{n1, n2, ...}`, their product within the limit.
static std::optional<SmallVector<int64_t>> readSizes(const Call &call,
                                                     size_t index) {
  const Expr &arg = call.arg(index);
  SmallVector<int64_t> sizes;
  uint64_t product = 1;
  for (const Expr &size : arg.isList() ? arg.args() : ArrayRef<Expr>(arg)) {
    std::optional<int64_t> value = size.asInt64();
    if (!value || *value < 0) {
      call.failType(index, "sizes of at least 0");
      return std::nullopt;
    }
    sizes.push_back(*value);
    uint64_t factor = static_cast<uint64_t>(*value);
    product =
        factor && product > UINT64_MAX / factor ? UINT64_MAX : product * factor;
  }
  if (!call.evaluator.checkSize(product, call.span()))
    return std::nullopt;
  return sizes;
}

/// `make` gives the element at a position, counted from 1; null after an error.
static Expr makeArray(const Call &call, ArrayRef<int64_t> sizes,
                      llvm::SmallVectorImpl<Expr> &position,
                      llvm::function_ref<Expr(ArrayRef<Expr>)> make) {
  if (position.size() == sizes.size())
    return make(position);
  SmallVector<Expr> elements;
  int64_t size = sizes[position.size()];
  for (int64_t i = 1; i <= size; ++i) {
    position.push_back(Expr::integer(i, call.span()));
    Expr element = makeArray(call, sizes, position, make);
    position.pop_back();
    if (!element)
      return {};
    elements.push_back(std::move(element));
  }
  return call.makeList(elements);
}

static Expr evalConstantArray(Call &call) {
  std::optional<SmallVector<int64_t>> sizes = readSizes(call, 1);
  SmallVector<Expr> position;
  return sizes ? makeArray(call, *sizes, position,
                           [&](ArrayRef<Expr>) { return call.arg(0); })
               : Expr();
}

/// `Array[f, sizes]`, with the first index of every dimension after it.
static Expr evalArray(Call &call) {
  std::optional<SmallVector<int64_t>> sizes = readSizes(call, 1);
  std::optional<int64_t> origin = 1;
  if (sizes && call.args().size() == 3)
    origin = call.integer(2);
  if (!sizes || !origin)
    return {};
  SmallVector<Expr> position;
  return makeArray(call, *sizes, position, [&](ArrayRef<Expr> indices) {
    SmallVector<Expr> moved(indices);
    for (Expr &index : moved)
      index = makeInteger(getNumerator(index) + (*origin - 1), call.span());
    return call.evaluator.apply(call.arg(0), moved, call.span());
  });
}

static Expr evalIdentityMatrix(Call &call) {
  std::optional<SmallVector<int64_t>> sizes = readSizes(call, 0);
  if (!sizes)
    return {};
  if (sizes->empty() || sizes->size() > 2)
    return call.failType(0, "a size or {rows, columns}");
  if (sizes->size() == 1)
    sizes->push_back(sizes->front());
  if (!call.evaluator.checkSize(
          static_cast<uint64_t>((*sizes)[0]) * (*sizes)[1], call.span()))
    return {};
  SmallVector<Expr> position;
  Expr zero = Expr::integer(0, call.span()),
       one = Expr::integer(1, call.span());
  return makeArray(call, *sizes, position, [&](ArrayRef<Expr> indices) {
    return indices[0] == indices[1] ? one : zero;
  });
}

void netc::addListMakers(BuiltinTable &table) {
  table["ConstantArray"] = {evalConstantArray, 2, 2};
  table["Array"] = {evalArray, 2, 3};
  table["IdentityMatrix"] = {evalIdentityMatrix, 1, 1};
}
