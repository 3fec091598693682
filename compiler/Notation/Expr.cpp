//===- Expr.cpp - nodes of expression trees -------------------------------===//

#include "compiler/Notation/Expr.h"
#include "compiler/Notation/Number.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/TrailingObjects.h"
#include <atomic>
#include <cstring>

using namespace netc;
using llvm::ArrayRef;
using llvm::IntrusiveRefCntPtr;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Nodes
//===----------------------------------------------------------------------===//

struct netc::ExprNode {
  mutable std::atomic<uint32_t> references{0};
  Expr::Kind kind;
  bool isBig = false; // an integer beyond 64 bits
  uint16_t depth = 1;
  Span span;

  ExprNode(Expr::Kind kind, Span span) : kind(kind), span(span) {}
};

namespace {

/// A symbol or a string: the characters follow the node.
struct TextNode final : ExprNode,
                        private llvm::TrailingObjects<TextNode, char> {
  friend TrailingObjects;
  uint32_t size;

  static TextNode *create(Expr::Kind kind, StringRef text, Span span) {
    void *memory = ::operator new(totalSizeToAlloc<char>(text.size()));
    return new (memory) TextNode(kind, text, span);
  }
  StringRef text() const { return {getTrailingObjects(), size}; }

private:
  TextNode(Expr::Kind kind, StringRef text, Span span)
      : ExprNode(kind, span), size(static_cast<uint32_t>(text.size())) {
    std::memcpy(getTrailingObjects(), text.data(), text.size());
  }
};

struct SmallIntegerNode final : ExprNode {
  int64_t value;
  SmallIntegerNode(int64_t value, Span span)
      : ExprNode(Expr::Kind::Integer, span), value(value) {}
};

/// An integer beyond 64 bits or a rational.
struct BigNode final : ExprNode {
  BigInteger numerator, denominator;
  BigNode(Expr::Kind kind, const BigInteger &numerator,
          const BigInteger &denominator, Span span)
      : ExprNode(kind, span), numerator(numerator), denominator(denominator) {
    isBig = true;
  }
};

struct RealNode final : ExprNode {
  double value;
  RealNode(double value, Span span)
      : ExprNode(Expr::Kind::Real, span), value(value) {}
};

struct NumericNode final : ExprNode {
  std::shared_ptr<const ArrayData> data;
  NumericNode(std::shared_ptr<const ArrayData> data, Span span)
      : ExprNode(Expr::Kind::Numeric, span), data(std::move(data)) {}
};

struct NetNode final : ExprNode {
  std::shared_ptr<const void> net;
  NetNode(std::shared_ptr<const void> net, Span span)
      : ExprNode(Expr::Kind::Net, span), net(std::move(net)) {}
};

/// The arguments follow the node.
struct CallNode final : ExprNode,
                        private llvm::TrailingObjects<CallNode, Expr> {
  friend TrailingObjects;
  uint32_t count;
  uint32_t size; // atoms, counted as often as they occur
  Expr head;

  static CallNode *create(Expr head, ArrayRef<Expr> args, Span span) {
    void *memory = ::operator new(totalSizeToAlloc<Expr>(args.size()));
    return new (memory) CallNode(std::move(head), args, span);
  }
  ~CallNode() {
    for (Expr &arg : llvm::MutableArrayRef<Expr>(getTrailingObjects(), count))
      arg.~Expr();
  }
  ArrayRef<Expr> args() const { return {getTrailingObjects(), count}; }

private:
  CallNode(Expr callHead, ArrayRef<Expr> args, Span span)
      : ExprNode(Expr::Kind::Call, span),
        count(static_cast<uint32_t>(args.size())), head(std::move(callHead)) {
    std::uninitialized_copy(args.begin(), args.end(), getTrailingObjects());
    unsigned deepest = head.depth();
    uint64_t total = head.size();
    for (const Expr &arg : args) {
      deepest = std::max(deepest, arg.depth());
      total += arg.size();
    }
    size = static_cast<uint32_t>(std::min<uint64_t>(total, UINT32_MAX));
    depth = static_cast<uint16_t>(std::min(deepest + 1, 65535u));
  }
};

template <typename Node> const Node &as(const ExprNode *node) {
  return *static_cast<const Node *>(node);
}

template <typename Node> void destroy(const ExprNode *node) {
  static_cast<const Node *>(node)->~Node();
  ::operator delete(const_cast<ExprNode *>(node));
}

template <typename Node, typename... Args> Expr make(Args &&...args) {
  void *memory = ::operator new(sizeof(Node));
  return Expr(IntrusiveRefCntPtr<const ExprNode>(
      new (memory) Node(std::forward<Args>(args)...)));
}

} // namespace

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

//===----------------------------------------------------------------------===//
// Making expressions
//===----------------------------------------------------------------------===//

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
// Reading expressions
//===----------------------------------------------------------------------===//

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
    return array() == other.array();
  case Kind::Net:
    return net() == other.net();
  }
  return false;
}
