//===- ParserAtoms.cpp - atoms and brackets -------------------------------===//

#include "compiler/Notation/Number.h"
#include "compiler/Notation/ParserImpl.h"
#include "compiler/Notation/StringLiteral.h"
#include "llvm/ADT/StringExtras.h"

using namespace netc;
using namespace mlir;
using T = TokenKind;

Expr Parser::parsePrefix(unsigned minimum) {
  Token first = token;
  switch (token.kind) {
  case T::Symbol:
    advance();
    return Expr::symbol(getSymbolName(getText(first)), spanOf(first));
  case T::Number:
    return parseNumber();
  case T::String:
    return parseString();
  case T::Slot:
  case T::SlotSequence:
    return parseSlot();
  case T::Out:
    advance();
    return make("Out", {}, spanOf(first));
  case T::Pattern:
    return parsePattern();
  case T::LeftParen:
    return parseParens();
  case T::LeftBrace:
  case T::LeftAssociation: {
    bool isList = token.kind == T::LeftBrace;
    Exprs elements;
    if (!parseElements(isList ? T::RightBrace : T::RightAssociation, elements))
      return {};
    return isList ? make(listHead, elements, spanFrom(first))
                  : make("Association", elements, spanFrom(first));
  }
  case T::Plus:
  case T::Minus:
    return parseSign(minimum);
  case T::Bang: {
    advance();
    Expr operand = parseExpr(std::max(power::negation, minimum));
    return operand ? make("Not", operand, spanFrom(first)) : operand;
  }
  case T::Span:
    return parseSpan(Expr::integer(1, {&source, token.begin, token.begin}));
  case T::PatternTest:
    if (brackets.empty() && depth == 1)
      return parseQuestion();
    return failMissing();
  default:
    return failMissing();
  }
}

/// A statement `? *Layer` asks for names.
Expr Parser::parseQuestion() {
  Token mark = token;
  StringRef pattern = lexer.takeLine();
  token.end += static_cast<uint32_t>(pattern.size());
  advance();
  return make("Names", Expr::string(pattern.trim(), spanFrom(mark)),
              spanFrom(mark));
}

Expr Parser::parseNumber() {
  Token number = token;
  advance();
  std::string problem;
  Expr expr = readNumber(getText(number), spanOf(number), problem);
  if (!expr)
    error(spanOf(number), "bad-number") << problem;
  return expr;
}

Expr Parser::parseString() {
  Token literal = token;
  StringRef text = getText(literal);
  advance();
  if (text.front() != '"')
    reportWarning(context, spanOf(literal), "unexpected-token")
        << "curly quotes are taken for '\"'";
  // Curly quotes have three bytes, or are written as `\[...]`.
  size_t open = 1, close = 1;
  if (text.front() != '"') {
    open = text.front() == '\\' ? text.find(']') + 1 : 3;
    close = text.back() == ']' ? text.size() - text.rfind("\\[") : 3;
  }
  StringRef inside = text.drop_front(open).drop_back(close);
  if (!inside.contains('\\'))
    return Expr::string(inside, spanOf(literal));
  EscapeProblem problem;
  if (std::optional<std::string> value = unescapeString(inside, problem))
    return Expr::string(*value, spanOf(literal));
  uint32_t begin = literal.begin + static_cast<uint32_t>(open);
  InFlightDiagnostic diagnostic =
      error({&source, begin + static_cast<uint32_t>(problem.begin),
             begin + static_cast<uint32_t>(problem.end)},
            "bad-escape");
  diagnostic << problem.message;
  if (!problem.hint.empty())
    diagnostic.attachNote() << "hint: " << problem.hint;
  return {};
}

/// `#`, `#2`, `#name`, `#"name"`, `##`, `##2`
Expr Parser::parseSlot() {
  Token slot = token;
  StringRef text = getText(slot);
  StringRef head = token.kind == T::Slot ? "Slot" : "SlotSequence";
  text = text.ltrim('#');
  if (text.starts_with("\"")) {
    // The rest of the token is a string literal.
    token.begin += 1;
    Expr name = parseString();
    return name ? make(head, name, spanOf(slot)) : name;
  }
  advance();
  if (text.empty())
    return make(head, Expr::integer(1, spanOf(slot)), spanOf(slot));
  if (!llvm::isDigit(text.front()))
    return make(head, Expr::string(getSymbolName(text), spanOf(slot)),
                spanOf(slot));
  int64_t number = 0;
  if (text.getAsInteger(10, number)) {
    error(spanOf(slot), "bad-number") << "no function has so many arguments";
    return {};
  }
  return make(head, Expr::integer(number, spanOf(slot)), spanOf(slot));
}

/// `_h` => Blank[h], `x_` => Pattern[x, Blank[]]
Expr Parser::parsePattern() {
  Token pattern = token;
  StringRef text = getText(pattern);
  advance();
  StringRef name = text.take_until([](char c) { return c == '_'; });
  StringRef blanks = text.drop_front(name.size());
  StringRef head = blanks.ltrim('_');
  static constexpr StringRef heads[] = {"Blank", "BlankSequence",
                                        "BlankNullSequence"};
  Exprs args;
  if (!head.empty())
    args.push_back(Expr::symbol(getSymbolName(head), spanOf(pattern)));
  Expr blank =
      make(heads[blanks.size() - head.size() - 1], args, spanOf(pattern));
  if (name.empty() || !blank)
    return blank;
  Expr symbol = Expr::symbol(getSymbolName(name), spanOf(pattern));
  return make("Pattern", {symbol, blank}, spanOf(pattern));
}

/// `-2` is a number, `-a` is Times[-1, a], `+a` is a.
Expr Parser::parseSign(unsigned minimum) {
  Token sign = token;
  advance();
  // As the right side of a tighter operator: `2^-1`, `f@-x`.
  Expr operand = parseExpr(std::max(power::minus, minimum));
  if (!operand || sign.kind == T::Plus)
    return operand;
  if (operand.isNumber())
    return negate(operand, spanFrom(sign));
  return make(timesHead, {Expr::integer(-1, spanOf(sign)), operand},
              spanFrom(sign));
}

//===----------------------------------------------------------------------===//
// Brackets
//===----------------------------------------------------------------------===//

void Parser::openBracket(TokenKind close) {
  brackets.push_back({token, close});
  advance();
}

bool Parser::closeBracket() {
  TokenKind close = brackets.back().close;
  if (token.kind != close) {
    StringRef spelling = getOperator(close).spelling;
    failUnexpected(("',' or '" + spelling + "'").str());
    return false;
  }
  brackets.pop_back();
  advance();
  return true;
}

Expr Parser::parseParens() {
  openBracket(T::RightParen);
  Expr inside = parseExpr(0);
  if (!inside)
    return {};
  if (token.kind != T::RightParen)
    return failUnexpected("')'");
  return closeBracket() ? inside : Expr();
}

bool Parser::parseElement(Exprs &elements) {
  if (token.kind == T::Comma) {
    failEmptyElement(token, "before");
    return false;
  }
  Expr element = parseExpr(0);
  if (!element)
    return false;
  elements.push_back(std::move(element));
  return true;
}

bool Parser::parseElements(TokenKind close, Exprs &elements) {
  openBracket(close);
  size_t level = brackets.size();
  if (token.kind == close)
    return closeBracket();
  while (true) {
    uint32_t begin = token.begin;
    size_t count = elements.size();
    bool isRead = parseElement(elements);
    if (isRead && token.kind != T::Comma && closeBracket())
      return true;
    if ((!isRead || token.kind != T::Comma) &&
        !skipElement(begin, level, count, elements))
      return false;
    if (token.kind != T::Comma)
      return closeBracket();
    Token comma = token;
    advance();
    if (token.kind == close) {
      failEmptyElement(comma, "after");
      return options.unread && closeBracket();
    }
  }
}

Expr Parser::parseCall(Expr head) {
  Exprs args;
  if (!parseElements(T::RightBracket, args))
    return {};
  return make(head, args, spanFrom(head));
}

/// `e[[i, j]]` => Part[e, i, j]; closed by two `]` or by the character `⟧`.
Expr Parser::parsePart(Expr whole) {
  Exprs args{whole};
  // Like two brackets, of which the inner one holds the elements.
  openBracket(T::RightBracket);
  brackets.push_back(brackets.back());
  while (true) {
    if (!parseElement(args))
      return {};
    if (token.kind != T::Comma)
      break;
    advance();
  }
  if (token.kind == T::RightDoubleBracket) {
    brackets.pop_back();
    brackets.back().close = T::RightDoubleBracket;
    return closeBracket() ? make("Part", args, spanFrom(whole)) : Expr();
  }
  if (!closeBracket() || !closeBracket())
    return {};
  return make("Part", args, spanFrom(whole));
}
