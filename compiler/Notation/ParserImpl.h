//===- ParserImpl.h - the Pratt parser behind Parser.h --------------------===//

#ifndef NETC_COMPILER_NOTATION_PARSERIMPL_H
#define NETC_COMPILER_NOTATION_PARSERIMPL_H

#include "compiler/Notation/Lexer.h"
#include "compiler/Notation/Parser.h"

namespace netc {

/// Every function that returns an Expr returns a null one after an error, which
/// it has reported.
class Parser {
public:
  using Exprs = llvm::SmallVector<Expr>;

  Parser(const SourceBuffer &source, mlir::MLIRContext *context,
         const ParseOptions &options);

  mlir::FailureOr<Exprs> parseStatements();
  mlir::FailureOr<Expr> parseSingle();
  /// After an error: whether more text could have mended it.
  bool endedEarly() const { return isEarlyEnd; }

private:
  // Parser.cpp: expressions and operators.
  Expr parseExpr(unsigned minimum);
  Expr parseRest(Expr left, unsigned minimum);
  /// The form that `token` continues `left` with, by the operator's kind.
  Expr parseOperator(Expr left, const Operator &op);
  Expr parseBinary(Expr left, const Operator &op, unsigned rightMinimum);
  Expr parseFlat(Expr left, const Operator &op);
  Expr parseComparison(Expr left);
  Expr parseSum(Expr left);
  Expr parseProduct(Expr left);
  Expr parseQuotient(Expr left);
  Expr parseSpan(Expr first);
  Expr parseInfix(Expr left);
  Expr parseCompound(Expr left);
  Expr parsePrime(Expr left);
  Expr parsePostfix(Expr left, const Operator &op);
  bool checkComma(const Expr &left, uint32_t leftEnd, const Expr &right,
                  Token gap);
  void warnAboutExponent(const Expr &left, uint32_t leftEnd, Token symbol);
  /// The product of neighbours or an operator that continues an expression.
  bool continues(unsigned minimum, bool &isProduct) const;

  // ParserAtoms.cpp: atoms and brackets.
  Expr parsePrefix(unsigned minimum);
  Expr parseQuestion();
  Expr parseNumber();
  Expr parseString();
  Expr parseSlot();
  Expr parsePattern();
  Expr parseSign(unsigned minimum);
  Expr parseParens();
  Expr parseCall(Expr head);
  Expr parsePart(Expr whole);
  /// Elements up to a closing bracket, which is taken.
  bool parseElements(TokenKind close, Exprs &elements);
  bool parseElement(Exprs &elements);
  void openBracket(TokenKind close);
  bool closeBracket();

  // ParserRecovery.cpp: what follows an error, where reading goes on.
  /// After an error in the element that began at `begin`: puts $Failed in its
  /// place and stops before the ',' or the bracket that ends it.
  bool skipElement(uint32_t begin, size_t level, size_t count, Exprs &elements);
  bool skipStatement(uint32_t begin, Exprs &statements);
  bool skipNested(llvm::SmallVectorImpl<TokenKind> &open);
  bool beginsDefinition() const;
  Expr makeUnread(uint32_t begin);

  // ParserErrors.cpp: messages and the building of nodes.
  bool checkEncoding();
  /// What the token stands for in another language, and how it is said here.
  std::string hintForSlip(llvm::StringRef wanted) const;
  Expr make(llvm::StringRef head, llvm::ArrayRef<Expr> args, Span span);
  Expr make(const Expr &head, llvm::ArrayRef<Expr> args, Span span);
  mlir::InFlightDiagnostic error(Span span, llvm::StringRef code);
  Expr failLexing();
  Expr failUnexpected(llvm::StringRef wanted);
  /// An expression is missing after the last token.
  Expr failMissing();
  void failEmptyElement(Token comma, llvm::StringRef side);
  /// The innermost open bracket cannot be closed by the next token.
  void failUnclosed();
  Expr failDepth(Span span);
  std::string describe(Token token) const;

  bool isNewLine() const {
    return token.newlineBefore && newlinesCount && brackets.empty();
  }
  void advance();
  llvm::StringRef getText(Token token) const {
    return source.getText().slice(token.begin, token.end);
  }
  Span spanOf(Token token) const { return {&source, token.begin, token.end}; }
  /// From the beginning of `first` to the last token taken.
  Span spanFrom(const Expr &first) const {
    return {&source, first.span().begin, previousEnd};
  }
  Span spanFrom(Token first) const {
    return {&source, first.begin, previousEnd};
  }

  const SourceBuffer &source;
  mlir::MLIRContext *context;
  ParseOptions options;
  Lexer lexer;
  Token token; // the next one
  uint32_t previousBegin = 0, previousEnd = 0;
  unsigned depth = 0;
  struct Bracket {
    Token open;
    TokenKind close;
  };
  llvm::SmallVector<Bracket> brackets;
  /// Outside of brackets a newline ends a statement.
  bool newlinesCount = true;
  bool isEarlyEnd = false;
  /// Heads that most trees have many of.
  Expr listHead, ruleHead, timesHead, plusHead;
};

/// An expression can begin with it; signs aside.
bool beginsOperand(TokenKind kind);
bool isClosing(TokenKind kind);
/// At most `limit` bytes of whole characters.
llvm::StringRef takeCharacters(llvm::StringRef text, size_t limit);

} // namespace netc

#endif // NETC_COMPILER_NOTATION_PARSERIMPL_H
