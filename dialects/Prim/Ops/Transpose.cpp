//===- Transpose.cpp - prim.transpose: shape, gradient, lowering ----------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/ElementLowering.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"

using namespace mlir;
using namespace netc::prim;

LogicalResult TransposeOp::inferReturnTypes(MLIRContext *,
                                            std::optional<Location> loc,
                                            Adaptor op,
                                            SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(op.getInput().getType());
  ArrayRef<int64_t> permutation = op.getPermutation();
  if (static_cast<int64_t>(permutation.size()) != input.getRank() ||
      !isPermutationVector(permutation)) // C1
    return emitOptionalError(loc, "permutation [", permutation,
                             "] does not name each of the ", input.getRank(),
                             " axes of input once");
  types.push_back(input.clone(applyPermutation(input.getShape(), permutation)));
  return success();
}

LogicalResult
TransposeOp::reifyResultShapes(OpBuilder &builder,
                               ReifiedRankedShapedTypeDims &shapes) {
  Sizes sizes = sizesOf(builder, getLoc(), getInput());
  shapes.push_back(applyPermutation(sizes, getPermutation()));
  return success();
}

LogicalResult TransposeOp::buildGradients(GradientContext &g) {
  return g.accumulate(getInputMutable(),
                      g.transpose(g.adjoint(getOutput()),
                                  invertPermutationVector(getPermutation())));
}

void TransposeOp::samples(Sampler &s) {
  s.emit(s.transpose(s.input({ShapedType::kDynamic, 3, 4}), {0, 2, 1}));
  s.emit(s.transpose(s.input({2, 3, 4}), {2, 0, 1}));
}

FailureOr<Value> TransposeOp::lowerToLinalg(OpBuilder &builder) {
  return lowerElementOp(builder, *this);
}

OpFoldResult TransposeOp::fold(FoldAdaptor) {
  return llvm::is_sorted(getPermutation()) ? getInput() : Value();
}

// Axis k of the output is axis permutation[k] of the input.
AffineMap TransposeOp::operandMap(unsigned) {
  return inversePermutation(
      AffineMap::getPermutationMap(getPermutation(), getContext()));
}

bool TransposeOp::computes() { return false; }

Value TransposeOp::buildScalar(OpBuilder &, ValueRange elements,
                               llvm::function_ref<Value(unsigned)>) {
  return elements[0];
}
