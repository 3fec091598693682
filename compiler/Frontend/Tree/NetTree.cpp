//===- NetTree.cpp - names and ports of nodes ----------------------------===//

#include "compiler/Frontend/Tree/NetTree.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;

StringRef tree::notationOf(const Node &node) {
  switch (node.kind) {
  case Node::Kind::Chain:
    return "NetChain";
  case Node::Kind::Graph:
    return "NetGraph";
  case Node::Kind::Layer:
    return node.schema->notation;
  }
  llvm_unreachable("a kind of node without a notation");
}

std::string tree::showStep(const Node &node) {
  return node.name.empty() ? std::to_string(node.place)
                           : "\"" + node.name + "\"";
}

std::string tree::describe(const Node &node) {
  SmallVector<std::string> steps;
  for (const Node *at = &node; at->parent; at = at->parent)
    steps.push_back(showStep(*at));
  std::string notation = notationOf(node).str();
  if (steps.empty())
    return notation;
  std::reverse(steps.begin(), steps.end());
  if (steps.size() == 1)
    return "layer " + steps[0] + " (" + notation + ")";
  return "layer {" + llvm::join(steps, ", ") + "} (" + notation + ")";
}

template <typename Ports>
static std::string listPorts(const Ports &ports) {
  SmallVector<std::string> names;
  for (const auto &port : ports)
    if (!port.exposed)
      names.push_back("\"" + port.name + "\"");
  return names.empty() ? "none" : llvm::join(names, ", ");
}

std::string tree::listInputs(const Node &node) {
  return listPorts(node.inputs);
}

std::string tree::listOutputs(const Node &node) {
  return listPorts(node.outputs);
}

// Layers have a handful of ports; containers may have thousands and keep a table.
template <typename Ports>
static std::optional<unsigned> findPort(const Ports &ports,
                                        const llvm::StringMap<unsigned> &table,
                                        bool useTable, StringRef name) {
  if (useTable) {
    auto found = table.find(name);
    if (found == table.end())
      return std::nullopt;
    return found->second;
  }
  for (auto [index, port] : llvm::enumerate(ports))
    if (port.name == name)
      return index;
  return std::nullopt;
}

std::optional<unsigned> tree::findInput(const Node &node, StringRef name) {
  return findPort(node.inputs, node.inputsByName, node.isContainer(), name);
}

std::optional<unsigned> tree::findOutput(const Node &node, StringRef name) {
  return findPort(node.outputs, node.outputsByName, node.isContainer(), name);
}

unsigned tree::addInput(Node &container, StringRef name) {
  unsigned index = container.inputs.size();
  container.inputs.emplace_back().name = name.str();
  container.inputsByName.try_emplace(name, index);
  return index;
}

unsigned tree::addOutput(Node &container, StringRef name, Source source) {
  unsigned index = container.outputs.size();
  OutputPort &port = container.outputs.emplace_back();
  port.name = name.str();
  port.source = source;
  container.outputsByName.try_emplace(name, index);
  return index;
}
