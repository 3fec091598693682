//===- Structure.h - tokens and brackets of a text -------------*- C++ -*-===//
//
// What can be said of any text, also of one that cannot be read: its tokens,
// the brackets they stand in and the names it defines. The tokens are the
// lexer's.

#ifndef NETC_COMPILER_LANGUAGESERVER_STRUCTURE_H
#define NETC_COMPILER_LANGUAGESERVER_STRUCTURE_H

#include "compiler/LanguageServer/Text.h"
#include "compiler/Notation/Lexer.h"
#include <optional>

namespace netc::lsp {

/// Tokens `first` to `last - 1`.
struct TokenRange {
  unsigned first = 0, last = 0;
  bool isEmpty() const { return first >= last; }
};

/// What stands in a pair of brackets; group 0 is the whole text.
struct Group {
  int parent = -1;
  int open = -1;      ///< token of the bracket, -1 for the whole text
  int head = -1;      ///< token of `f` in `f[...]`, or -1
  unsigned close = 0; ///< token of the closing bracket, or where it is missing
  llvm::SmallVector<unsigned, 4> commas;
};

/// `name = ...` and `f[x_] := ...`
struct NameDefinition {
  std::string name;
  unsigned token; ///< of the name
  unsigned value; ///< first token behind the sign
  bool isFunction;
};

class Structure {
public:
  explicit Structure(llvm::StringRef text);

  llvm::ArrayRef<Token> getTokens() const { return tokens; }
  llvm::StringRef textOf(unsigned token) const {
    return text.slice(tokens[token].begin, tokens[token].end);
  }
  /// Of a symbol its name, of a string what is between its quotes.
  std::string nameOf(unsigned token) const;
  ByteRange rangeOf(TokenRange range) const;

  const Group &getGroup(unsigned index) const { return groups[index]; }
  unsigned getGroupCount() const { return groups.size(); }
  /// The group that a token stands in; that of its inside for an open bracket's
  /// next token.
  unsigned groupOf(unsigned token) const { return owners[token]; }
  /// The group that this token opens, or nothing.
  std::optional<unsigned> groupOpenedBy(unsigned token) const;
  /// The group that a place between tokens stands in.
  unsigned groupAt(uint32_t offset) const;
  /// Head of `f[...]`, or empty.
  std::string headOf(unsigned group) const;

  /// How many elements there are; of the whole text, its statements.
  unsigned countElements(unsigned group) const;
  TokenRange element(unsigned group, unsigned index) const;
  /// Which element a place belongs to.
  unsigned elementAt(unsigned group, uint32_t offset) const;
  /// The first `->` of an element itself, not inside of brackets.
  std::optional<unsigned> arrowOf(unsigned group, TokenRange element) const;

  /// The word at a place: symbol, string, number, pattern or slot.
  std::optional<unsigned> wordAt(uint32_t offset) const;
  /// Number of tokens that begin before the place.
  unsigned countBefore(uint32_t offset) const;

  llvm::ArrayRef<NameDefinition> getDefinitions() const { return definitions; }
  /// What `name` means at a place: the last definition before, or the first.
  const NameDefinition *findDefinition(llvm::StringRef name,
                                       uint32_t offset) const;
  /// The statements of the text.
  llvm::ArrayRef<TokenRange> getStatements() const { return statements; }

private:
  void readTokens();
  void close(TokenKind kind, unsigned token, llvm::SmallVectorImpl<unsigned> &);
  bool beginsDefinition(unsigned token) const;
  bool beginsStatement(unsigned token) const;
  void findStatements();
  void findDefinitions();

  llvm::StringRef text;
  std::vector<Token> tokens; ///< without the end
  std::vector<Group> groups;
  std::vector<unsigned> owners;
  std::vector<TokenRange> statements;
  std::vector<NameDefinition> definitions;
};

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_STRUCTURE_H
