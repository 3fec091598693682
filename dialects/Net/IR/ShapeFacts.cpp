//===- ShapeFacts.cpp - what is known of shapes, and from where ----------===//

#include "dialects/Net/IR/ShapeFacts.h"

using namespace mlir;
using namespace netc::net;

unsigned ShapeFacts::newShape(Subject subject) {
  Shape shape;
  shape.subject = subject;
  shapes.push_back(std::move(shape));
  return shapes.size() - 1;
}

unsigned ShapeFacts::newSize() {
  Size size;
  size.parent = sizes.size();
  sizes.push_back(std::move(size));
  return sizes.size() - 1;
}

unsigned ShapeFacts::newOrigin(Origin origin) {
  origins.push_back(std::move(origin));
  return origins.size() - 1;
}

// Path halving keeps the way to the representative short.
unsigned ShapeFacts::findSize(unsigned node) {
  while (sizes[node].parent != node) {
    sizes[node].parent = sizes[sizes[node].parent].parent;
    node = sizes[node].parent;
  }
  return node;
}

//===----------------------------------------------------------------------===//
// Watching
//===----------------------------------------------------------------------===//

static void watch(SmallVector<unsigned, 2> &watchers, unsigned layer) {
  // A layer asks many times in a row; the last entry tells.
  if (watchers.empty() || watchers.back() != layer)
    watchers.push_back(layer);
}

void ShapeFacts::watchShape(unsigned node, unsigned layer) {
  watch(shape(node).watchers, layer);
}

void ShapeFacts::watchSize(unsigned node, unsigned layer) {
  watch(size(node).watchers, layer);
}

void ShapeFacts::wake(SmallVector<unsigned, 2> &watchers) {
  woken.append(watchers.begin(), watchers.end());
  watchers.clear(); // they ask again when they run
}

// Larger lists swallow smaller ones, so that joining a chain is not quadratic.
static void joinWatchers(SmallVector<unsigned, 2> &into,
                         SmallVector<unsigned, 2> &from) {
  if (into.size() < from.size())
    std::swap(into, from);
  into.append(from.begin(), from.end());
  from.clear();
}

//===----------------------------------------------------------------------===//
// Learning
//===----------------------------------------------------------------------===//

bool ShapeFacts::bindRank(unsigned node, int64_t rank, unsigned origin) {
  if (shape(node).ranked)
    return static_cast<int64_t>(shape(node).dims.size()) == rank;
  SmallVector<unsigned, 4> dims;
  for (int64_t i = 0; i < rank; ++i)
    dims.push_back(newSize());
  Shape &known = shape(node);
  known.ranked = true;
  known.dims = std::move(dims);
  known.rankOrigin = origin;
  wake(known.watchers);
  return true;
}

void ShapeFacts::learnSize(Size &size, int64_t value, unsigned origin) {
  if (size.isLength)
    forced.push_back(size.parent);
  size.isLength = false;
  size.size = value;
  size.origin = origin;
  wake(size.watchers);
}

bool ShapeFacts::bindSize(unsigned node, int64_t value, unsigned origin) {
  Size &known = size(node);
  if (known.isFixed())
    return known.size == value;
  learnSize(known, value, origin);
  return true;
}

void ShapeFacts::bindLength(unsigned node, StringAttr name, unsigned origin) {
  Size &known = size(node);
  if (known.isFixed() || known.isLength)
    return;
  known.isLength = true;
  known.name = name;
  known.origin = origin;
  wake(known.watchers);
}

bool ShapeFacts::mergeSizes(unsigned a, unsigned b) {
  unsigned first = findSize(a), second = findSize(b);
  if (first == second)
    return true;
  Size &into = sizes[first], &from = sizes[second];
  if (into.isFixed() && from.isFixed())
    return into.size == from.size; // equal numbers need no union
  if (from.isFixed())
    return bindSize(first, from.size, from.origin);
  if (into.isFixed())
    return bindSize(second, into.size, into.origin);
  if (into.isLength != from.isLength) {
    Size &unknown = into.isLength ? from : into;
    const Size &length = into.isLength ? into : from;
    bindLength(unknown.parent, length.name, length.origin);
  }
  if (!into.name)
    into.name = from.name;
  joinWatchers(into.watchers, from.watchers);
  from.parent = first;
  return true;
}

std::optional<Element> netc::net::meet(Element a, Element b) {
  if (a.isUnknown())
    return b;
  if (b.isUnknown())
    return a;
  if (a.kind != b.kind)
    return std::nullopt;
  Element both{a.kind, std::max(a.low, b.low), std::min(a.high, b.high)};
  if (both.low > both.high)
    return std::nullopt;
  return both;
}

bool ShapeFacts::bindElement(unsigned node, Element element, unsigned origin) {
  Shape &known = shape(node);
  std::optional<Element> both = meet(known.element, element);
  if (!both)
    return false;
  if (*both == known.element)
    return true;
  known.element = *both;
  known.elementOrigin = origin;
  wake(known.watchers);
  return true;
}
