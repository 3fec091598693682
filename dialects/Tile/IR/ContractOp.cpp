//===- ContractOp.cpp - tile.contract: builder, verifier, loops -----------===//

#include "dialects/Tile/IR/TileDialect.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace netc::tile;

void ContractOp::build(
    OpBuilder &builder, OperationState &state, Value lhs, Value rhs,
    ValueRange extras, Value init, ArrayRef<AffineMap> maps,
    function_ref<Value(OpBuilder &, Location, ValueRange)> epilogue) {
  state.addOperands({lhs, rhs});
  state.addOperands(extras);
  state.addOperands(init);
  auto &properties = state.getOrAddProperties<Properties>();
  properties.setIndexingMaps(builder.getAffineMapArrayAttr(maps));
  if (isa<RankedTensorType>(init.getType()))
    state.addTypes(init.getType());

  SmallVector<Type> types = {getElementTypeOrSelf(lhs.getType())};
  for (Value extra : extras)
    types.push_back(getElementTypeOrSelf(extra.getType()));
  SmallVector<Location> locations(types.size(), state.location);
  OpBuilder::InsertionGuard guard(builder);
  Block *body = builder.createBlock(state.addRegion(), {}, types, locations);
  Value element = epilogue(builder, state.location, body->getArguments());
  YieldOp::create(builder, state.location, element);
}

//===----------------------------------------------------------------------===//
// Maps and loops
//===----------------------------------------------------------------------===//

SmallVector<AffineMap> ContractOp::maps() {
  return llvm::to_vector(getIndexingMaps().getAsValueRange<AffineMapAttr>());
}

AffineMap ContractOp::lhsMap() { return maps().front(); }
AffineMap ContractOp::rhsMap() { return maps()[1]; }
AffineMap ContractOp::initMap() { return maps().back(); }

bool ContractOp::isParallelLoop(unsigned loop) {
  return initMap().isFunctionOfDim(loop);
}

/// The axis of the map that is the loop alone.
static std::optional<unsigned> axisOfLoop(AffineMap map, unsigned loop) {
  AffineExpr dim = getAffineDimExpr(loop, map.getContext());
  return map.getResultPosition(dim);
}

ContractOp::LoopExtent ContractOp::loopExtent(unsigned loop) {
  // A static extent spares the reading at run time.
  std::optional<LoopExtent> found;
  for (auto [map, operand] : llvm::zip_equal(maps(), getOperands())) {
    std::optional<unsigned> axis = axisOfLoop(map, loop);
    if (!axis)
      continue;
    if (!found || !cast<ShapedType>(operand.getType()).isDynamicDim(*axis))
      found = LoopExtent{operand, *axis};
  }
  assert(found && "the verifier saw every loop alone in some map (C4)");
  return *found;
}

int64_t ContractOp::loopSize(unsigned loop) {
  LoopExtent extent = loopExtent(loop);
  return cast<ShapedType>(extent.operand.getType()).getDimSize(extent.axis);
}

void ContractOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>
        &effects) {
  if (!hasPureBufferSemantics())
    return;
  for (OpOperand *input : getDpsInputOperands())
    effects.emplace_back(MemoryEffects::Read::get(), input);
  effects.emplace_back(MemoryEffects::Write::get(), &getInitMutable());
}

//===----------------------------------------------------------------------===//
// Verifier
//===----------------------------------------------------------------------===//

/// Whether the expression is a sum of loops with constant factors.
static bool isLinear(AffineExpr expr) {
  switch (expr.getKind()) {
  case AffineExprKind::DimId:
  case AffineExprKind::Constant:
    return true;
  case AffineExprKind::Add: {
    auto sum = cast<AffineBinaryOpExpr>(expr);
    return isLinear(sum.getLHS()) && isLinear(sum.getRHS());
  }
  case AffineExprKind::Mul: {
    auto product = cast<AffineBinaryOpExpr>(expr);
    return isLinear(product.getLHS()) &&
           isa<AffineConstantExpr>(product.getRHS());
  }
  default:
    return false;
  }
}

static LogicalResult verifyMaps(ContractOp op) {
  SmallVector<AffineMap> maps = op.maps();
  if (maps.size() != op->getNumOperands()) // C1
    return op.emitOpError("has ") << maps.size() << " maps for "
                                  << op->getNumOperands() << " operands";
  for (auto [map, operand] : llvm::zip_equal(maps, op.getOperands())) {
    auto type = cast<ShapedType>(operand.getType());
    if (!type.hasRank() || map.getNumResults() != type.getRank() ||
        map.getNumDims() != maps.front().getNumDims()) // C1
      return op.emitOpError("map ")
             << AffineMapAttr::get(map) << " does not fit " << type;
    if (!llvm::all_of(map.getResults(), isLinear)) // C2
      return op.emitOpError("map ")
             << AffineMapAttr::get(map) << " is not linear";
  }
  return success();
}

static LogicalResult verifyLoops(ContractOp op) {
  SmallVector<AffineMap> maps = op.maps();
  if (!op.initMap().isProjectedPermutation()) // C3
    return op.emitOpError("map of outs ") << AffineMapAttr::get(op.initMap())
                                          << " does not name distinct loops";
  for (unsigned loop = 0; loop < op.numLoops(); ++loop) {
    for (AffineMap map : ArrayRef(maps).drop_front(2))
      if (map.isFunctionOfDim(loop) && !op.isParallelLoop(loop)) // C3
        return op.emitOpError("map of extras ")
               << AffineMapAttr::get(map) << " uses the summed loop d" << loop;
    if (llvm::none_of(maps, [&](AffineMap map) {
          return axisOfLoop(map, loop).has_value();
        })) // C4
      return op.emitOpError("no map has loop d") << loop << " alone";
  }
  return success();
}

LogicalResult ContractOp::verify() {
  auto isTensor = [](Value v) { return isa<RankedTensorType>(v.getType()); };
  auto isMemRef = [](Value v) { return isa<MemRefType>(v.getType()); };
  bool tensors = llvm::all_of(getOperands(), isTensor);
  if (!tensors && !llvm::all_of(getOperands(), isMemRef)) // C6
    return emitOpError("mixes tensors and memrefs");
  if (tensors ? !getResult() || getResult().getType() != getInit().getType()
              : static_cast<bool>(getResult())) // C6
    return emitOpError(
        "needs a result of the type of outs exactly for tensors");

  Type sum = getElementTypeOrSelf(getLhs().getType());
  if (!isa<FloatType>(sum) ||
      sum != getElementTypeOrSelf(getRhs().getType())) // C5
    return emitOpError("multiplies ")
           << getLhs().getType() << " by " << getRhs().getType();
  if (failed(verifyMaps(*this)))
    return failure();
  return verifyLoops(*this);
}

LogicalResult ContractOp::verifyRegions() {
  SmallVector<Type> expected = {getElementTypeOrSelf(getLhs().getType())};
  for (Value extra : getExtras())
    expected.push_back(getElementTypeOrSelf(extra.getType()));
  Block &body = getEpilogue().front();
  if (body.getArgumentTypes() != TypeRange(expected)) // C5
    return emitOpError("epilogue takes the sum and one element of each extra");
  auto yield = dyn_cast<YieldOp>(body.getTerminator());
  if (!yield)
    return emitOpError("epilogue ends without tile.yield");
  Type stored = yield.getValue().getType();
  if (stored != getElementTypeOrSelf(getInit().getType())) // C5
    return emitOpError("epilogue yields ")
           << stored << " for outs of type " << getInit().getType();
  return success();
}
