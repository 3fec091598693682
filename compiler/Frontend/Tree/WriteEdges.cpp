//===- WriteEdges.cpp - the edges of a graph -----------------------------===//

#include "compiler/Frontend/Tree/Write.h"
#include "dialects/Net/IR/LayerSchema.h"
#include "dialects/Net/IR/Positions.h"
#include "llvm/ADT/DenseMap.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;

static unsigned countOf(Operation *op, StringRef attribute) {
  auto count = op->getAttrOfType<IntegerAttr>(attribute);
  return count ? count.getInt() : 0;
}

unsigned tree::exposedInputs(Operation *op) {
  return countOf(op, exposedInputsAttribute);
}

unsigned tree::exposedOutputs(Operation *op) {
  return countOf(op, exposedOutputsAttribute);
}

//===----------------------------------------------------------------------===//
// Vertices
//===----------------------------------------------------------------------===//

static Expr stepOf(Operation *layer) {
  if (auto name = layer->getAttrOfType<StringAttr>(net::nameAttribute))
    return Expr::string(name.getValue());
  auto place = layer->getAttrOfType<IntegerAttr>(net::placeAttribute);
  return Expr::integer(place ? place.getInt() : 0);
}

static Expr graphPort(StringRef name) {
  return Expr::call("NetPort", {Expr::string(name)});
}

static Expr layerPort(ArrayRef<Expr> path, StringRef name) {
  Expr layer = path.size() == 1 ? path[0] : Expr::list(path);
  return Expr::call("NetPort", {layer, Expr::string(name)});
}

static bool isState(ArrayRef<net::PortSchema> ports, unsigned index) {
  return index < ports.size() && ports[index].optional;
}

// The output of an inner layer that containers hand on.
static Expr outputVertex(OpResult output) {
  SmallVector<Expr> path;
  Operation *layer = output.getOwner();
  unsigned index = output.getResultNumber();
  path.push_back(stepOf(layer));
  while (index + exposedOutputs(layer) >= layer->getNumResults() &&
         exposedOutputs(layer)) {
    auto inner = cast<OpResult>(
        layer->getRegion(0).front().getTerminator()->getOperand(index));
    layer = inner.getOwner();
    index = inner.getResultNumber();
    path.push_back(stepOf(layer));
  }
  unsigned usual = layer->getNumResults() - exposedOutputs(layer);
  const net::LayerSchema *schema =
      net::findLayerOfOp(layer->getName().getStringRef());
  if (schema)
    usual -= llvm::count_if(schema->outputs,
                            [](auto &port) { return port.optional; });
  bool isUsual = usual == 1 && !(schema && isState(schema->outputs, index));
  if (path.size() == 1 && isUsual)
    return path[0];
  return layerPort(path, net::outputName(layer, index));
}

// An input; inner ones are reached through the inputs that exist for this edge.
static Expr inputVertex(OpOperand &input, bool byPlace) {
  Operation *layer = input.getOwner();
  if (byPlace)
    return stepOf(layer);
  SmallVector<Expr> path = {stepOf(layer)};
  OpOperand *at = &input;
  while (exposedInputs(layer) &&
         at->getOperandNumber() + exposedInputs(layer) >=
             layer->getNumOperands()) {
    Value inner =
        layer->getRegion(0).front().getArgument(at->getOperandNumber());
    at = &*inner.getUses().begin();
    layer = at->getOwner();
    path.push_back(stepOf(layer));
  }
  return layerPort(path, net::inputName(layer, at->getOperandNumber()));
}

//===----------------------------------------------------------------------===//
// Edges
//===----------------------------------------------------------------------===//

namespace {

/// Edges in an order that gives the graph's inputs, then its outputs, in order.
class EdgeWriter {
public:
  explicit EdgeWriter(net::GraphOp graph)
      : graph(graph), body(graph.getBody().front()) {
    for (Operation &layer : body.without_terminator())
      order[&layer] = order.size();
  }

  Expr write() {
    for (BlockArgument input : body.getArguments())
      writeInput(input);
    for (Operation &layer : body.without_terminator())
      writeInner(layer);
    writeOutputs(graph.getOutputs().size());
    for (Operation &layer : body.without_terminator())
      writeMuted(layer);
    return Expr::list(edges);
  }

private:
  void add(const Expr &from, const Expr &to) {
    edges.push_back(Expr::rule(from, to));
  }

  StringRef nameAt(ArrayAttr names, unsigned index) {
    return cast<StringAttr>(names[index]).getValue();
  }

  void writeInput(BlockArgument input) {
    unsigned index = input.getArgNumber();
    if (index + exposedInputs(graph) >= body.getNumArguments())
      return; // the edge outside makes it
    Expr from = graphPort(nameAt(graph.getInputNamesAttr(), index));
    SmallVector<OpOperand *> uses;
    for (OpOperand &use : input.getUses())
      if (!isa<net::YieldOp>(use.getOwner()))
        uses.push_back(&use);
    if (uses.empty())
      return writePassed(input);
    llvm::sort(uses, [&](OpOperand *a, OpOperand *b) {
      return std::pair(order[a->getOwner()], a->getOperandNumber()) <
             std::pair(order[b->getOwner()], b->getOperandNumber());
    });
    for (OpOperand *use : uses)
      add(from, inputVertex(*use, use->getOwner()->getNumOperands() == 1));
  }

  // Edges without port names fill the inputs in order, if they fill them all.
  void writeInner(Operation &layer) {
    bool byPlace = exposedInputs(&layer) == 0 &&
                   llvm::all_of(layer.getOperands(), [](Value value) {
                     return isa<OpResult>(value);
                   });
    const net::LayerSchema *schema =
        net::findLayerOfOp(layer.getName().getStringRef());
    if (schema && llvm::any_of(schema->inputs,
                               [](auto &port) { return port.optional; }))
      byPlace = false;
    for (OpOperand &operand : layer.getOpOperands())
      if (auto output = dyn_cast<OpResult>(operand.get()))
        add(outputVertex(output), inputVertex(operand, byPlace));
  }

  // An input that only becomes outputs: its first edge makes both ports, so the
  // outputs before it are written now.
  void writePassed(BlockArgument input) {
    auto outputs = graph.getOutputs();
    auto first = llvm::find(outputs, input);
    if (first != outputs.end())
      writeOutputs(first - outputs.begin() + 1);
  }

  // The outputs before `end` that are not written yet.
  void writeOutputs(unsigned end) {
    end = std::min<unsigned>(end,
                             graph.getOutputs().size() - exposedOutputs(graph));
    for (; nextOutput < end; ++nextOutput) {
      unsigned index = nextOutput;
      Value value = graph.getOutputs()[index];
      Expr to = graphPort(nameAt(graph.getOutputNamesAttr(), index));
      if (auto output = dyn_cast<OpResult>(value))
        add(outputVertex(output), to);
      else
        add(graphPort(nameAt(graph.getInputNamesAttr(),
                             cast<BlockArgument>(value).getArgNumber())),
            to);
    }
  }

  // What only an edge outside takes would become an output by itself.
  void writeMuted(Operation &layer) {
    const net::LayerSchema *schema =
        net::findLayerOfOp(layer.getName().getStringRef());
    unsigned count = layer.getNumResults() - exposedOutputs(&layer);
    for (unsigned index = 0; index < count; ++index) {
      if (schema && isState(schema->outputs, index))
        continue;
      if (llvm::all_of(layer.getResult(index).getUses(),
                       [&](OpOperand &use) { return isForOutside(use); }))
        add(outputVertex(layer.getResult(index)), Expr::symbol("None"));
    }
  }

  bool isForOutside(OpOperand &use) {
    return isa<net::YieldOp>(use.getOwner()) &&
           use.getOperandNumber() + exposedOutputs(graph) >=
               graph.getOutputs().size();
  }

  net::GraphOp graph;
  Block &body;
  llvm::DenseMap<Operation *, size_t> order;
  SmallVector<Expr> edges;
  unsigned nextOutput = 0;
};

} // namespace

Expr tree::writeEdges(net::GraphOp graph) { return EdgeWriter(graph).write(); }
