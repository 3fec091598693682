//===- Dense.cpp - values of the notation as dense arrays ----------------===//

#include "compiler/Session/Dense.h"
#include "compiler/Arrays/Convert.h"
#include "compiler/Notation/Printer.h"

using namespace mlir;

namespace netc {

namespace {

/// Reads nested lists in one walk: the first path down fixes the shape, every
/// other one is compared with it.
class DenseReader {
public:
  DenseReader(bool booleans, const llvm::Twine &what, MLIRContext *context)
      : booleans(booleans), what(what.str()), context(context) {}

  FailureOr<ArrayData> read(const Expr &value) {
    for (Expr e = value; e.isList(); e = e.args().front()) {
      shape.push_back(e.args().size());
      if (e.args().empty())
        break;
    }
    if (failed(readLevel(value, 0)))
      return failure();
    return finish();
  }

private:
  LogicalResult readLevel(const Expr &value, size_t level) {
    if (level == shape.size())
      return readNumber(value);
    if (!value.isList() ||
        static_cast<int64_t>(value.args().size()) != shape[level])
      return ragged(value, level);
    for (const Expr &element : value.args())
      if (failed(readLevel(element, level + 1)))
        return failure();
    return success();
  }

  LogicalResult readNumber(const Expr &value) {
    std::optional<double> number = numberOf(value);
    if (!number)
      return value.isList() ? ragged(value, shape.size()) : noNumber(value);
    std::optional<int64_t> whole = value.asInt64();
    allWhole &= whole.has_value();
    reals.push_back(*number);
    if (allWhole)
      wholes.push_back(*whole);
    return success();
  }

  std::optional<double> numberOf(const Expr &value) const {
    if (std::optional<double> number = value.asDouble())
      return number;
    if (value.isSymbol("Infinity"))
      return std::numeric_limits<double>::infinity();
    if (value.isSymbol("Indeterminate"))
      return std::numeric_limits<double>::quiet_NaN();
    // -Infinity is Times[-1, Infinity], with or without the evaluator.
    if (value.isCall("Times", 2) && value.args()[0].asInt64() == -1 &&
        value.args()[1].isSymbol("Infinity"))
      return -std::numeric_limits<double>::infinity();
    if (value.isCall("DirectedInfinity", 1) && value.args()[0].asInt64())
      return *value.args()[0].asInt64() < 0
                 ? -std::numeric_limits<double>::infinity()
                 : std::numeric_limits<double>::infinity();
    if (std::optional<bool> truth = value.asBool(); truth && booleans)
      return *truth ? 1.0 : 0.0;
    return std::nullopt;
  }

  LogicalResult noNumber(const Expr &value) {
    return reportError(context, value.span(), "bad-input")
           << what << ": expected a number, got " << printValue(value, 0);
  }

  LogicalResult ragged(const Expr &value, size_t level) {
    auto error = reportError(context, value.span(), "bad-input");
    error << what << ": not a rectangular array: ";
    if (level == shape.size())
      error << "a list where the first elements have a number";
    else if (!value.isList())
      error << "a number where the first elements have a list";
    else
      error << "a list of " << value.args().size()
            << " where the first one has " << shape[level] << " elements";
    return error;
  }

  template <typename T>
  ArrayData wrap(ElementType element, std::vector<T> values) {
    auto owner = std::make_shared<const std::vector<T>>(std::move(values));
    llvm::ArrayRef<char> bytes(reinterpret_cast<const char *>(owner->data()),
                               owner->size() * sizeof(T));
    ArrayData data;
    data.element = element;
    data.shape = shape;
    data.owner = owner;
    data.bytes = bytes;
    return data;
  }

  ArrayData finish() {
    if (allWhole && !reals.empty())
      return wrap(ElementType::Integer64, std::move(wholes));
    return wrap(ElementType::Real64, std::move(reals));
  }

  bool booleans;
  std::string what;
  MLIRContext *context;
  llvm::SmallVector<int64_t> shape;
  std::vector<double> reals;
  std::vector<int64_t> wholes;
  bool allWhole = true;
};

} // namespace

FailureOr<ArrayData> toDense(const Expr &value, bool booleans,
                             const llvm::Twine &what, MLIRContext *context) {
  if (value.isNumeric())
    return *value.array();
  if (value.isCall("NumericArray") && !value.args().empty())
    return toDense(value.args().front(), booleans, what, context);
  return DenseReader(booleans, what, context).read(value);
}

ArrayData sliceRows(const ArrayData &data, int64_t begin, int64_t end) {
  ArrayData rows = data;
  size_t rowBytes = data.shape[0] ? data.bytes.size() / data.shape[0] : 0;
  rows.shape[0] = end - begin;
  rows.bytes = data.bytes.slice(begin * rowBytes, (end - begin) * rowBytes);
  return rows;
}

ArrayData repeatRows(const ArrayData &data, int64_t count) {
  auto owner = std::make_shared<std::vector<char>>();
  owner->reserve(data.bytes.size() * count);
  for (int64_t i = 0; i < count; ++i)
    owner->insert(owner->end(), data.bytes.begin(), data.bytes.end());
  ArrayData rows;
  rows.element = data.element;
  rows.shape = data.shape;
  rows.shape.insert(rows.shape.begin(), count);
  rows.bytes = llvm::ArrayRef<char>(owner->data(), owner->size());
  rows.owner = owner;
  return rows;
}

ArrayData arrayOf(ElementType element, llvm::ArrayRef<int64_t> shape,
                  llvm::ArrayRef<double> values) {
  assert((element == ElementType::Real32 || element == ElementType::Real64) &&
         "an array of reals");
  auto owner = std::make_shared<std::vector<char>>(values.size() *
                                                   sizeInBytes(element));
  for (auto [i, value] : llvm::enumerate(values)) {
    auto single = static_cast<float>(value);
    char *place = owner->data() + i * sizeInBytes(element);
    if (element == ElementType::Real32)
      memcpy(place, &single, sizeof single);
    else
      memcpy(place, &value, sizeof value);
  }
  ArrayData data;
  data.element = element;
  data.shape.assign(shape.begin(), shape.end());
  data.bytes = llvm::ArrayRef<char>(owner->data(), owner->size());
  data.owner = owner;
  return data;
}

ArrayData filledArray(ElementType element, llvm::ArrayRef<int64_t> shape,
                      double value) {
  int64_t count = 1;
  for (int64_t size : shape)
    count *= size;
  return arrayOf(element, shape, std::vector<double>(count, value));
}

void addElements(const ArrayData &data, std::vector<double> &totals) {
  totals.resize(data.elementCount());
  for (size_t i = 0; i < totals.size(); ++i)
    totals[i] += elementAsDouble(data, i);
}

std::string showDimensions(llvm::ArrayRef<int64_t> dimensions) {
  std::string text = "{";
  for (auto [i, size] : llvm::enumerate(dimensions))
    text += (i ? ", " : "") + std::to_string(size);
  return text + "}";
}

} // namespace netc
