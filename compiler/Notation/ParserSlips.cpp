//===- ParserSlips.cpp - products that look like a slip -------------------===//

#include "compiler/Notation/ParserImpl.h"
#include "llvm/ADT/StringExtras.h"

using namespace netc;
using namespace mlir;
using T = TokenKind;

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
  return (takeCharacters(line, 36) + "...").str();
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
