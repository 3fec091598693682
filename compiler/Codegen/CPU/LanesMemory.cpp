//===- LanesMemory.cpp - lanes of a register and where they lie -----------===//

#include "compiler/Codegen/CPU/LanesMemory.h"

#include "compiler/Codegen/CPU/ElementBody.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace netc;

Value netc::loadElement(ImplicitLocOpBuilder &builder, const Access &access,
                        Index offset) {
  if (!access.memory)
    return access.scalar;
  return memref::LoadOp::create(builder, access.memory,
                                asValue(builder, offset));
}

void netc::storeElement(ImplicitLocOpBuilder &builder, const Access &access,
                        Index offset, Value value) {
  memref::StoreOp::create(builder, value, access.memory,
                          asValue(builder, offset));
}

//===----------------------------------------------------------------------===//
// Masks
//===----------------------------------------------------------------------===//

Value netc::laneNumbers(ImplicitLocOpBuilder &builder, int64_t width) {
  auto numbers = llvm::to_vector(llvm::seq<int64_t>(0, width));
  auto type = VectorType::get({width}, builder.getIndexType());
  return arith::ConstantOp::create(builder, type,
                                   DenseIntElementsAttr::get(type, numbers));
}

/// The first `used` of `width` lanes.
static Value maskOf(ImplicitLocOpBuilder &builder, int64_t width, Index used) {
  if (auto count = getConstantIntValue(used)) {
    SmallVector<bool> lanes;
    for (int64_t lane = 0; lane < width; ++lane)
      lanes.push_back(lane < *count);
    auto type = VectorType::get({width}, builder.getI1Type());
    return arith::ConstantOp::create(builder, type,
                                     DenseElementsAttr::get(type, lanes));
  }
  return arith::CmpIOp::create(builder, arith::CmpIPredicate::slt,
                               laneNumbers(builder, width),
                               spread(builder, asValue(builder, used), width));
}

static Value zeros(ImplicitLocOpBuilder &builder, VectorType type) {
  return arith::ConstantOp::create(builder, type, builder.getZeroAttr(type));
}

/// Reads `used` neighbouring elements, or all.
static Value loadRun(ImplicitLocOpBuilder &builder, const Access &access,
                     Index offset, VectorType type, std::optional<Index> used) {
  Value start = asValue(builder, offset);
  if (!used)
    return vector::LoadOp::create(builder, type, access.memory, start);
  Value mask = maskOf(builder, type.getNumElements(), *used);
  return vector::MaskedLoadOp::create(builder, type, access.memory, start, mask,
                                      zeros(builder, type));
}

//===----------------------------------------------------------------------===//
// Strides
//===----------------------------------------------------------------------===//

/// Every second element, starting at the offset. Reads nothing behind the last
/// of them: the second half starts one element early.
static Value loadEverySecond(ImplicitLocOpBuilder &builder,
                             const Access &access, Index offset,
                             VectorType type) {
  int64_t width = type.getNumElements();
  Value low = loadRun(builder, access, offset, type, std::nullopt);
  Index middle = add(builder, offset, number(builder, width - 1));
  Value high = loadRun(builder, access, middle, type, std::nullopt);
  SmallVector<int64_t> order;
  for (int64_t lane = 0; lane < width; ++lane)
    order.push_back(2 * lane < width ? 2 * lane : 2 * lane + 1);
  return vector::ShuffleOp::create(builder, low, high, order);
}

/// The offsets of lanes of any stride.
static Value laneOffsets(ImplicitLocOpBuilder &builder, int64_t width,
                         Index stride) {
  return arith::MulIOp::create(
      builder, laneNumbers(builder, width),
      spread(builder, asValue(builder, stride), width));
}

static Value gather(ImplicitLocOpBuilder &builder, const Access &access,
                    Index offset, Index stride, VectorType type,
                    std::optional<Index> used) {
  int64_t width = type.getNumElements();
  Value mask = maskOf(builder, width, used.value_or(number(builder, width)));
  return vector::GatherOp::create(
      builder, type, access.memory, asValue(builder, offset),
      laneOffsets(builder, width, stride), mask, zeros(builder, type));
}

static Value loadPiece(ImplicitLocOpBuilder &builder, const Access &access,
                       Index offset, const Lanes &lanes) {
  auto type = VectorType::get({lanes.width}, access.elementType());
  Index stride = access.strides[lanes.laneLoop];
  if (isNumber(stride, 0))
    return spread(builder, loadElement(builder, access, offset), lanes.width);
  if (isNumber(stride, 1) || lanes.width == 1)
    return loadRun(builder, access, offset, type, lanes.used);
  if (isNumber(stride, 2) && !lanes.used && lanes.width > 1)
    return loadEverySecond(builder, access, offset, type);
  return gather(builder, access, offset, stride, type, lanes.used);
}

static void storePiece(ImplicitLocOpBuilder &builder, const Access &access,
                       Index offset, const Lanes &lanes, Value value) {
  Index stride = access.strides[lanes.laneLoop];
  Value start = asValue(builder, offset);
  bool neighbours = isNumber(stride, 1) || lanes.width == 1;
  if (neighbours && !lanes.used) {
    vector::StoreOp::create(builder, value, access.memory, start);
    return;
  }
  Value mask = maskOf(builder, lanes.width,
                      lanes.used.value_or(number(builder, lanes.width)));
  if (neighbours) {
    vector::MaskedStoreOp::create(builder, access.memory, start, mask, value);
    return;
  }
  vector::ScatterOp::create(builder, /*resultType=*/Type(), access.memory,
                            start, laneOffsets(builder, lanes.width, stride),
                            mask, value);
}

//===----------------------------------------------------------------------===//
// Pieces
//===----------------------------------------------------------------------===//

static Index offsetOf(ImplicitLocOpBuilder &builder, const Access &access,
                      Index tile, const Lanes &lanes, const LanePiece &piece) {
  Index row =
      mul(builder, number(builder, piece.row), access.strides[lanes.rowLoop]);
  Index lane =
      mul(builder, number(builder, piece.lane), access.strides[lanes.laneLoop]);
  return add(builder, tile, add(builder, row, lane));
}

/// Puts vectors of equal width one behind the other.
static Value join(ImplicitLocOpBuilder &builder, SmallVector<Value> parts) {
  while (parts.size() > 1) {
    SmallVector<Value> joined;
    for (size_t i = 0; i < parts.size(); i += 2) {
      int64_t width = cast<VectorType>(parts[i].getType()).getNumElements();
      auto order = llvm::to_vector(llvm::seq<int64_t>(0, 2 * width));
      joined.push_back(
          vector::ShuffleOp::create(builder, parts[i], parts[i + 1], order));
    }
    parts = std::move(joined);
  }
  return parts.front();
}

Value netc::loadLanes(ImplicitLocOpBuilder &builder, const Access &access,
                      Index offset, const Lanes &lanes) {
  if (!access.uses(lanes.laneLoop) &&
      (lanes.pieces.size() == 1 || !access.uses(lanes.rowLoop)))
    return spread(builder, loadElement(builder, access, offset), lanes.count());
  SmallVector<Value> parts;
  for (const LanePiece &piece : lanes.pieces) {
    auto type = VectorType::get({lanes.width}, access.elementType());
    parts.push_back(
        piece.present
            ? loadPiece(builder, access,
                        offsetOf(builder, access, offset, lanes, piece), lanes)
            : zeros(builder, type));
  }
  return join(builder, std::move(parts));
}

void netc::storeLanes(ImplicitLocOpBuilder &builder, const Access &access,
                      Index offset, const Lanes &lanes, Value value) {
  for (auto [number, piece] : llvm::enumerate(lanes.pieces)) {
    if (!piece.present)
      continue;
    Value part = value;
    if (lanes.pieces.size() > 1) {
      int64_t first = static_cast<int64_t>(number) * lanes.width;
      auto order =
          llvm::to_vector(llvm::seq<int64_t>(first, first + lanes.width));
      part = vector::ShuffleOp::create(builder, value, value, order);
    }
    storePiece(builder, access, offsetOf(builder, access, offset, lanes, piece),
               lanes, part);
  }
}
