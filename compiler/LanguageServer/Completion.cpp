//===- Completion.cpp - what may be typed at a place ---------------------===//

#include "compiler/LanguageServer/Completion.h"
#include "compiler/Evaluator/Builtins.h"
#include "compiler/Frontend/Tree/CoderSchema.h"
#include "compiler/LanguageServer/CompletionPlace.h"
#include "compiler/LanguageServer/WrittenLayers.h"
#include "dialects/Net/IR/LayerSchema.h"
#include "dialects/Net/IR/ScalarDefinitions.h"
#include "llvm/ADT/StringSet.h"

using namespace netc;
using namespace netc::lsp;
using llvm::StringRef;
using llvm::lsp::CompletionItem;
using llvm::lsp::CompletionItemKind;
using T = TokenKind;

namespace {

class Completer {
public:
  Completer(const Structure &structure, const SourceBuffer &source,
            CompletionPlace place)
      : structure(structure), source(source), place(std::move(place)) {}

  llvm::lsp::CompletionList complete();

private:
  // Items, the first ones first.
  void add(const std::string &label, const std::string &text,
           CompletionItemKind kind, StringRef detail);
  void addQuoted(StringRef name, CompletionItemKind kind, StringRef detail);
  void addSymbol(StringRef name, CompletionItemKind kind, StringRef detail);
  /// A word that may be written with or without quotes.
  void addWord(StringRef name, StringRef detail);
  void addOption(StringRef name, StringRef detail);

  // Places.
  bool addVertices();
  void addLayerNames(TokenRange value);
  bool addCoder();
  bool addLayerCall();
  void addSettingValues(const net::ArgumentSchema &argument);
  void addArrayValues(const net::ArraySchema &array);
  void addPortShapes();
  bool addContainerCall();
  void addSymbols();
  void addScalarFunctions();

  const Structure &structure;
  const SourceBuffer &source;
  CompletionPlace place;
  llvm::lsp::CompletionList list;
  llvm::StringSet<> known;
};

} // namespace

//===----------------------------------------------------------------------===//
// Items
//===----------------------------------------------------------------------===//

void Completer::add(const std::string &label, const std::string &text,
                    CompletionItemKind kind, StringRef detail) {
  if (!known.insert(label).second)
    return;
  std::string rank = std::to_string(10000 + list.items.size());
  CompletionItem item(label, kind, rank);
  item.detail = detail.str();
  // Editors compare it with what stands in the range that is replaced.
  item.filterText = place.inString ? "\"" + label : label;
  item.textEdit = llvm::lsp::TextEdit{toRange(source, place.word), text};
  list.items.push_back(std::move(item));
}

void Completer::addQuoted(StringRef name, CompletionItemKind kind,
                          StringRef detail) {
  add(name.str(), "\"" + name.str() + "\"", kind, detail);
}

void Completer::addSymbol(StringRef name, CompletionItemKind kind,
                          StringRef detail) {
  if (!place.inString)
    add(name.str(), name.str(), kind, detail);
}

void Completer::addWord(StringRef name, StringRef detail) {
  if (place.inString)
    addQuoted(name, CompletionItemKind::EnumMember, detail);
  else
    addSymbol(name, CompletionItemKind::EnumMember, detail);
}

void Completer::addOption(StringRef name, StringRef detail) {
  std::string text = "\"" + name.str() + "\"";
  add(name.str(), place.hasArrow ? text : text + " -> ",
      CompletionItemKind::Property, detail);
}

//===----------------------------------------------------------------------===//
// Edges
//===----------------------------------------------------------------------===//

void Completer::addLayerNames(TokenRange value) {
  for (const WrittenLayer &layer : layersOf(structure, value)) {
    std::string head = layerHead(structure, layer.value);
    if (!layer.name.empty())
      addQuoted(layer.name, CompletionItemKind::Field, head);
    else
      addSymbol(std::to_string(layer.place), CompletionItemKind::Field, head);
  }
}

/// A vertex of an edge, or a step inside of a NetPort.
bool Completer::addVertices() {
  std::optional<unsigned> graph = graphOfEdges(structure, place.word.begin);
  if (!graph)
    return false;
  TokenRange at = structure.element(*graph, 0);
  if (place.head != "NetPort") {
    addLayerNames(at);
    addSymbol("NetPort", CompletionItemKind::Function, "a port");
    return true;
  }
  bool isFirst = true;
  unsigned end = structure.countBefore(place.word.begin);
  for (unsigned i = structure.getGroup(place.call).open + 1; i < end; ++i) {
    T kind = structure.getTokens()[i].kind;
    if (kind != T::String && kind != T::Number)
      continue;
    std::optional<WrittenLayer> layer = findLayer(structure, at, i);
    if (!layer)
      return true;
    at = layer->value;
    isFirst = false;
  }
  addLayerNames(at);
  llvm::SmallVector<std::string> ports =
      portNames(structure, isFirst ? callOf(structure, *graph) : at);
  for (const std::string &port : ports)
    addQuoted(port, CompletionItemKind::Interface, "port");
  return true;
}

//===----------------------------------------------------------------------===//
// Coders
//===----------------------------------------------------------------------===//

/// `NetEncoder["Type"]`, `NetEncoder[{"Type", values, options}]`
bool Completer::addCoder() {
  bool isEncoder = place.head == "NetEncoder";
  if ((!isEncoder && place.head != "NetDecoder") || place.listDepth > 1)
    return false;
  auto direction =
      isEncoder ? net::CoderDirection::Encoder : net::CoderDirection::Decoder;
  unsigned index =
      place.listDepth ? structure.elementAt(place.group, place.word.begin) : 0;
  if (index == 0) {
    for (const tree::CoderSchema &schema : tree::coderSchemas())
      if (schema.direction == direction)
        addQuoted(schema.type, CompletionItemKind::EnumMember, place.head);
    return true;
  }
  TokenRange type = structure.element(place.group, 0);
  const tree::CoderSchema *schema =
      type.isEmpty() ? nullptr
                     : tree::findCoder(structure.nameOf(type.first), direction);
  if (!schema)
    return false;
  for (const tree::ParameterSchema &parameter : schema->parameters) {
    if (place.key.empty())
      addOption(parameter.name, parameter.defaultText);
    if (place.key != parameter.name)
      continue;
    for (StringRef word : parameter.words)
      addQuoted(word, CompletionItemKind::EnumMember, parameter.name);
    if (parameter.kind == tree::ParameterKind::Truth)
      for (StringRef word : {"True", "False"})
        addSymbol(word, CompletionItemKind::EnumMember, parameter.name);
  }
  if (!place.inString)
    addSymbols();
  return true;
}

//===----------------------------------------------------------------------===//
// Layers and containers
//===----------------------------------------------------------------------===//

void Completer::addScalarFunctions() {
  for (const net::ScalarDefinition &each : net::scalarNames())
    addQuoted(each.name, CompletionItemKind::Function, "function of numbers");
  for (const net::ScalarDefinition &each : net::scalarSymbols())
    addSymbol(each.name, CompletionItemKind::Function, "function of numbers");
}

void Completer::addSettingValues(const net::ArgumentSchema &argument) {
  for (StringRef choice : argument.choices)
    addWord(choice, argument.doc);
  if (argument.kind == net::ArgumentKind::Boolean)
    for (StringRef word : {"True", "False"})
      addSymbol(word, CompletionItemKind::EnumMember, argument.doc);
  if (argument.kind == net::ArgumentKind::Padding)
    addQuoted("Same", CompletionItemKind::EnumMember, argument.doc);
  if (argument.kind == net::ArgumentKind::ScalarFunction)
    addScalarFunctions();
  if (!argument.required && argument.kind != net::ArgumentKind::Choice)
    addSymbol("Automatic", CompletionItemKind::Constant, "the default");
}

void Completer::addArrayValues(const net::ArraySchema &array) {
  if (array.mayBeNone)
    addSymbol("None", CompletionItemKind::Constant, "no array");
  addSymbol("Automatic", CompletionItemKind::Constant, "the default");
  addSymbol("NumericArray", CompletionItemKind::Function, "values");
  addSymbol("NormalDistribution", CompletionItemKind::Function,
            "initialisation");
}

void Completer::addPortShapes() {
  addSymbol("NetEncoder", CompletionItemKind::Class, "of an input");
  addSymbol("NetDecoder", CompletionItemKind::Class, "of an output");
  addSymbol("Restricted", CompletionItemKind::Function,
            "Restricted[\"Integer\", n]");
  for (StringRef word : {"Real", "Integer", "Varying", "Boolean"})
    addQuoted(word, CompletionItemKind::EnumMember, "shape");
  addSymbol("Automatic", CompletionItemKind::Constant, "inferred");
}

static bool matches(StringRef key, StringRef name,
                    llvm::ArrayRef<StringRef> aliases) {
  return !key.empty() && (key == name || llvm::is_contained(aliases, key));
}

bool Completer::addLayerCall() {
  const net::LayerSchema *schema = net::findLayer(place.head);
  if (!schema || place.listDepth > 0)
    return false;
  if (!place.key.empty()) {
    for (const net::ArgumentSchema &argument : schema->arguments)
      if (matches(place.key, argument.name, argument.aliases))
        addSettingValues(argument);
    for (const net::ArraySchema &array : schema->arrays)
      if (matches(place.key, array.name, array.aliases))
        addArrayValues(array);
    TokenRange call = callOf(structure, place.call);
    if (llvm::is_contained(portNames(structure, call), place.key))
      addPortShapes();
    addSymbols();
    return true;
  }
  for (const net::ArgumentSchema &argument : schema->arguments)
    if (argument.position == static_cast<int>(place.argument))
      addSettingValues(argument);
  for (const net::ArgumentSchema &argument : schema->arguments)
    if (!argument.name.empty())
      addOption(argument.name, argument.doc);
  for (const net::ArraySchema &array : schema->arrays)
    addOption(array.name, array.doc);
  for (const std::string &port :
       portNames(structure, callOf(structure, place.call)))
    addOption(port, "shape of the port");
  if (!schema->arrays.empty())
    addOption("LearningRateMultipliers", "how fast its arrays learn");
  addSymbols();
  return true;
}

/// The options behind the layers (and edges) of a container.
bool Completer::addContainerCall() {
  bool isGraph = place.head == "NetGraph";
  if ((!isGraph && place.head != "NetChain") || place.listDepth > 0 ||
      place.argument < (isGraph ? 2u : 1u))
    return false;
  if (!place.key.empty()) {
    addPortShapes();
  } else {
    for (const std::string &port :
         portNames(structure, callOf(structure, place.call)))
      addOption(port, "shape of the port");
    addOption("LearningRateMultipliers", "how fast its arrays learn");
  }
  addSymbols();
  return true;
}

//===----------------------------------------------------------------------===//
// Everything with a name
//===----------------------------------------------------------------------===//

void Completer::addSymbols() {
  if (place.inString)
    return;
  for (const NameDefinition &definition : structure.getDefinitions())
    addSymbol(definition.name,
              definition.isFunction ? CompletionItemKind::Function
                                    : CompletionItemKind::Variable,
              "defined in this text");
  for (StringRef head : {"NetChain", "NetGraph", "NetEncoder", "NetDecoder"})
    addSymbol(head, CompletionItemKind::Class, "");
  for (const net::LayerSchema &schema : net::layerSchemas())
    addSymbol(schema.notation, CompletionItemKind::Class, schema.summary);
  for (const net::ScalarDefinition &each : net::scalarSymbols())
    addSymbol(each.name, CompletionItemKind::Function, "function of numbers");
  llvm::SmallVector<StringRef> names(getBuiltins().keys());
  llvm::sort(names);
  for (StringRef name : names)
    addSymbol(name, CompletionItemKind::Function, "function of the notation");
  for (StringRef name : {"True", "False", "None", "Automatic", "Infinity"})
    addSymbol(name, CompletionItemKind::Constant, "");
}

llvm::lsp::CompletionList Completer::complete() {
  if (!addVertices() && !addCoder() && !addLayerCall() && !addContainerCall())
    addSymbols();
  return std::move(list);
}

llvm::lsp::CompletionList lsp::complete(const Structure &structure,
                                        const SourceBuffer &source,
                                        uint32_t offset) {
  std::optional<CompletionPlace> place =
      findCompletionPlace(structure, source, offset);
  if (!place)
    return {};
  return Completer(structure, source, std::move(*place)).complete();
}
