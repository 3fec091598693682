//===- BatchExtent.cpp - sizes in terms of the batch ----------------------===//

#include "compiler/Codegen/CPU/BatchExtent.h"

#include "dialects/Tile/IR/TileDialect.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace netc;

static std::optional<BatchExtent> product(std::optional<BatchExtent> a,
                                          std::optional<BatchExtent> b) {
  if (!a || !b || (a->perExample && b->perExample))
    return std::nullopt;
  return BatchExtent{a->factor * b->factor, a->perExample || b->perExample};
}

/// The exact quotient by a number.
static std::optional<BatchExtent> quotient(std::optional<BatchExtent> a,
                                           std::optional<BatchExtent> b) {
  if (!a || !b || b->perExample || b->factor == 0 || a->factor % b->factor)
    return std::nullopt;
  return BatchExtent{a->factor / b->factor, a->perExample};
}

static std::optional<BatchExtent> mixedExtent(OpFoldResult size) {
  if (auto value = dyn_cast<Value>(size))
    return batchExtent(value);
  return BatchExtent{cast<IntegerAttr>(cast<Attribute>(size)).getInt(), false};
}

/// The size of an axis of a buffer.
static std::optional<BatchExtent> axisExtent(Value buffer, int64_t axis) {
  auto type = cast<MemRefType>(buffer.getType());
  if (!type.isDynamicDim(axis))
    return BatchExtent{type.getDimSize(axis), false};
  Operation *op = buffer.getDefiningOp();
  unsigned position = type.getDynamicDimIndex(axis);
  if (auto view = dyn_cast_or_null<tile::BufferOp>(op))
    return batchExtent(view.getSizes()[position]);
  if (auto alloc = dyn_cast_or_null<memref::AllocOp>(op))
    return batchExtent(alloc.getDynamicSizes()[position]);
  if (auto cast = dyn_cast_or_null<memref::CastOp>(op))
    return axisExtent(cast.getSource(), axis);
  if (auto view = dyn_cast_or_null<memref::SubViewOp>(op)) {
    // The axis among those that the view does not leave out.
    llvm::SmallBitVector dropped = view.getDroppedDims();
    for (int64_t source = 0;; ++source)
      if (!dropped.test(source) && axis-- == 0)
        return mixedExtent(view.getMixedSizes()[source]);
  }
  if (auto view = dyn_cast_or_null<memref::ExpandShapeOp>(op))
    return mixedExtent(view.getMixedOutputShape()[axis]);
  if (auto view = dyn_cast_or_null<memref::CollapseShapeOp>(op)) {
    std::optional<BatchExtent> extent = BatchExtent{1, false};
    for (int64_t part : view.getReassociationIndices()[axis])
      extent = product(extent, axisExtent(view.getSrc(), part));
    return extent;
  }
  return std::nullopt;
}

std::optional<BatchExtent> netc::batchExtent(Value value) {
  APInt constant;
  if (matchPattern(value, m_ConstantInt(&constant)))
    return BatchExtent{constant.getSExtValue(), false};
  Operation *op = value.getDefiningOp();
  if (isa_and_nonnull<tile::BatchOp>(op))
    return BatchExtent{1, true};
  if (isa_and_nonnull<arith::MulIOp>(op))
    return product(batchExtent(op->getOperand(0)),
                   batchExtent(op->getOperand(1)));
  if (isa_and_nonnull<arith::DivUIOp, arith::DivSIOp>(op))
    return quotient(batchExtent(op->getOperand(0)),
                    batchExtent(op->getOperand(1)));
  auto dim = dyn_cast_or_null<memref::DimOp>(op);
  if (dim && dim.getConstantIndex())
    return axisExtent(dim.getSource(), *dim.getConstantIndex());
  return std::nullopt;
}
