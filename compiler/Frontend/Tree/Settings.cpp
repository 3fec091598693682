//===- Settings.cpp - settings of layers, by kind ------------------------===//

#include "compiler/Frontend/Tree/Settings.h"
#include "compiler/Frontend/Tree/Expressions.h"
#include "compiler/Notation/Parser.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;
using net::ArgumentKind;

static constexpr int64_t automaticSize = -1; // of ArgumentKind::Shape
static constexpr int64_t inheritedSize = -2;
static constexpr int64_t lastLevel = std::numeric_limits<int64_t>::max();

//===----------------------------------------------------------------------===//
// Numbers and lists of them
//===----------------------------------------------------------------------===//

static std::optional<int64_t> integerIn(const Expr &value, int64_t low,
                                        int64_t high) {
  std::optional<int64_t> number = value.asInt64();
  if (!number || *number < low || *number > high)
    return std::nullopt;
  return number;
}

static Attribute integerAttribute(const Expr &value, int64_t low, int64_t high,
                                  Builder &builder) {
  std::optional<int64_t> number = integerIn(value, low, high);
  return number ? builder.getI64IntegerAttr(*number) : Attribute();
}

// A list of whole numbers of at least `low`, where words may stand for numbers.
static Attribute
integersAttribute(const Expr &list, int64_t low, Builder &builder,
                  ArrayRef<std::pair<StringRef, int64_t>> words = {}) {
  if (!list.isList())
    return {};
  SmallVector<int64_t> numbers;
  for (const Expr &element : list.args()) {
    auto word = llvm::find_if(
        words, [&](auto &pair) { return element.isSymbol(pair.first); });
    std::optional<int64_t> number =
        word != words.end() ? word->second
                            : integerIn(element, low, largestSize);
    if (!number)
      return {};
    numbers.push_back(*number);
  }
  return builder.getDenseI64ArrayAttr(numbers);
}

//===----------------------------------------------------------------------===//
// One reader per kind; a null attribute means "not allowed"
//===----------------------------------------------------------------------===//

static Attribute readSizes(const Expr &value, Builder &builder) {
  if (std::optional<int64_t> size = integerIn(value, 1, largestSize))
    return builder.getDenseI64ArrayAttr({*size});
  return integersAttribute(value, 1, builder,
                           {{"Automatic", ShapedType::kDynamic}});
}

static Attribute readSpatialSizes(const Expr &value, Builder &builder) {
  if (!value.isList())
    return integerAttribute(value, 1, largestSize, builder);
  return value.args().empty() ? Attribute()
                              : integersAttribute(value, 1, builder);
}

// {{b, a}, ...}
static Attribute readPairs(const Expr &value, Builder &builder) {
  SmallVector<Attribute> pairs;
  for (const Expr &pair : value.args()) {
    auto ends = dyn_cast_or_null<DenseI64ArrayAttr>(
        integersAttribute(pair, 0, builder));
    if (!ends || ends.size() != 2)
      return {};
    pairs.push_back(ends);
  }
  return builder.getArrayAttr(pairs);
}

static Attribute readPadding(const Expr &value, Builder &builder) {
  if (value.isString("Same"))
    return builder.getStringAttr("Same");
  if (!value.isList())
    return integerAttribute(value, 0, largestSize, builder);
  if (value.args().empty())
    return {};
  return value.args().front().isList() ? readPairs(value, builder)
                                       : integersAttribute(value, 0, builder);
}

static Attribute readLevel(const Expr &value, Builder &builder) {
  if (value.isSymbol("Infinity"))
    return builder.getI64IntegerAttr(lastLevel);
  std::optional<int64_t> level = integerIn(value, -largestSize, largestSize);
  return level && *level != 0 ? builder.getI64IntegerAttr(*level)
                              : Attribute();
}

static Attribute readChoice(const net::ArgumentSchema &schema,
                            const Expr &value, Builder &builder) {
  std::optional<StringRef> word = value.nameOrText();
  if (!word || !llvm::is_contained(schema.choices, *word))
    return {};
  return builder.getStringAttr(*word);
}

static Attribute readBoolean(const Expr &value, Builder &builder) {
  std::optional<bool> truth = value.asBool();
  return truth ? builder.getBoolAttr(*truth) : Attribute();
}

static Attribute readReal(const Expr &value, Builder &builder) {
  std::optional<double> number = value.asDouble();
  return number ? builder.getF64FloatAttr(*number) : Attribute();
}

static Attribute readBroadcast(const Expr &value, Builder &builder,
                               bool inList = false) {
  if (value.isSymbol("None"))
    return builder.getStringAttr("None");
  if (value.isSymbol("Automatic"))
    return inList ? builder.getStringAttr("Automatic") : Attribute();
  if (!value.isList() || inList)
    return readLevel(value, builder);
  SmallVector<Attribute> elements;
  for (const Expr &element : value.args()) {
    elements.push_back(readBroadcast(element, builder, true));
    if (!elements.back())
      return {};
  }
  return builder.getArrayAttr(elements);
}

// Symbols, strings and functions; the dialect knows which of them make sense.
static Attribute readFunction(const Expr &value, Builder &builder) {
  if (!value.isSymbol() && !value.isString() && !value.isCall())
    return {};
  if (value.isList() || value.isAssociation() || value.isRule())
    return {};
  return toExpressionAttribute(value, builder.getContext());
}

static Attribute readValue(const net::ArgumentSchema &schema, const Expr &value,
                           Builder &builder) {
  switch (schema.kind) {
  case ArgumentKind::Size:
    return integerAttribute(value, 1, largestSize, builder);
  case ArgumentKind::Sizes:
    return readSizes(value, builder);
  case ArgumentKind::SpatialSizes:
    return readSpatialSizes(value, builder);
  case ArgumentKind::Padding:
    return readPadding(value, builder);
  case ArgumentKind::Level:
    return readLevel(value, builder);
  case ArgumentKind::ScalarFunction:
    return readFunction(value, builder);
  case ArgumentKind::Shape:
    return integersAttribute(
        value, 1, builder,
        {{"Automatic", automaticSize}, {"Inherited", inheritedSize}});
  case ArgumentKind::Choice:
    return readChoice(schema, value, builder);
  case ArgumentKind::Boolean:
    return readBoolean(value, builder);
  case ArgumentKind::BroadcastSpec:
    return readBroadcast(value, builder);
  case ArgumentKind::Integer:
    return integerAttribute(value, std::numeric_limits<int64_t>::min(),
                            std::numeric_limits<int64_t>::max(), builder);
  case ArgumentKind::Real:
    return readReal(value, builder);
  case ArgumentKind::InputPorts:
    break; // becomes operands
  }
  return {};
}

// What the default text of the schema stands for; null where it is Automatic.
static Attribute defaultOf(const net::ArgumentSchema &schema,
                           Builder &builder) {
  if (schema.defaultText.empty() || schema.defaultText == "Automatic")
    return {};
  if (schema.kind == ArgumentKind::Choice)
    return builder.getStringAttr(schema.defaultText);
  ScopedDiagnosticHandler quiet(builder.getContext(),
                                [](Diagnostic &) { return success(); });
  SourceBuffer source("default", schema.defaultText.str());
  FailureOr<Expr> value = parseExpression(source, builder.getContext());
  return succeeded(value) ? readValue(schema, *value, builder) : Attribute();
}

FailureOr<Attribute> tree::parseSetting(const net::ArgumentSchema &schema,
                                        const Expr &value,
                                        MLIRContext *context) {
  Builder builder(context);
  bool isChoice = schema.kind == ArgumentKind::Choice &&
                  llvm::is_contained(schema.choices, "Automatic");
  if (value.isSymbol("Automatic") && !schema.required && !isChoice)
    return Attribute();
  Attribute attribute = readValue(schema, value, builder);
  if (!attribute)
    return failure();
  if (attribute == defaultOf(schema, builder))
    return Attribute();
  return attribute;
}

//===----------------------------------------------------------------------===//
// Messages and writing
//===----------------------------------------------------------------------===//

static std::string quotedChoices(const net::ArgumentSchema &schema) {
  SmallVector<std::string> words;
  for (StringRef choice : schema.choices)
    words.push_back("\"" + choice.str() + "\"");
  return llvm::join(words, ", ");
}

std::string tree::allowedValues(const net::ArgumentSchema &schema) {
  switch (schema.kind) {
  case ArgumentKind::Size:
    return "a whole number from 1 to 2147483647";
  case ArgumentKind::Sizes:
    return "a whole number from 1 to 2147483647, a list of these, or Automatic";
  case ArgumentKind::SpatialSizes:
    return "a whole number from 1 to 2147483647 or a list of these";
  case ArgumentKind::Padding:
    return "a whole number from 0, a list {p, ...} or {{before, after}, ...}, "
           "or \"Same\"";
  case ArgumentKind::Level:
    return "a level: a whole number other than 0, or Infinity";
  case ArgumentKind::ScalarFunction:
    return "a function of numbers, such as Tanh or #^2 &";
  case ArgumentKind::Shape:
    return "a list of sizes, where Automatic and Inherited may stand for sizes";
  case ArgumentKind::Choice:
    return "one of " + quotedChoices(schema);
  case ArgumentKind::Boolean:
    return "True or False";
  case ArgumentKind::BroadcastSpec:
    return "None, Automatic, a level, or a list of these";
  case ArgumentKind::Integer:
    return "a whole number";
  case ArgumentKind::Real:
    return "a number";
  case ArgumentKind::InputPorts:
    return "a number of inputs, a list of port shapes, or an association of them";
  }
  llvm_unreachable("a kind of setting without a description");
}

static Expr sizeExpr(int64_t size, StringRef dynamic) {
  if (size == ShapedType::kDynamic || size == automaticSize)
    return Expr::symbol(dynamic);
  if (size == inheritedSize)
    return Expr::symbol("Inherited");
  return Expr::integer(size);
}

static Expr writeSizes(DenseI64ArrayAttr sizes, bool shortForm) {
  if (shortForm && sizes.size() == 1)
    return sizeExpr(sizes[0], "Automatic");
  SmallVector<Expr> elements;
  for (int64_t size : sizes.asArrayRef())
    elements.push_back(sizeExpr(size, "Automatic"));
  return Expr::list(elements);
}

static bool isLastLevel(Attribute value) {
  auto level = dyn_cast<IntegerAttr>(value);
  return level && level.getInt() == lastLevel;
}

// A broadcast specification keeps its words as strings.
static Expr writeBroadcast(Attribute value) {
  if (isLastLevel(value))
    return Expr::symbol("Infinity");
  if (auto word = dyn_cast<StringAttr>(value))
    return Expr::symbol(word.getValue());
  auto list = dyn_cast<ArrayAttr>(value);
  if (!list)
    return toExpr(value);
  SmallVector<Expr> elements;
  for (Attribute element : list)
    elements.push_back(writeBroadcast(element));
  return Expr::list(elements);
}

Expr tree::writeSetting(const net::ArgumentSchema &schema, Attribute value) {
  switch (schema.kind) {
  case ArgumentKind::Sizes:
    if (auto sizes = dyn_cast<DenseI64ArrayAttr>(value))
      return writeSizes(sizes, /*shortForm=*/true);
    break;
  case ArgumentKind::Shape:
    if (auto sizes = dyn_cast<DenseI64ArrayAttr>(value))
      return writeSizes(sizes, /*shortForm=*/false);
    break;
  case ArgumentKind::Level:
    if (isLastLevel(value))
      return Expr::symbol("Infinity");
    break;
  case ArgumentKind::BroadcastSpec:
    return writeBroadcast(value);
  default:
    break;
  }
  return toExpr(value);
}

//===----------------------------------------------------------------------===//
// Slots
//===----------------------------------------------------------------------===//

static void collectSlots(const Expr &body, SlotUse &use) {
  if (body.isCall("Function"))
    return; // its slots are its own
  if (body.isCall("Slot", 1)) {
    Expr slot = body.args()[0];
    if (std::optional<StringRef> name = slot.nameOrText()) {
      if (!llvm::is_contained(use.names, *name))
        use.names.push_back(name->str());
    } else if (std::optional<int64_t> index = integerIn(slot, 1, 1000)) {
      use.count = std::max<unsigned>(use.count, *index);
    }
    return;
  }
  for (const Expr &arg : body.args())
    collectSlots(arg, use);
}

std::optional<SlotUse> tree::slotsOf(const Expr &function) {
  SlotUse use;
  if (function.isCall("Function", 2)) {
    Expr parameters = function.args()[0];
    use.count = parameters.isList() ? parameters.args().size() : 1;
    return use;
  }
  if (!function.isCall("Function", 1))
    return std::nullopt;
  collectSlots(function.args()[0], use);
  use.count = std::max<unsigned>(use.count, use.names.size());
  return use;
}
