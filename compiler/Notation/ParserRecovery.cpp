//===- ParserRecovery.cpp - going on after an error -----------------------===//
//
// For texts that are being typed: what could not be read ends where its element
// or its statement ends, as far as brackets tell.
//
//===----------------------------------------------------------------------===//

#include "compiler/Notation/ParserImpl.h"

using namespace netc;
using namespace mlir;
using T = TokenKind;

/// The brackets that a token opens, the innermost last.
static void addOpened(TokenKind kind, SmallVectorImpl<TokenKind> &open) {
  switch (kind) {
  case T::LeftParen:
    return open.push_back(T::RightParen);
  case T::LeftBrace:
    return open.push_back(T::RightBrace);
  case T::LeftAssociation:
    return open.push_back(T::RightAssociation);
  case T::LeftDoubleBracket:
    open.push_back(T::RightBracket);
    [[fallthrough]];
  case T::LeftBracket:
    return open.push_back(T::RightBracket);
  default:
    return;
  }
}

/// A line that begins with `name =` is a new statement, whatever is open.
bool Parser::beginsDefinition() const {
  if (!token.newlineBefore || token.kind != T::Symbol)
    return false;
  char before = token.begin ? source.getText()[token.begin - 1] : '\n';
  if (before != '\n' && before != '\r')
    return false;
  TokenKind next = Lexer(lexer).next().kind;
  return next == T::Set || next == T::SetDelayed;
}

/// Takes a token that opens or closes a bracket of the part that is skipped;
/// false where it belongs to what is around.
bool Parser::skipNested(SmallVectorImpl<TokenKind> &open) {
  if (!isClosing(token.kind)) {
    addOpened(token.kind, open);
    return !open.empty();
  }
  // A bracket between that is never closed ends with the one around it.
  auto match = llvm::find(llvm::reverse(open), token.kind);
  if (match == llvm::reverse(open).end())
    return false;
  open.truncate(open.rend() - match - 1);
  return true;
}

Expr Parser::makeUnread(uint32_t begin) {
  Span span{&source, begin, std::max(begin, previousEnd)};
  options.unread->push_back(span);
  return Expr::symbol("$Failed", span);
}

bool Parser::skipElement(uint32_t begin, size_t level, size_t count,
                         Exprs &elements) {
  if (!options.unread)
    return false;
  SmallVector<TokenKind> open;
  for (const Bracket &bracket :
       ArrayRef(brackets).drop_front(std::min(level, brackets.size())))
    open.push_back(bracket.close);
  auto isOurs = [&] {
    return llvm::any_of(ArrayRef(brackets).take_front(level),
                        [&](auto &each) { return each.close == token.kind; });
  };
  while (token.kind != T::End && !beginsDefinition()) {
    if (!skipNested(open) && (token.kind == T::Comma || isOurs()))
      break;
    advance();
  }
  brackets.truncate(std::min(level, brackets.size()));
  if (token.kind != T::Comma &&
      (brackets.size() < level || token.kind != brackets.back().close))
    return false;
  elements.truncate(count);
  elements.push_back(makeUnread(begin));
  return true;
}

bool Parser::skipStatement(uint32_t begin, Exprs &statements) {
  if (!options.unread)
    return false;
  SmallVector<TokenKind> open;
  for (const Bracket &bracket : brackets)
    open.push_back(bracket.close);
  brackets.clear();
  while (token.kind != T::End && !(token.begin > begin && beginsDefinition())) {
    bool isNested = skipNested(open);
    if (!isNested && token.begin > begin &&
        (token.kind == T::Semicolon || token.newlineBefore))
      break;
    advance();
  }
  statements.push_back(makeUnread(begin));
  return true;
}
