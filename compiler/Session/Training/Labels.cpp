//===- Labels.cpp - class labels in training data ------------------------===//

#include "compiler/Session/Training/Labels.h"
#include "compiler/Arrays/Convert.h"
#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/Printer.h"
#include "compiler/Session/Images.h"
#include "compiler/Session/LabelEncoding.h"
#include <set>

using namespace mlir;
using namespace netc;
using namespace netc::training;

LabelTable::LabelTable(ArrayRef<Expr> labels) : labels(labels) {
  for (auto [i, label] : llvm::enumerate(labels)) {
    if (std::optional<double> number = label.asDouble())
      numbers.emplace(*number, i + 1);
    else
      others.try_emplace(toInputForm(label), i + 1);
  }
}

std::optional<int64_t> LabelTable::find(const Expr &label) const {
  if (std::optional<double> number = label.asDouble()) {
    auto found = numbers.find(*number);
    return found == numbers.end() ? std::nullopt : std::optional(found->second);
  }
  auto found = others.find(toInputForm(label));
  return found == others.end() ? std::nullopt : std::optional(found->second);
}

static ArrayData wrap(std::vector<int64_t> values, ArrayRef<int64_t> shape) {
  auto owner = std::make_shared<std::vector<int64_t>>(std::move(values));
  ArrayData data;
  data.element = ElementType::Integer64;
  data.shape.assign(shape.begin(), shape.end());
  data.bytes = ArrayRef<char>(reinterpret_cast<const char *>(owner->data()),
                              owner->size() * sizeof(int64_t));
  data.owner = owner;
  return data;
}

/// A label that is a list itself ends the levels of lists.
LogicalResult LabelTable::append(const Expr &values, size_t level,
                                 SmallVectorImpl<int64_t> &shape,
                                 std::vector<int64_t> &places,
                                 MLIRContext *context) const {
  if (level > 0) {
    if (std::optional<int64_t> place = find(values)) {
      if (level != shape.size())
        return reportError(context, values.span(), "bad-input")
               << "one label stands where the first examples have a list";
      places.push_back(*place);
      return success();
    }
  }
  if (!values.isList())
    return reportNoClass(values, labels, context);
  auto size = static_cast<int64_t>(values.args().size());
  if (places.empty() && level == shape.size())
    shape.push_back(size);
  if (level >= shape.size() || shape[level] != size)
    return reportError(context, values.span(), "bad-input")
           << "the labels are no rectangular array: a list of " << size
           << " labels here";
  for (const Expr &value : values.args())
    if (failed(append(value, level + 1, shape, places, context)))
      return failure();
  return success();
}

FailureOr<ArrayData> LabelTable::encode(const Expr &values,
                                        MLIRContext *context) const {
  std::vector<int64_t> places;
  if (values.isCall("NumericArray") && !values.args().empty())
    return encode(values.args()[0], context);
  if (values.isNumeric()) {
    const ArrayData &data = *values.array();
    int64_t count = data.elementCount();
    places.reserve(count);
    for (int64_t i = 0; i < count; ++i) {
      auto found = numbers.find(elementAsDouble(data, i));
      if (found == numbers.end()) {
        auto error =
            reportNoClass(Expr::real(elementAsDouble(data, i), values.span()),
                          labels, context);
        error.attachNote() << "it is in example "
                           << i / (count / data.shape[0]) + 1;
        return error;
      }
      places.push_back(found->second);
    }
    return wrap(std::move(places), data.shape);
  }
  SmallVector<int64_t> shape;
  if (failed(append(values, 0, shape, places, context)))
    return failure();
  return wrap(std::move(places), shape);
}

FailureOr<ArrayData> LabelTable::encodeIndicators(const Expr &values,
                                                  MLIRContext *context) const {
  FailureOr<ArrayData> places = encode(values, context);
  if (failed(places))
    return failure();
  auto classes = static_cast<int64_t>(labels.size());
  std::vector<int64_t> ones(places->elementCount() * classes);
  for (int64_t i = 0, count = places->elementCount(); i < count; ++i)
    ones[i * classes + static_cast<int64_t>(elementAsDouble(*places, i)) - 1] =
        1;
  SmallVector<int64_t> shape(places->shape);
  shape.push_back(classes);
  return wrap(std::move(ones), shape);
}

//===----------------------------------------------------------------------===//
// Columns
//===----------------------------------------------------------------------===//

static ValueKind kindOfValue(const Expr &value) {
  if (value.asBool())
    return ValueKind::Booleans;
  if (value.asInt64())
    return ValueKind::Whole;
  if (value.isNumber())
    return ValueKind::Numbers;
  if (value.isCall("Image"))
    return ValueKind::Images;
  if (value.isList() || value.isNumeric() || value.isCall("NumericArray"))
    return ValueKind::Arrays;
  return ValueKind::Labels;
}

ValueKind training::kindOf(const Expr &column) {
  if (column.isCall("NumericArray") && !column.args().empty())
    return kindOf(column.args()[0]);
  if (column.isNumeric()) {
    if (column.array()->shape.size() > 1)
      return ValueKind::Arrays;
    return isReal(column.array()->element) ? ValueKind::Numbers
                                           : ValueKind::Whole;
  }
  if (column.args().empty())
    return ValueKind::Arrays;
  ValueKind kind = kindOfValue(column.args()[0]);
  for (const Expr &value : column.args()) {
    ValueKind other = kindOfValue(value);
    bool areNumbers =
        (kind == ValueKind::Whole || kind == ValueKind::Numbers) &&
        (other == ValueKind::Whole || other == ValueKind::Numbers);
    if (areNumbers && other == ValueKind::Numbers)
      kind = other;
    else if (kind != other && !areNumbers)
      return ValueKind::Labels;
  }
  return kind;
}

SmallVector<Expr> training::distinctLabels(const Expr &column) {
  SmallVector<Expr> labels;
  if (column.isCall("NumericArray") && !column.args().empty())
    return distinctLabels(column.args()[0]);
  if (column.isNumeric()) {
    const ArrayData &data = *column.array();
    std::set<double> values;
    for (int64_t i = 0, count = data.elementCount(); i < count; ++i)
      values.insert(elementAsDouble(data, i));
    for (double value : values)
      labels.push_back(isReal(data.element)
                           ? Expr::real(value)
                           : Expr::integer(static_cast<int64_t>(value)));
    return labels;
  }
  llvm::StringMap<bool> known;
  for (const Expr &value : column.args())
    if (known.try_emplace(toInputForm(value)).second)
      labels.push_back(value.withSpan({}));
  llvm::sort(labels, [](const Expr &left, const Expr &right) {
    return compareExprs(left, right) < 0;
  });
  return labels;
}
