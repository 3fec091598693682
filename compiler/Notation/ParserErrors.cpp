//===- ParserErrors.cpp - messages and nodes of the parser ----------------===//

#include "compiler/Notation/Number.h"
#include "compiler/Notation/ParserImpl.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

using namespace netc;
using namespace mlir;
using T = TokenKind;

bool Parser::checkEncoding() {
  StringRef text = source.getText();
  if (text.size() >= UINT32_MAX) {
    error({&source, 0, 0}, "bad-encoding")
        << "texts are limited to 4 GiB, this one has " << text.size()
        << " bytes";
    return false;
  }
  const auto *begin = reinterpret_cast<const llvm::UTF8 *>(text.begin());
  const llvm::UTF8 *place = begin, *end = begin + text.size();
  // Stops at the first sequence that is not legal.
  if (llvm::isLegalUTF8String(&place, end))
    return true;
  auto offset = static_cast<uint32_t>(place - begin);
  InFlightDiagnostic diagnostic =
      error({&source, offset, offset + 1}, "bad-encoding");
  diagnostic << "the byte 0x" << llvm::utohexstr(*place, false, 2)
             << " is not part of UTF-8 text";
  diagnostic.attachNote() << "hint: save the file as UTF-8";
  return false;
}

Expr Parser::make(llvm::StringRef head, llvm::ArrayRef<Expr> args, Span span) {
  return make(Expr::symbol(head, span), args, span);
}

/// `Rational[7, 100]`, the full form of that leaf.
static Expr readRational(const Expr &head, llvm::ArrayRef<Expr> args,
                         Span span) {
  bool isLeaf = args.size() == 2 && head.isSymbol("Rational") &&
                args[0].isInteger() && args[1].isInteger() &&
                args[1].asInt64() != 0;
  return isLeaf
             ? makeRational(getNumerator(args[0]), getNumerator(args[1]), span)
             : Expr();
}

Expr Parser::make(const Expr &head, llvm::ArrayRef<Expr> args, Span span) {
  if (Expr rational = readRational(head, args, span))
    return rational;
  Expr expr = Expr::call(head, args, span);
  // Postfix operators nest without recursion: `x'[a]'[a]'...`.
  if (expr.depth() > options.depthLimit + 1)
    return failDepth(span);
  return expr;
}

InFlightDiagnostic Parser::error(Span span, llvm::StringRef code) {
  return reportError(context, span, code);
}

Expr Parser::failDepth(Span span) {
  error({span.source, span.begin, span.begin + 1}, "nesting-too-deep")
      << "expressions nest more than " << options.depthLimit
      << " levels deep here";
  return {};
}

Expr Parser::failLexing() {
  const LexProblem &problem = lexer.getProblem();
  isEarlyEnd = problem.isEarlyEnd;
  InFlightDiagnostic diagnostic =
      error({&source, problem.begin, problem.end}, problem.code);
  diagnostic << problem.message;
  if (!problem.hint.empty())
    diagnostic.attachNote() << "hint: " << problem.hint;
  return {};
}

StringRef netc::takeCharacters(StringRef text, size_t limit) {
  if (text.size() <= limit)
    return text;
  // A byte 10xxxxxx continues a character.
  while (limit > 0 && (text[limit] & 0xC0) == 0x80)
    --limit;
  return text.take_front(limit);
}

std::string Parser::describe(Token token) const {
  if (token.kind == T::End)
    return "the end of the text";
  StringRef text = takeCharacters(getText(token), 40);
  if (token.kind == T::Symbol || token.kind == T::Number ||
      token.kind == T::String)
    return text.str();
  return ("'" + text + "'").str();
}

Expr Parser::failUnexpected(llvm::StringRef wanted) {
  if (token.kind == T::Error)
    return failLexing();
  isEarlyEnd = token.kind == T::End;
  bool endsHere = token.kind == T::End || isClosing(token.kind) ||
                  (options.unread && beginsDefinition());
  if (endsHere && !brackets.empty() && brackets.back().close != token.kind) {
    failUnclosed();
    return {};
  }
  InFlightDiagnostic diagnostic = error(spanOf(token), "unexpected-token");
  if (isClosing(token.kind) && brackets.empty())
    diagnostic << describe(token) << " closes nothing";
  else
    diagnostic << "expected " << wanted << ", found " << describe(token);
  std::string hint = hintForSlip(wanted);
  if (!hint.empty())
    diagnostic.attachNote() << "hint: " << hint;
  return {};
}

Expr Parser::failMissing() {
  // Of two operators, the first one lacks its right side.
  Token previous;
  previous.begin = previousBegin;
  previous.end = previousEnd;
  StringRef text = getText(previous);
  bool isAfter = !text.empty() && !llvm::isAlnum(text.back()) &&
                 !StringRef(";\")]}$_").contains(text.back()) && text != "|>";
  return failUnexpected(isAfter ? ("an expression after '" + text + "'").str()
                                : "an expression");
}

void Parser::failEmptyElement(Token comma, StringRef side) {
  InFlightDiagnostic diagnostic = error(spanOf(comma), "empty-element");
  diagnostic << "empty element " << side << " ','";
  diagnostic.attachNote()
      << "hint: remove this ',' or write the missing element";
}

void Parser::failUnclosed() {
  const Bracket &bracket = brackets.back();
  llvm::StringRef close = getOperator(bracket.close).spelling;
  InFlightDiagnostic diagnostic =
      error(spanOf(bracket.open), "unclosed-bracket");
  diagnostic << "'" << getText(bracket.open) << "' is never closed";
  diagnostic.attachNote(spanOf(token).getLocation(context))
      << "expected '" << close << "' before " << describe(token);
  diagnostic.attachNote() << "hint: write '" << close << "' there, or remove '"
                          << getText(bracket.open) << "'";
}
