//===- Edges.cpp - edges as written, taken apart -------------------------===//

#include "compiler/Frontend/Tree/Edges.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;

//===----------------------------------------------------------------------===//
// Chains and sets
//===----------------------------------------------------------------------===//

static ArrayRef<Expr> verticesOf(const Expr &set) {
  return set.isList() ? set.args() : ArrayRef(set);
}

// NetPort["x"] or NetPort[{"x"}]: a port of the graph itself.
static bool isGraphPort(const Expr &vertex) {
  if (!vertex.isCall("NetPort", 1))
    return false;
  const Expr &only = vertex.args()[0];
  return only.isString() ||
         (only.isCall("List", 1) && only.args()[0].isString());
}

// Layers have two sides, ports of the graph and None one only.
static LogicalResult checkInside(const Expr &set, const BuildContext &build) {
  for (const Expr &vertex : verticesOf(set)) {
    if (vertex.isSymbol("None"))
      return build.error(vertex, "bad-argument")
             << "None mutes an output and can only stand at the end of an edge";
    if (!isGraphPort(vertex))
      continue;
    InFlightDiagnostic diagnostic = build.error(vertex, "bad-argument");
    diagnostic << show(vertex) << " is a port of the graph itself and can only "
               << "stand at the beginning or the end of an edge";
    diagnostic.attachNote() << "hint: write two edges, ... -> " << show(vertex)
                            << " and another from the layer before it";
    return diagnostic;
  }
  return success();
}

static LogicalResult expandPair(const Expr &from, const Expr &to,
                                std::vector<Edge> &edges,
                                const BuildContext &build) {
  for (const Expr &set : {from, to})
    if (verticesOf(set).empty())
      return build.error(set, "bad-argument")
             << "an edge needs a layer or a NetPort at both ends, got {}";
  for (const Expr &target : verticesOf(to))
    for (const Expr &source : verticesOf(from)) {
      if (source.isList() || target.isList() || source.isRule())
        return build.error(source, "bad-argument")
               << "expected a layer or a NetPort, got "
               << show(source.isList() || source.isRule() ? source : target);
      edges.push_back({source, target});
    }
  return success();
}

// Rule[a, Rule[b, c]]: each element is a set of vertices.
static LogicalResult expandEdge(Expr edge, std::vector<Edge> &edges,
                                const BuildContext &build) {
  if (!edge.isCall("Rule", 2))
    return build.error(edge, "bad-argument")
           << "expected an edge, layer -> layer, got " << show(edge);
  while (edge.isCall("Rule", 2)) {
    Expr rest = edge.args()[1];
    bool isInside = rest.isCall("Rule", 2);
    Expr target = isInside ? rest.args()[0] : rest;
    if ((isInside && failed(checkInside(target, build))) ||
        failed(expandPair(edge.args()[0], target, edges, build)))
      return failure();
    edge = rest;
  }
  return success();
}

FailureOr<std::vector<Edge>> tree::expandEdges(const Expr &list,
                                               const BuildContext &build) {
  std::vector<Edge> edges;
  for (const Expr &edge : list.args())
    if (failed(expandEdge(edge, edges, build)))
      return failure();
  return edges;
}

//===----------------------------------------------------------------------===//
// Layers by name and place
//===----------------------------------------------------------------------===//

static Node *findLayer(const Expr &step, Node &container) {
  if (step.isString()) {
    auto found = container.layersByName.find(step.text());
    return found == container.layersByName.end() ? nullptr : found->second;
  }
  std::optional<int64_t> place = step.asInt64();
  if (!place || *place < 1 ||
      *place > static_cast<int64_t>(container.layers.size()))
    return nullptr;
  return container.layers[*place - 1].get();
}

static LogicalResult reportNoLayer(const Expr &step, const Node &container,
                                   const BuildContext &build) {
  InFlightDiagnostic diagnostic = build.error(step, "unknown-layer-name");
  diagnostic << describe(container) << " has no layer " << show(step);
  SmallVector<StringRef> names;
  for (const auto &entry : container.layersByName)
    names.push_back(entry.first());
  llvm::sort(names);
  if (step.isString())
    build.hintNearest(diagnostic, step.text(), names);
  constexpr size_t most = 20; // that help
  if (!container.isContainer())
    diagnostic.attachNote() << "it has no layers at all";
  else if (!names.empty() && names.size() <= most)
    diagnostic.attachNote()
        << "its layers: \"" << llvm::join(names, "\", \"") << "\"";
  else
    diagnostic.attachNote()
        << "its layers are numbered 1 to " << container.layers.size();
  return diagnostic;
}

static bool isStep(const Expr &step) {
  return step.isString() || step.isInteger();
}

static LogicalResult badVertex(const Expr &vertex, const BuildContext &build) {
  ArrayRef<Expr> args = vertex.args();
  if (vertex.isCall("NetPort", 2) &&
      (args[0].isSymbol("All") || args[1].isString("TrainingData")))
    return build.error(vertex, "bad-argument")
           << show(vertex) << " asks an applied or trained net for values and "
           << "is no port that an edge can have";
  if (vertex.isSymbol("None"))
    return build.error(vertex, "bad-argument")
           << "None mutes an output and can only stand at the end of an edge";
  return build.error(vertex, "bad-argument")
         << "expected a layer's number or name, or a NetPort, got "
         << show(vertex);
}

// The last step may be a port of the layer reached so far.
static bool namesPort(const Expr &step, const Node &layer) {
  return step.isString() &&
         (findInput(layer, step.text()) || findOutput(layer, step.text()));
}

static FailureOr<Vertex> followPath(ArrayRef<Expr> steps, bool mayEndInPort,
                                    Vertex vertex, Node &graph,
                                    const BuildContext &build) {
  Node *at = &graph;
  for (auto [index, step] : llvm::enumerate(steps)) {
    if (!isStep(step))
      return badVertex(vertex.written, build);
    bool isLast = index + 1 == steps.size();
    if (isLast && index > 0 && mayEndInPort) {
      bool isLayer = at->isContainer() && findLayer(step, *at);
      if (namesPort(step, *at) || (step.isString() && !isLayer)) {
        vertex.port = step;
        return vertex;
      }
    }
    Node *next = findLayer(step, *at);
    if (!next)
      return reportNoLayer(step, *at, build);
    vertex.path.push_back(next);
    at = next;
  }
  return vertex;
}

// NetPort["p"], NetPort[n], NetPort[layer, "p"], NetPort[{...}], NetPort[{...},
// "p"]
static FailureOr<Vertex> resolveNetPort(const Expr &call, Node &graph,
                                        const BuildContext &build) {
  ArrayRef<Expr> args = call.args();
  Vertex vertex;
  vertex.written = call;
  if (args.empty() || args.size() > 2)
    return badVertex(call, build);
  if (args.size() == 2) {
    if (!args[1].isString() || args[0].isSymbol() ||
        args[1].isString("TrainingData"))
      return badVertex(call, build);
    vertex.port = args[1];
    ArrayRef<Expr> steps =
        args[0].isList() ? args[0].args() : args.take_front();
    if (steps.empty())
      return badVertex(call, build);
    return followPath(steps, /*mayEndInPort=*/false, vertex, graph, build);
  }
  if (args[0].isList() && args[0].args().size() > 1)
    return followPath(args[0].args(), /*mayEndInPort=*/true, vertex, graph,
                      build);
  Expr only = args[0].isCall("List", 1) ? args[0].args()[0] : args[0];
  if (only.isString() && !only.text().empty()) {
    vertex.port = only;
    return vertex;
  }
  return followPath(only, /*mayEndInPort=*/false, vertex, graph, build);
}

FailureOr<Vertex> tree::resolveVertex(const Expr &vertex, Node &graph,
                                      const BuildContext &build) {
  if (vertex.isCall("NetPort"))
    return resolveNetPort(vertex, graph, build);
  if (vertex.isSymbol() && graph.layersByName.contains(vertex.name())) {
    InFlightDiagnostic diagnostic = build.error(vertex, "bad-argument");
    diagnostic << "expected a layer's number or name, got the symbol "
               << vertex.name();
    diagnostic.attachNote() << "hint: write \"" << vertex.name() << "\"";
    return diagnostic;
  }
  if (!isStep(vertex))
    return badVertex(vertex, build);
  Vertex result;
  result.written = vertex;
  return followPath(vertex, /*mayEndInPort=*/false, result, graph, build);
}
