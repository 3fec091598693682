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
  previousBegin = token.begin;
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
    uint32_t begin = token.begin;
    Expr statement = parseExpr(power::compound);
    if (statement && token.kind != T::End && token.kind != T::Semicolon &&
        !token.newlineBefore)
      statement = failUnexpected("the end of the statement");
    if (statement)
      statements.push_back(std::move(statement));
    else if (!skipStatement(begin, statements))
      return failure();
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
  if (options.unread && beginsDefinition())
    return false;
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
//===----------------------------------------------------------------------===//
// Entry points
//===----------------------------------------------------------------------===//

FailureOr<SmallVector<Expr>>
netc::parseStatements(const SourceBuffer &source, MLIRContext *context,
                      const ParseOptions &options) {
  return Parser(source, context, options).parseStatements();
}

TextState netc::checkText(const SourceBuffer &source, MLIRContext *context,
                          const ParseOptions &options) {
  ScopedDiagnosticHandler silence(context, [](Diagnostic &) {});
  Parser parser(source, context, options);
  if (succeeded(parser.parseStatements()))
    return TextState::Complete;
  return parser.endedEarly() ? TextState::Unfinished : TextState::Wrong;
}

FailureOr<Expr> netc::parseExpression(const SourceBuffer &source,
                                      MLIRContext *context,
                                      const ParseOptions &options) {
  return Parser(source, context, options).parseSingle();
}
