//===- ExprNodes.h - the nodes behind Expr --------------------------------===//

#ifndef NETC_COMPILER_NOTATION_EXPRNODES_H
#define NETC_COMPILER_NOTATION_EXPRNODES_H

#include "compiler/Notation/Expr.h"
#include "compiler/Notation/Number.h"
#include "llvm/Support/TrailingObjects.h"
#include <algorithm>
#include <atomic>

namespace netc {

/// Memory of a node, which `ExprMemory` counts.
void *allocateNode(size_t size);

struct ExprNode {
  mutable std::atomic<uint32_t> references{0};
  Expr::Kind kind;
  bool isBig = false; // an integer beyond 64 bits
  uint16_t depth = 1;
  Span span;

  ExprNode(Expr::Kind kind, Span span) : kind(kind), span(span) {}
};

/// A symbol or a string: the characters follow the node.
struct TextNode final : ExprNode,
                        private llvm::TrailingObjects<TextNode, char> {
  friend TrailingObjects;
  uint32_t size;

  static TextNode *create(Expr::Kind kind, llvm::StringRef text, Span span) {
    void *memory = allocateNode(sizeFor(text.size()));
    return new (memory) TextNode(kind, text, span);
  }
  static size_t sizeFor(size_t length) {
    return totalSizeToAlloc<char>(length);
  }
  size_t byteSize() const { return sizeFor(size); }
  llvm::StringRef text() const { return {getTrailingObjects(), size}; }

private:
  TextNode(Expr::Kind kind, llvm::StringRef text, Span span)
      : ExprNode(kind, span), size(static_cast<uint32_t>(text.size())) {
    // An empty text may have no address, which memcpy does not take.
    std::copy(text.begin(), text.end(), getTrailingObjects());
  }
};

struct SmallIntegerNode final : ExprNode {
  int64_t value;
  SmallIntegerNode(int64_t value, Span span)
      : ExprNode(Expr::Kind::Integer, span), value(value) {}
  size_t byteSize() const { return sizeof(*this); }
};

/// An integer beyond 64 bits or a rational.
struct BigNode final : ExprNode {
  BigInteger numerator, denominator;
  BigNode(Expr::Kind kind, const BigInteger &numerator,
          const BigInteger &denominator, Span span)
      : ExprNode(kind, span), numerator(numerator), denominator(denominator) {
    isBig = true;
  }
  /// With the digits of large numbers, which lie beside the node: at most 512
  /// bytes each, as the evaluator limits them.
  size_t byteSize() const {
    return sizeof(*this) + (fitsInt64(numerator) ? 0 : 512) +
           (fitsInt64(denominator) ? 0 : 512);
  }
};

struct RealNode final : ExprNode {
  double value;
  RealNode(double value, Span span)
      : ExprNode(Expr::Kind::Real, span), value(value) {}
  size_t byteSize() const { return sizeof(*this); }
};

struct NumericNode final : ExprNode {
  std::shared_ptr<const ArrayData> data;
  NumericNode(std::shared_ptr<const ArrayData> data, Span span)
      : ExprNode(Expr::Kind::Numeric, span), data(std::move(data)) {}
  size_t byteSize() const { return sizeof(*this); }
};

struct NetNode final : ExprNode {
  std::shared_ptr<const void> net;
  NetNode(std::shared_ptr<const void> net, Span span)
      : ExprNode(Expr::Kind::Net, span), net(std::move(net)) {}
  size_t byteSize() const { return sizeof(*this); }
};

/// The arguments follow the node.
struct CallNode final : ExprNode,
                        private llvm::TrailingObjects<CallNode, Expr> {
  friend TrailingObjects;
  uint32_t count;
  uint32_t size; // atoms, counted as often as they occur
  Expr head;

  static CallNode *create(Expr head, llvm::ArrayRef<Expr> args, Span span) {
    void *memory = allocateNode(sizeFor(args.size()));
    return new (memory) CallNode(std::move(head), args, span);
  }
  ~CallNode() {
    for (Expr &arg : llvm::MutableArrayRef<Expr>(getTrailingObjects(), count))
      arg.~Expr();
  }
  static size_t sizeFor(size_t count) { return totalSizeToAlloc<Expr>(count); }
  size_t byteSize() const { return sizeFor(count); }
  llvm::ArrayRef<Expr> args() const { return {getTrailingObjects(), count}; }

private:
  CallNode(Expr callHead, llvm::ArrayRef<Expr> args, Span span)
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

} // namespace netc

#endif // NETC_COMPILER_NOTATION_EXPRNODES_H
