//===- Hover.cpp - what is known of a word -------------------------------===//

#include "compiler/LanguageServer/Hover.h"
#include "compiler/Evaluator/Builtins.h"
#include "compiler/LanguageServer/Shapes.h"
#include "dialects/Net/IR/LayerPages.h"
#include "dialects/Net/IR/ScalarDefinitions.h"
#include "llvm/ADT/StringExtras.h"

using namespace netc;
using namespace netc::lsp;
using llvm::StringRef;

/// Longer values are cut in a definition's line.
static constexpr size_t longestValue = 200;

static std::string fenced(StringRef text) {
  return ("```text\n" + text.rtrim() + "\n```\n").str();
}

static std::string describeBuiltin(StringRef name, const Builtin &builtin) {
  std::string text = ("`" + name + "`: function of the notation, ").str();
  if (builtin.maximum == anyCount)
    text += "at least " + std::to_string(builtin.minimum);
  else if (builtin.minimum == builtin.maximum)
    text += std::to_string(builtin.minimum);
  else
    text += std::to_string(builtin.minimum) + " to " +
            std::to_string(builtin.maximum);
  return text + (builtin.maximum == 1 ? " argument" : " arguments");
}

/// `size = 500`, with its value as it is written.
static std::string describeDefinition(const Structure &structure,
                                      const SourceBuffer &source,
                                      const NameDefinition &definition) {
  for (TokenRange statement : structure.getStatements()) {
    if (definition.token < statement.first ||
        definition.token >= statement.last)
      continue;
    ByteRange range = structure.rangeOf({definition.token, statement.last});
    StringRef text = source.getText().slice(range.begin, range.end);
    if (text.size() <= longestValue)
      return fenced(text);
    return fenced(text.take_until([](char c) { return c == '\n'; })
                      .take_front(longestValue)
                      .str() +
                  " ...");
  }
  return "";
}

static std::string referenceOf(Document &document, unsigned word) {
  const Structure &structure = document.getStructure();
  if (structure.getTokens()[word].kind != TokenKind::Symbol)
    return "";
  std::string name = structure.nameOf(word);
  if (std::optional<std::string> page = net::layerPage(name))
    return fenced(*page);
  uint32_t offset = structure.getTokens()[word].begin;
  if (const NameDefinition *definition = structure.findDefinition(name, offset))
    return describeDefinition(structure, document.getSource(), *definition);
  if (net::findScalarSymbol(name))
    return "`" + name + "`: function of numbers, a layer of its own in a net";
  if (const Builtin *builtin = findBuiltin(name))
    return describeBuiltin(name, *builtin);
  return "";
}

std::optional<llvm::lsp::Hover> lsp::hover(Document &document,
                                           uint32_t offset) {
  std::string shapes = shapesAt(document, offset), reference;
  const Structure &structure = document.getStructure();
  std::optional<unsigned> word = structure.wordAt(offset);
  if (word)
    reference = referenceOf(document, *word);
  if (shapes.empty() && reference.empty())
    return std::nullopt;
  ByteRange range{offset, offset};
  if (word)
    range = structure.rangeOf({*word, *word + 1});
  llvm::lsp::Hover result(toRange(document.getSource(), range));
  result.contents.value =
      shapes + (shapes.empty() || reference.empty() ? "" : "\n") + reference;
  return result;
}
