//===- Symbols.cpp - the outline of a text -------------------------------===//

#include "compiler/LanguageServer/Symbols.h"
#include "compiler/Frontend/Tree/Tree.h"
#include "compiler/LanguageServer/WrittenLayers.h"

using namespace netc;
using namespace netc::lsp;
using llvm::lsp::DocumentSymbol;
using llvm::lsp::SymbolKind;
using T = TokenKind;

/// Deeper containers are left out of the outline.
static constexpr unsigned deepest = 32;
/// So are layers beyond these, since no one looks through them.
static constexpr size_t mostLayers = 500;

namespace {

class Outline {
public:
  Outline(const Structure &structure, const SourceBuffer &source)
      : structure(structure), source(source) {}

  std::vector<DocumentSymbol> statements();

private:
  DocumentSymbol make(const std::string &name, SymbolKind kind,
                      TokenRange whole, TokenRange selection);
  void addLayers(TokenRange value, DocumentSymbol &parent, unsigned depth);
  bool isWritten(TokenRange value) const;

  const Structure &structure;
  const SourceBuffer &source;
};

} // namespace

DocumentSymbol Outline::make(const std::string &name, SymbolKind kind,
                             TokenRange whole, TokenRange selection) {
  return DocumentSymbol(name, kind, toRange(source, structure.rangeOf(whole)),
                        toRange(source, structure.rangeOf(selection)));
}

/// A name for a net has its layers in the outline where it is defined.
bool Outline::isWritten(TokenRange value) const {
  return value.first + 1 < value.last;
}

void Outline::addLayers(TokenRange value, DocumentSymbol &parent,
                        unsigned depth) {
  if (depth == deepest || !isWritten(value))
    return;
  // A list is one of layers where one says so.
  std::vector<WrittenLayer> layers = layersOf(structure, value);
  bool isNet = llvm::any_of(layers, [&](const WrittenLayer &layer) {
    return isNetHead(layerHead(structure, layer.value)) &&
           isWritten(layer.value);
  });
  if (!isNet && !isNetHead(structure.nameOf(value.first)))
    return;
  for (const WrittenLayer &layer :
       llvm::ArrayRef(layers).take_front(std::min(layers.size(), mostLayers))) {
    // Those of a name are in the outline where it is defined.
    if (layer.value.isEmpty() || layer.value.first < value.first ||
        layer.value.last > value.last)
      continue;
    TokenRange key = layer.key
                         ? TokenRange{*layer.key, *layer.key + 1}
                         : TokenRange{layer.value.first, layer.value.first + 1};
    TokenRange whole{key.first, layer.value.last};
    std::string head = layerHead(structure, layer.value);
    if (head.empty())
      head = structure.textOf(layer.value.first).str();
    DocumentSymbol symbol =
        make(layer.name.empty() ? std::to_string(layer.place) : layer.name,
             SymbolKind::Field, whole, key);
    symbol.detail = head;
    addLayers(layer.value, symbol, depth + 1);
    parent.children.push_back(std::move(symbol));
  }
}

std::vector<DocumentSymbol> Outline::statements() {
  std::vector<DocumentSymbol> symbols;
  auto definition = structure.getDefinitions().begin();
  for (TokenRange statement : structure.getStatements()) {
    while (definition != structure.getDefinitions().end() &&
           definition->token < statement.first)
      ++definition;
    bool isDefinition = definition != structure.getDefinitions().end() &&
                        definition->token == statement.first;
    TokenRange value = statement;
    if (isDefinition)
      value.first = definition->value;
    if (value.isEmpty())
      continue;
    std::string head = layerHead(structure, value);
    if (!isDefinition && head != "NetChain" && head != "NetGraph")
      continue;
    SymbolKind kind = !isDefinition            ? SymbolKind::Class
                      : definition->isFunction ? SymbolKind::Function
                                               : SymbolKind::Variable;
    DocumentSymbol symbol =
        make(isDefinition ? definition->name : head, kind, statement,
             {statement.first, statement.first + 1});
    // A number alone is not yet a layer.
    if (isDefinition && isWritten(value))
      symbol.detail = head;
    addLayers(value, symbol, 0);
    symbols.push_back(std::move(symbol));
  }
  return symbols;
}

std::vector<DocumentSymbol> lsp::documentSymbols(const Structure &structure,
                                                 const SourceBuffer &source) {
  return Outline(structure, source).statements();
}
