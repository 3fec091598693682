//===- Parser.cpp - expressions and operators -----------------------------===//

#include "compiler/Notation/Number.h"
#include "compiler/Notation/ParserImpl.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringExtras.h"

using namespace netc;
using namespace mlir;
using T = TokenKind;

Parser::Parser(const SourceBuffer &source, MLIRContext *context,
               const ParseOptions &options)
    : source(source), context(context), options(options),
      lexer(source.getText()), listHead(Expr::symbol("List")),
      ruleHead(Expr::symbol("Rule")), timesHead(Expr::symbol("Times")),
      plusHead(Expr::symbol("Plus")) {}

void Parser::advance() {
  previousEnd = token.end;
  token = lexer.next();
}

FailureOr<SmallVector<Expr>> Parser::parseStatements() {
  if (!checkEncoding())
    return failure();
  advance();
  SmallVector<Expr> statements;
  while (token.kind != T::End) {
    if (token.kind == T::Semicolon) {
      advance();
      continue;
    }
    Expr statement = parseExpr(power::compound);
    if (!statement)
      return failure();
    statements.push_back(std::move(statement));
    if (token.kind != T::End && token.kind != T::Semicolon &&
        !token.newlineBefore) {
      failUnexpected("the end of the statement");
      return failure();
    }
  }
  return statements;
}

FailureOr<Expr> Parser::parseSingle() {
  if (!checkEncoding())
    return failure();
  // Newlines do not end the expression.
  newlinesCount = false;
  advance();
  Expr expr = parseExpr(0);
  if (expr && token.kind != T::End)
    expr = failUnexpected("the end of the expression");
  if (!expr)
    return failure();
  return expr;
}

bool netc::beginsOperand(TokenKind kind) {
  return (kind >= T::Symbol && kind <= T::Pattern) || kind == T::LeftParen ||
         kind == T::LeftBrace || kind == T::LeftAssociation;
}

bool netc::isClosing(TokenKind kind) {
  return kind == T::RightParen || kind == T::RightBrace ||
         kind == T::RightBracket || kind == T::RightDoubleBracket ||
         kind == T::RightAssociation;
}

bool Parser::continues(unsigned minimum, bool &isProduct) const {
  isProduct = beginsOperand(token.kind);
  if (isProduct)
    return !isNewLine() && power::times > minimum;
  // `!` on a new line begins a statement.
  if (isNewLine() && token.kind == T::Bang)
    return false;
  return getOperator(token.kind).power > minimum;
}

Expr Parser::parseExpr(unsigned minimum) {
  // One more than brackets, since the innermost atom counts as well.
  if (++depth > options.depthLimit + 1)
    return failDepth(spanOf(token));
  llvm::scope_exit leave([&] { --depth; });
  Expr left = parsePrefix(minimum);
  return left ? parseRest(std::move(left), minimum) : left;
}

Expr Parser::parseRest(Expr left, unsigned minimum) {
  bool isProduct = false;
  while (left && continues(minimum, isProduct)) {
    if (isProduct)
      left = parseProduct(std::move(left));
    else
      left = parseOperator(std::move(left), getOperator(token.kind));
  }
  return left;
}

Expr Parser::parseOperator(Expr left, const Operator &op) {
  switch (op.form) {
  case OperatorForm::Left:
    return parseBinary(std::move(left), op, op.power);
  case OperatorForm::Right:
    return parseBinary(std::move(left), op, op.power - 1);
  case OperatorForm::Flat:
    return parseFlat(std::move(left), op);
  case OperatorForm::Compare:
    return parseComparison(std::move(left));
  case OperatorForm::None:
  case OperatorForm::Special:
    break;
  }
  switch (op.kind) {
  case T::LeftBracket:
    return parseCall(std::move(left));
  case T::LeftDoubleBracket:
    return parsePart(std::move(left));
  case T::Times:
    return parseProduct(std::move(left));
  case T::Divide:
    return parseQuotient(std::move(left));
  case T::Plus:
  case T::Minus:
    return parseSum(std::move(left));
  case T::Span:
    return parseSpan(std::move(left));
  case T::Infix:
    return parseInfix(std::move(left));
  case T::Prime:
    return parsePrime(std::move(left));
  case T::Semicolon:
    return parseCompound(std::move(left));
  default:
    return parsePostfix(std::move(left), op);
  }
}

/// `!`, `&`, `f@x` and `x//f`.
Expr Parser::parsePostfix(Expr left, const Operator &op) {
  advance();
  if (op.kind == T::Bang)
    return make("Factorial", left, spanFrom(left));
  if (op.kind == T::Ampersand)
    return make("Function", left, spanFrom(left));
  bool isPrefix = op.kind == T::Prefix;
  Expr right = parseExpr(isPrefix ? op.power - 1 : op.power);
  if (!right)
    return {};
  Span span = spanFrom(left);
  return isPrefix ? make(left, right, span) : make(right, left, span);
}

Expr Parser::parseBinary(Expr left, const Operator &op, unsigned rightMinimum) {
  advance();
  Expr right = parseExpr(rightMinimum);
  if (!right)
    return {};
  Span span = spanFrom(left);
  if (op.kind == T::Rule)
    return make(ruleHead, {left, right}, span);
  return make(op.head, {left, right}, span);
}

Expr Parser::parseFlat(Expr left, const Operator &op) {
  Exprs operands{std::move(left)};
  while (token.kind == op.kind) {
    advance();
    Expr operand = parseExpr(op.power);
    if (!operand)
      return {};
    operands.push_back(std::move(operand));
  }
  return make(op.head, operands, spanFrom(operands.front()));
}

/// `a < b < c` => Less[a, b, c]; `a < b <= c` => Inequality[a, Less, b, ...].
Expr Parser::parseComparison(Expr left) {
  Exprs operands{std::move(left)}, withHeads{operands.front()};
  bool isMixed = false;
  StringRef head = getOperator(token.kind).head;
  while (getOperator(token.kind).form == OperatorForm::Compare) {
    const Operator &op = getOperator(token.kind);
    isMixed |= op.head != head;
    withHeads.push_back(Expr::symbol(op.head, spanOf(token)));
    advance();
    Expr operand = parseExpr(op.power);
    if (!operand)
      return {};
    withHeads.push_back(operand);
    operands.push_back(std::move(operand));
  }
  Span span = spanFrom(operands.front());
  return isMixed ? make("Inequality", withHeads, span)
                 : make(head, operands, span);
}

/// `a - b` => Plus[a, Times[-1, b]], with the sign inside of a number.
Expr Parser::parseSum(Expr left) {
  Exprs terms{std::move(left)};
  while (token.kind == T::Plus || token.kind == T::Minus) {
    Token sign = token;
    advance();
    Expr term = parseExpr(power::plus);
    if (!term)
      return {};
    Span span = spanFrom(sign);
    if (sign.kind == T::Minus)
      term =
          term.isNumber()
              ? negate(term, span)
              : make(timesHead, {Expr::integer(-1, spanOf(sign)), term}, span);
    if (!term)
      return {};
    terms.push_back(std::move(term));
  }
  return make(plusHead, terms, spanFrom(terms.front()));
}

/// Products with `*` and of neighbours without an operator.
Expr Parser::parseProduct(Expr left) {
  Exprs factors{std::move(left)};
  while (true) {
    Token gap = token;
    uint32_t leftEnd = previousEnd;
    bool isProduct = false;
    if (token.kind == T::Times)
      advance();
    else if (!beginsOperand(token.kind) ||
             !continues(power::times - 1, isProduct))
      break;
    Expr factor = parseExpr(power::times);
    if (!factor)
      return {};
    if (gap.kind != T::Times &&
        !checkComma(factors.back(), leftEnd, factor, gap))
      return {};
    factors.push_back(std::move(factor));
  }
  return make(timesHead, factors, spanFrom(factors.front()));
}

/// `a/b` => Times[a, Power[b, -1]]
Expr Parser::parseQuotient(Expr left) {
  Token sign = token;
  advance();
  Expr right = parseExpr(power::divide);
  if (!right)
    return {};
  Expr inverse =
      make("Power", {right, Expr::integer(-1, spanOf(sign))}, right.span());
  return inverse ? make(timesHead, {left, inverse}, spanFrom(left)) : inverse;
}

/// `i;;j;;k`; a missing j is All. The missing i is the caller's.
Expr Parser::parseSpan(Expr first) {
  Exprs parts{std::move(first)};
  while (token.kind == T::Span && parts.size() < 3) {
    advance();
    bool isMissing =
        isNewLine() || (!beginsOperand(token.kind) && token.kind != T::Minus &&
                        token.kind != T::Plus);
    if (isMissing && parts.size() == 2)
      return failUnexpected("the step of the span");
    Expr part = isMissing
                    ? Expr::symbol("All", {&source, previousEnd, previousEnd})
                    : parseExpr(power::span);
    if (!part)
      return {};
    parts.push_back(std::move(part));
  }
  return make("Span", parts, spanFrom(parts.front()));
}

/// `a~f~b` => f[a, b]
Expr Parser::parseInfix(Expr left) {
  advance();
  Expr function = parseExpr(power::infix);
  if (!function)
    return {};
  if (token.kind != T::Infix)
    return failUnexpected("the second '~'");
  advance();
  Expr right = parseExpr(power::infix);
  return right ? make(function, {left, right}, spanFrom(left)) : right;
}

Expr Parser::parseCompound(Expr left) {
  Exprs parts{std::move(left)};
  while (token.kind == T::Semicolon) {
    advance();
    bool hasNext = beginsOperand(token.kind) || token.kind == T::Minus ||
                   token.kind == T::Plus || token.kind == T::Bang ||
                   token.kind == T::Span;
    Expr part = hasNext
                    ? parseExpr(power::compound)
                    : Expr::symbol("Null", {&source, previousEnd, previousEnd});
    if (!part)
      return {};
    parts.push_back(std::move(part));
  }
  return make("CompoundExpression", parts, spanFrom(parts.front()));
}

/// `f''` => Derivative[2][f]
Expr Parser::parsePrime(Expr left) {
  Token first = token;
  int64_t order = 0;
  for (; token.kind == T::Prime; advance())
    ++order;
  Expr derivative = make("Derivative", Expr::integer(order, spanFrom(first)),
                         spanFrom(first));
  return derivative ? make(derivative, left, spanFrom(left)) : derivative;
}

//===----------------------------------------------------------------------===//
// Products that look like a slip
//===----------------------------------------------------------------------===//

/// Nets, strings, lists and rules are not multiplied.
static bool isNoFactor(const Expr &expr) {
  if (expr.isString() || expr.isList() || expr.isAssociation() || expr.isRule())
    return true;
  StringRef head = expr.headName();
  return head.ends_with("Layer") || head.starts_with("Net");
}

static std::string excerpt(const Expr &expr) {
  StringRef text = expr.span().getText();
  StringRef line =
      text.take_until([](char c) { return c == '\n' || c == '\r'; });
  if (line.size() == text.size() && line.size() <= 40)
    return line.str();
  // Cuts before a character of several bytes, not inside.
  line = line.take_front(36);
  while (!line.empty() && (line.back() & 0x80))
    line = line.drop_back();
  return (line + "...").str();
}

bool Parser::checkComma(const Expr &left, uint32_t leftEnd, const Expr &right,
                        Token gap) {
  warnAboutExponent(left, leftEnd, gap);
  if (!gap.newlineBefore && !isNoFactor(left) && !isNoFactor(right))
    return true;
  InFlightDiagnostic diagnostic =
      error({&source, leftEnd, leftEnd}, "missing-comma");
  diagnostic << "missing comma between " << excerpt(left) << " and "
             << excerpt(right) << "?";
  diagnostic.attachNote() << "hint: put ',' between them, or '*' for a product";
  return false;
}

/// `1e5` is a product; `1*^5` was meant.
void Parser::warnAboutExponent(const Expr &left, uint32_t leftEnd,
                               Token symbol) {
  StringRef text = getText(symbol);
  if (!left.isNumber() || symbol.kind != T::Symbol || symbol.begin != leftEnd ||
      (!text.consume_front("e") && !text.consume_front("E")))
    return;
  // The sign and digits of `1e-5` are tokens of their own.
  StringRef rest = source.getText().substr(symbol.end);
  if (text.empty()) {
    size_t sign = rest.starts_with("-") || rest.starts_with("+") ? 1 : 0;
    text = rest.take_front(sign +
                           rest.substr(sign).take_while(llvm::isDigit).size());
    if (sign == text.size())
      return;
  }
  if (!llvm::all_of(
          text.drop_front(text.starts_with("-") || text.starts_with("+")),
          llvm::isDigit))
    return;
  StringRef mantissa = left.span().getText();
  InFlightDiagnostic diagnostic = reportWarning(
      context, {&source, left.span().begin, symbol.end}, "bad-number");
  diagnostic << "this is a product with the symbol " << getText(symbol);
  diagnostic.attachNote() << "hint: did you mean " << mantissa << "*^"
                          << text.ltrim('+') << "?";
}

//===----------------------------------------------------------------------===//
// Entry points
//===----------------------------------------------------------------------===//

FailureOr<SmallVector<Expr>>
netc::parseStatements(const SourceBuffer &source, MLIRContext *context,
                      const ParseOptions &options) {
  return Parser(source, context, options).parseStatements();
}

FailureOr<Expr> netc::parseExpression(const SourceBuffer &source,
                                      MLIRContext *context,
                                      const ParseOptions &options) {
  return Parser(source, context, options).parseSingle();
}
