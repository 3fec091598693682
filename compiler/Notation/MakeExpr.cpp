//===- MakeExpr.cpp - making and releasing expressions --------------------===//

#include "compiler/Notation/ExprMemory.h"
#include "compiler/Notation/ExprNodes.h"
#include "llvm/ADT/STLExtras.h"

using namespace netc;
using llvm::ArrayRef;
using llvm::IntrusiveRefCntPtr;
using llvm::StringRef;

static thread_local ExprMemory memory;

const ExprMemory &netc::getExprMemory() { return memory; }

/// What malloc adds to a node.
static constexpr size_t overhead = 16;

static void countNode(size_t size) {
  memory.live += static_cast<int64_t>(size + overhead);
}

void *netc::allocateNode(size_t size) {
  countNode(size);
  return ::operator new(size);
}

template <typename Node, typename... Args> static Expr make(Args &&...args) {
  auto *node =
      new (::operator new(sizeof(Node))) Node(std::forward<Args>(args)...);
  countNode(node->byteSize());
  return Expr(IntrusiveRefCntPtr<const ExprNode>(node));
}

static Expr wrap(const ExprNode *node) {
  return Expr(IntrusiveRefCntPtr<const ExprNode>(node));
}

Expr Expr::symbol(StringRef name, Span span) {
  return wrap(TextNode::create(Kind::Symbol, name, span));
}

Expr Expr::string(StringRef text, Span span) {
  return wrap(TextNode::create(Kind::String, text, span));
}

Expr Expr::integer(int64_t value, Span span) {
  return make<SmallIntegerNode>(value, span);
}

Expr Expr::real(double value, Span span) { return make<RealNode>(value, span); }

Expr Expr::call(Expr head, ArrayRef<Expr> args, Span span) {
  assert(head &&
         llvm::all_of(args, [](const Expr &arg) { return bool(arg); }) &&
         "a call has a head and no empty arguments");
  return wrap(CallNode::create(std::move(head), args, span));
}

Expr Expr::call(StringRef head, ArrayRef<Expr> args, Span span) {
  return call(symbol(head, span), args, span);
}

Expr Expr::list(ArrayRef<Expr> elements, Span span) {
  static const Expr head = symbol("List");
  return call(head, elements, span);
}

Expr Expr::rule(Expr key, Expr value, Span span) {
  static const Expr head = symbol("Rule");
  return call(head, {std::move(key), std::move(value)}, span);
}

Expr Expr::association(ArrayRef<Expr> rules, Span span) {
  static const Expr head = symbol("Association");
  return call(head, rules, span);
}

Expr Expr::boolean(bool value, Span span) {
  return symbol(value ? "True" : "False", span);
}

Expr Expr::numeric(std::shared_ptr<const ArrayData> data, Span span) {
  return make<NumericNode>(std::move(data), span);
}

Expr Expr::net(std::shared_ptr<const void> net, Span span) {
  return make<NetNode>(std::move(net), span);
}

Expr netc::makeInteger(const BigInteger &value, Span span) {
  if (fitsInt64(value))
    return Expr::integer(static_cast<int64_t>(value), span);
  return make<BigNode>(Expr::Kind::Integer, value, BigInteger(1), span);
}

Expr netc::makeRational(const BigInteger &numerator,
                        const BigInteger &denominator, Span span) {
  assert(denominator != 0 && "callers report a division by zero");
  BigInteger divisor = gcd(abs(numerator), abs(denominator));
  if (denominator < 0)
    divisor = -divisor;
  BigInteger reduced = denominator / divisor;
  if (reduced == 1)
    return makeInteger(numerator / divisor, span);
  return make<BigNode>(Expr::Kind::Rational, numerator / divisor, reduced,
                       span);
}

Expr Expr::withSpan(Span span) const {
  switch (kind()) {
  case Kind::Symbol:
    return symbol(name(), span);
  case Kind::String:
    return string(text(), span);
  case Kind::Integer:
    return node->isBig ? makeInteger(getNumerator(*this), span)
                       : integer(*asInt64(), span);
  case Kind::Rational:
    return makeRational(getNumerator(*this), getDenominator(*this), span);
  case Kind::Real:
    return real(as<RealNode>(node.get()).value, span);
  case Kind::Call:
    return call(head(), args(), span);
  case Kind::Numeric:
    return numeric(array(), span);
  case Kind::Net:
    return net(net(), span);
  }
  return *this;
}

//===----------------------------------------------------------------------===//
// Counting references
//===----------------------------------------------------------------------===//

template <typename Node> static void destroy(const ExprNode *node) {
  const auto *whole = static_cast<const Node *>(node);
  memory.live -= static_cast<int64_t>(whole->byteSize() + overhead);
  whole->~Node();
  ::operator delete(const_cast<ExprNode *>(node));
}

static void destroyNode(const ExprNode *node) {
  switch (node->kind) {
  case Expr::Kind::Symbol:
  case Expr::Kind::String:
    return destroy<TextNode>(node);
  case Expr::Kind::Integer:
    return node->isBig ? destroy<BigNode>(node)
                       : destroy<SmallIntegerNode>(node);
  case Expr::Kind::Rational:
    return destroy<BigNode>(node);
  case Expr::Kind::Real:
    return destroy<RealNode>(node);
  case Expr::Kind::Call:
    return destroy<CallNode>(node);
  case Expr::Kind::Numeric:
    return destroy<NumericNode>(node);
  case Expr::Kind::Net:
    return destroy<NetNode>(node);
  }
}

using RefCount = llvm::IntrusiveRefCntPtrInfo<const ExprNode>;

void RefCount::retain(const ExprNode *node) {
  node->references.fetch_add(1, std::memory_order_relaxed);
}

void RefCount::release(const ExprNode *node) {
  if (node->references.fetch_sub(1, std::memory_order_acq_rel) == 1)
    destroyNode(node);
}

unsigned RefCount::useCount(const ExprNode *node) {
  return node->references.load(std::memory_order_relaxed);
}
