//===- ShapeSolver.cpp - the facts layers state, and the fixpoint --------===//

#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/ShapeSolverImpl.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace netc;
using namespace netc::net;

ShapeSolver::ShapeSolver(RootOp root) : impl(std::make_unique<Impl>(root)) {}
ShapeSolver::~ShapeSolver() = default;

LogicalResult ShapeSolver::solve() { return impl->solve(*this); }
void ShapeSolver::writeBack() { impl->writeBack(); }

ShapeVar ShapeSolver::of(Value port) { return {impl->ports.at(port)}; }

ShapeVar ShapeSolver::of(FlatSymbolRefAttr array) {
  return {impl->arrays.at(array.getAttr())};
}

//===----------------------------------------------------------------------===//
// Ranks
//===----------------------------------------------------------------------===//

bool ShapeSolver::hasRank(ShapeVar shape) {
  if (impl->facts.shape(shape.node).ranked)
    return true;
  impl->facts.watchShape(shape.node, impl->at);
  return false;
}

int64_t ShapeSolver::rank(ShapeVar shape) {
  assert(hasRank(shape) && "asked for the rank of an unknown shape");
  return impl->facts.shape(shape.node).dims.size();
}

LogicalResult ShapeSolver::setRank(ShapeVar shape, int64_t rank,
                                   const Twine &why) {
  if (impl->facts.shape(shape.node).ranked
          ? this->rank(shape) == rank
          : impl->facts.bindRank(shape.node, rank, impl->origin(why)))
    return success();
  return impl->messages.rankConflict(shape.node, rank, why);
}

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

DimVar ShapeSolver::dim(ShapeVar shape, int64_t index) {
  assert(index < rank(shape) && "asked for a dimension past the rank");
  return {impl->facts.shape(shape.node).dims[index], shape.node,
          static_cast<unsigned>(index)};
}

std::optional<int64_t> ShapeSolver::size(DimVar dim) {
  const ShapeFacts::Size &known = impl->facts.size(dim.node);
  if (known.isFixed())
    return known.size;
  impl->facts.watchSize(dim.node, impl->at);
  return std::nullopt;
}

bool ShapeSolver::isLength(DimVar dim) {
  const ShapeFacts::Size &known = impl->facts.size(dim.node);
  if (!known.isFixed())
    impl->facts.watchSize(dim.node, impl->at);
  return known.isLength;
}

DimVar ShapeSolver::freshDim() { return {impl->facts.newSize()}; }

LogicalResult ShapeSolver::setSize(DimVar dim, int64_t size, const Twine &why) {
  const ShapeFacts::Size &known = impl->facts.size(dim.node);
  if (!known.isFixed()) {
    impl->facts.bindSize(dim.node, size, impl->origin(why));
    return success();
  }
  if (known.size == size)
    return success();
  if (dim.owner == ShapeFacts::none)
    return impl->messages.looseConflict(dim.node, size, why);
  return impl->messages.sizeConflict(dim.owner, dim.index, size, why);
}

LogicalResult ShapeSolver::setLength(DimVar dim) {
  impl->facts.bindLength(dim.node, {}, impl->origin("its length"));
  return success();
}

LogicalResult ShapeSolver::unifyDims(DimVar a, DimVar b) {
  if (impl->facts.mergeSizes(a.node, b.node))
    return success();
  return impl->messages.unequalDims({a.node, a.owner, a.index},
                                    {b.node, b.owner, b.index});
}

LogicalResult ShapeSolver::requireFixed(DimVar dim, StringRef hint) {
  if (!isLength(dim))
    return success();
  return impl->messages.lengthRefused({dim.node, dim.owner, dim.index}, hint);
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

// Gives the unranked one of two shapes the other's dimensions.
static void shareDims(ShapeFacts &facts, unsigned a, unsigned b) {
  unsigned known = facts.shape(a).ranked ? a : b;
  unsigned unknown = known == a ? b : a;
  if (!facts.shape(known).ranked || facts.shape(unknown).ranked)
    return;
  facts.bindRank(unknown, facts.shape(known).dims.size(),
                 facts.shape(known).rankOrigin);
}

LogicalResult ShapeSolver::unifyShapes(ShapeVar a, ShapeVar b) {
  ShapeFacts &facts = impl->facts;
  shareDims(facts, a.node, b.node);
  // Both are asked, and so watched, to run again whichever becomes known.
  bool known = hasRank(a), otherKnown = hasRank(b);
  if (!known || !otherKnown)
    return success();
  if (rank(a) != rank(b))
    return impl->messages.unequalShapes(a.node, b.node);
  for (int64_t i = 0, e = rank(a); i < e; ++i)
    if (!facts.mergeSizes(dim(a, i).node, dim(b, i).node))
      return impl->messages.unequalShapes(a.node, b.node);
  return success();
}

LogicalResult ShapeSolver::unify(ShapeVar a, ShapeVar b) {
  if (failed(unifyShapes(a, b)))
    return failure();
  // Both ways; an unknown one is watched.
  return failure(failed(impl->requireElement(a.node, element(b))) ||
                 failed(impl->requireElement(b.node, element(a))));
}

LogicalResult ShapeSolver::setDims(ShapeVar shape, ArrayRef<DimVar> dims,
                                   const Twine &why) {
  if (failed(setRank(shape, dims.size(), why)))
    return failure();
  for (auto [i, wanted] : llvm::enumerate(dims))
    if (failed(unifyDims(dim(shape, i), wanted)))
      return failure();
  return success();
}

LogicalResult ShapeSolver::setShape(ShapeVar shape, ArrayRef<int64_t> sizes,
                                    const Twine &why) {
  if (failed(setRank(shape, sizes.size(), why)))
    return failure();
  for (auto [i, size] : llvm::enumerate(sizes))
    if (!ShapedType::isDynamic(size) &&
        failed(setSize(dim(shape, i), size, why)))
      return failure();
  return success();
}

LogicalResult ShapeSolver::makeScalar(ShapeVar shape) {
  return failure(failed(setRank(shape, 0, "a single number")) ||
                 failed(requireReal(shape)));
}

std::optional<SmallVector<int64_t>> ShapeSolver::fixedShape(ShapeVar shape) {
  if (!hasRank(shape))
    return std::nullopt;
  SmallVector<int64_t> sizes;
  bool complete = true;
  for (int64_t i = 0, e = rank(shape); i < e; ++i) {
    std::optional<int64_t> known = size(dim(shape, i)); // watches every one
    complete &= known.has_value();
    sizes.push_back(known.value_or(0));
  }
  if (!complete)
    return std::nullopt;
  return sizes;
}

std::optional<int64_t> ShapeSolver::elementCount(ShapeVar shape) {
  std::optional<SmallVector<int64_t>> sizes = fixedShape(shape);
  if (!sizes)
    return std::nullopt;
  int64_t count = 1;
  for (int64_t size : *sizes)
    if (llvm::MulOverflow(count, size, count))
      return std::numeric_limits<int64_t>::max(); // refused at the end
  return count;
}

std::string ShapeSolver::show(ShapeVar shape) {
  return impl->messages.show(shape.node);
}

//===----------------------------------------------------------------------===//
// Elements and errors
//===----------------------------------------------------------------------===//

LogicalResult ShapeSolver::requireReal(ShapeVar shape) {
  // Integers convert on the one input of a layer, so nothing is required there.
  Value port = impl->facts.shape(shape.node).subject.port;
  Operation *layer = impl->layer;
  if (layer->getNumOperands() == 1 && port == layer->getOperand(0))
    return success();
  return impl->requireElement(shape.node, Element::real());
}

LogicalResult ShapeSolver::requireInteger(ShapeVar shape, int64_t low,
                                          std::optional<int64_t> high) {
  return impl->requireElement(
      shape.node, Element::integer(low, high.value_or(Element::highest)));
}

Element ShapeSolver::element(ShapeVar shape) {
  Element known = impl->facts.shape(shape.node).element;
  if (known.isUnknown())
    impl->facts.watchShape(shape.node, impl->at);
  return known;
}

InFlightDiagnostic ShapeSolver::error(StringRef code) {
  return emitCoded(impl->layer->getLoc(), code)
         << impl->messages.showLayer(impl->layer) << ": ";
}

void ShapeSolver::explain(InFlightDiagnostic &error, ArrayRef<DimVar> dims) {
  SmallVector<unsigned> nodes;
  for (DimVar dim : dims)
    nodes.push_back(dim.node);
  impl->messages.noteSizes(error, nodes);
}
