//===- Expr.h - immutable expression trees of the notation ----------------===//

#ifndef NETC_COMPILER_NOTATION_EXPR_H
#define NETC_COMPILER_NOTATION_EXPR_H

#include "compiler/Notation/Source.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>
#include <optional>

namespace netc {

struct ArrayData;
struct ExprNode;

} // namespace netc

template <> struct llvm::IntrusiveRefCntPtrInfo<const netc::ExprNode> {
  static void retain(const netc::ExprNode *node);
  static void release(const netc::ExprNode *node);
  static unsigned useCount(const netc::ExprNode *node);
};

namespace netc {

/// A shared pointer to a node; copying is cheap, and nodes never change. Lists,
/// rules, associations, slots, functions and spans are calls with the heads
/// List, Rule, Association, Slot, Function and Span.
class Expr {
public:
  enum class Kind : uint8_t {
    Symbol,
    Integer,  // of any size
    Rational, // in lowest terms, never whole
    Real,
    String,
    Call,
    Numeric, // a dense array of numbers, equal to its nested lists in meaning
    Net,     // a net that is built already
  };

  Expr() = default;
  explicit operator bool() const { return static_cast<bool>(node); }

  static Expr symbol(llvm::StringRef name, Span span = {});
  static Expr integer(int64_t value, Span span = {});
  static Expr real(double value, Span span = {});
  static Expr string(llvm::StringRef text, Span span = {});
  static Expr call(Expr head, llvm::ArrayRef<Expr> args, Span span = {});
  static Expr call(llvm::StringRef head, llvm::ArrayRef<Expr> args,
                   Span span = {});
  static Expr list(llvm::ArrayRef<Expr> elements, Span span = {});
  static Expr rule(Expr key, Expr value, Span span = {});
  static Expr association(llvm::ArrayRef<Expr> rules, Span span = {});
  static Expr boolean(bool value, Span span = {});
  static Expr numeric(std::shared_ptr<const ArrayData> data, Span span = {});
  static Expr net(std::shared_ptr<const void> net, Span span = {});

  Kind kind() const;
  Span span() const;
  /// The same expression, reported at another place.
  Expr withSpan(Span span) const;
  /// 1 for an atom, one more than its deepest part for a call; ends at 65535.
  unsigned depth() const;
  /// Number of atoms, counted as often as they occur; ends at 2^32 - 1.
  uint32_t size() const;

  bool isSymbol() const { return kind() == Kind::Symbol; }
  bool isSymbol(llvm::StringRef name) const;
  bool isString() const { return kind() == Kind::String; }
  bool isString(llvm::StringRef text) const;
  bool isInteger() const { return kind() == Kind::Integer; }
  bool isReal() const { return kind() == Kind::Real; }
  /// Integer, rational or real.
  bool isNumber() const;
  bool isCall() const { return kind() == Kind::Call; }
  bool isCall(llvm::StringRef head) const;
  bool isCall(llvm::StringRef head, size_t argCount) const;
  bool isList() const { return isCall("List"); }
  bool isAssociation() const { return isCall("Association"); }
  /// `a -> b` or `a :> b`.
  bool isRule() const { return isCall("Rule", 2) || isCall("RuleDelayed", 2); }
  bool isNumeric() const { return kind() == Kind::Numeric; }
  bool isNet() const { return kind() == Kind::Net; }

  /// Of a symbol.
  llvm::StringRef name() const;
  /// Of a string, without quotes and escapes.
  llvm::StringRef text() const;
  /// Of a symbol or a string: option and port names are written as both.
  std::optional<llvm::StringRef> nameOrText() const;
  /// Of a call.
  Expr head() const;
  /// Of a call; empty for everything else.
  llvm::ArrayRef<Expr> args() const;
  /// Head of a call where that is a symbol, else empty.
  llvm::StringRef headName() const;
  /// Of an integer that fits.
  std::optional<int64_t> asInt64() const;
  /// Of any number, rounded once.
  std::optional<double> asDouble() const;
  /// Of the symbols True and False.
  std::optional<bool> asBool() const;
  const std::shared_ptr<const ArrayData> &array() const;
  const std::shared_ptr<const void> &net() const;

  /// Structural; spans do not count.
  bool operator==(const Expr &other) const;
  bool operator!=(const Expr &other) const { return !(*this == other); }
  /// The very same node.
  bool isIdentical(const Expr &other) const { return node == other.node; }

  const ExprNode *getNode() const { return node.get(); }
  explicit Expr(llvm::IntrusiveRefCntPtr<const ExprNode> node)
      : node(std::move(node)) {}

private:
  llvm::IntrusiveRefCntPtr<const ExprNode> node;
};

} // namespace netc

#endif // NETC_COMPILER_NOTATION_EXPR_H
