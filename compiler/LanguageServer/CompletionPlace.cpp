//===- CompletionPlace.cpp - where something is being typed --------------===//

#include "compiler/LanguageServer/CompletionPlace.h"

using namespace netc;
using namespace netc::lsp;
using llvm::StringRef;
using T = TokenKind;

/// A comment stands only where no token does.
static bool isInComment(const Structure &structure, StringRef text,
                        uint32_t offset) {
  unsigned count = structure.countBefore(offset);
  uint32_t begin = count ? structure.getTokens()[count - 1].end : 0;
  if (begin >= offset)
    return count && structure.getTokens()[count - 1].kind == T::Error &&
           structure.textOf(count - 1).starts_with("(*");
  StringRef gap = text.slice(begin, offset);
  return gap.count("(*") > gap.count("*)");
}

/// The word that is being typed: a symbol, or a string that may still be open.
static void findWord(const Structure &structure, CompletionPlace &place) {
  unsigned count = structure.countBefore(place.offset);
  place.word = {place.offset, place.offset};
  if (count == 0)
    return;
  const Token &token = structure.getTokens()[count - 1];
  StringRef text = structure.textOf(count - 1);
  bool isOpenString = token.kind == T::Error && text.starts_with("\"");
  bool isString = token.kind == T::String && place.offset < token.end;
  bool isSymbol = token.kind == T::Symbol && place.offset <= token.end;
  if (!isOpenString && !isString && !isSymbol)
    return;
  // An edit may only be on one line.
  bool goesOn = !isOpenString && !text.contains('\n');
  place.word = {token.begin, goesOn ? token.end : place.offset};
  place.inString = !isSymbol;
}

static void findCall(const Structure &structure, CompletionPlace &place) {
  int group = place.group;
  while (group > 0 && structure.headOf(group).empty()) {
    T open = structure.getTokens()[structure.getGroup(group).open].kind;
    if (open != T::LeftParen)
      ++place.listDepth;
    group = structure.getGroup(group).parent;
  }
  place.call = std::max(group, 0);
  if (place.call == 0)
    return;
  place.head = structure.headOf(place.call);
  place.argument = structure.elementAt(place.call, place.word.begin);
}

static void findKey(const Structure &structure, CompletionPlace &place) {
  if (place.group == 0)
    return;
  TokenRange element = structure.element(
      place.group, structure.elementAt(place.group, place.word.begin));
  std::optional<unsigned> arrow = structure.arrowOf(place.group, element);
  if (!arrow)
    return;
  if (structure.getTokens()[*arrow].begin >= place.word.end)
    place.hasArrow = true;
  else if (*arrow == element.first + 1)
    place.key = structure.nameOf(element.first);
}

std::optional<CompletionPlace>
lsp::findCompletionPlace(const Structure &structure, const SourceBuffer &source,
                         uint32_t offset) {
  if (isInComment(structure, source.getText(), offset))
    return std::nullopt;
  CompletionPlace place;
  place.offset = offset;
  findWord(structure, place);
  place.group = structure.groupAt(place.word.begin);
  findCall(structure, place);
  findKey(structure, place);
  return place;
}
