//===- ShapeFacts.h - what is known of shapes, and from where --*- C++ -*-===//
//
// The store of the solver: shapes, and sizes as union-find nodes. Every change wakes
// the layers that asked for what was unknown then; a size is bound once, so the work
// is linear in the net.

#ifndef NETC_DIALECTS_NET_IR_SHAPEFACTS_H
#define NETC_DIALECTS_NET_IR_SHAPEFACTS_H

#include "dialects/Net/IR/NetTypes.h"
#include "mlir/IR/Operation.h"
#include "mlir/IR/Value.h"
#include "llvm/ADT/SmallVector.h"
#include <string>
#include <utility>
#include <vector>

namespace netc::net {

// Where a fact came from.
struct Origin {
  mlir::Location location;
  mlir::Operation *layer; // null for what has no layer
  std::string why;
};

// The port or array of a shape.
struct Subject {
  mlir::Value port;
  mlir::StringAttr array;
};

class ShapeFacts {
public:
  static constexpr unsigned none = ~0u;

  struct Size {
    unsigned parent;
    int64_t size = mlir::ShapedType::kDynamic;
    bool isLength = false;
    mlir::StringAttr name; // of a length; may still be missing
    unsigned origin = none;
    llvm::SmallVector<unsigned, 2> watchers;

    bool isFixed() const { return size != mlir::ShapedType::kDynamic; }
  };
  struct Shape {
    Subject subject;
    bool ranked = false;
    llvm::SmallVector<unsigned, 4> dims;
    unsigned rankOrigin = none;
    Element element;
    unsigned elementOrigin = none;
    llvm::SmallVector<unsigned, 2> watchers;
  };

  unsigned newShape(Subject subject);
  unsigned newSize();
  unsigned newOrigin(Origin origin);

  Shape &shape(unsigned node) { return shapes[node]; }
  // The representative of a node.
  Size &size(unsigned node) { return sizes[findSize(node)]; }
  const Origin *origin(unsigned node) const {
    return node == none ? nullptr : &origins[node];
  }

  // The layer at work is woken when the unknown becomes known.
  void watchShape(unsigned node, unsigned layer);
  void watchSize(unsigned node, unsigned layer);

  // Each of these returns false on a conflict and changes nothing then.
  bool bindRank(unsigned shape, int64_t rank, unsigned origin);
  bool bindSize(unsigned size, int64_t value, unsigned origin);
  bool bindElement(unsigned shape, Element element, unsigned origin);
  bool mergeSizes(unsigned a, unsigned b);
  void bindLength(unsigned size, mlir::StringAttr name, unsigned origin);

  // Layers to run again, and sizes that forced a length since the last call.
  llvm::SmallVector<unsigned> takeWoken() { return std::exchange(woken, {}); }
  llvm::SmallVector<unsigned> takeForced() { return std::exchange(forced, {}); }

private:
  unsigned findSize(unsigned node);
  void wake(llvm::SmallVector<unsigned, 2> &watchers);
  void learnSize(Size &size, int64_t value, unsigned origin);

  std::vector<Shape> shapes;
  std::vector<Size> sizes;
  std::vector<Origin> origins;
  llvm::SmallVector<unsigned> woken, forced;
};

// The intersection of two elements; nothing if they exclude each other.
std::optional<Element> meet(Element a, Element b);

} // namespace netc::net

#endif
