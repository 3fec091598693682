//===- Expr.cpp - questions about expressions -----------------------------===//

#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Notation/ExprNodes.h"
#include "llvm/ADT/STLExtras.h"

using namespace netc;
using llvm::ArrayRef;
using llvm::StringRef;

Expr::Kind Expr::kind() const {
  assert(node && "an empty Expr has no kind");
  return node->kind;
}

Span Expr::span() const { return node ? node->span : Span(); }

unsigned Expr::depth() const { return node->depth; }

uint32_t Expr::size() const {
  return isCall() ? as<CallNode>(node.get()).size : 1;
}

bool Expr::isSymbol(StringRef name) const {
  return isSymbol() && as<TextNode>(node.get()).text() == name;
}

bool Expr::isString(StringRef text) const {
  return isString() && as<TextNode>(node.get()).text() == text;
}

bool Expr::isNumber() const {
  return kind() == Kind::Integer || kind() == Kind::Rational ||
         kind() == Kind::Real;
}

bool Expr::isCall(StringRef head) const {
  return isCall() && as<CallNode>(node.get()).head.isSymbol(head);
}

bool Expr::isCall(StringRef head, size_t argCount) const {
  return isCall(head) && as<CallNode>(node.get()).count == argCount;
}

StringRef Expr::name() const {
  assert(isSymbol() && "only a symbol has a name");
  return as<TextNode>(node.get()).text();
}

StringRef Expr::text() const {
  assert(isString() && "only a string has text");
  return as<TextNode>(node.get()).text();
}

std::optional<StringRef> Expr::nameOrText() const {
  if (isSymbol() || isString())
    return as<TextNode>(node.get()).text();
  return std::nullopt;
}

Expr Expr::head() const {
  assert(isCall() && "only a call has a head");
  return as<CallNode>(node.get()).head;
}

ArrayRef<Expr> Expr::args() const {
  return isCall() ? as<CallNode>(node.get()).args() : ArrayRef<Expr>();
}

StringRef Expr::headName() const {
  if (!isCall())
    return {};
  const Expr &callHead = as<CallNode>(node.get()).head;
  return callHead.isSymbol() ? callHead.name() : StringRef();
}

std::optional<int64_t> Expr::asInt64() const {
  if (!isInteger() || node->isBig)
    return std::nullopt;
  return as<SmallIntegerNode>(node.get()).value;
}

std::optional<double> Expr::asDouble() const {
  if (isReal())
    return as<RealNode>(node.get()).value;
  if (isInteger() && !node->isBig)
    return static_cast<double>(as<SmallIntegerNode>(node.get()).value);
  if (!isNumber())
    return std::nullopt;
  const BigNode &number = as<BigNode>(node.get());
  return toDouble(number.numerator, number.denominator);
}

std::optional<bool> Expr::asBool() const {
  if (isSymbol("True"))
    return true;
  if (isSymbol("False"))
    return false;
  return std::nullopt;
}

const std::shared_ptr<const ArrayData> &Expr::array() const {
  assert(isNumeric() && "only a dense array has data");
  return as<NumericNode>(node.get()).data;
}

const std::shared_ptr<const void> &Expr::net() const {
  assert(isNet() && "only a net leaf holds a net");
  return as<NetNode>(node.get()).net;
}

BigInteger netc::getNumerator(const Expr &number) {
  if (std::optional<int64_t> small = number.asInt64())
    return BigInteger(*small);
  return as<BigNode>(number.getNode()).numerator;
}

BigInteger netc::getDenominator(const Expr &number) {
  if (number.asInt64())
    return BigInteger(1);
  return as<BigNode>(number.getNode()).denominator;
}

/// Of one type, too, as real and whole numbers are not the same.
static bool haveSameValues(const std::shared_ptr<const ArrayData> &left,
                           const std::shared_ptr<const ArrayData> &right) {
  return left == right ||
         (left->element == right->element && left->shape == right->shape &&
          left->bytes == right->bytes);
}

bool Expr::operator==(const Expr &other) const {
  if (node == other.node)
    return true;
  if (!node || !other.node || node->kind != other.node->kind)
    return false;
  switch (kind()) {
  case Kind::Symbol:
  case Kind::String:
    return as<TextNode>(node.get()).text() ==
           as<TextNode>(other.node.get()).text();
  case Kind::Integer:
  case Kind::Rational:
    return getNumerator(*this) == getNumerator(other) &&
           getDenominator(*this) == getDenominator(other);
  case Kind::Real:
    return as<RealNode>(node.get()).value ==
           as<RealNode>(other.node.get()).value;
  case Kind::Call:
    return as<CallNode>(node.get()).head ==
               as<CallNode>(other.node.get()).head &&
           args() == other.args();
  case Kind::Numeric:
    return haveSameValues(array(), other.array());
  case Kind::Net:
    return net() == other.net();
  }
  return false;
}
