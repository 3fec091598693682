//===- WrittenLayers.cpp - the layers of a net as they are written -------===//

#include "compiler/LanguageServer/WrittenLayers.h"
#include "dialects/Net/IR/LayerSchema.h"
#include "llvm/ADT/StringExtras.h"

using namespace netc;
using namespace netc::lsp;
using llvm::SmallVector;
using llvm::StringRef;
using T = TokenKind;

/// Names may be defined by names, and in circles.
static constexpr unsigned mostNames = 16;

static bool isContainer(StringRef head) {
  return head == "NetChain" || head == "NetGraph";
}

/// The group of `f[...]` where the range is nothing else.
static std::optional<unsigned> callGroup(const Structure &structure,
                                         TokenRange value) {
  if (value.first + 1 >= value.last ||
      structure.getTokens()[value.first].kind != T::Symbol)
    return std::nullopt;
  return structure.groupOpenedBy(value.first + 1);
}

TokenRange lsp::valueOf(const Structure &structure, TokenRange value) {
  for (unsigned i = 0; i < mostNames; ++i) {
    if (value.first + 1 != value.last ||
        structure.getTokens()[value.first].kind != T::Symbol)
      return value;
    const NameDefinition *definition =
        structure.findDefinition(structure.nameOf(value.first),
                                 structure.getTokens()[value.first].begin);
    if (!definition || definition->isFunction)
      return value;
    auto statement =
        llvm::find_if(structure.getStatements(), [&](TokenRange statement) {
          return statement.first <= definition->token &&
                 definition->value < statement.last;
        });
    if (statement == structure.getStatements().end())
      return value;
    value = {definition->value, statement->last};
  }
  return value;
}

static void addElements(const Structure &structure, unsigned group,
                        std::vector<WrittenLayer> &layers) {
  bool isNamed = structure.getTokens()[structure.getGroup(group).open].kind ==
                 T::LeftAssociation;
  for (unsigned i = 0, n = structure.countElements(group); i < n; ++i) {
    WrittenLayer layer;
    layer.place = i + 1;
    layer.value = structure.element(group, i);
    if (isNamed) {
      std::optional<unsigned> arrow = structure.arrowOf(group, layer.value);
      if (!arrow || *arrow == layer.value.first)
        continue;
      layer.key = layer.value.first;
      layer.name = structure.nameOf(*layer.key);
      layer.value.first = *arrow + 1;
    }
    layers.push_back(std::move(layer));
  }
}

std::vector<WrittenLayer> lsp::layersOf(const Structure &structure,
                                        TokenRange value) {
  std::vector<WrittenLayer> layers;
  for (unsigned i = 0; i < mostNames; ++i) {
    value = valueOf(structure, value);
    if (value.isEmpty())
      break;
    T kind = structure.getTokens()[value.first].kind;
    if (kind == T::LeftBrace || kind == T::LeftAssociation) {
      if (std::optional<unsigned> group = structure.groupOpenedBy(value.first))
        addElements(structure, *group, layers);
      break;
    }
    std::optional<unsigned> call = callGroup(structure, value);
    if (!call || !isContainer(structure.headOf(*call)))
      break;
    value = structure.element(*call, 0);
  }
  return layers;
}

std::optional<WrittenLayer> lsp::findLayer(const Structure &structure,
                                           TokenRange value, unsigned step) {
  std::string name = structure.nameOf(step);
  unsigned place = 0;
  bool isNumber = structure.getTokens()[step].kind == T::Number &&
                  !StringRef(name).getAsInteger(10, place);
  for (WrittenLayer &layer : layersOf(structure, value))
    if (isNumber ? layer.place == place : !name.empty() && layer.name == name)
      return layer;
  return std::nullopt;
}

std::string lsp::layerHead(const Structure &structure, TokenRange value) {
  value = valueOf(structure, value);
  if (value.isEmpty())
    return "";
  if (std::optional<unsigned> call = callGroup(structure, value))
    return structure.headOf(*call);
  switch (structure.getTokens()[value.first].kind) {
  case T::Number:
    return "LinearLayer";
  case T::LeftBrace:
  case T::LeftAssociation:
    return "NetChain";
  default:
    return "";
  }
}

//===----------------------------------------------------------------------===//
// Edges
//===----------------------------------------------------------------------===//

TokenRange lsp::callOf(const Structure &structure, unsigned group) {
  const Group &g = structure.getGroup(group);
  unsigned last = std::min<unsigned>(g.close + 1, structure.getTokens().size());
  return {static_cast<unsigned>(g.head), last};
}

std::optional<unsigned> lsp::graphOfEdges(const Structure &structure,
                                          uint32_t offset) {
  for (int group = structure.groupAt(offset); group > 0;
       group = structure.getGroup(group).parent)
    if (structure.headOf(group) == "NetGraph" &&
        structure.elementAt(group, offset) == 1)
      return group;
  return std::nullopt;
}

/// The words of a NetPort before `word`, a list of them counted as they stand.
static SmallVector<unsigned> stepsBefore(const Structure &structure,
                                         unsigned port, unsigned word) {
  SmallVector<unsigned> steps;
  for (unsigned i = structure.getGroup(port).open + 1; i < word; ++i)
    if (structure.getTokens()[i].kind == T::String ||
        structure.getTokens()[i].kind == T::Number)
      steps.push_back(i);
  return steps;
}

static std::optional<unsigned> enclosingNetPort(const Structure &structure,
                                                unsigned word) {
  for (int group = structure.groupOf(word), levels = 0; group > 0 && levels < 2;
       group = structure.getGroup(group).parent, ++levels)
    if (structure.headOf(group) == "NetPort")
      return group;
  return std::nullopt;
}

std::optional<NamedVertex> lsp::vertexAt(const Structure &structure,
                                         unsigned word) {
  std::optional<unsigned> graph =
      graphOfEdges(structure, structure.getTokens()[word].begin);
  if (!graph)
    return std::nullopt;
  NamedVertex vertex;
  vertex.graph = callOf(structure, *graph);
  TokenRange at = structure.element(*graph, 0);
  std::optional<unsigned> port = enclosingNetPort(structure, word);
  SmallVector<unsigned> steps;
  if (port)
    steps = stepsBefore(structure, *port, word);
  for (unsigned step : steps) {
    vertex.layer = findLayer(structure, at, step);
    if (!vertex.layer)
      return std::nullopt;
    at = vertex.layer->value;
  }
  if (std::optional<WrittenLayer> layer = findLayer(structure, at, word)) {
    // NetPort["conv"] is a port of the graph.
    bool isGraphPort = port && steps.empty() &&
                       structure.countElements(*port) == 1 &&
                       structure.getTokens()[word].kind == T::String &&
                       structure.groupOf(word) == *port;
    if (!isGraphPort) {
      vertex.layer = layer;
      return vertex;
    }
  }
  vertex.isPort = true;
  return vertex;
}

/// The ports that edges of a graph and options of a container name.
static void addContainerPorts(const Structure &structure, unsigned call,
                              SmallVector<std::string> &names) {
  auto add = [&](std::string name) {
    if (!name.empty() && !llvm::is_contained(names, name))
      names.push_back(std::move(name));
  };
  const Group &group = structure.getGroup(call);
  for (unsigned i = group.open + 1; i + 2 < group.close; ++i) {
    std::optional<unsigned> port = structure.groupOpenedBy(i + 1);
    if (port && structure.headOf(*port) == "NetPort" &&
        structure.countElements(*port) == 1 &&
        structure.getTokens()[i + 2].kind == T::String)
      add(structure.nameOf(i + 2));
  }
  add("Input");
  add("Output");
}

SmallVector<std::string> lsp::portNames(const Structure &structure,
                                        TokenRange value) {
  SmallVector<std::string> names;
  value = valueOf(structure, value);
  std::string head = layerHead(structure, value);
  if (const net::LayerSchema *schema = net::findLayer(head)) {
    for (const net::PortSchema &port : schema->inputs) {
      if (!port.variadic)
        names.push_back(port.name.str());
      else
        for (unsigned i = 1; i <= 2; ++i)
          names.push_back(port.name.str() + std::to_string(i));
    }
    for (const net::PortSchema &port : schema->outputs)
      names.push_back(port.name.str());
    return names;
  }
  if (std::optional<unsigned> call = callGroup(structure, value);
      call && isContainer(head))
    addContainerPorts(structure, *call, names);
  else
    names = {"Input", "Output"};
  return names;
}
