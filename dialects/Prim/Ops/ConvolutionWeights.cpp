//===- ConvolutionWeights.cpp - prim.convolution_weights ------------------===//

#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/Padding.h"

using namespace mlir;
using namespace netc::prim;

static constexpr int64_t leadingAxes = 2; // batch, channels

static WindowAxis windowAxisOf(ConvolutionWeightsOp::Adaptor op, int64_t k) {
  return {op.getWindow()[k], op.getStrides()[k], op.getDilations()[k],
          op.getLow()[k], op.getHigh()[k]};
}

WindowAxis ConvolutionWeightsOp::windowAxis(int64_t k) {
  return windowAxisOf(Adaptor(*this), k);
}

static LogicalResult checkRanks(std::optional<Location> loc,
                                ConvolutionWeightsOp::Adaptor op,
                                RankedTensorType input,
                                RankedTensorType adjoint) {
  if (input.getRank() != adjoint.getRank() || input.getRank() < 3 ||
      input.getRank() > leadingAxes + ConvolutionWeightsOp::maxSpatialRank ||
      input.getElementType() != adjoint.getElementType() ||
      !sizesAgree(input.getDimSize(0), adjoint.getDimSize(0))) // C1
    return emitOptionalError(loc, "cannot correlate ", input, " with ",
                             adjoint);
  return checkWindowSettings(loc, input.getRank() - leadingAxes,
                             {op.getWindow(), op.getStrides(),
                              op.getDilations(), op.getLow(),
                              op.getHigh()}); // C2
}

LogicalResult
ConvolutionWeightsOp::inferReturnTypes(MLIRContext *,
                                       std::optional<Location> loc, Adaptor op,
                                       SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(op.getInput().getType());
  auto adjoint = cast<RankedTensorType>(op.getAdjoint().getType());
  if (failed(checkRanks(loc, op, input, adjoint)))
    return failure();
  SmallVector<int64_t> shape;
  for (size_t k = 0; k < op.getStrides().size(); ++k) {
    WindowAxis axis = windowAxisOf(op, k);
    int64_t size = input.getDimSize(k + leadingAxes);
    if (!axis.isValid() || !axis.fits(size) ||
        !sizesAgree(axis.places(size), adjoint.getDimSize(k + 1))) // C2 C3
      return emitOptionalError(loc, "window ", axis.window, " at spatial axis ",
                               k, " of ", input,
                               " does not have the places of ", adjoint);
    shape.push_back(axis.window);
  }
  shape.push_back(input.getDimSize(1));
  shape.push_back(adjoint.getShape().back());
  types.push_back(input.clone(shape));
  return success();
}

LogicalResult
ConvolutionWeightsOp::reifyResultShapes(OpBuilder &builder,
                                        ReifiedRankedShapedTypeDims &shapes) {
  Sizes sizes;
  for (int64_t size : getWindow())
    sizes.push_back(builder.getIndexAttr(size));
  sizes.push_back(sizeOf(builder, getLoc(), getInput(), 1));
  sizes.push_back(sizeOf(builder, getLoc(), getAdjoint(),
                         tensorType(getAdjoint()).getRank() - 1));
  shapes.push_back(sizes);
  return success();
}

void ConvolutionWeightsOp::samples(Sampler &s) {
  int64_t batch = ShapedType::kDynamic;
  auto correlate = [&](ArrayRef<int64_t> input, ArrayRef<int64_t> adjoint,
                       ArrayRef<int64_t> window, ArrayRef<int64_t> strides,
                       ArrayRef<int64_t> dilations, ArrayRef<int64_t> low,
                       ArrayRef<int64_t> high) {
    Value image = s.input(input);
    s.emit(ConvolutionWeightsOp::create(s.builder(), s.loc(), image,
                                        s.input(adjoint), window, strides,
                                        dilations, low, high));
  };
  correlate({batch, 2, 7}, {batch, 3, 5}, {3}, {2}, {1}, {0}, {0});
  correlate({batch, 2, 5, 6}, {batch, 4, 3, 3}, {2, 3}, {1, 2}, {2, 1}, {0, 1},
            {1, 1});
  correlate({2, 1, 4, 4, 4}, {2, 3, 3, 3, 2}, {2, 2, 2}, {1, 1, 1}, {1, 1, 1},
            {0, 0, 0}, {0, 0, 0});
}

// Loops: window, channel, output, batch, places.
SmallVector<AffineMap> ConvolutionWeightsOp::contractionMaps() {
  MLIRContext *context = getContext();
  int64_t spatial = spatialRank();
  unsigned loop = 0;
  auto next = [&] { return getAffineDimExpr(loop++, context); };
  SmallVector<AffineExpr> output;
  for (int64_t k = 0; k < spatial + 2; ++k)
    output.push_back(next());
  AffineExpr batch = next();
  SmallVector<AffineExpr> input{batch, output[spatial]}, adjoint{batch};
  for (int64_t k = 0; k < spatial; ++k) {
    adjoint.push_back(next());
    input.push_back(adjoint.back() * getStrides()[k] +
                    output[k] * getDilations()[k]);
  }
  adjoint.push_back(output.back());
  return {AffineMap::get(loop, 0, input, context),
          AffineMap::get(loop, 0, adjoint, context),
          AffineMap::get(loop, 0, output, context)};
}

SmallVector<utils::IteratorType> ConvolutionWeightsOp::contractionIterators() {
  SmallVector<utils::IteratorType> loops(spatialRank() + 2,
                                         utils::IteratorType::parallel);
  loops.append(1 + spatialRank(), utils::IteratorType::reduction);
  return loops;
}

FailureOr<std::pair<Value, Value>>
ConvolutionWeightsOp::contractionOperands(OpBuilder &builder) {
  Value input = lowerPadding(builder, getLoc(), getInput(), getLow(), getHigh(),
                             cast<TypedAttr>(builder.getZeroAttr(
                                 tensorType(getInput()).getElementType())));
  return std::pair<Value, Value>(input, getAdjoint());
}
