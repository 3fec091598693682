//===- Json.cpp - values as JSON ------------------------------------------===//

#include "compiler/Notation/Json.h"
#include "compiler/Arrays/Convert.h"
#include "compiler/Notation/Number.h"
#include "compiler/Notation/NumericLeaf.h"
#include "compiler/Notation/Printer.h"
#include "llvm/ADT/StringSet.h"
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

using namespace netc;
using nlohmann::ordered_json;

static ordered_json toJsonNumber(double value) {
  if (std::isnan(value))
    return "NaN";
  if (std::isinf(value))
    return value < 0 ? "-Infinity" : "Infinity";
  return value;
}

/// The double whose shortest text is that of the float: `0.1`, not
/// `0.10000000149011612`; it rounds to the same float.
static double widen(float value) {
  if (!std::isfinite(value))
    return value;
  char text[32];
  std::to_chars_result end = std::to_chars(text, std::end(text), value);
  double result = value;
  std::from_chars(text, end.ptr, result);
  return result;
}

static ordered_json toJsonArray(const ArrayData &data, size_t axis,
                                int64_t &index) {
  if (axis < data.shape.size()) {
    ordered_json list = ordered_json::array();
    for (int64_t i = 0; i < data.shape[axis]; ++i)
      list.push_back(toJsonArray(data, axis + 1, index));
    return list;
  }
  int64_t place = index++;
  if (data.element == ElementType::Boolean)
    return elementAsInteger(data, place) ? "True" : "False";
  if (data.element == ElementType::Unsigned64)
    return static_cast<uint64_t>(elementAsInteger(data, place));
  if (!isReal(data.element))
    return elementAsInteger(data, place);
  if (data.element == ElementType::Real64)
    return toJsonNumber(elementAsDouble(data, place));
  return toJsonNumber(widen(static_cast<float>(elementAsDouble(data, place))));
}

/// Strings stand without quotes, except where they would be taken for another
/// of the keys: no value may be lost.
static void addMember(const Expr &rule, const llvm::StringSet<> &otherKeys,
                      ordered_json &object) {
  Expr key = rule.args()[0];
  bool isPlain = key.isString() && !key.text().starts_with("\"") &&
                 !otherKeys.contains(key.text());
  object[isPlain ? key.text().str() : toInputForm(key)] =
      toJson(rule.args()[1]);
}

static ordered_json toJsonObject(llvm::ArrayRef<Expr> rules) {
  llvm::StringSet<> otherKeys;
  for (const Expr &rule : rules)
    if (!rule.args()[0].isString())
      otherKeys.insert(toInputForm(rule.args()[0]));
  ordered_json object = ordered_json::object();
  for (const Expr &rule : rules)
    addMember(rule, otherKeys, object);
  return object;
}

/// `{"image": {"type": ..., options..., "data": ...}}`
static ordered_json toJsonImage(const Expr &image) {
  ordered_json object = ordered_json::object();
  for (const Expr &argument : image.args().drop_front()) {
    if (argument.isRule())
      addMember(argument, {}, object);
    else
      object["type"] = toJson(argument);
  }
  object["data"] = toJson(image.args()[0]);
  return {{"image", object}};
}

static bool isPlainAssociation(const Expr &value) {
  return value.isAssociation() &&
         llvm::all_of(value.args(),
                      [](const Expr &rule) { return rule.isRule(); });
}

ordered_json netc::toJson(const Expr &value) {
  switch (value.kind()) {
  case Expr::Kind::Symbol:
    return value.isSymbol("Indeterminate") ? "NaN" : value.name().str();
  case Expr::Kind::String:
    return value.text().str();
  case Expr::Kind::Integer:
    if (std::optional<int64_t> small = value.asInt64())
      return *small;
    return toJsonNumber(*value.asDouble());
  case Expr::Kind::Rational:
  case Expr::Kind::Real:
    return toJsonNumber(*value.asDouble());
  case Expr::Kind::Numeric: {
    int64_t index = 0;
    return toJsonArray(*value.array(), 0, index);
  }
  case Expr::Kind::Call:
  case Expr::Kind::Net:
    break;
  }
  if (value.isList()) {
    ordered_json list = ordered_json::array();
    for (const Expr &element : value.args())
      list.push_back(toJson(element));
    return list;
  }
  if (isPlainAssociation(value))
    return toJsonObject(value.args());
  if (value.isRule())
    return toJsonObject(value);
  if (value.isCall("Image") && !value.args().empty())
    return toJsonImage(value);
  if (value.isCall("Times", 2) && value.args()[0].asInt64() == -1 &&
      value.args()[1].isSymbol("Infinity"))
    return "-Infinity";
  bool isNet = value.isNet() || value.headName().starts_with("Net") ||
               value.headName().ends_with("Layer");
  return {{isNet ? "net" : "expression", toInputForm(value)}};
}
