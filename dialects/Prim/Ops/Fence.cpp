//===- Fence.cpp - prim.fence: shape, gradient ----------------------------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"

using namespace mlir;
using namespace netc::prim;

LogicalResult FenceOp::inferReturnTypes(MLIRContext *, std::optional<Location>,
                                        Adaptor op,
                                        SmallVectorImpl<Type> &types) {
  types.push_back(op.getInput().getType());
  return success();
}

LogicalResult
FenceOp::reifyResultShapes(OpBuilder &builder,
                           ReifiedRankedShapedTypeDims &shapes) {
  shapes.push_back(sizesOf(builder, getLoc(), getInput()));
  return success();
}

LogicalResult FenceOp::buildGradients(GradientContext &g) {
  return g.accumulate(getInputMutable(), g.adjoint(getOutput()));
}

void FenceOp::samples(Sampler &s) {
  Value input = s.input({ShapedType::kDynamic, 4});
  Value once = s.mul(input, input);
  Value again = FenceOp::create(s.builder(), s.loc(), input);
  s.emit(s.add(once, s.mul(again, again)));
}
