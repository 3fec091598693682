//===- NetTypes.cpp - the text form of !net.array ------------------------===//

#include "dialects/Net/IR/NetTypes.h"
#include "dialects/Net/IR/NetDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace netc::net;

#define GET_TYPEDEF_CLASSES
#include "dialects/Net/IR/NetTypes.cpp.inc"

void NetDialect::registerTypes() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "dialects/Net/IR/NetTypes.cpp.inc"
      >();
}

netc::net::ArrayType netc::net::ArrayType::unknown(MLIRContext *context,
                                                   Element element) {
  return get(context, false, {}, element);
}

netc::net::ArrayType netc::net::ArrayType::of(MLIRContext *context,
                                              ArrayRef<Dimension> dimensions,
                                              Element element) {
  return get(context, true, dimensions, element);
}

netc::net::ArrayType netc::net::ArrayType::of(MLIRContext *context,
                                              ArrayRef<int64_t> sizes,
                                              Element element) {
  SmallVector<Dimension> dimensions;
  for (int64_t size : sizes)
    dimensions.push_back(Dimension::fixed(size));
  return get(context, true, dimensions, element);
}

std::optional<SmallVector<int64_t>> netc::net::ArrayType::fixedShape() const {
  if (!getRanked())
    return std::nullopt;
  SmallVector<int64_t> sizes;
  for (Dimension dimension : getDimensions()) {
    if (!dimension.isFixed())
      return std::nullopt;
    sizes.push_back(dimension.size);
  }
  return sizes;
}

//===----------------------------------------------------------------------===//
// Text form
//===----------------------------------------------------------------------===//

// 10 | ? | ?name | ?"name"
static ParseResult parseDimension(AsmParser &parser, Dimension &dimension) {
  if (failed(parser.parseOptionalQuestion())) {
    SMLoc place = parser.getCurrentLocation();
    if (parser.parseInteger(dimension.size))
      return failure();
    if (dimension.size < 0)
      return parser.emitError(place, "size ")
             << dimension.size << " is negative";
    return success();
  }
  std::string name;
  if (succeeded(parser.parseOptionalKeywordOrString(&name)))
    dimension.length = StringAttr::get(parser.getContext(), name);
  return success();
}

static ParseResult parseEnd(AsmParser &parser, int64_t &end) {
  if (succeeded(parser.parseOptionalStar()))
    return success();
  return parser.parseInteger(end);
}

// real | int | int<low, high> | ?
static ParseResult parseElement(AsmParser &parser, Element &element) {
  if (succeeded(parser.parseOptionalQuestion()))
    return success();
  StringRef keyword;
  SMLoc place = parser.getCurrentLocation();
  if (parser.parseKeyword(&keyword))
    return failure();
  if (keyword == "real") {
    element = Element::real();
    return success();
  }
  if (keyword != "int")
    return parser.emitError(place, "expected real, int or ?, got ") << keyword;
  element = Element::integer();
  if (failed(parser.parseOptionalLess()))
    return success();
  return failure(parseEnd(parser, element.low) || parser.parseComma() ||
                 parseEnd(parser, element.high) || parser.parseGreater());
}

Type netc::net::ArrayType::parse(AsmParser &parser) {
  SmallVector<Dimension> dimensions;
  Element element;
  if (parser.parseLess())
    return {};
  bool ranked = failed(parser.parseOptionalStar());
  if (ranked && parser.parseCommaSeparatedList(
                    AsmParser::Delimiter::Square, [&]() -> ParseResult {
                      return parseDimension(parser, dimensions.emplace_back());
                    }))
    return {};
  if (succeeded(parser.parseOptionalComma()) && parseElement(parser, element))
    return {};
  if (parser.parseGreater())
    return {};
  return get(parser.getContext(), ranked, dimensions, element);
}

static void printDimension(AsmPrinter &printer, Dimension dimension) {
  if (dimension.isFixed()) {
    printer << dimension.size;
    return;
  }
  printer << "?";
  if (dimension.isLength())
    printer.printKeywordOrString(dimension.length.getValue());
}

static void printEnd(AsmPrinter &printer, int64_t end, int64_t open) {
  if (end == open)
    printer << "*";
  else
    printer << end;
}

static void printElement(AsmPrinter &printer, Element element) {
  if (element.isUnknown()) {
    printer << "?";
    return;
  }
  printer << (element.isReal() ? "real" : "int");
  if (element == Element::real() || element == Element::integer())
    return;
  printer << "<";
  printEnd(printer, element.low, Element::lowest);
  printer << ", ";
  printEnd(printer, element.high, Element::highest);
  printer << ">";
}

void netc::net::ArrayType::print(AsmPrinter &printer) const {
  printer << "<";
  if (getRanked()) {
    printer << "[";
    llvm::interleaveComma(getDimensions(), printer, [&](Dimension dimension) {
      printDimension(printer, dimension);
    });
    printer << "]";
  } else {
    printer << "*";
  }
  if (getRanked() || !getElement().isUnknown()) {
    printer << ", ";
    printElement(printer, getElement());
  }
  printer << ">";
}
