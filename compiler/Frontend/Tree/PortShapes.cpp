//===- PortShapes.cpp - "Input" -> shape, in every form ------------------===//

#include "compiler/Frontend/Tree/PortShapes.h"
#include "compiler/Frontend/Tree/ArrayValues.h"
#include "compiler/Frontend/Tree/Coders.h"
#include "compiler/Notation/NearestNames.h"
#include "compiler/Notation/NumericLeaf.h"
#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/Lengths.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;
using net::CoderDirection;
using net::Dimension;
using net::Element;

namespace {

/// Reads the shape of one port.
class ShapeReader {
public:
  ShapeReader(bool isOutput, BuildContext &build)
      : direction(isOutput ? CoderDirection::Decoder : CoderDirection::Encoder),
        build(build) {}

  FailureOr<PortShape> read(const Expr &spec);

private:
  FailureOr<PortShape> readWord(const Expr &word);
  FailureOr<PortShape> readList(const Expr &list);
  FailureOr<PortShape> readCoder(const Expr &call);
  bool isCoder(const Expr &spec);
  FailureOr<PortShape> readCoderType(const Expr &word);
  FailureOr<Element> readInteger(const Expr &spec);
  FailureOr<Dimension> readDimension(const Expr &spec, bool isFirst);
  FailureOr<Dimension> readLength(const Expr &word, bool isFirst);

  void warnAboutName(const Expr &word, const std::string &question) {
    InFlightDiagnostic diagnostic =
        emitCodedWarning(build.locate(word), "named-length")
        << show(word) << " is no coder and names a length";
    diagnostic.attachNote() << "hint: " << question;
  }
  PortShape shape(ArrayRef<Dimension> dimensions,
                  Element element = Element::real()) {
    return {net::ArrayType::of(build.context, dimensions, element), {}, {}};
  }
  LogicalResult notAShape(const Expr &spec) {
    build.error(spec, "bad-argument")
        << "expected a shape such as 3, {2, 3}, \"Real\", \"Integer\", "
        << "\"Varying\" or a coder, got " << show(spec);
    return failure();
  }

  CoderDirection direction;
  BuildContext &build;
};

} // namespace

static bool isIntegerSpec(const Expr &spec) {
  return spec.isString("Integer") || spec.isCall("Restricted");
}

// Restricted["Integer", n | {m, n} | Infinity]
FailureOr<Element> ShapeReader::readInteger(const Expr &spec) {
  if (spec.isString("Integer"))
    return Element::integer();
  ArrayRef<Expr> args = spec.args();
  if (args.size() == 2 && args[0].isString("Integer")) {
    Expr range = toNestedLists(args[1]);
    std::optional<int64_t> low = 1, high = range.asInt64();
    if (range.isCall("List", 2)) {
      low = range.args()[0].asInt64();
      range = range.args()[1];
      high = range.asInt64();
    }
    if (range.isSymbol("Infinity"))
      high = Element::highest;
    if (low && high && *low <= *high)
      return Element::integer(*low, *high);
  }
  build.error(spec, "bad-argument")
      << "expected Restricted[\"Integer\", n], with {m, n} or Infinity in the "
      << "place of n, got " << show(spec);
  return failure();
}

// "Varying" is a length of its own, any other name one that ports share.
FailureOr<Dimension> ShapeReader::readLength(const Expr &word, bool isFirst) {
  if (!isFirst) {
    build.error(word, "bad-argument")
        << "only the first dimension of a port can be " << show(word);
    return failure();
  }
  StringRef name = word.text();
  if (name == "Varying")
    return build.freshLength();
  if (name.empty() || net::isNamelessLength(name)) {
    build.error(word, "bad-argument")
        << show(word) << " cannot be the name of a length";
    return failure();
  }
  return Dimension::named(StringAttr::get(build.context, name));
}

FailureOr<Dimension> ShapeReader::readDimension(const Expr &spec,
                                                bool isFirst) {
  if (spec.isSymbol("Automatic"))
    return Dimension::unknown();
  if (spec.isString())
    return readLength(spec, isFirst);
  std::optional<int64_t> size = spec.asInt64();
  if (size && *size >= 0 && *size <= largestSize)
    return Dimension::fixed(*size);
  build.error(spec, "bad-argument")
      << "expected a size from 0 to " << largestSize
      << ", Automatic or \"Varying\", got " << show(spec);
  return failure();
}

FailureOr<PortShape> ShapeReader::readCoder(const Expr &call) {
  if (call.isCall("FeatureExtractorFunction")) {
    build.error(call, "unsupported-coder")
        << "FeatureExtractorFunction is not supported by this compiler; give "
           "the shape of the features, and the features as input";
    return failure();
  }
  FailureOr<net::CoderAttr> coder = parseCoder(call, build);
  if (failed(coder))
    return failure();
  if ((*coder).getDirection() != direction) {
    build.error(call, "coder-direction")
        << (direction == CoderDirection::Encoder
                ? "an input takes a NetEncoder, not a NetDecoder"
                : "an output takes a NetDecoder, not a NetEncoder");
    return failure();
  }
  return PortShape{coderPortType(*coder, build), *coder, {}};
}

// "Boolean" as it was written in older texts.
FailureOr<PortShape> ShapeReader::readCoderType(const Expr &word) {
  return readCoder(Expr::call(
      direction == CoderDirection::Encoder ? "NetEncoder" : "NetDecoder",
      {word}, word.span()));
}

bool ShapeReader::isCoder(const Expr &spec) {
  return isCoderExpression(spec) ||
         (spec.isString() && isCoderType(spec.text(), direction));
}

FailureOr<PortShape> ShapeReader::readWord(const Expr &word) {
  StringRef name = word.text();
  if (name == "Real")
    return shape({});
  if (name == "Integer")
    return shape({}, Element::integer());
  if (isCoderType(name, direction))
    return readCoderType(word);
  FailureOr<Dimension> length = readLength(word, /*isFirst=*/true);
  if (failed(length))
    return failure();
  std::string question = didYouMean(name, coderTypes(direction));
  if (name != "Varying" && !question.empty())
    warnAboutName(word, question);
  return shape({*length});
}

// {n1, ..., last}: the last may say what the elements are, or be a coder.
FailureOr<PortShape> ShapeReader::readList(const Expr &list) {
  SmallVector<Dimension> dimensions;
  ArrayRef<Expr> args = list.args();
  Expr last = args.empty() ? Expr() : args.back();
  // A list of one name is how a length is written that is called like a coder.
  bool hasCoder =
      last && (args.size() > 1 ? isCoder(last) : isCoderExpression(last));
  bool hasElement = last && (isIntegerSpec(last) || last.isString("Real"));
  for (auto [place, spec] :
       llvm::enumerate(args.drop_back(hasCoder || hasElement))) {
    FailureOr<Dimension> dimension = readDimension(spec, place == 0);
    if (failed(dimension))
      return failure();
    dimensions.push_back(*dimension);
  }
  if (hasCoder) {
    FailureOr<PortShape> inner =
        last.isString() ? readCoderType(last) : readCoder(last);
    if (failed(inner) || dimensions.empty())
      return inner;
    llvm::append_range(dimensions, (*inner).type.getDimensions());
    PortShape mapped = shape(dimensions, (*inner).type.getElement());
    mapped.coder = mapCoder((*inner).coder,
                            ArrayRef(dimensions).take_front(args.size() - 1));
    return mapped;
  }
  if (!hasElement || last.isString("Real"))
    return shape(dimensions);
  FailureOr<Element> element = readInteger(last);
  if (failed(element))
    return failure();
  return shape(dimensions, *element);
}

FailureOr<PortShape> ShapeReader::read(const Expr &spec) {
  if (spec.isSymbol("Automatic"))
    return PortShape();
  if (spec.isString())
    return readWord(spec);
  if (spec.isCall("Restricted")) {
    FailureOr<Element> element = readInteger(spec);
    if (failed(element))
      return failure();
    return shape({}, *element);
  }
  if (isCoderExpression(spec) || spec.isCall("FeatureExtractorFunction"))
    return readCoder(spec);
  if (spec.isList())
    return readList(spec);
  if (spec.isInteger()) {
    FailureOr<Dimension> size = readDimension(spec, /*isFirst=*/true);
    if (failed(size))
      return failure();
    return shape({*size});
  }
  return notAShape(spec);
}

FailureOr<PortShape> tree::parsePortShape(const Expr &spec, bool isOutput,
                                          BuildContext &build) {
  FailureOr<PortShape> shape =
      ShapeReader(isOutput, build).read(toNestedLists(spec));
  if (succeeded(shape))
    (*shape).written = spec;
  return shape;
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

static Expr writeDimension(Dimension dimension) {
  if (dimension.isFixed())
    return Expr::integer(dimension.size);
  if (!dimension.isLength())
    return Expr::symbol("Automatic");
  StringRef name = dimension.length.getValue();
  return Expr::string(net::isNamelessLength(name) ? "Varying" : name);
}

static Expr writeElement(Element element) {
  Expr integer = Expr::string("Integer");
  if (element == Element::integer())
    return integer;
  Expr high = element.high == Element::highest ? Expr::symbol("Infinity")
                                               : Expr::integer(element.high);
  if (element.low != 1)
    high = Expr::list({Expr::integer(element.low), high});
  return Expr::call("Restricted", {integer, high});
}

Expr tree::writePortType(net::ArrayType type) {
  if (!type || !type.getRanked())
    return {};
  bool isInteger = type.getElement().isInteger();
  if (type.getRank() == 0)
    return isInteger ? writeElement(type.getElement()) : Expr::string("Real");
  SmallVector<Expr> elements;
  for (Dimension dimension : type.getDimensions())
    elements.push_back(writeDimension(dimension));
  if (isInteger)
    elements.push_back(writeElement(type.getElement()));
  // A name alone could be read as a coder.
  bool isShort = elements.size() == 1 && !type.getDimensions()[0].isLength() &&
                 type.getDimensions()[0].isFixed();
  return isShort ? elements[0] : Expr::list(elements);
}
