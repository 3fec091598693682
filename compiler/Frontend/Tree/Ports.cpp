//===- Ports.cpp - ports of nodes: options, numbering, open ones ---------===//

#include "compiler/Frontend/Tree/Build.h"
#include "compiler/Frontend/Tree/PortShapes.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;

static constexpr unsigned usualInputs = 2;
static constexpr unsigned mostInputs = 10000;

//===----------------------------------------------------------------------===//
// Layers with any number of inputs
//===----------------------------------------------------------------------===//

static StringRef variadicName(const Node &layer) {
  for (const net::PortSchema &port : layer.schema->inputs)
    if (port.variadic)
      return port.name;
  return "Input";
}

void tree::growInputs(Node &layer, unsigned count) {
  while (layer.inputs.size() < count) {
    std::string number = std::to_string(layer.inputs.size() + 1);
    StringRef stem = variadicName(layer).rtrim("s");
    layer.inputs.emplace_back().name = stem.str() + number;
  }
}

void tree::settleInputs(Node &layer, unsigned count) {
  if (layer.growing && layer.inputs.empty())
    growInputs(layer, count ? count : usualInputs);
  layer.growing = false;
}

// Input3 of a layer whose inputs still grow: the third.
static std::optional<unsigned> numberedInput(const Node &layer,
                                             StringRef name) {
  unsigned number = 0;
  if (!layer.growing || !name.consume_front(variadicName(layer).rtrim("s")) ||
      name.getAsInteger(10, number) || number < 1 || number > mostInputs)
    return std::nullopt;
  return number;
}

void tree::growToPort(Node &layer, StringRef name) {
  if (std::optional<unsigned> number = numberedInput(layer, name))
    growInputs(layer, *number);
}

//===----------------------------------------------------------------------===//
// Port options
//===----------------------------------------------------------------------===//

bool tree::isPortOption(const Node &node, StringRef name) {
  return findInput(node, name) || findOutput(node, name) ||
         numberedInput(node, name);
}

LogicalResult tree::setPortShape(Node &node, StringRef name, const Expr &option,
                                 BuildContext &build) {
  growToPort(node, name);
  std::optional<unsigned> input = findInput(node, name);
  std::optional<unsigned> output = findOutput(node, name);
  assert((input || output) && "an option of no port");
  FailureOr<PortShape> shape =
      parsePortShape(option.args()[1], /*isOutput=*/!input, build);
  if (failed(shape))
    return failure();
  PortShape &place =
      input ? node.inputs[*input].shape : node.outputs[*output].shape;
  if (place.written)
    return build.error(option, "bad-option")
           << "\"" << name << "\" of " << describe(node) << " is given twice";
  place = *shape;
  return success();
}

static LogicalResult reportUnknownPort(const Node &container, const Expr &key,
                                       const BuildContext &build) {
  SmallVector<StringRef> known = {"LearningRateMultipliers"};
  for (const InputPort &port : container.inputs)
    known.push_back(port.name);
  for (const OutputPort &port : container.outputs)
    known.push_back(port.name);
  InFlightDiagnostic diagnostic = build.error(key, "unknown-port")
                                  << describe(container) << " has no port "
                                  << show(key);
  build.hintNearest(diagnostic, key.nameOrText().value_or(""), known);
  diagnostic.attachNote() << "its inputs: " << listInputs(container)
                          << "; its outputs: " << listOutputs(container);
  return diagnostic;
}

LogicalResult tree::setContainerOptions(Node &container, ArrayRef<Expr> options,
                                        BuildContext &build) {
  for (const Expr &option : options) {
    if (!option.isRule())
      return build.error(option, "bad-argument")
             << describe(container) << ": expected an option, name -> value, "
             << "got " << show(option);
    const Expr &key = option.args()[0];
    StringRef name = key.nameOrText().value_or("");
    if (name == "LearningRateMultipliers")
      container.multipliers = option.args()[1];
    else if (!isPortOption(container, name))
      return reportUnknownPort(container, key, build);
    else if (failed(setPortShape(container, name, option, build)))
      return failure();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Open ports
//===----------------------------------------------------------------------===//

namespace {

/// A port of a layer that no edge touches.
struct OpenPort {
  Node *layer;
  unsigned port;
};


} // namespace

// N1, N2, ...: the next one that no port has yet.
static std::string nextName(StringRef name,
                            const llvm::StringMap<unsigned> &taken,
                            unsigned &number) {
  std::string candidate;
  do
    candidate = name.str() + std::to_string(++number);
  while (taken.contains(candidate));
  return candidate;
}

// The coder of an open port moves out to the port of the graph.
template <typename Port> static void moveCoder(Port &inner, Port &outer) {
  outer.shape.coder = inner.shape.coder;
  if (outer.shape.coder) {
    outer.shape.type = inner.shape.type;
    inner.shape.coder = {};
  }
}

static void openInput(Node &graph, OpenPort open, StringRef name) {
  InputPort &inner = open.layer->inputs[open.port];
  unsigned index = addInput(graph, name);
  InputPort &outer = graph.inputs[index];
  outer.open = true;
  outer.uses = 1;
  moveCoder(inner, outer);
  inner.source = Source{nullptr, index};
}

// The only open input of a name is the explicit port of this name.
static void mergeInput(Node &graph, OpenPort open, unsigned index) {
  InputPort &outer = graph.inputs[index];
  outer.open = false;
  ++outer.uses;
  open.layer->inputs[open.port].source = Source{nullptr, index};
}

static void openOutput(Node &graph, OpenPort open, StringRef name) {
  OutputPort &inner = open.layer->outputs[open.port];
  unsigned index = addOutput(graph, name, {open.layer, open.port});
  moveCoder(inner, graph.outputs[index]);
  inner.touched = true;
}

// Names are decided per name, but the order of ports is that of the layers.
static void addOpenInputs(Node &graph, ArrayRef<OpenPort> ports) {
  llvm::StringMap<unsigned> counts, numbers;
  for (OpenPort open : ports)
    ++counts[open.layer->inputs[open.port].name];
  for (OpenPort open : ports) {
    StringRef name = open.layer->inputs[open.port].name;
    if (counts[name] > 1)
      openInput(graph, open,
                nextName(name, graph.inputsByName, numbers[name]));
    else if (std::optional<unsigned> known = findInput(graph, name))
      mergeInput(graph, open, *known);
    else
      openInput(graph, open, name);
  }
}

static void addOpenOutputs(Node &graph, ArrayRef<OpenPort> ports) {
  llvm::StringMap<unsigned> counts, numbers;
  for (OpenPort open : ports)
    ++counts[open.layer->outputs[open.port].name];
  for (OpenPort open : ports) {
    StringRef name = open.layer->outputs[open.port].name;
    if (counts[name] > 1 || findOutput(graph, name))
      openOutput(graph, open,
                 nextName(name, graph.outputsByName, numbers[name]));
    else
      openOutput(graph, open, name);
  }
}

void tree::addOpenPorts(Node &graph) {
  SmallVector<OpenPort> inputs, outputs;
  for (const std::unique_ptr<Node> &layer : graph.layers) {
    settleInputs(*layer, 0);
    for (auto [index, port] : llvm::enumerate(layer->inputs))
      if (!port.source && !port.state)
        inputs.push_back({layer.get(), static_cast<unsigned>(index)});
    for (auto [index, port] : llvm::enumerate(layer->outputs))
      if (!port.touched && !port.state && !port.exposed)
        outputs.push_back({layer.get(), static_cast<unsigned>(index)});
  }
  addOpenInputs(graph, inputs);
  addOpenOutputs(graph, outputs);
}
