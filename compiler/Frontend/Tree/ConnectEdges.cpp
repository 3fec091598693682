//===- ConnectEdges.cpp - edges become sources of inputs -----------------===//

#include "compiler/Frontend/Tree/Build.h"
#include "compiler/Frontend/Tree/Edges.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;

namespace {

/// Connects the ports of one graph, edge by edge.
class Connector {
public:
  Connector(Node &graph, BuildContext &build) : graph(graph), build(build) {}

  LogicalResult connect(const Edge &edge);

private:
  FailureOr<Source> resolveSource(const Expr &written);
  LogicalResult mute(const Expr &written);
  LogicalResult feedOutput(const Vertex &vertex, Source source);
  LogicalResult feedLayer(const Vertex &vertex, Source source);
  LogicalResult feedPort(Node &layer, unsigned port, const Vertex &vertex,
                         Source source);

  FailureOr<unsigned> usualOutput(const Vertex &vertex);
  FailureOr<unsigned> namedOutput(const Vertex &vertex);
  FailureOr<unsigned> nextInput(const Vertex &vertex);
  FailureOr<unsigned> namedInput(const Vertex &vertex);
  FailureOr<unsigned> outerInput(const Vertex &vertex, unsigned port);

  LogicalResult reportConnected(const Vertex &vertex, StringRef what,
                                StringRef name, const Node &layer,
                                const Expr &first);
  LogicalResult reportNoPort(const Vertex &vertex, StringRef what,
                             const std::string &known,
                             ArrayRef<StringRef> names);

  Node &graph;
  BuildContext &build;
  /// Where the search for the first free input of a layer goes on.
  llvm::DenseMap<Node *, unsigned> nextFree;
};

} // namespace

template <typename Ports>
static SmallVector<StringRef> namesOf(const Ports &ports) {
  SmallVector<StringRef> names;
  for (const auto &port : ports)
    names.push_back(port.name);
  return names;
}

LogicalResult Connector::reportNoPort(const Vertex &vertex, StringRef what,
                                      const std::string &known,
                                      ArrayRef<StringRef> names) {
  InFlightDiagnostic diagnostic = build.error(vertex.written, "unknown-port")
                                  << describe(*vertex.path.back()) << " has no "
                                  << what << " " << show(vertex.port)
                                  << "; its " << what << "s: " << known;
  build.hintNearest(diagnostic, vertex.port.text(), names);
  return diagnostic;
}

// A port takes one edge; `first` is the end of the one it has, or null.
LogicalResult Connector::reportConnected(const Vertex &vertex, StringRef what,
                                         StringRef name, const Node &layer,
                                         const Expr &first) {
  InFlightDiagnostic diagnostic =
      build.error(vertex.written, "port-already-connected");
  diagnostic << "the " << what << " \"" << name << "\" of " << describe(layer)
             << " already has an edge, it takes only one";
  if (first)
    diagnostic.attachNote(build.locate(first)) << "the other edge is here";
  return diagnostic;
}

//===----------------------------------------------------------------------===//
// Sources
//===----------------------------------------------------------------------===//

// The only output, or "Output" where there are several.
FailureOr<unsigned> Connector::usualOutput(const Vertex &vertex) {
  const Node &layer = *vertex.path.back();
  std::optional<unsigned> found;
  unsigned count = 0;
  for (auto [index, port] : llvm::enumerate(layer.outputs))
    if (!port.state && !port.exposed && ++count == 1)
      found = index;
  if (count > 1)
    found = findOutput(layer, "Output");
  if (found)
    return *found;
  InFlightDiagnostic diagnostic =
      build.error(vertex.written, "ambiguous-port")
      << describe(layer) << " has " << count
      << " outputs, name one of them: " << listOutputs(layer);
  diagnostic.attachNote() << "hint: write NetPort[" << show(vertex.written)
                          << ", \"port\"]";
  return diagnostic;
}

FailureOr<unsigned> Connector::namedOutput(const Vertex &vertex) {
  const Node &layer = *vertex.path.back();
  if (std::optional<unsigned> found = findOutput(layer, vertex.port.text()))
    return *found;
  return reportNoPort(vertex, "output", listOutputs(layer),
                      namesOf(layer.outputs));
}

// An output that every container on the way hands on.
static unsigned exposeOutput(Node &container, Node &layer, unsigned port) {
  auto [entry, isNew] = container.exposedOutputs.try_emplace({&layer, port});
  if (isNew) {
    std::string name =
        (layer.name.empty() ? std::to_string(layer.place) : layer.name) + "/" +
        layer.outputs[port].name;
    entry->second = addOutput(container, name, {&layer, port});
    container.outputs.back().exposed = true;
    layer.outputs[port].touched = true;
  }
  return entry->second;
}

FailureOr<Source> Connector::resolveSource(const Expr &written) {
  FailureOr<Vertex> vertex = resolveVertex(written, graph, build);
  if (failed(vertex))
    return failure();
  if (vertex->path.empty()) {
    std::optional<unsigned> known = findInput(graph, vertex->port.text());
    unsigned index = known ? *known : addInput(graph, vertex->port.text());
    if (!known)
      graph.inputs[index].edge = written;
    ++graph.inputs[index].uses;
    return Source{nullptr, index};
  }
  FailureOr<unsigned> port =
      vertex->port ? namedOutput(*vertex) : usualOutput(*vertex);
  if (failed(port))
    return failure();
  unsigned outer = *port;
  for (size_t level = vertex->path.size() - 1; level > 0; --level)
    outer = exposeOutput(*vertex->path[level - 1], *vertex->path[level], outer);
  Node *layer = vertex->path.front();
  layer->outputs[outer].touched = true;
  return Source{layer, outer};
}

//===----------------------------------------------------------------------===//
// Destinations
//===----------------------------------------------------------------------===//

// NetPort[layer, "port"] -> None
LogicalResult Connector::mute(const Expr &written) {
  FailureOr<Vertex> vertex = resolveVertex(written, graph, build);
  if (failed(vertex))
    return failure();
  if (vertex->path.empty())
    return build.error(written, "bad-argument")
           << "only an output of a layer can be muted, got " << show(written);
  FailureOr<unsigned> port =
      vertex->port ? namedOutput(*vertex) : usualOutput(*vertex);
  if (failed(port))
    return failure();
  // An inner output that nobody takes is no port outside anyway.
  vertex->path.back()->outputs[*port].touched = true;
  return success();
}

LogicalResult Connector::feedOutput(const Vertex &vertex, Source source) {
  StringRef name = vertex.port.text();
  if (std::optional<unsigned> known = findOutput(graph, name))
    return reportConnected(vertex, "output", name, graph,
                           graph.outputs[*known].edge);
  unsigned index = addOutput(graph, name, source);
  graph.outputs[index].edge = vertex.written;
  return success();
}

FailureOr<unsigned> Connector::nextInput(const Vertex &vertex) {
  Node &layer = *vertex.path.back();
  unsigned &next = nextFree[&layer];
  while (next < layer.inputs.size() &&
         (layer.inputs[next].source || layer.inputs[next].state))
    ++next;
  if (next == layer.inputs.size() && layer.growing)
    growInputs(layer, next + 1);
  if (next < layer.inputs.size())
    return next;
  unsigned count = llvm::count_if(
      layer.inputs, [](const InputPort &port) { return !port.state; });
  InFlightDiagnostic diagnostic =
      build.error(vertex.written, "too-many-inputs");
  diagnostic << describe(layer) << " has no free input left for this edge, it "
             << "has " << count << ": " << listInputs(layer);
  for (const InputPort &input : layer.inputs)
    if (input.edge)
      diagnostic.attachNote(build.locate(input.edge))
          << "\"" << input.name << "\" has this edge already";
  return diagnostic;
}

FailureOr<unsigned> Connector::namedInput(const Vertex &vertex) {
  Node &layer = *vertex.path.back();
  growToPort(layer, vertex.port.text());
  if (std::optional<unsigned> found = findInput(layer, vertex.port.text()))
    return *found;
  return reportNoPort(vertex, "input", listInputs(layer),
                      namesOf(layer.inputs));
}

// The input of the outermost container that leads to an open inner input.
FailureOr<unsigned> Connector::outerInput(const Vertex &vertex, unsigned port) {
  for (size_t level = vertex.path.size() - 1; level > 0; --level) {
    Node &container = *vertex.path[level - 1], &layer = *vertex.path[level];
    InputPort &input = layer.inputs[port];
    if (!input.source && input.state) {
      std::string name =
          (layer.name.empty() ? std::to_string(layer.place) : layer.name) +
          "/" + input.name;
      port = addInput(container, name);
      container.inputs[port].exposed = true;
      input.source = Source{nullptr, port};
      continue;
    }
    bool isOpen = input.source && !input.source->node &&
                  container.inputs[input.source->port].open;
    if (!isOpen)
      return reportConnected(vertex, "input", input.name, layer, input.edge);
    port = input.source->port;
  }
  return port;
}

LogicalResult Connector::feedPort(Node &layer, unsigned port,
                                  const Vertex &vertex, Source source) {
  InputPort &input = layer.inputs[port];
  if (input.source)
    return reportConnected(vertex, "input", input.name, layer, input.edge);
  input.source = source;
  input.edge = vertex.written;
  return success();
}

LogicalResult Connector::feedLayer(const Vertex &vertex, Source source) {
  FailureOr<unsigned> port =
      vertex.port ? namedInput(vertex) : nextInput(vertex);
  if (failed(port))
    return failure();
  if (vertex.path.size() > 1)
    port = outerInput(vertex, *port);
  if (failed(port))
    return failure();
  return feedPort(*vertex.path.front(), *port, vertex, source);
}

LogicalResult Connector::connect(const Edge &edge) {
  if (edge.to.isSymbol("None"))
    return mute(edge.from);
  FailureOr<Source> source = resolveSource(edge.from);
  if (failed(source))
    return failure();
  FailureOr<Vertex> vertex = resolveVertex(edge.to, graph, build);
  if (failed(vertex))
    return failure();
  return vertex->path.empty() ? feedOutput(*vertex, *source)
                              : feedLayer(*vertex, *source);
}

LogicalResult tree::connectEdges(Node &graph, const Expr &list,
                                 BuildContext &build) {
  FailureOr<std::vector<Edge>> edges = expandEdges(list, build);
  if (failed(edges))
    return failure();
  Connector connector(graph, build);
  bool isGood = true;
  for (const Edge &edge : *edges)
    isGood &= succeeded(connector.connect(edge));
  return success(isGood);
}

//===----------------------------------------------------------------------===//
// Cycles
//===----------------------------------------------------------------------===//

// Takes away layers whose inputs are all known until none is left; what remains
// lies on or behind a cycle.
static llvm::DenseMap<Node *, unsigned> remainingLayers(const Node &graph) {
  llvm::DenseMap<Node *, unsigned> waiting;
  llvm::DenseMap<Node *, SmallVector<Node *, 2>> users;
  for (const std::unique_ptr<Node> &layer : graph.layers) {
    waiting[layer.get()];
    for (const InputPort &input : layer->inputs)
      if (input.source && input.source->node) {
        ++waiting[layer.get()];
        users[input.source->node].push_back(layer.get());
      }
  }
  SmallVector<Node *> ready;
  for (const std::unique_ptr<Node> &layer : graph.layers)
    if (waiting[layer.get()] == 0)
      ready.push_back(layer.get());
  while (!ready.empty()) {
    Node *layer = ready.pop_back_val();
    waiting.erase(layer);
    for (Node *user : users[layer])
      if (--waiting[user] == 0)
        ready.push_back(user);
  }
  return waiting;
}

static Node *sourceAmong(const Node &layer,
                         const llvm::DenseMap<Node *, unsigned> &layers) {
  for (const InputPort &input : layer.inputs)
    if (input.source && input.source->node &&
        layers.contains(input.source->node))
      return input.source->node;
  llvm_unreachable("a layer that waits for nothing");
}

// Following sources backwards among the remaining layers must come round.
static SmallVector<Node *>
findCycle(Node *start, const llvm::DenseMap<Node *, unsigned> &layers) {
  llvm::DenseSet<Node *> seen;
  Node *at = start;
  while (seen.insert(at).second)
    at = sourceAmong(*at, layers);
  SmallVector<Node *> cycle = {at};
  for (Node *next = sourceAmong(*at, layers); next != at;
       next = sourceAmong(*next, layers))
    cycle.push_back(next);
  std::reverse(cycle.begin(), cycle.end());
  std::rotate(cycle.begin(),
              llvm::min_element(
                  cycle, [](Node *a, Node *b) { return a->place < b->place; }),
              cycle.end());
  cycle.push_back(cycle.front());
  return cycle;
}

LogicalResult tree::checkAcyclic(const Node &graph, const Expr &edges,
                                 BuildContext &build) {
  llvm::DenseMap<Node *, unsigned> layers = remainingLayers(graph);
  if (layers.empty())
    return success();
  auto first = llvm::find_if(graph.layers, [&](const auto &layer) {
    return layers.contains(layer.get());
  });
  SmallVector<std::string> steps;
  for (Node *layer : findCycle(first->get(), layers))
    steps.push_back(showStep(*layer));
  return build.error(edges, "cyclic-graph")
         << "cycle: " << llvm::join(steps, " -> ");
}
