//===- ConvolutionGradient.cpp - gradients of prim.convolution ------------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/Spread.h"

using namespace mlir;
using namespace netc::prim;

static constexpr int64_t leadingAxes = 2; // batch, channels

static Value swapLeading(GradientContext &g, Value x) {
  auto order = llvm::to_vector(llvm::seq<int64_t>(0, tensorType(x).getRank()));
  std::swap(order[0], order[1]);
  return g.transpose(x, order);
}

// Every spatial axis backwards.
static Value reverseWindow(GradientContext &g, Value weights) {
  RankedTensorType type = tensorType(weights);
  for (int64_t axis = leadingAxes; axis < type.getRank(); ++axis) {
    SmallVector<int64_t> backwards(
        llvm::reverse(llvm::seq<int64_t>(0, type.getDimSize(axis))));
    auto indexType = RankedTensorType::get({type.getDimSize(axis)},
                                           g.builder().getI64Type());
    Value indices = ConstantOp::create(
        g.builder(), g.loc(),
        DenseElementsAttr::get(indexType, ArrayRef(backwards)));
    weights = GatherOp::create(g.builder(), g.loc(), weights, indices, axis,
                               /*batchDims=*/0);
  }
  return weights;
}

// One group: input, weights and adjoint of its channels.
static Value groupPart(GradientContext &g, Value x, int64_t axis, int64_t group,
                       int64_t groups) {
  int64_t size = tensorType(x).getDimSize(axis) / groups;
  return takeAxis(g, x, axis, group * size, size);
}

// [batch, outputs, places...] => [batch, places..., outputs], and back.
static Value outputsLast(GradientContext &g, Value x) {
  auto order = llvm::to_vector(llvm::seq<int64_t>(0, tensorType(x).getRank()));
  std::rotate(order.begin() + 1, order.begin() + 2, order.end());
  return g.transpose(x, order);
}

static Value outputsSecond(GradientContext &g, Value x) {
  auto order = llvm::to_vector(llvm::seq<int64_t>(0, tensorType(x).getRank()));
  std::rotate(order.begin() + 1, order.end() - 1, order.end());
  return g.transpose(x, order);
}

// [window..., channels, outputs] => [outputs, channels, window...]
static Value weightsFirst(GradientContext &g, Value x) {
  int64_t spatial = tensorType(x).getRank() - leadingAxes;
  SmallVector<int64_t> order{spatial + 1, spatial};
  llvm::append_range(order, llvm::seq<int64_t>(0, spatial));
  return g.transpose(x, order);
}

// The adjoint, spread to the places of stride 1, slides over the reversed
// window: input element q meets place p where p + k dilation - low = q.
template <typename Op>
static Value inputGradient(GradientContext &g, Op op, Value adjoint,
                           Value weights) {
  int64_t spatial = op.spatialRank();
  SmallVector<int64_t> ones(spatial, 1), low, high;
  for (int64_t k = 0; k < spatial; ++k) {
    WindowAxis axis = op.windowAxis(k);
    int64_t size = tensorType(op.getInput()).getDimSize(k + leadingAxes);
    int64_t places = size + axis.low + axis.high - axis.extent() + 1;
    adjoint = spreadAxis(g, adjoint, k + leadingAxes, 0, axis.stride, places);
    low.push_back(axis.extent() - 1);
    high.push_back(axis.extent() - 1);
  }
  Value gradient = ConvolutionOp::create(
      g.builder(), g.loc(), adjoint, swapLeading(g, reverseWindow(g, weights)),
      ones, op.getDilations(), low, high, /*groups=*/1);
  // Without what the padding got.
  for (int64_t k = 0; k < spatial; ++k)
    gradient = takeAxis(g, gradient, k + leadingAxes, op.getLow()[k],
                        tensorType(op.getInput()).getDimSize(k + leadingAxes));
  return gradient;
}

static Value weightsGradient(GradientContext &g, ConvolutionOp op, Value input,
                             Value adjoint) {
  auto window = tensorType(op.getWeights()).getShape().drop_front(leadingAxes);
  return weightsFirst(
      g, ConvolutionWeightsOp::create(g.builder(), g.loc(), input,
                                      outputsLast(g, adjoint), window,
                                      op.getStrides(), op.getDilations(),
                                      op.getLow(), op.getHigh()));
}

// The gradient is found place by place, so these must be known.
template <typename Op> static LogicalResult checkStatic(Op op) {
  for (int64_t size : op.getInput().getType().getShape().drop_front(1))
    if (ShapedType::isDynamic(size))
      return op.emitOpError("has no gradient for dynamic channels or places");
  return success();
}

LogicalResult ConvolutionOp::buildGradients(GradientContext &g) {
  if (failed(checkStatic(*this)))
    return failure();
  Value adjoint = g.adjoint(getOutput());
  SmallVector<Value> inputs, weights;
  int64_t groups = getGroups();
  for (int64_t group = 0; group < groups; ++group) {
    Value part = groupPart(g, adjoint, 1, group, groups);
    if (g.wants(getInputMutable()))
      inputs.push_back(inputGradient(
          g, *this, part, groupPart(g, getWeights(), 0, group, groups)));
    if (g.wants(getWeightsMutable()))
      weights.push_back(weightsGradient(
          g, *this, groupPart(g, getInput(), 1, group, groups), part));
  }
  auto join = [&](ArrayRef<Value> parts, int64_t axis) {
    return parts.size() == 1 ? parts[0] : g.concatenate(parts, axis);
  };
  if (!inputs.empty() &&
      failed(g.accumulate(getInputMutable(), join(inputs, 1))))
    return failure();
  if (weights.empty())
    return success();
  return g.accumulate(getWeightsMutable(), join(weights, 0));
}

// The op is linear in both operands: in the input as the convolution's
// gradient, in the adjoint as the convolution itself.
LogicalResult ConvolutionWeightsOp::buildGradients(GradientContext &g) {
  if (failed(checkStatic(*this)))
    return failure();
  Value weights = weightsFirst(g, g.adjoint(getOutput()));
  if (g.wants(getInputMutable()) &&
      failed(g.accumulate(
          getInputMutable(),
          inputGradient(g, *this, outputsSecond(g, getAdjoint()), weights))))
    return failure();
  if (!g.wants(getAdjointMutable()))
    return success();
  Value places = ConvolutionOp::create(g.builder(), g.loc(), getInput(), weights,
                                       getStrides(), getDilations(), getLow(),
                                       getHigh(), /*groups=*/1);
  return g.accumulate(getAdjointMutable(), outputsLast(g, places));
}
