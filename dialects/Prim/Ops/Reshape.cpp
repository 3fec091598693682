//===- Reshape.cpp - prim.reshape: shape, gradient, lowering --------------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "mlir/Dialect/Arith/Utils/Utils.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/ReshapeOpsUtils.h"

using namespace mlir;
using namespace netc::prim;

// The product of the static sizes.
static int64_t staticCount(RankedTensorType type) {
  int64_t count = 1;
  for (int64_t size : type.getShape())
    count *= ShapedType::isDynamic(size) ? 1 : size;
  return count;
}

LogicalResult ReshapeOp::verify() {
  RankedTensorType input = getInput().getType(), output = getOutput().getType();
  bool comparable = input.getNumDynamicDims() == output.getNumDynamicDims();
  if (input.getElementType() != output.getElementType() ||
      (comparable && staticCount(input) != staticCount(output))) // C1
    return emitOpError("cannot turn ") << input << " into " << output;
  bool hasLike =
      getLike() && tensorType(getLike()).getRank() == output.getRank();
  if (output.getNumDynamicDims() > 1 && !hasLike) // C2
    return emitOpError("needs an array of rank ")
           << output.getRank() << " that lends its dynamic sizes";
  return success();
}

// One dynamic size becomes one dynamic size: it is the same. Of several, the
// product remains after the static sizes.
static OpFoldResult dynamicSize(OpBuilder &builder, ReshapeOp op) {
  RankedTensorType input = op.getInput().getType();
  Sizes sizes = sizesOf(builder, op.getLoc(), op.getInput());
  if (input.getNumDynamicDims() == 1)
    for (int64_t axis = 0; axis < input.getRank(); ++axis)
      if (input.isDynamicDim(axis))
        return sizes[axis];
  OpFoldResult rest =
      builder.getIndexAttr(staticCount(op.getOutput().getType()));
  return divSizes(builder, op.getLoc(), countOf(builder, op.getLoc(), sizes),
                  rest);
}

LogicalResult
ReshapeOp::reifyResultShapes(OpBuilder &builder,
                             ReifiedRankedShapedTypeDims &shapes) {
  RankedTensorType output = getOutput().getType();
  if (getLike()) {
    shapes.push_back(sizesLike(builder, getLoc(), output, getLike()));
    return success();
  }
  Sizes sizes = getAsIndexOpFoldResult(getContext(), output.getShape());
  for (int64_t axis = 0; axis < output.getRank(); ++axis)
    if (output.isDynamicDim(axis))
      sizes[axis] = dynamicSize(builder, *this);
  shapes.push_back(sizes);
  return success();
}

LogicalResult ReshapeOp::buildGradients(GradientContext &g) {
  return g.accumulate(getInputMutable(),
                      g.reshapeLike(g.adjoint(getOutput()), getInput()));
}

void ReshapeOp::samples(Sampler &s) {
  int64_t batch = ShapedType::kDynamic;
  s.emit(s.reshape(s.input({batch, 2, 6}), {batch, 12}));
  s.emit(s.reshape(s.input({batch, 12}), {batch, 3, 4}));
  s.emit(s.reshape(s.input({4, 6}), {3, 8}));
  s.emit(s.reshape(s.input({batch, 4, 6}), {batch, 3, 8}));
}

// Joins axes, splits them, or, where shapes share no border, both.
FailureOr<Value> ReshapeOp::lowerToLinalg(OpBuilder &builder) {
  RankedTensorType input = getInput().getType(), output = getOutput().getType();
  if (input == output)
    return Value(getInput());
  ReifiedRankedShapedTypeDims shapes;
  if (failed(reifyResultShapes(builder, shapes)))
    return failure();
  auto borders = getReassociationIndicesForReshape(input, output);
  if (borders && input.getRank() > output.getRank())
    return tensor::CollapseShapeOp::create(builder, getLoc(), output,
                                           getInput(), *borders)
        .getResult();
  if (borders)
    return tensor::ExpandShapeOp::create(builder, getLoc(), output, getInput(),
                                         *borders, shapes[0])
        .getResult();
  SmallVector<ReassociationIndices> all(1), whole(1);
  llvm::append_range(all[0], llvm::seq<int64_t>(0, input.getRank()));
  llvm::append_range(whole[0], llvm::seq<int64_t>(0, output.getRank()));
  Value flat =
      tensor::CollapseShapeOp::create(builder, getLoc(), getInput(), all);
  return tensor::ExpandShapeOp::create(builder, getLoc(), output, flat, whole,
                                       shapes[0])
      .getResult();
}

OpFoldResult ReshapeOp::fold(FoldAdaptor) {
  bool same = getInput().getType() == getOutput().getType() &&
              getOutput().getType().getNumDynamicDims() <= 1;
  return same ? getInput() : Value();
}
