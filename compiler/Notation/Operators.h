//===- Operators.h - tokens and the table of operators --------------------===//

#ifndef NETC_COMPILER_NOTATION_OPERATORS_H
#define NETC_COMPILER_NOTATION_OPERATORS_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace netc {

enum class TokenKind : uint8_t {
  End,
  Error,
  // Atoms.
  Symbol,
  Number,
  String,
  Slot,
  SlotSequence,
  Out,
  Pattern,
  // Brackets and separators.
  LeftParen,
  RightParen,
  LeftBrace,
  RightBrace,
  LeftBracket,
  RightBracket,
  LeftDoubleBracket,
  RightDoubleBracket, // only the characters of that name; `]]` is two tokens
  LeftAssociation,
  RightAssociation,
  Comma,
  // Operators.
  Semicolon,
  PatternTest,
  Composition,
  RightComposition,
  Prefix,
  Infix,
  Map,
  Apply,
  MapApply,
  Bang,
  Prime,
  StringJoin,
  Power,
  Dot,
  Minus,
  Plus,
  Divide,
  Times,
  Span,
  Equal,
  Unequal,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  SameQ,
  UnsameQ,
  And,
  Or,
  Alternatives,
  StringExpression,
  Condition,
  TwoWayRule,
  Rule,
  RuleDelayed,
  ReplaceAll,
  ReplaceRepeated,
  Arrow,
  Ampersand,
  Postfix,
  Set,
  SetDelayed,
};

/// How an operator groups with what stands beside it.
enum class OperatorForm : uint8_t {
  None,    // a bracket or separator
  Left,    // head[a, b], to the left
  Right,   // head[a, b], to the right
  Flat,    // head[a, b, c] for a chain
  Compare, // as Flat, or Inequality where the operators differ
  Special, // the parser has a rule of its own
};

struct Operator {
  TokenKind kind;
  llvm::StringRef spelling;
  OperatorForm form = OperatorForm::None;
  /// Binding power from 690 to 990; 0 where nothing stands to the left.
  unsigned power = 0;
  /// Head of the call, for every form but None and Special.
  llvm::StringRef head = {};
};

/// The binding powers that rules of the parser and the printer name.
namespace power {
constexpr unsigned atom = 1000, call = 990, prefix = 940, infix = 930, postfix = 910,
                   minus = 870, divide = 860, times = 850, plus = 840,
                   span = 830, negation = 810, arrow = 740, function = 730,
                   compound = 690;
} // namespace power

/// The operator of a token; a form of None for atoms and brackets.
const Operator &getOperator(TokenKind kind);

/// The longest operator or bracket that `text` begins with, or null.
const Operator *matchOperator(llvm::StringRef text);

/// The Flat, Left, Right or Compare operator with that head, or null.
const Operator *findOperator(llvm::StringRef head);

} // namespace netc

#endif // NETC_COMPILER_NOTATION_OPERATORS_H
