//===- ParserSlips.cpp - products that look like a slip -------------------===//

#include "compiler/Notation/ParserImpl.h"
#include "llvm/ADT/StringExtras.h"

using namespace netc;
using namespace mlir;
using T = TokenKind;

static bool isNetName(StringRef name) {
  return name.ends_with("Layer") || name.starts_with("Net");
}

/// Nets, strings, lists and rules are not multiplied.
static bool isNoFactor(const Expr &expr) {
  if (expr.isString() || expr.isList() || expr.isAssociation() || expr.isRule())
    return true;
  return isNetName(expr.headName()) ||
         (expr.isSymbol() && isNetName(expr.name()));
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
  // In parentheses no comma is missing, but the closing one may be.
  bool isInParens = !brackets.empty() && brackets.back().close == T::RightParen;
  if (isInParens)
    diagnostic.attachNote(spanOf(brackets.back().open).getLocation(context))
        << "inside of this '(', which is not closed before";
  if (left.isSymbol() && isNetName(left.name()) && gap.kind == T::LeftParen)
    diagnostic.attachNote()
        << "hint: arguments stand in brackets: " << left.name() << "[...]";
  else
    diagnostic.attachNote()
        << (isInParens ? "hint: close '(' before, or put '*' between them for "
                         "a product"
                       : "hint: put ',' between them, or '*' for a product");
  return false;
}

/// How a token that is out of place is meant, by its kind.
static StringRef hintForToken(TokenKind kind) {
  switch (kind) {
  case T::Prime:
    return "strings stand in double quotes: \"text\"";
  case T::LeftBracket:
    return "a list is written {a, b}; '[' follows a function: f[x]";
  case T::RightComposition:
  case T::Postfix:
    return "comments are written (* text *)";
  case T::Ampersand:
    return "a function such as # + 1 & ends with '&'";
  case T::PatternTest:
    return "a condition is written If[test, then, else]";
  case T::Comma:
    return "a list is written {a, b}, arguments f[a, b]";
  default:
    return {};
  }
}

std::string Parser::hintForSlip(StringRef wanted) const {
  StringRef text = source.getText();
  StringRef found = getText(token),
            previous = text.slice(previousBegin, previousEnd);
  if (isClosing(token.kind) && brackets.empty()) {
    if (found == ")" && text.take_front(token.begin).ends_with("*"))
      return "'*)' ends a comment; it begins with '(*'";
    return "remove it, or write the bracket that it closes";
  }
  if (found == "*" && text.substr(token.end).starts_with(")"))
    return "'*)' ends a comment; it begins with '(*'";
  if (wanted.contains('~'))
    return "a~f~b is f[a, b]";
  if (found == "=" && !previous.empty() &&
      StringRef("+-*/^").contains(previous))
    return ("write x = x " + previous + " ...").str();
  if (found == "=" && previous == "=")
    return "a comparison is written a == b";
  if (found == previous && (found == "*" || found == "^"))
    return "a power is written a^b";
  if ((found == "<" && text.substr(token.end).starts_with("<")) ||
      (found == previous && (found == "<" || found == ">")))
    return "outputs that were cut short, such as <<6>>, are no input";
  StringRef before = text.take_front(previousEnd);
  if (token.kind == T::End &&
      (before.ends_with("++") || before.ends_with("--")))
    return "write x = x + 1";
  if (found == "." && previous == ".")
    return "repeated patterns are not supported";
  if (token.kind == T::Comma && !brackets.empty() &&
      brackets.back().close == T::RightParen)
    return "parentheses only group; a list is written {a, b}, arguments f[a, "
           "b]";
  return hintForToken(token.kind).str();
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
