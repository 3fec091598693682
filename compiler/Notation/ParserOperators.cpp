//===- ParserOperators.cpp - operators and what they make -----------------===//

#include "compiler/Notation/Number.h"
#include "compiler/Notation/ParserImpl.h"

using namespace netc;
using namespace mlir;
using T = TokenKind;

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
  if (token.kind == T::Span)
    return failUnexpected("a span of at most three parts");
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
