//===- MessageToExpr.cpp - messages of net.proto to expressions ----------===//
//
// Only the form of messages is checked here; what they mean is the builder's.

#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Frontend/Protobuf/Messages.h"
#include "compiler/Frontend/Protobuf/net.pb.h"
#include "compiler/Notation/Number.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;

static constexpr uint32_t newestVersion = 1;

namespace {

class MessageReader {
public:
  MessageReader(Places &places, MLIRContext *context)
      : places(places), context(context) {}

  FailureOr<Expr> readLayer(const proto::Layer &layer, const Place &place);
  InFlightDiagnostic error(const Place &place) {
    return reportAt(place, "bad-protobuf");
  }
  InFlightDiagnostic reportAt(const Place &place, StringRef code) {
    return emitError(places.locate(place, context)) << "[" << code << "] ";
  }

private:
  FailureOr<Expr> readValue(const proto::Value &value, const Place &place);
  FailureOr<Expr> readArray(const proto::Array &array, const Place &place);
  FailureOr<Expr> readSymbol(const std::string &name, const Place &place);
  FailureOr<Expr> readBigInteger(const std::string &text, const Place &place);
  FailureOr<Expr> readLayers(const proto::Layer &layer, const Place &place);
  FailureOr<Expr> readEdges(const proto::Layer &layer, const Place &place);
  FailureOr<Expr> readEdge(const proto::Edge &edge, const Place &place);
  FailureOr<Expr> readPort(const proto::Port &port, const Place &place);
  LogicalResult readArguments(const proto::Layer &layer, const Place &place,
                              SmallVectorImpl<Expr> &arguments);
  template <typename Values>
  LogicalResult readValues(const Values &values, const Place &parent,
                           const char *field, SmallVectorImpl<Expr> &exprs);

  Places &places;
  MLIRContext *context;
};

} // namespace

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

static bool isSymbolName(StringRef name) {
  return !name.empty() && !llvm::isDigit(name.front()) &&
         llvm::all_of(name, [](char c) {
           return llvm::isAlnum(c) || c == '$' || c == '`' || c == '_' ||
                  static_cast<unsigned char>(c) >= 0x80;
         });
}

FailureOr<Expr> MessageReader::readSymbol(const std::string &name,
                                          const Place &place) {
  if (isSymbolName(name))
    return Expr::symbol(name, places.span(place));
  return error(place) << "\"" << name << "\" is no symbol";
}

FailureOr<Expr> MessageReader::readBigInteger(const std::string &text,
                                              const Place &place) {
  StringRef digits = text;
  bool isNegative = digits.consume_front("-");
  if (digits.empty() || !llvm::all_of(digits, llvm::isDigit))
    return error(place) << "\"" << text << "\" is no integer";
  std::string problem;
  Expr number = readNumber(digits, places.span(place), problem);
  if (!number)
    return error(place) << problem;
  return isNegative ? negate(number, places.span(place)) : number;
}

FailureOr<Expr> MessageReader::readArray(const proto::Array &array,
                                         const Place &place) {
  std::optional<ElementType> element = parseElementType(array.element());
  if (!element)
    return error(place) << "\"" << array.element() << "\" is no element type";
  SmallVector<int64_t> shape(array.shape().begin(), array.shape().end());
  std::optional<int64_t> size = byteCount(*element, shape);
  if (!size || *size != static_cast<int64_t>(array.data().size()))
    return error(place) << "an array of type " << array.element()
                        << " and shape {" << shape << "} does not have "
                        << array.data().size() << " bytes";
  auto owner = std::make_shared<const std::string>(array.data());
  auto data = std::make_shared<ArrayData>();
  data->element = *element;
  data->shape = shape;
  data->bytes = ArrayRef(owner->data(), owner->size());
  data->owner = std::move(owner);
  return Expr::numeric(std::move(data), places.span(place));
}

template <typename Values>
LogicalResult MessageReader::readValues(const Values &values,
                                        const Place &parent, const char *field,
                                        SmallVectorImpl<Expr> &exprs) {
  for (auto [index, value] : llvm::enumerate(values)) {
    FailureOr<Expr> expr = readValue(value, places.child(parent, field, index));
    if (failed(expr))
      return failure();
    exprs.push_back(*expr);
  }
  return success();
}

FailureOr<Expr> MessageReader::readValue(const proto::Value &value,
                                         const Place &place) {
  Span span = places.span(place);
  SmallVector<Expr> parts;
  switch (value.kind_case()) {
  case proto::Value::kInteger:
    return Expr::integer(value.integer(), span);
  case proto::Value::kBigInteger:
    return readBigInteger(value.big_integer(), place);
  case proto::Value::kReal:
    return Expr::real(value.real(), span);
  case proto::Value::kText:
    return Expr::string(value.text(), span);
  case proto::Value::kSymbol:
    return readSymbol(value.symbol(), place);
  case proto::Value::kList:
    if (failed(readValues(value.list().elements(), places.child(place, "list"),
                          "elements", parts)))
      return failure();
    return Expr::list(parts, span);
  case proto::Value::kAssociation: {
    Place inner = places.child(place, "association");
    for (auto [index, entry] : llvm::enumerate(value.association().entries())) {
      Place at = places.child(inner, "entries", index);
      FailureOr<Expr> key = readValue(entry.key(), places.child(at, "key"));
      FailureOr<Expr> item = readValue(entry.value(), places.child(at, "value"));
      if (failed(key) || failed(item))
        return failure();
      parts.push_back(Expr::rule(*key, *item, places.span(at)));
    }
    return Expr::association(parts, span);
  }
  case proto::Value::kCall: {
    Place inner = places.child(place, "call");
    FailureOr<Expr> head =
        readValue(value.call().head(), places.child(inner, "head"));
    if (failed(head) ||
        failed(readValues(value.call().arguments(), inner, "arguments", parts)))
      return failure();
    return Expr::call(*head, parts, span);
  }
  case proto::Value::kArray:
    return readArray(value.array(), places.child(place, "array"));
  case proto::Value::kLayer:
    return readLayer(value.layer(), places.child(place, "layer"));
  case proto::Value::KIND_NOT_SET:
    return error(place) << "the value is missing";
  }
  llvm_unreachable("a kind of value that net.proto does not have");
}

//===----------------------------------------------------------------------===//
// Edges
//===----------------------------------------------------------------------===//

FailureOr<Expr> MessageReader::readPort(const proto::Port &port,
                                        const Place &place) {
  Span span = places.span(place);
  SmallVector<Expr> path;
  for (auto [index, step] : llvm::enumerate(port.layer())) {
    Place at = places.child(place, "layer", index);
    if (step.step_case() == proto::Step::STEP_NOT_SET)
      return error(at) << "the step of the path is missing";
    path.push_back(step.step_case() == proto::Step::kName
                       ? Expr::string(step.name(), places.span(at))
                       : Expr::integer(step.place(), places.span(at)));
  }
  if (path.size() == 1 && port.name().empty())
    return path[0];
  if (port.name().empty())
    return error(place) << "the name of the port is missing";
  Expr name = Expr::string(port.name(), span);
  if (path.empty())
    return Expr::call("NetPort", {name}, span);
  return Expr::call("NetPort", {Expr::list(path, span), name}, span);
}

FailureOr<Expr> MessageReader::readEdge(const proto::Edge &edge,
                                        const Place &place) {
  FailureOr<Expr> from = readPort(edge.from(), places.child(place, "from"));
  if (failed(from))
    return failure();
  if (!edge.has_to())
    return Expr::rule(*from, Expr::symbol("None"), places.span(place));
  FailureOr<Expr> to = readPort(edge.to(), places.child(place, "to"));
  if (failed(to))
    return failure();
  return Expr::rule(*from, *to, places.span(place));
}

FailureOr<Expr> MessageReader::readEdges(const proto::Layer &layer,
                                         const Place &place) {
  SmallVector<Expr> edges;
  for (auto [index, edge] : llvm::enumerate(layer.edges())) {
    FailureOr<Expr> expr = readEdge(edge, places.child(place, "edges", index));
    if (failed(expr))
      return failure();
    edges.push_back(*expr);
  }
  return Expr::list(edges, places.span(place));
}

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

FailureOr<Expr> MessageReader::readLayers(const proto::Layer &layer,
                                          const Place &place) {
  bool isNamed = llvm::any_of(layer.layers(), [](const proto::Layer &each) {
    return !each.name().empty();
  });
  SmallVector<Expr> layers;
  for (auto [index, each] : llvm::enumerate(layer.layers())) {
    Place at = places.child(place, "layers", index);
    if (isNamed && each.name().empty())
      return error(at) << "the layer has no name, but others beside it have";
    FailureOr<Expr> expr = readLayer(each, at);
    if (failed(expr))
      return failure();
    layers.push_back(isNamed ? Expr::rule(Expr::string(each.name(),
                                                       places.span(at)),
                                          *expr, places.span(at))
                             : *expr);
  }
  return isNamed ? Expr::association(layers, places.span(place))
                 : Expr::list(layers, places.span(place));
}

LogicalResult MessageReader::readArguments(const proto::Layer &layer,
                                           const Place &place,
                                           SmallVectorImpl<Expr> &arguments) {
  if (failed(readValues(layer.arguments(), place, "arguments", arguments)))
    return failure();
  for (auto [index, option] : llvm::enumerate(layer.options())) {
    Place at = places.child(place, "options", index);
    FailureOr<Expr> value = readValue(option.value(), places.child(at, "value"));
    if (failed(value))
      return failure();
    arguments.push_back(Expr::rule(Expr::string(option.name(), places.span(at)),
                                   *value, places.span(at)));
  }
  return success();
}

FailureOr<Expr> MessageReader::readLayer(const proto::Layer &layer,
                                         const Place &place) {
  if (!isSymbolName(layer.type()))
    return error(place) << "\"" << layer.type() << "\" is no type of layer";
  bool isGraph = layer.type() == "NetGraph";
  bool isContainer = isGraph || layer.type() == "NetChain";
  if ((layer.layers_size() && !isContainer) ||
      (layer.edges_size() && !isGraph))
    return error(place) << layer.type() << " cannot have "
                        << (layer.layers_size() && !isContainer ? "layers"
                                                                : "edges");
  SmallVector<Expr> arguments;
  if (isContainer) {
    FailureOr<Expr> layers = readLayers(layer, place);
    FailureOr<Expr> edges = isGraph ? readEdges(layer, place) : Expr();
    if (failed(layers) || failed(edges))
      return failure();
    arguments.push_back(*layers);
    if (isGraph)
      arguments.push_back(*edges);
  }
  if (failed(readArguments(layer, place, arguments)))
    return failure();
  return Expr::call(Expr::symbol(layer.type(), places.span(place)), arguments,
                    places.span(place));
}

FailureOr<Expr> netc::messageToExpr(
    const proto::NetFile &file,
    const google::protobuf::TextFormat::ParseInfoTree *tree, Places &places,
    MLIRContext *context) {
  MessageReader reader(places, context);
  Place root = places.root(file.GetDescriptor(), tree);
  if (file.version() == 0)
    return reader.error(root)
           << "the file names no version of the format; this compiler reads "
              "version "
           << newestVersion;
  if (file.version() > newestVersion)
    return reader.reportAt(places.child(root, "version"), "unsupported-version")
           << "the file has version " << file.version()
           << ", this compiler reads version " << newestVersion;
  if (!file.has_net())
    return reader.error(root) << "the file holds no net";
  return reader.readLayer(file.net(), places.child(root, "net"));
}
