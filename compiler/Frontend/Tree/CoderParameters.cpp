//===- CoderParameters.cpp - parameters of coders, by kind ---------------===//

#include "compiler/Frontend/Tree/CoderParameters.h"
#include "compiler/Frontend/Tree/ArrayValues.h"
#include "compiler/Frontend/Tree/Expressions.h"
#include "compiler/Notation/NumericLeaf.h"
#include "compiler/Notation/Printer.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;

static constexpr int64_t largestImage = 65535;
static constexpr int64_t varyingSize = -1;

static std::optional<int64_t> sizeIn(const Expr &value, int64_t low,
                                     int64_t high) {
  std::optional<int64_t> size = value.asInt64();
  return size && *size >= low && *size <= high ? size : std::nullopt;
}

static Attribute readImageSize(const Expr &value, Builder &builder) {
  if (std::optional<int64_t> size = sizeIn(value, 1, largestImage))
    return builder.getI64ArrayAttr({*size, *size});
  if (!value.isCall("List", 2))
    return {};
  std::optional<int64_t> width = sizeIn(value.args()[0], 1, largestImage);
  std::optional<int64_t> height = sizeIn(value.args()[1], 1, largestImage);
  return width && height ? builder.getI64ArrayAttr({*width, *height})
                         : Attribute();
}

static Attribute readWord(const ParameterSchema &schema, const Expr &value,
                          Builder &builder) {
  std::optional<StringRef> word = value.nameOrText();
  if (!word || !llvm::is_contained(schema.words, *word))
    return {};
  return builder.getStringAttr(*word);
}

static Attribute realsAttribute(const Expr &value, Builder &builder) {
  if (std::optional<double> number = value.asDouble())
    return builder.getF64FloatAttr(*number);
  SmallVector<Attribute> elements;
  for (const Expr &element : value.args()) {
    if (!value.isList())
      return {};
    elements.push_back(realsAttribute(element, builder));
    if (!elements.back())
      return {};
  }
  return elements.empty() ? Attribute() : builder.getArrayAttr(elements);
}

static Attribute readStatistics(const Expr &value, Builder &builder) {
  if (value.isSymbol("None"))
    return builder.getStringAttr("None");
  if (value.isCall("Image") && !value.args().empty()) {
    Expr pixels = encodedImage(value);
    return pixels ? realsAttribute(pixels, builder) : Attribute();
  }
  bool isArray = value.isList() && denseData(value);
  return isArray || value.isNumber() ? realsAttribute(value, builder)
                                     : Attribute();
}

static Attribute readAlignment(const Expr &value, Builder &builder) {
  static constexpr StringRef words[] = {"Left", "Right", "Top", "Bottom",
                                        "Center"};
  if (std::optional<StringRef> word = value.nameOrText())
    return llvm::is_contained(words, *word) ? builder.getStringAttr(*word)
                                            : StringAttr();
  if (!value.isCall("List", 2))
    return {};
  SmallVector<Attribute> ends;
  for (const Expr &end : value.args()) {
    if (std::optional<double> place = end.asDouble())
      ends.push_back(builder.getF64FloatAttr(*place));
    else if (end.nameOrText() &&
             llvm::is_contained(words, *end.nameOrText()))
      ends.push_back(builder.getStringAttr(*end.nameOrText()));
    else
      return {};
  }
  return builder.getArrayAttr(ends);
}

static Attribute readFilling(const Expr &value, Builder &builder) {
  static constexpr StringRef words[] = {"Black", "White", "Fixed"};
  if (std::optional<StringRef> word = value.nameOrText())
    return llvm::is_contained(words, *word) ? builder.getStringAttr(*word)
                                            : StringAttr();
  return realsAttribute(value, builder);
}

// Distinct constants; the same text means the same label.
static Attribute readLabels(const Expr &value, Builder &builder) {
  if (!value.isList() || value.args().empty())
    return {};
  llvm::StringSet<> seen;
  SmallVector<Attribute> labels;
  for (const Expr &label : value.args()) {
    if (!seen.insert(toInputForm(label)).second)
      return {};
    labels.push_back(toValueAttribute(label, builder.getContext()));
  }
  return builder.getArrayAttr(labels);
}

static Attribute readSizes(const Expr &value, Builder &builder) {
  if (!value.isList())
    return {};
  SmallVector<int64_t> sizes;
  for (const Expr &element : value.args()) {
    std::optional<int64_t> size =
        element.isString("Varying") ? varyingSize
                                    : sizeIn(element, 1, INT32_MAX);
    if (!size)
      return {};
    sizes.push_back(*size);
  }
  return builder.getI64ArrayAttr(sizes);
}

Attribute tree::readParameter(const ParameterSchema &schema, const Expr &given,
                              MLIRContext *context) {
  Builder builder(context);
  Expr value = toNestedLists(given);
  switch (schema.kind) {
  case ParameterKind::ImageSize:
    return readImageSize(value, builder);
  case ParameterKind::Word:
    return readWord(schema, value, builder);
  case ParameterKind::Truth:
    return value.asBool() ? builder.getBoolAttr(*value.asBool()) : Attribute();
  case ParameterKind::Statistics:
    return readStatistics(value, builder);
  case ParameterKind::Alignment:
    return readAlignment(value, builder);
  case ParameterKind::Filling:
    return readFilling(value, builder);
  case ParameterKind::Labels:
    return readLabels(value, builder);
  case ParameterKind::Count: {
    std::optional<int64_t> count = sizeIn(value, 0, INT32_MAX);
    return count ? builder.getI64IntegerAttr(*count) : Attribute();
  }
  case ParameterKind::Sizes:
    return readSizes(value, builder);
  }
  llvm_unreachable("a kind of parameter without a reader");
}

std::string tree::allowedValues(const ParameterSchema &schema) {
  switch (schema.kind) {
  case ParameterKind::ImageSize:
    return "a size or {width, height}, from 1 to 65535";
  case ParameterKind::Word: {
    SmallVector<std::string> words;
    for (StringRef word : schema.words)
      words.push_back("\"" + word.str() + "\"");
    return "one of " + llvm::join(words, ", ");
  }
  case ParameterKind::Truth:
    return "True or False";
  case ParameterKind::Statistics:
    return "None, a number, a list of numbers, or an Image of the same size";
  case ParameterKind::Alignment:
    return "Left, Right, Top, Bottom, Center or a pair of these";
  case ParameterKind::Filling:
    return "Black, White, \"Fixed\", a number or one number per channel";
  case ParameterKind::Labels:
    return "a list of distinct labels";
  case ParameterKind::Count:
    return "a whole number from 0";
  case ParameterKind::Sizes:
    return "a list of sizes or \"Varying\"";
  }
  llvm_unreachable("a kind of parameter without a description");
}

// Words that the notation writes as symbols.
static Expr wordExpr(Attribute value) {
  static constexpr StringRef symbols[] = {"None",  "Automatic", "Left",
                                          "Right", "Top",       "Bottom",
                                          "Center", "Black",    "White"};
  if (auto word = dyn_cast<StringAttr>(value);
      word && llvm::is_contained(symbols, word.getValue()))
    return Expr::symbol(word.getValue());
  return toExpr(value);
}

Expr tree::writeParameter(const ParameterSchema &schema, Attribute value) {
  auto list = dyn_cast<ArrayAttr>(value);
  if (schema.kind == ParameterKind::Labels || !list)
    return schema.kind == ParameterKind::Labels ? toExpr(value)
                                                : wordExpr(value);
  SmallVector<Expr> elements;
  for (Attribute element : list) {
    auto size = dyn_cast<IntegerAttr>(element);
    bool isVarying = schema.kind == ParameterKind::Sizes && size &&
                     size.getInt() == varyingSize;
    elements.push_back(isVarying ? Expr::string("Varying")
                       : isa<ArrayAttr>(element) ? toExpr(element)
                                                 : wordExpr(element));
  }
  return Expr::list(elements);
}
