//===- LoopNest.cpp - an operation as loops over flat memory --------------===//

#include "compiler/Codegen/CPU/LoopNest.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace netc;

Type Access::elementType() const {
  return getElementTypeOrSelf(memory ? memory.getType() : scalar.getType());
}

int64_t LoopNest::work(bool parallel, int64_t open) const {
  int64_t product = 1;
  for (const Loop &loop : loops)
    if (loop.parallel == parallel)
      product *= numberOr(loop.size, open);
  return product;
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

namespace {
/// A memref as flat memory with the strides of its axes.
struct FlatMemory {
  Value memory;
  Index start;
  SmallVector<Index> strides;
};
} // namespace

static Index sizeOfAxis(ImplicitLocOpBuilder &builder, Value memref,
                        unsigned axis) {
  auto type = cast<MemRefType>(memref.getType());
  if (!type.isDynamicDim(axis))
    return number(builder, type.getDimSize(axis));
  return memref::DimOp::create(builder, memref, axis).getResult();
}

/// Contiguous memory is one axis of all elements.
static FlatMemory flattenContiguous(ImplicitLocOpBuilder &builder,
                                    Value memref) {
  auto type = cast<MemRefType>(memref.getType());
  FlatMemory flat;
  flat.start = number(builder, 0);
  flat.strides.resize(type.getRank());
  Index elements = number(builder, 1);
  for (int64_t axis = type.getRank() - 1; axis >= 0; --axis) {
    flat.strides[axis] = elements;
    elements = mul(builder, elements, sizeOfAxis(builder, memref, axis));
  }
  if (type.getRank() == 1) {
    flat.memory = memref;
    return flat;
  }
  int64_t size = numberOr(elements, ShapedType::kDynamic);
  auto flatType = MemRefType::get({size}, type.getElementType());
  flat.memory = memref::ReinterpretCastOp::create(
      builder, flatType, memref, flat.start, ArrayRef<Index>(elements),
      ArrayRef<Index>(number(builder, 1)));
  return flat;
}

/// A view with strides is reached from the start of the memory it is a part of.
static FlatMemory flattenStrided(ImplicitLocOpBuilder &builder, Value memref) {
  auto type = cast<MemRefType>(memref.getType());
  auto [strides, offset] = type.getStridesAndOffset();
  auto metadata = memref::ExtractStridedMetadataOp::create(builder, memref);
  FlatMemory flat;
  flat.start = ShapedType::isDynamic(offset) ? Index(metadata.getOffset())
                                             : number(builder, offset);
  // Accesses stay within the view: the size of the flat memory is not used.
  auto flatType =
      MemRefType::get({ShapedType::kDynamic}, type.getElementType());
  Index last = number(builder, 1);
  for (auto [axis, stride] : llvm::enumerate(strides)) {
    flat.strides.push_back(ShapedType::isDynamic(stride)
                               ? Index(metadata.getStrides()[axis])
                               : number(builder, stride));
    last = add(
        builder, last,
        mul(builder, sizeOfAxis(builder, memref, axis), flat.strides.back()));
  }
  flat.memory = memref::ReinterpretCastOp::create(
      builder, flatType, metadata.getBaseBuffer(), number(builder, 0),
      ArrayRef<Index>(asValue(builder, add(builder, last, flat.start))),
      ArrayRef<Index>(number(builder, 1)));
  return flat;
}

//===----------------------------------------------------------------------===//
// Maps
//===----------------------------------------------------------------------===//

/// Adds factor * expr to the access; false if expr is not linear.
static bool addLinear(ImplicitLocOpBuilder &builder, AffineExpr expr,
                      Index factor, Access &access) {
  if (auto dim = dyn_cast<AffineDimExpr>(expr)) {
    Index &stride = access.strides[dim.getPosition()];
    stride = add(builder, stride, factor);
    return true;
  }
  if (auto constant = dyn_cast<AffineConstantExpr>(expr)) {
    Index offset = number(builder, constant.getValue());
    access.start = add(builder, access.start, mul(builder, factor, offset));
    return true;
  }
  auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
  if (!binary)
    return false;
  if (binary.getKind() == AffineExprKind::Add)
    return addLinear(builder, binary.getLHS(), factor, access) &&
           addLinear(builder, binary.getRHS(), factor, access);
  auto scale = dyn_cast<AffineConstantExpr>(binary.getRHS());
  if (binary.getKind() != AffineExprKind::Mul || !scale)
    return false;
  factor = mul(builder, factor, number(builder, scale.getValue()));
  return addLinear(builder, binary.getLHS(), factor, access);
}

FailureOr<Access> netc::makeAccess(ImplicitLocOpBuilder &builder, Value memref,
                                   AffineMap map) {
  auto type = cast<MemRefType>(memref.getType());
  if (!type.isStrided())
    return failure();
  FlatMemory flat = type.getLayout().isIdentity()
                        ? flattenContiguous(builder, memref)
                        : flattenStrided(builder, memref);
  Access access;
  access.memory = flat.memory;
  access.start = flat.start;
  access.strides.assign(map.getNumDims(), number(builder, 0));
  for (auto [expr, stride] : llvm::zip_equal(map.getResults(), flat.strides))
    if (!addLinear(builder, expr, stride, access))
      return failure();
  return access;
}

//===----------------------------------------------------------------------===//
// Simplification
//===----------------------------------------------------------------------===//

static void eraseLoop(LoopNest &nest, unsigned loop) {
  nest.loops.erase(nest.loops.begin() + loop);
  for (Access &access : nest.operands)
    access.strides.erase(access.strides.begin() + loop);
}

/// Whether walking the inner loop to its end is one step of the outer one.
static bool followAsOne(const LoopNest &nest, unsigned outer) {
  const Loop &a = nest.loops[outer], &b = nest.loops[outer + 1];
  auto inner = getConstantIntValue(b.size);
  if (a.parallel != b.parallel || !inner)
    return false;
  return llvm::all_of(nest.operands, [&](const Access &access) {
    auto outerStride = getConstantIntValue(access.strides[outer]);
    auto innerStride = getConstantIntValue(access.strides[outer + 1]);
    return outerStride && innerStride && *outerStride == *innerStride * *inner;
  });
}

void netc::simplify(ImplicitLocOpBuilder &builder, LoopNest &nest,
                    bool keepFirst) {
  for (int64_t loop = nest.loops.size() - 1; loop >= 0; --loop)
    if (isNumber(nest.loops[loop].size, 1))
      eraseLoop(nest, loop);
  int64_t first = keepFirst ? 1 : 0;
  for (int64_t loop = static_cast<int64_t>(nest.loops.size()) - 2;
       loop >= first; --loop) {
    if (!followAsOne(nest, loop))
      continue;
    nest.loops[loop + 1].size =
        mul(builder, nest.loops[loop].size, nest.loops[loop + 1].size);
    eraseLoop(nest, loop);
  }
}
