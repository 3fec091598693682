//===- Lexer.h - text of the notation to tokens ---------------------------===//

#ifndef NETC_COMPILER_NOTATION_LEXER_H
#define NETC_COMPILER_NOTATION_LEXER_H

#include "compiler/Notation/Characters.h"
#include "compiler/Notation/Operators.h"
#include <string>

namespace netc {

struct Token {
  TokenKind kind = TokenKind::End;
  /// A newline stands before it, outside of comments and joined lines.
  bool newlineBefore = false;
  uint32_t begin = 0, end = 0;
};

/// What made a token of kind Error.
struct LexProblem {
  llvm::StringRef code;
  uint32_t begin = 0, end = 0;
  std::string message;
  std::string hint;
  bool isEarlyEnd = false; ///< the text ends within the token
};

/// Cuts well-formed UTF-8 into tokens, one at a time.
class Lexer {
public:
  explicit Lexer(llvm::StringRef text);

  Token next();
  /// The text up to the end of the line or a `;`, instead of tokens.
  llvm::StringRef takeLine();
  const LexProblem &getProblem() const { return problem; }

private:
  /// Skips blanks and comments; false where a comment is not closed.
  bool skipBlanks(bool &newline);
  bool skipBackslash();
  bool skipComment();
  TokenKind lexToken();
  TokenKind lexWord();
  TokenKind lexNumber();
  TokenKind lexSlot();
  TokenKind lexOut();
  TokenKind lexString();
  TokenKind lexOperator();
  void skipSymbol();
  bool isLetterAt(size_t offset) const;
  void skipDigits();
  TokenKind fail(llvm::StringRef code, size_t begin, size_t end,
                 std::string message, std::string hint = {});

  /// The character here, a long name counted as its character; code 0 and size
  /// 0 at the end.
  Character look() const;
  char at(size_t offset) const {
    return position + offset < text.size() ? text[position + offset] : '\0';
  }

  llvm::StringRef text;
  size_t position = 0;
  LexProblem problem;
};

/// A symbol's text with long names replaced by their characters, and the
/// characters of constants by their names.
std::string getSymbolName(llvm::StringRef token);

} // namespace netc

#endif // NETC_COMPILER_NOTATION_LEXER_H
