//===- Lexer.cpp - text of the notation to tokens -------------------------===//

#include "compiler/Notation/Lexer.h"
#include "compiler/Notation/ForeignCharacters.h"
#include "compiler/Notation/NearestNames.h"
#include "llvm/ADT/StringExtras.h"

using namespace netc;
using llvm::isDigit;
using llvm::StringRef;

/// Both are taken for `"`, with a warning of the parser.
static constexpr uint32_t openQuote = 0x201C, closeQuote = 0x201D;

Lexer::Lexer(StringRef text) : text(text) {
  if (text.starts_with("\xEF\xBB\xBF"))
    position = 3;
}

TokenKind Lexer::fail(StringRef code, size_t begin, size_t end,
                      std::string message, std::string hint) {
  problem = {code,
             static_cast<uint32_t>(begin),
             static_cast<uint32_t>(end),
             std::move(message),
             std::move(hint),
             code.starts_with("unclosed-")};
  return TokenKind::Error;
}

Character Lexer::look() const {
  if (position >= text.size())
    return {};
  StringRef rest = text.substr(position);
  if (!rest.starts_with("\\["))
    return decodeCharacter(rest);
  // No long name is longer; an unclosed one must not be searched for far.
  StringRef name =
      rest.substr(2, 64).take_until([](char c) { return !llvm::isAlnum(c); });
  std::optional<uint32_t> code = findNamedCharacter(name);
  if (!code || !rest.substr(2 + name.size()).starts_with("]"))
    return {'\\', 1};
  return {*code, static_cast<unsigned>(name.size() + 3)};
}

//===----------------------------------------------------------------------===//
// Blanks
//===----------------------------------------------------------------------===//

bool Lexer::skipComment() {
  size_t begin = position;
  unsigned depth = 0;
  do {
    if (text.substr(position).starts_with("(*")) {
      ++depth;
      position += 2;
    } else if (text.substr(position).starts_with("*)")) {
      --depth;
      position += 2;
    } else {
      ++position;
    }
  } while (depth > 0 && position < text.size());
  if (depth == 0)
    return true;
  fail("unclosed-comment", begin, begin + 2, "this comment is never closed",
       "every '(*' needs its own '*)'; comments nest");
  return false;
}

/// A backslash before a newline joins the lines.
bool Lexer::skipBackslash() {
  if (at(1) == '\n')
    position += 2;
  else if (at(1) == '\r')
    position += at(2) == '\n' ? 3 : 2;
  else
    return false;
  return true;
}

bool Lexer::skipBlanks(bool &newline) {
  while (position < text.size()) {
    char c = text[position];
    if (c == ' ' || c == '\t' || c == '\f') {
      ++position;
    } else if (c == '\n' || c == '\r') {
      newline = true;
      ++position;
    } else if (c == '(' && at(1) == '*') {
      if (!skipComment())
        return false;
    } else if (c == '\\' && skipBackslash()) {
      continue;
    } else if (Character character = look();
               c == '\\' || static_cast<unsigned char>(c) >= 0x80) {
      if (!isBlankCharacter(character.code))
        return true;
      position += character.size;
    } else {
      return true;
    }
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Tokens
//===----------------------------------------------------------------------===//

Token Lexer::next() {
  Token token;
  if (!skipBlanks(token.newlineBefore)) {
    token.kind = TokenKind::Error;
    return token;
  }
  token.begin = static_cast<uint32_t>(position);
  token.kind = position < text.size() ? lexToken() : TokenKind::End;
  token.end = static_cast<uint32_t>(position);
  return token;
}

StringRef Lexer::takeLine() {
  StringRef line = text.substr(position).take_until(
      [](char c) { return c == '\n' || c == '\r' || c == ';'; });
  position += line.size();
  return line;
}

TokenKind Lexer::lexToken() {
  char c = text[position];
  if (isDigit(c) || (c == '.' && isDigit(at(1))))
    return lexNumber();
  if (llvm::isAlpha(c) || c == '$' || c == '_')
    return lexWord();
  if (c == '#')
    return lexSlot();
  if (c == '"')
    return lexString();
  if (c == '%')
    return lexOut();
  if (c != '\\' && static_cast<unsigned char>(c) < 0x80)
    return lexOperator();
  Character character = look();
  if (character.code == openQuote || character.code == closeQuote)
    return lexString();
  if (isLetter(character.code))
    return lexWord();
  return lexOperator();
}

bool Lexer::isLetterAt(size_t offset) const {
  StringRef rest = text.substr(position + offset);
  if (rest.empty())
    return false;
  auto first = static_cast<unsigned char>(rest.front());
  return first < 0x80 ? isLetter(first) : isLetter(decodeCharacter(rest).code);
}

void Lexer::skipDigits() {
  while (isDigit(at(0)))
    ++position;
}

void Lexer::skipSymbol() {
  while (true) {
    char c = at(0);
    if (llvm::isAlnum(c) || c == '$') {
      ++position;
      continue;
    }
    // A context: a name, a backquote, and more name.
    if (c == '`' && isLetterAt(1)) {
      ++position;
      continue;
    }
    if (c != '\\' && static_cast<unsigned char>(c) < 0x80)
      return;
    Character character = look();
    if (!isLetter(character.code))
      return;
    position += character.size;
  }
}

/// A symbol, or a pattern such as `x_`, `_Real`, `x__`.
TokenKind Lexer::lexWord() {
  skipSymbol();
  if (at(0) != '_')
    return TokenKind::Symbol;
  for (unsigned i = 0; i < 3 && at(0) == '_'; ++i)
    ++position;
  if (isLetterAt(0))
    skipSymbol();
  return TokenKind::Pattern;
}

TokenKind Lexer::lexNumber() {
  skipDigits();
  if (text.substr(position).starts_with("^^")) {
    position += 2;
    while (llvm::isAlnum(at(0)))
      ++position;
    if (at(0) == '.' && at(1) != '.')
      do
        ++position;
      while (llvm::isAlnum(at(0)));
  } else if (at(0) == '.' && at(1) != '.') {
    // `1..` keeps its two points together; they make no number.
    ++position;
    skipDigits();
  }
  if (at(0) == '`') {
    position += at(1) == '`' ? 2 : 1;
    skipDigits();
    if (at(0) == '.' && isDigit(at(1))) {
      ++position;
      skipDigits();
    }
  }
  if (text.substr(position).starts_with("*^")) {
    position += 2;
    if ((at(0) == '-' || at(0) == '+') && isDigit(at(1)))
      ++position;
    skipDigits();
  }
  return TokenKind::Number;
}

TokenKind Lexer::lexSlot() {
  ++position;
  if (at(0) == '#') {
    ++position;
    skipDigits();
    return TokenKind::SlotSequence;
  }
  if (at(0) == '"')
    return lexString() == TokenKind::Error ? TokenKind::Error : TokenKind::Slot;
  if (isDigit(at(0)))
    skipDigits();
  else
    skipSymbol();
  return TokenKind::Slot;
}

/// `%`; the older values `%%` and `%3` are not kept.
TokenKind Lexer::lexOut() {
  size_t begin = position;
  while (at(0) == '%' || isDigit(at(0)))
    ++position;
  if (position == begin + 1)
    return TokenKind::Out;
  return fail("unexpected-token", begin, position,
              "only '%', the last value, is kept",
              "give the values that you need later a name");
}

TokenKind Lexer::lexString() {
  size_t begin = position;
  bool isCurly = text[position] != '"';
  position += look().size;
  while (position < text.size()) {
    char c = text[position];
    if (c == '\\') {
      // `\[CloseCurlyDoubleQuote]` is the character.
      Character named = isCurly ? look() : Character();
      if (named.code == openQuote || named.code == closeQuote) {
        position += named.size;
        return TokenKind::String;
      }
      if (++position < text.size())
        position += decodeCharacter(text.substr(position)).size;
      continue;
    }
    if (isCurly && static_cast<unsigned char>(c) >= 0x80) {
      Character character = look();
      position += character.size;
      if (character.code == openQuote || character.code == closeQuote)
        return TokenKind::String;
      continue;
    }
    ++position;
    if (c == '"' && !isCurly)
      return TokenKind::String;
  }
  position = text.size();
  return fail("unclosed-string", begin, begin + 1,
              "this string is never closed",
              "close it with '\"'; inside a string write '\\\"' for a quote");
}

TokenKind Lexer::lexOperator() {
  const Operator *op = matchOperator(text.substr(position));
  // `a/.5` divides by a number.
  if (op && op->kind == TokenKind::ReplaceAll && isDigit(at(2))) {
    ++position;
    return TokenKind::Divide;
  }
  if (op) {
    position += op->spelling.size();
    return op->kind;
  }
  Character character = look();
  size_t begin = position;
  position += character.size;
  StringRef spelling = getAsciiSpelling(character.code);
  if (spelling == "]]")
    return TokenKind::RightDoubleBracket;
  if (!spelling.empty() && llvm::isAlpha(spelling.front()))
    return TokenKind::Symbol;
  if (!spelling.empty())
    return matchOperator(spelling)->kind;
  if (character.code == '\\' && at(0) == '[') {
    StringRef name = text.substr(position + 1, 64).take_until([](char c) {
      return !llvm::isAlnum(c);
    });
    bool isClosed = text.substr(position + 1 + name.size()).starts_with("]");
    if (!isClosed)
      return fail("bad-escape", begin, begin + name.size() + 2,
                  "this name of a character has no closing ']'",
                  "a character is written \\[Name]");
    std::string near = didYouMean(name, getNamedCharacters());
    return fail("bad-escape", begin, begin + name.size() + 3,
                ("no character is called '" + name + "'").str(),
                near.empty() ? "write the character itself" : near);
  }
  return fail("unexpected-token", begin, position,
              "unexpected character " + describeCharacter(character.code),
              hintForCharacter(character.code).str());
}

std::string netc::getSymbolName(StringRef token) {
  std::string name;
  while (!token.empty()) {
    Character character = decodeCharacter(token);
    if (token.starts_with("\\[")) {
      size_t end = token.find(']');
      character = {*findNamedCharacter(token.slice(2, end)),
                   static_cast<unsigned>(end + 1)};
    }
    StringRef spelling = getAsciiSpelling(character.code);
    if (spelling.empty())
      appendUtf8(name, character.code);
    else
      name += spelling;
    token = token.drop_front(character.size);
  }
  return name;
}
