//===- Definition.cpp - where a name comes from --------------------------===//

#include "compiler/LanguageServer/Definition.h"
#include "compiler/LanguageServer/WrittenLayers.h"

using namespace netc;
using namespace netc::lsp;
using llvm::StringRef;
using T = TokenKind;

static ByteRange rangeOf(const Structure &structure, unsigned token) {
  return structure.rangeOf({token, token + 1});
}

/// `x_` of the statement that the word stands in.
static std::optional<ByteRange> findParameter(const Structure &structure,
                                              unsigned word) {
  std::string name = structure.nameOf(word);
  for (TokenRange statement : structure.getStatements()) {
    if (word < statement.first || word >= statement.last)
      continue;
    for (unsigned i = statement.first; i < word; ++i)
      if (structure.getTokens()[i].kind == T::Pattern &&
          structure.textOf(i).split('_').first == name)
        return rangeOf(structure, i);
  }
  return std::nullopt;
}

std::optional<ByteRange> lsp::findDefinition(const Structure &structure,
                                             uint32_t offset) {
  std::optional<unsigned> word = structure.wordAt(offset);
  if (!word)
    return std::nullopt;
  if (structure.getTokens()[*word].kind == T::Symbol) {
    if (auto parameter = findParameter(structure, *word))
      return parameter;
    const NameDefinition *definition =
        structure.findDefinition(structure.nameOf(*word), offset);
    if (!definition)
      return std::nullopt;
    return rangeOf(structure, definition->token);
  }
  std::optional<NamedVertex> vertex = vertexAt(structure, *word);
  if (!vertex || !vertex->layer)
    return std::nullopt;
  return vertex->layer->key ? rangeOf(structure, *vertex->layer->key)
                            : structure.rangeOf(vertex->layer->value);
}
