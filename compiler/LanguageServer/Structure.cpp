//===- Structure.cpp - tokens and brackets of a text ---------------------===//

#include "compiler/LanguageServer/Structure.h"
#include "compiler/Notation/ParserImpl.h"
#include "llvm/ADT/STLExtras.h"

using namespace netc;
using namespace netc::lsp;
using llvm::ArrayRef;
using llvm::SmallVectorImpl;
using llvm::StringRef;
using T = TokenKind;

//===----------------------------------------------------------------------===//
// Brackets
//===----------------------------------------------------------------------===//

static bool isOpening(TokenKind kind) {
  return kind == T::LeftParen || kind == T::LeftBrace ||
         kind == T::LeftBracket || kind == T::LeftDoubleBracket ||
         kind == T::LeftAssociation;
}

static bool matches(TokenKind open, TokenKind close) {
  switch (open) {
  case T::LeftParen:
    return close == T::RightParen;
  case T::LeftBrace:
    return close == T::RightBrace;
  case T::LeftAssociation:
    return close == T::RightAssociation;
  case T::LeftDoubleBracket:
    return close == T::RightBracket || close == T::RightDoubleBracket;
  default:
    return close == T::RightBracket;
  }
}

/// Closes the innermost group of that kind and what is open inside of it; a
/// bracket that closes nothing is left alone.
void Structure::close(TokenKind kind, unsigned token,
                      SmallVectorImpl<unsigned> &open) {
  auto found = llvm::find_if(llvm::reverse(open), [&](unsigned group) {
    return group != 0 && matches(tokens[groups[group].open].kind, kind);
  });
  if (found == llvm::reverse(open).end())
    return;
  unsigned target = *found;
  while (true) {
    unsigned group = open.pop_back_val();
    groups[group].close = token;
    if (group == target)
      return;
  }
}

bool Structure::beginsDefinition(unsigned token) const {
  if (token + 1 >= tokens.size() || tokens[token].kind != T::Symbol ||
      !tokens[token].newlineBefore || tokens[token].begin == 0)
    return false;
  char before = text[tokens[token].begin - 1];
  T next = tokens[token + 1].kind;
  return (before == '\n' || before == '\r') &&
         (next == T::Set || next == T::SetDelayed);
}

void Structure::readTokens() {
  Lexer lexer(text);
  for (Token token = lexer.next(); token.kind != T::End; token = lexer.next()) {
    if (token.kind == T::Error) {
      bool isComment = lexer.getProblem().code == "unclosed-comment";
      token.begin = lexer.getProblem().begin;
      token.end = isComment ? static_cast<uint32_t>(text.size())
                            : std::max(token.end, lexer.getProblem().end);
    }
    tokens.push_back(token);
  }
}

Structure::Structure(StringRef text) : text(text) {
  readTokens();
  groups.emplace_back();
  llvm::SmallVector<unsigned> open{0};
  for (unsigned i = 0; i < tokens.size(); ++i) {
    T kind = tokens[i].kind;
    if (beginsDefinition(i))
      while (open.size() > 1)
        groups[open.pop_back_val()].close = i;
    if (isClosing(kind)) {
      close(kind, i, open);
      owners.push_back(open.back());
      continue;
    }
    owners.push_back(open.back());
    if (kind == T::Comma)
      groups[open.back()].commas.push_back(i);
    if (!isOpening(kind))
      continue;
    Group &group = groups.emplace_back();
    group.parent = open.back();
    group.open = i;
    bool isCall = kind == T::LeftBracket && i > 0 &&
                  tokens[i - 1].kind == T::Symbol && owners[i - 1] == owners[i];
    group.head = isCall ? static_cast<int>(i) - 1 : -1;
    open.push_back(groups.size() - 1);
  }
  for (unsigned group : open)
    groups[group].close = tokens.size();
  findStatements();
  findDefinitions();
}

//===----------------------------------------------------------------------===//
// Statements and names
//===----------------------------------------------------------------------===//

bool Structure::beginsStatement(unsigned token) const {
  if (token == 0 || tokens[token - 1].kind == T::Semicolon)
    return true;
  T before = tokens[token - 1].kind;
  bool isComplete = isClosing(before) || before == T::Ampersand ||
                    before == T::Prime || before == T::Bang ||
                    before == T::Error ||
                    (beginsOperand(before) && !isOpening(before));
  return tokens[token].newlineBefore && isComplete &&
         (beginsOperand(tokens[token].kind) || tokens[token].kind == T::Error);
}

void Structure::findStatements() {
  for (unsigned i = 0; i < tokens.size(); ++i) {
    if (owners[i] != 0 || isClosing(tokens[i].kind)) {
      if (!statements.empty())
        statements.back().last = i + 1;
      continue;
    }
    if (tokens[i].kind == T::Semicolon)
      continue;
    if (beginsStatement(i))
      statements.push_back({i, i + 1});
    else if (!statements.empty())
      statements.back().last = i + 1;
  }
}

void Structure::findDefinitions() {
  for (unsigned i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].kind != T::Symbol)
      continue;
    unsigned sign = i + 1;
    bool isFunction = tokens[sign].kind == T::LeftBracket;
    if (isFunction) {
      std::optional<unsigned> group = groupOpenedBy(sign);
      if (!group || groups[*group].close + 1 >= tokens.size())
        continue;
      sign = groups[*group].close + 1;
    }
    T kind = tokens[sign].kind;
    if (kind == T::Set || kind == T::SetDelayed)
      definitions.push_back({nameOf(i), i, sign + 1, isFunction});
  }
}

const NameDefinition *Structure::findDefinition(StringRef name,
                                                uint32_t offset) const {
  const NameDefinition *found = nullptr;
  for (const NameDefinition &definition : definitions)
    if (definition.name == name &&
        (!found || tokens[definition.token].begin <= offset))
      found = &definition;
  return found;
}

//===----------------------------------------------------------------------===//
// Questions
//===----------------------------------------------------------------------===//

std::string Structure::nameOf(unsigned token) const {
  StringRef written = textOf(token);
  if (tokens[token].kind == T::Symbol)
    return getSymbolName(written);
  written.consume_front("\"");
  written.consume_back("\"");
  return written.str();
}

ByteRange Structure::rangeOf(TokenRange range) const {
  if (range.isEmpty())
    return {};
  return {tokens[range.first].begin, tokens[range.last - 1].end};
}

std::optional<unsigned> Structure::groupOpenedBy(unsigned token) const {
  // Groups are in the order of their brackets.
  auto found = llvm::lower_bound(
      groups, static_cast<int>(token),
      [](const Group &group, int value) { return group.open < value; });
  if (found == groups.end() || found->open != static_cast<int>(token))
    return std::nullopt;
  return found - groups.begin();
}

unsigned Structure::countBefore(uint32_t offset) const {
  return llvm::partition_point(
             tokens, [&](const Token &token) { return token.begin < offset; }) -
         tokens.begin();
}

unsigned Structure::groupAt(uint32_t offset) const {
  unsigned count = countBefore(offset);
  if (count == 0)
    return 0;
  // A bracket that the place is in the middle of counts as open.
  if (std::optional<unsigned> opened = groupOpenedBy(count - 1))
    return *opened;
  return owners[count - 1];
}

std::string Structure::headOf(unsigned group) const {
  int head = groups[group].head;
  return head < 0 ? std::string() : nameOf(head);
}

unsigned Structure::countElements(unsigned group) const {
  if (group == 0)
    return statements.size();
  const Group &g = groups[group];
  bool isEmpty = g.commas.empty() && g.open + 1u >= g.close;
  return isEmpty ? 0 : g.commas.size() + 1;
}

TokenRange Structure::element(unsigned group, unsigned index) const {
  if (group == 0)
    return index < statements.size() ? statements[index] : TokenRange();
  const Group &g = groups[group];
  if (index > g.commas.size())
    return {};
  unsigned first = index == 0 ? g.open + 1 : g.commas[index - 1] + 1;
  unsigned last = index < g.commas.size() ? g.commas[index] : g.close;
  return {first, last};
}

unsigned Structure::elementAt(unsigned group, uint32_t offset) const {
  if (group == 0) {
    unsigned before = llvm::count_if(statements, [&](TokenRange statement) {
      return tokens[statement.first].begin <= offset;
    });
    return before == 0 ? 0 : before - 1;
  }
  return llvm::count_if(groups[group].commas, [&](unsigned comma) {
    return tokens[comma].end <= offset;
  });
}

std::optional<unsigned> Structure::arrowOf(unsigned group,
                                           TokenRange element) const {
  for (unsigned i = element.first; i < element.last; ++i)
    if (owners[i] == group && tokens[i].kind == T::Rule)
      return i;
  return std::nullopt;
}

std::optional<unsigned> Structure::wordAt(uint32_t offset) const {
  auto isWord = [&](unsigned token) {
    return tokens[token].kind >= T::Symbol && tokens[token].kind <= T::Pattern;
  };
  unsigned count = countBefore(offset + 1);
  // The token that begins here, or else the one that ends here.
  for (unsigned token : {count - 1, count - 2})
    if (token < tokens.size() && isWord(token) &&
        tokens[token].begin <= offset && offset <= tokens[token].end)
      return token;
  return std::nullopt;
}
