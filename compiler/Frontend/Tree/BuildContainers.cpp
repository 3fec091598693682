//===- BuildContainers.cpp - NetChain, NetGraph and shorthands -----------===//

#include "compiler/Frontend/Tree/Build.h"
#include "compiler/Frontend/Tree/Coders.h"
#include "compiler/Frontend/Tree/Settings.h"
#include "dialects/Net/IR/LayersToCome.h"
#include "dialects/Net/IR/ScalarDefinitions.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;

std::unique_ptr<Node> tree::makeNode(Node::Kind kind, const Expr &expr,
                                     Seat seat) {
  auto node = std::make_unique<Node>();
  node->kind = kind;
  node->expr = expr;
  node->parent = seat.parent;
  node->name = seat.name.str();
  node->place = seat.place;
  return node;
}

//===----------------------------------------------------------------------===//
// Shorthands
//===----------------------------------------------------------------------===//

static Expr shorthand(StringRef head, const Expr &argument) {
  return Expr::call(head, {argument}, argument.span());
}

// What may have one argument, such as Log, stands for an ElementwiseLayer.
static bool takesSeveralArguments(const Expr &symbol) {
  const net::ScalarDefinition *function = net::findScalarSymbol(symbol.name());
  return function && (function->minimum > 1 ||
                      function->maximum == net::ScalarDefinition::any);
}

// Tanh is an ElementwiseLayer; in a graph, Plus is a ThreadingLayer.
static FailureOr<Expr> expandFunction(const Expr &function, Seat seat,
                                      const BuildContext &build) {
  bool isThreading = false;
  if (std::optional<SlotUse> slots = slotsOf(function))
    isThreading = slots->count > 1;
  else if (function.isSymbol())
    isThreading = takesSeveralArguments(function);
  if (!isThreading)
    return shorthand("ElementwiseLayer", function);
  if (seat.parent->kind == Node::Kind::Graph)
    return shorthand("ThreadingLayer", function);
  InFlightDiagnostic diagnostic =
      build.error(function, "bad-argument")
      << show(function) << " takes several inputs, but the layers of a "
      << "NetChain have one each";
  diagnostic.attachNote() << "hint: use a NetGraph, where " << show(function)
                          << " is ThreadingLayer[" << show(function) << "]";
  return failure();
}

// What a layer stands for when it is written in short.
static FailureOr<Expr> expandShorthand(const Expr &expr, Seat seat,
                                       const BuildContext &build) {
  if (!seat.parent || expr.isCall("NetChain"))
    return expr;
  if (expr.isInteger())
    return shorthand("LinearLayer", expr);
  if (expr.isList())
    return shorthand("NetChain", expr);
  if (expr.isSymbol() || expr.isCall("Function"))
    return expandFunction(expr, seat, build);
  return expr;
}

//===----------------------------------------------------------------------===//
// Any node
//===----------------------------------------------------------------------===//

static LogicalResult reportNoLayer(const Expr &expr,
                                   const BuildContext &build) {
  if (isCoderExpression(expr))
    return build.error(expr, "bad-argument")
           << "a coder belongs to a port, \"Input\" -> " << show(expr)
           << ", and is no layer";
  StringRef head = expr.headName();
  if (head.empty() || expr.isRule() || expr.isList() || expr.isAssociation())
    return build.error(expr, "bad-argument")
           << "expected a layer, a NetChain or a NetGraph, got " << show(expr);
  // `{Ramp Tanh}` is a product of its neighbours.
  if (expr.isCall("Times") && expr.args().size() > 1)
    return build.error(expr, "missing-comma")
           << "missing comma between " << show(expr.args()[0]) << " and "
           << show(expr.args()[1]) << "? a product is no layer";
  if (net::isLayerToCome(head)) {
    InFlightDiagnostic diagnostic =
        build.error(expr.head(), "unsupported-layer");
    diagnostic << head << " is not built yet";
    diagnostic.attachNote() << "hint: 'netc layers' lists the layers that are";
    return diagnostic;
  }
  SmallVector<StringRef> known = {"NetChain", "NetGraph"};
  llvm::append_range(known, net::layersToCome());
  for (const net::LayerSchema &schema : net::layerSchemas())
    known.push_back(schema.notation);
  InFlightDiagnostic diagnostic = build.error(expr.head(), "unknown-layer")
                                  << "there is no layer " << head;
  build.hintNearest(diagnostic, head, known);
  return diagnostic;
}

NodeOrFailure tree::buildNode(const Expr &written, Seat seat,
                              BuildContext &build) {
  FailureOr<Expr> expr = expandShorthand(written, seat, build);
  if (failed(expr))
    return failure();
  if (expr->isCall("NetChain"))
    return buildChain(*expr, seat, build);
  if (expr->isCall("NetGraph"))
    return buildGraph(*expr, seat, build);
  if (const net::LayerSchema *schema = net::findLayer(expr->headName()))
    return bindLayer(*expr, *schema, seat, build);
  return reportNoLayer(*expr, build);
}

//===----------------------------------------------------------------------===//
// Layers of a container
//===----------------------------------------------------------------------===//

// A key may be a string, a symbol or a number.
static std::string keyText(const Expr &key) {
  if (std::optional<StringRef> text = key.nameOrText())
    return text->str();
  if (std::optional<int64_t> number = key.asInt64())
    return std::to_string(*number);
  return "";
}

static LogicalResult reportTwoNames(const Expr &key, const Node &container,
                                    const Node &first,
                                    const BuildContext &build) {
  InFlightDiagnostic diagnostic = build.error(key, "duplicate-name");
  diagnostic << describe(container) << " has two layers named \"" << first.name
             << "\"";
  diagnostic.attachNote(build.locate(first.expr)) << "the other one is here";
  return diagnostic;
}

static LogicalResult addLayer(const Expr &expr, Seat seat, const Expr &key,
                              BuildContext &build) {
  Node &container = *seat.parent;
  StringRef name = seat.name;
  NodeOrFailure layer = buildNode(expr, seat, build);
  if (failed(layer))
    return failure();
  if (!name.empty()) {
    auto [known, isNew] =
        container.layersByName.try_emplace(name, layer->get());
    if (!isNew)
      return reportTwoNames(key, container, *known->second, build);
  }
  container.layers.push_back(std::move(*layer));
  return success();
}

static LogicalResult addNamedLayer(const Expr &rule, Seat seat,
                                   BuildContext &build) {
  if (!rule.isRule())
    return build.error(rule, "bad-argument")
           << "expected name -> layer, got " << show(rule);
  const Expr &key = rule.args()[0];
  std::string name = keyText(key);
  if (name.empty())
    return build.error(key, "bad-argument")
           << "expected the name of a layer, got " << show(key);
  seat.name = name;
  return addLayer(rule.args()[1], seat, key, build);
}

LogicalResult tree::buildLayers(const Expr &layers, Node &container,
                                BuildContext &build) {
  if (!layers.isList() && !layers.isAssociation())
    return build.error(layers, "bad-argument")
           << notationOf(container)
           << " needs a list or an association of layers, got " << show(layers);
  // Every layer is looked at, so that all mistakes are reported at once.
  bool isGood = true;
  Seat seat{&container, "", 0};
  for (const Expr &element : layers.args()) {
    ++seat.place;
    LogicalResult added = layers.isAssociation()
                              ? addNamedLayer(element, seat, build)
                              : addLayer(element, seat, element, build);
    isGood &= succeeded(added);
  }
  return success(isGood);
}

static LogicalResult reportNoLayers(const Expr &call,
                                    const BuildContext &build) {
  return build.error(call, "bad-argument")
         << call.headName() << " needs its layers as first argument";
}

// A port option, and a symbol of the C header, must mean one port.
static LogicalResult checkPortNames(const Node &container,
                                    const BuildContext &build) {
  for (const OutputPort &output : container.outputs) {
    std::optional<unsigned> index = findInput(container, output.name);
    if (!index || output.exposed)
      continue;
    const InputPort &input = container.inputs[*index];
    const Expr &place = output.edge ? output.edge : container.expr;
    InFlightDiagnostic diagnostic = build.error(place, "duplicate-name");
    diagnostic << describe(container) << " has an input and an output named \""
               << output.name << "\"";
    if (input.edge)
      diagnostic.attachNote(build.locate(input.edge)) << "the input is here";
    diagnostic.attachNote() << "hint: give one of them another name with an "
                            << "edge, NetPort[\"name\"] -> layer or layer -> "
                            << "NetPort[\"name\"]";
    return diagnostic;
  }
  return success();
}

//===----------------------------------------------------------------------===//
// NetChain
//===----------------------------------------------------------------------===//

// The one port that a chain goes on through; states do not count.
template <typename Ports>
static FailureOr<unsigned> onlyPort(const Node &layer, const Ports &ports,
                                    StringRef what, const std::string &names,
                                    const BuildContext &build) {
  std::optional<unsigned> found;
  unsigned count = 0;
  for (auto [index, port] : llvm::enumerate(ports))
    if (!port.state && !port.exposed && ++count == 1)
      found = index;
  if (count == 1)
    return *found;
  InFlightDiagnostic diagnostic =
      build.error(layer.expr, count ? "ambiguous-port" : "missing-input")
      << describe(layer) << " needs exactly one " << what
      << " at this place of the chain, it has " << count << ": " << names;
  if (count)
    diagnostic.attachNote() << "hint: use a NetGraph, whose edges can name "
                            << "ports: NetPort[layer, \"port\"]";
  return diagnostic;
}

static LogicalResult connectChain(Node &chain, BuildContext &build) {
  for (size_t i = 1; i < chain.layers.size(); ++i) {
    Node &from = *chain.layers[i - 1], &to = *chain.layers[i];
    settleInputs(to, 1);
    FailureOr<unsigned> output =
        onlyPort(from, from.outputs, "output", listOutputs(from), build);
    FailureOr<unsigned> input =
        onlyPort(to, to.inputs, "input", listInputs(to), build);
    if (failed(output) || failed(input))
      return failure();
    to.inputs[*input].source = Source{&from, *output};
    from.outputs[*output].touched = true;
  }
  return success();
}

NodeOrFailure tree::buildChain(const Expr &call, Seat seat,
                               BuildContext &build) {
  std::unique_ptr<Node> chain = makeNode(Node::Kind::Chain, call, seat);
  if (call.args().empty())
    return reportNoLayers(call, build);
  if (failed(buildLayers(call.args()[0], *chain, build)))
    return failure();
  if (chain->layers.empty())
    return build.error(call, "bad-argument")
           << describe(*chain) << " needs at least one layer";
  if (failed(connectChain(*chain, build)))
    return failure();
  addOpenPorts(*chain);
  if (failed(checkPortNames(*chain, build)) ||
      failed(setContainerOptions(*chain, call.args().drop_front(), build)))
    return failure();
  return chain;
}

//===----------------------------------------------------------------------===//
// NetGraph
//===----------------------------------------------------------------------===//

// Options of the outer NetGraph replace those of the net inside.
static void allowNewShapes(Node &net) {
  for (InputPort &port : net.inputs)
    port.shape.written = {};
  for (OutputPort &port : net.outputs)
    port.shape.written = {};
}

// NetGraph[net]: a chain has the form of a graph already, a layer becomes the
// only one of a new graph.
static NodeOrFailure graphOfNet(const Expr &call, Seat seat,
                                BuildContext &build) {
  const Expr &inner = call.args()[0];
  bool isLayer = !inner.isCall("NetChain") && !inner.isCall("NetGraph");
  std::unique_ptr<Node> graph;
  if (isLayer) {
    graph = makeNode(Node::Kind::Graph, call, seat);
    if (failed(addLayer(inner, {graph.get(), "", 1}, inner, build)))
      return failure();
    addOpenPorts(*graph);
  } else {
    NodeOrFailure node = buildNode(inner, seat, build);
    if (failed(node))
      return failure();
    graph = std::move(*node);
    graph->kind = Node::Kind::Graph;
    allowNewShapes(*graph);
  }
  if (failed(setContainerOptions(*graph, call.args().drop_front(), build)))
    return failure();
  return graph;
}

NodeOrFailure tree::buildGraph(const Expr &call, Seat seat,
                               BuildContext &build) {
  ArrayRef<Expr> args = call.args();
  if (args.empty())
    return reportNoLayers(call, build);
  if (!args[0].isList() && !args[0].isAssociation())
    return graphOfNet(call, seat, build);
  std::unique_ptr<Node> graph = makeNode(Node::Kind::Graph, call, seat);
  if (args.size() < 2 || !args[1].isList())
    return build.error(args.size() < 2 ? call : args[1], "bad-argument")
           << "NetGraph needs a list of edges as its second argument, {} where "
           << "there are none";
  if (failed(buildLayers(args[0], *graph, build)) ||
      failed(connectEdges(*graph, args[1], build)) ||
      failed(checkAcyclic(*graph, args[1], build)))
    return failure();
  addOpenPorts(*graph);
  if (failed(checkPortNames(*graph, build)) ||
      failed(setContainerOptions(*graph, args.drop_front(2), build)))
    return failure();
  return graph;
}
