//===- Convolution.cpp - prim.convolution: shape, samples, index maps -----===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/Padding.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace netc::prim;

static constexpr int64_t leadingAxes = 2; // batch, channels

static WindowAxis windowAxisOf(ConvolutionOp::Adaptor op, int64_t k) {
  auto weights = cast<RankedTensorType>(op.getWeights().getType());
  return {weights.getDimSize(k + leadingAxes), op.getStrides()[k],
          op.getDilations()[k], op.getLow()[k], op.getHigh()[k]};
}

WindowAxis ConvolutionOp::windowAxis(int64_t k) {
  return windowAxisOf(Adaptor(*this), k);
}

static LogicalResult checkRanks(std::optional<Location> loc,
                                ConvolutionOp::Adaptor op,
                                RankedTensorType input,
                                RankedTensorType weights) {
  if (input.getRank() != weights.getRank() || input.getRank() < 3 ||
      input.getRank() > 5 ||
      input.getElementType() != weights.getElementType()) // C1
    return emitOptionalError(loc, "cannot convolve ", input, " with ", weights);
  return checkWindowSettings(
      loc, input.getRank() - leadingAxes,
      {op.getStrides(), op.getDilations(), op.getLow(), op.getHigh()}); // C2
}

static LogicalResult checkGroups(std::optional<Location> loc, int64_t groups,
                                 RankedTensorType input,
                                 RankedTensorType weights) {
  int64_t channels = input.getDimSize(1), outputs = weights.getDimSize(0);
  bool divides =
      groups > 0 && (ShapedType::isDynamic(outputs) || outputs % groups == 0);
  bool agrees = divides && (ShapedType::isDynamic(channels) ||
                            ShapedType::isDynamic(weights.getDimSize(1)) ||
                            channels == groups * weights.getDimSize(1));
  if (!agrees) // C3
    return emitOptionalError(loc, "weights ", weights, " do not fit ", groups,
                             " groups of the channels of ", input);
  return success();
}

LogicalResult ConvolutionOp::inferReturnTypes(MLIRContext *,
                                              std::optional<Location> loc,
                                              Adaptor op,
                                              SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(op.getInput().getType());
  auto weights = cast<RankedTensorType>(op.getWeights().getType());
  if (failed(checkRanks(loc, op, input, weights)) ||
      failed(checkGroups(loc, op.getGroups(), input, weights)))
    return failure();
  SmallVector<int64_t> shape{input.getDimSize(0), weights.getDimSize(0)};
  for (size_t k = 0; k < op.getStrides().size(); ++k) {
    WindowAxis axis = windowAxisOf(op, k);
    int64_t size = input.getDimSize(k + leadingAxes);
    if (!axis.isValid() || !axis.fits(size)) // C2 C4
      return emitOptionalError(loc, "window of ", axis.extent(), " by ",
                               axis.stride, " does not fit spatial axis ", k,
                               " of ", input, " padded by ", axis.low, " and ",
                               axis.high);
    shape.push_back(axis.places(size));
  }
  types.push_back(input.clone(shape));
  return success();
}

LogicalResult
ConvolutionOp::reifyResultShapes(OpBuilder &builder,
                                 ReifiedRankedShapedTypeDims &shapes) {
  Sizes sizes{sizeOf(builder, getLoc(), getInput(), 0),
              sizeOf(builder, getLoc(), getWeights(), 0)};
  for (int64_t k = 0; k < spatialRank(); ++k) {
    OpFoldResult size = sizeOf(builder, getLoc(), getInput(), k + leadingAxes);
    sizes.push_back(windowAxis(k).places(builder, getLoc(), size));
  }
  shapes.push_back(sizes);
  return success();
}

void ConvolutionOp::samples(Sampler &s) {
  int64_t batch = ShapedType::kDynamic;
  auto convolve = [&](ArrayRef<int64_t> input, ArrayRef<int64_t> weights,
                      ArrayRef<int64_t> strides, ArrayRef<int64_t> dilations,
                      ArrayRef<int64_t> low, ArrayRef<int64_t> high,
                      int64_t groups) {
    Value image = s.input(input);
    s.emit(ConvolutionOp::create(s.builder(), s.loc(), image, s.input(weights),
                                 strides, dilations, low, high, groups));
  };
  convolve({batch, 2, 7}, {3, 2, 3}, {2}, {1}, {1}, {0}, 1);
  convolve({batch, 2, 5, 6}, {3, 2, 2, 3}, {1, 2}, {2, 1}, {0, 1}, {1, 1}, 1);
  convolve({2, 4, 5, 5}, {6, 2, 3, 3}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, 2);
  convolve({1, 2, 3, 4, 4}, {2, 2, 2, 2, 2}, {1, 1, 1}, {1, 1, 1}, {0, 0, 0},
           {0, 0, 0}, 1);
}

// Loops: batch, group, output in group, places, channel in group, window;
// without groups there is no loop over them.
SmallVector<AffineMap> ConvolutionOp::contractionMaps() {
  MLIRContext *context = getContext();
  int64_t spatial = spatialRank(), groups = getGroups();
  unsigned loop = 0;
  auto next = [&] { return getAffineDimExpr(loop++, context); };
  SmallVector<AffineExpr> input{next()}, weights, output{input[0]};
  AffineExpr group = groups > 1 ? next() : AffineExpr();
  if (group)
    weights.push_back(group), output.push_back(group);
  weights.push_back(next());
  output.push_back(weights.back());
  for (int64_t k = 0; k < spatial; ++k)
    output.push_back(next());
  AffineExpr channel = next();
  weights.push_back(channel);
  int64_t groupChannels = tensorType(getWeights()).getDimSize(1);
  input.push_back(group ? group * groupChannels + channel : channel);
  auto places = ArrayRef(output).take_back(spatial);
  for (auto [k, place] : llvm::enumerate(places)) {
    weights.push_back(next());
    input.push_back(place * getStrides()[k] +
                    weights.back() * getDilations()[k]);
  }
  return {AffineMap::get(loop, 0, input, context),
          AffineMap::get(loop, 0, weights, context),
          AffineMap::get(loop, 0, output, context)};
}

SmallVector<utils::IteratorType> ConvolutionOp::contractionIterators() {
  SmallVector<utils::IteratorType> loops(
      spatialRank() + (getGroups() > 1 ? 3 : 2), utils::IteratorType::parallel);
  loops.append(1 + spatialRank(), utils::IteratorType::reduction);
  return loops;
}

std::optional<std::pair<int64_t, int64_t>> ConvolutionOp::splitAxis() {
  if (getGroups() == 1)
    return std::nullopt;
  return std::pair<int64_t, int64_t>(1, getGroups());
}

FailureOr<std::pair<Value, Value>>
ConvolutionOp::contractionOperands(OpBuilder &builder) {
  RankedTensorType type = tensorType(getWeights());
  Value input = lowerPadding(builder, getLoc(), getInput(), getLow(), getHigh(),
                             cast<TypedAttr>(builder.getZeroAttr(
                                 tensorType(getInput()).getElementType())));
  if (getGroups() == 1)
    return std::pair<Value, Value>(input, getWeights());
  SmallVector<int64_t> shape(type.getShape());
  shape[0] /= getGroups();
  shape.insert(shape.begin(), getGroups());
  SmallVector<ReassociationIndices> axes{{0, 1}};
  for (int64_t axis = 1; axis < type.getRank(); ++axis)
    axes.push_back({axis + 1});
  Value split = tensor::ExpandShapeOp::create(
      builder, getLoc(), type.clone(shape), getWeights(), axes);
  return std::pair<Value, Value>(input, split);
}
