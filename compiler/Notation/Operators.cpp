//===- Operators.cpp - tokens and the table of operators ------------------===//

#include "compiler/Notation/Operators.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include <array>

using namespace netc;
using llvm::StringRef;
using enum OperatorForm;
using T = TokenKind;

/// Tightest first; where spellings begin alike, the longest is taken.
static constexpr Operator operators[] = {
    {T::LeftParen, "("},
    {T::RightParen, ")"},
    {T::LeftBrace, "{"},
    {T::RightBrace, "}"},
    {T::LeftAssociation, "<|"},
    {T::RightAssociation, "|>"},
    {T::RightBracket, "]"},
    {T::Comma, ","},
    {T::LeftBracket, "[", Special, power::call},
    {T::LeftDoubleBracket, "[[", Special, power::call},
    {T::PatternTest, "?", Left, 970, "PatternTest"},
    {T::Composition, "@*", Left, 950, "Composition"},
    {T::RightComposition, "/*", Left, 950, "RightComposition"},
    {T::Prefix, "@", Special, power::prefix},
    {T::Infix, "~", Special, power::infix},
    {T::Map, "/@", Right, 920, "Map"},
    {T::Apply, "@@", Right, 920, "Apply"},
    {T::MapApply, "@@@", Right, 920, "MapApply"},
    {T::Bang, "!", Special, power::postfix},
    {T::Prime, "'", Special, power::postfix},
    {T::StringJoin, "<>", Flat, 900, "StringJoin"},
    {T::Power, "^", Right, 890, "Power"},
    {T::Dot, ".", Flat, 880, "Dot"},
    {T::Divide, "/", Special, power::divide},
    {T::Times, "*", Special, power::times},
    {T::Plus, "+", Special, power::plus},
    {T::Minus, "-", Special, power::plus},
    {T::Span, ";;", Special, power::span},
    {T::Equal, "==", Compare, 820, "Equal"},
    {T::Unequal, "!=", Compare, 820, "Unequal"},
    {T::Less, "<", Compare, 820, "Less"},
    {T::LessEqual, "<=", Compare, 820, "LessEqual"},
    {T::Greater, ">", Compare, 820, "Greater"},
    {T::GreaterEqual, ">=", Compare, 820, "GreaterEqual"},
    {T::SameQ, "===", Flat, 815, "SameQ"},
    {T::UnsameQ, "=!=", Flat, 815, "UnsameQ"},
    {T::And, "&&", Flat, 805, "And"},
    {T::Or, "||", Flat, 800, "Or"},
    {T::Alternatives, "|", Flat, 790, "Alternatives"},
    {T::StringExpression, "~~", Flat, 780, "StringExpression"},
    {T::Condition, "/;", Left, 775, "Condition"},
    {T::TwoWayRule, "<->", Flat, 770, "TwoWayRule"},
    {T::Rule, "->", Right, 760, "Rule"},
    {T::RuleDelayed, ":>", Right, 760, "RuleDelayed"},
    {T::ReplaceAll, "/.", Left, 750, "ReplaceAll"},
    {T::ReplaceRepeated, "//.", Left, 750, "ReplaceRepeated"},
    {T::Arrow, "|->", Right, power::arrow, "Function"},
    {T::Ampersand, "&", Special, power::function},
    {T::Postfix, "//", Special, 710},
    {T::Set, "=", Right, 700, "Set"},
    {T::SetDelayed, ":=", Right, 700, "SetDelayed"},
    {T::Semicolon, ";", Special, power::compound},
};

const Operator &netc::getOperator(TokenKind kind) {
  static const auto table = [] {
    std::array<Operator, 256> byKind{};
    for (const Operator &op : operators)
      byKind[static_cast<size_t>(op.kind)] = op;
    return byKind;
  }();
  return table[static_cast<size_t>(kind)];
}

const Operator *netc::matchOperator(StringRef text) {
  using Candidates = llvm::SmallVector<const Operator *, 6>;
  static const auto table = [] {
    std::array<Candidates, 128> byCharacter;
    for (const Operator &op : operators)
      byCharacter[static_cast<unsigned char>(op.spelling.front())].push_back(
          &op);
    for (Candidates &candidates : byCharacter)
      llvm::sort(candidates, [](const Operator *a, const Operator *b) {
        return a->spelling.size() > b->spelling.size();
      });
    return byCharacter;
  }();
  auto first = static_cast<unsigned char>(text.front());
  if (first >= table.size())
    return nullptr;
  for (const Operator *op : table[first])
    if (text.starts_with(op->spelling))
      return op;
  return nullptr;
}

const Operator *netc::findOperator(StringRef head) {
  static const auto table = [] {
    llvm::StringMap<const Operator *> byHead;
    for (const Operator &op : operators)
      if (!op.head.empty() && op.kind != T::Arrow)
        byHead[op.head] = &op;
    return byHead;
  }();
  return table.lookup(head);
}
