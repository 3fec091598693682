//===- Mask.cpp - prim.mask: shape, gradient, lowering --------------------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/ElementLowering.h"
#include "dialects/Prim/Ops/ScalarFunctions.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace netc::prim;

LogicalResult MaskOp::inferReturnTypes(MLIRContext *,
                                       std::optional<Location> loc, Adaptor op,
                                       SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(op.getInput().getType());
  auto lengths = cast<RankedTensorType>(op.getLengths().getType());
  if (input.getRank() < 2 || lengths.getRank() != 1 ||
      !sizesAgree(input.getDimSize(0), lengths.getDimSize(0))) // C1
    return emitOptionalError(loc, "lengths ", lengths,
                             " do not give one length for each sequence of ",
                             input);
  types.push_back(input);
  return success();
}

LogicalResult MaskOp::reifyResultShapes(OpBuilder &builder,
                                        ReifiedRankedShapedTypeDims &shapes) {
  shapes.push_back(sizesOf(builder, getLoc(), getInput()));
  return success();
}

LogicalResult MaskOp::buildGradients(GradientContext &g) {
  Value masked = MaskOp::create(g.builder(), g.loc(), g.adjoint(getOutput()),
                                getLengths());
  return g.accumulate(getInputMutable(), masked);
}

void MaskOp::samples(Sampler &s) {
  Value input = s.input({ShapedType::kDynamic, 4, 3});
  Value lengths = s.indices({ShapedType::kDynamic}, 0, 4);
  s.emit(MaskOp::create(s.builder(), s.loc(), input, lengths));
}

FailureOr<Value> MaskOp::lowerToLinalg(OpBuilder &builder) {
  return lowerElementOp(builder, *this);
}

// The length is that of the element's sequence.
AffineMap MaskOp::operandMap(unsigned operand) {
  AffineMap identity = AffineMap::getMultiDimIdentityMap(
      getOutput().getType().getRank(), getContext());
  return operand == 0 ? identity : identity.getMajorSubMap(1);
}

bool MaskOp::usesIndices() { return true; }

Value MaskOp::buildScalar(OpBuilder &builder, ValueRange elements,
                          llvm::function_ref<Value(unsigned)> indexOf) {
  Value length =
      buildCast(builder, getLoc(), elements[1], builder.getIndexType());
  Value inside = arith::CmpIOp::create(
      builder, getLoc(), arith::CmpIPredicate::slt, indexOf(1), length);
  Value zero = numberOf(builder, getLoc(), elements[0].getType(), 0);
  return arith::SelectOp::create(builder, getLoc(), inside, elements[0], zero);
}
