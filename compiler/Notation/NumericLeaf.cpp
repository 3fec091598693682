//===- NumericLeaf.cpp - dense arrays and the nested lists they stand for -===//

#include "compiler/Notation/NumericLeaf.h"
#include "compiler/Arrays/Convert.h"
#include "compiler/Notation/Number.h"
#include "llvm/ADT/STLExtras.h"
#include <cstring>

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;

Expr netc::makeNumeric(ArrayData data, Span span) {
  return Expr::numeric(std::make_shared<const ArrayData>(std::move(data)),
                       span);
}

int64_t netc::elementAsInteger(const ArrayData &data, int64_t index) {
  bool isWide = data.element == ElementType::Integer64 ||
                data.element == ElementType::Unsigned64;
  // The others are exact as doubles.
  if (!isWide)
    return static_cast<int64_t>(elementAsDouble(data, index));
  int64_t value;
  std::memcpy(&value, data.bytes.data() + index * sizeof(value), sizeof(value));
  return value;
}

//===----------------------------------------------------------------------===//
// Array to lists
//===----------------------------------------------------------------------===//

static Expr makeElement(const ArrayData &data, int64_t index, Span span) {
  if (data.element == ElementType::Boolean)
    return Expr::boolean(elementAsInteger(data, index) != 0, span);
  if (isReal(data.element))
    return Expr::real(elementAsDouble(data, index), span);
  int64_t value = elementAsInteger(data, index);
  // Beyond what an int64_t holds.
  if (data.element == ElementType::Unsigned64 && value < 0)
    return makeInteger(
        BigInteger(llvm::APInt(65, static_cast<uint64_t>(value))), span);
  return Expr::integer(value, span);
}

static Expr makeLists(const ArrayData &data, size_t axis, int64_t &index,
                      Span span) {
  if (axis == data.shape.size())
    return makeElement(data, index++, span);
  SmallVector<Expr> elements;
  elements.reserve(data.shape[axis]);
  for (int64_t i = 0; i < data.shape[axis]; ++i)
    elements.push_back(makeLists(data, axis + 1, index, span));
  return Expr::list(elements, span);
}

Expr netc::toNestedLists(const Expr &expr) {
  if (!expr.isNumeric())
    return expr;
  int64_t index = 0;
  return makeLists(*expr.array(), 0, index, expr.span());
}

//===----------------------------------------------------------------------===//
// Lists to array
//===----------------------------------------------------------------------===//

namespace {

/// Collects the numbers of nested lists in row-major order.
class Collector {
public:
  std::optional<ArrayData> run(const Expr &expr) {
    if (!measure(expr) || !collect(expr, 0))
      return std::nullopt;
    if (isWhole)
      return wrap(ElementType::Integer64, std::move(integers));
    return wrap(ElementType::Real64, std::move(reals));
  }

private:
  template <typename T>
  ArrayData wrap(ElementType element, std::vector<T> values) {
    auto owner = std::make_shared<const std::vector<T>>(std::move(values));
    ArrayRef<char> bytes(reinterpret_cast<const char *>(owner->data()),
                         owner->size() * sizeof(T));
    return {element, shape, owner, bytes};
  }

  /// The shape along the first elements; `collect` checks all the others.
  bool measure(Expr expr) {
    while (expr.isList()) {
      shape.push_back(static_cast<int64_t>(expr.args().size()));
      if (expr.args().empty())
        return true;
      expr = expr.args().front();
    }
    if (expr.isNumeric())
      llvm::append_range(shape, expr.array()->shape);
    return expr.isNumeric() || expr.isNumber();
  }

  bool collect(const Expr &expr, size_t axis) {
    if (expr.isNumeric())
      return collectArray(*expr.array(), axis);
    if (!expr.isList())
      return axis == shape.size() && collectNumber(expr);
    if (axis == shape.size() ||
        shape[axis] != static_cast<int64_t>(expr.args().size()))
      return false;
    return llvm::all_of(expr.args(), [&](const Expr &element) {
      return collect(element, axis + 1);
    });
  }

  bool collectArray(const ArrayData &data, size_t axis) {
    if (ArrayRef<int64_t>(shape).drop_front(axis) !=
        ArrayRef<int64_t>(data.shape))
      return false;
    for (int64_t i = 0, count = data.elementCount(); i < count; ++i)
      isReal(data.element) ? addReal(elementAsDouble(data, i))
                           : addInteger(elementAsInteger(data, i));
    return true;
  }

  bool collectNumber(const Expr &expr) {
    if (std::optional<int64_t> integer = expr.asInt64())
      addInteger(*integer);
    else if (std::optional<double> real = expr.asDouble())
      addReal(*real);
    else
      return false;
    return true;
  }

  void addInteger(int64_t value) {
    isWhole ? integers.push_back(value)
            : reals.push_back(static_cast<double>(value));
  }

  void addReal(double value) {
    if (isWhole)
      reals.assign(integers.begin(), integers.end());
    isWhole = false;
    integers.clear();
    reals.push_back(value);
  }

  SmallVector<int64_t> shape;
  std::vector<int64_t> integers;
  std::vector<double> reals;
  bool isWhole = true;
};

} // namespace

std::optional<ArrayData> netc::toArrayData(const Expr &expr) {
  if (expr.isNumeric())
    return *expr.array();
  return Collector().run(expr);
}
