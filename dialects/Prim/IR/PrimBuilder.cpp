//===- PrimBuilder.cpp - short names for building prim ops ----------------===//

#include "dialects/Prim/IR/PrimBuilder.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Shapes.h"

using namespace mlir;
using namespace netc::prim;

//===----------------------------------------------------------------------===//
// Elementwise
//===----------------------------------------------------------------------===//

Value PrimBuilder::neg(Value x) {
  return NegOp::create(opBuilder, location, x);
}
Value PrimBuilder::abs(Value x) {
  return AbsOp::create(opBuilder, location, x);
}
Value PrimBuilder::sign(Value x) {
  return SignOp::create(opBuilder, location, x);
}
Value PrimBuilder::exp(Value x) {
  return ExpOp::create(opBuilder, location, x);
}
Value PrimBuilder::expm1(Value x) {
  return Expm1Op::create(opBuilder, location, x);
}
Value PrimBuilder::log(Value x) {
  return LogOp::create(opBuilder, location, x);
}
Value PrimBuilder::log1p(Value x) {
  return Log1pOp::create(opBuilder, location, x);
}
Value PrimBuilder::sqrt(Value x) {
  return SqrtOp::create(opBuilder, location, x);
}
Value PrimBuilder::tanh(Value x) {
  return TanhOp::create(opBuilder, location, x);
}
Value PrimBuilder::logistic(Value x) {
  return LogisticOp::create(opBuilder, location, x);
}
Value PrimBuilder::erf(Value x) {
  return ErfOp::create(opBuilder, location, x);
}
Value PrimBuilder::erfc(Value x) {
  return ErfcOp::create(opBuilder, location, x);
}
Value PrimBuilder::sin(Value x) {
  return SinOp::create(opBuilder, location, x);
}
Value PrimBuilder::cos(Value x) {
  return CosOp::create(opBuilder, location, x);
}
Value PrimBuilder::logicalNot(Value x) {
  return NotOp::create(opBuilder, location, x);
}

Value PrimBuilder::add(Value a, Value b) {
  return AddOp::create(opBuilder, location, a, b);
}
Value PrimBuilder::sub(Value a, Value b) {
  return SubOp::create(opBuilder, location, a, b);
}
Value PrimBuilder::mul(Value a, Value b) {
  return MulOp::create(opBuilder, location, a, b);
}
Value PrimBuilder::div(Value a, Value b) {
  return DivOp::create(opBuilder, location, a, b);
}
Value PrimBuilder::pow(Value a, Value b) {
  return PowOp::create(opBuilder, location, a, b);
}
Value PrimBuilder::max(Value a, Value b) {
  return MaxOp::create(opBuilder, location, a, b);
}
Value PrimBuilder::min(Value a, Value b) {
  return MinOp::create(opBuilder, location, a, b);
}
Value PrimBuilder::logicalAnd(Value a, Value b) {
  return AndOp::create(opBuilder, location, a, b);
}
Value PrimBuilder::logicalOr(Value a, Value b) {
  return OrOp::create(opBuilder, location, a, b);
}

Value PrimBuilder::add(Value a, double b) { return add(a, constantLike(a, b)); }
Value PrimBuilder::sub(Value a, double b) { return sub(a, constantLike(a, b)); }
Value PrimBuilder::mul(Value a, double b) { return mul(a, constantLike(a, b)); }
Value PrimBuilder::div(Value a, double b) { return div(a, constantLike(a, b)); }
Value PrimBuilder::max(Value a, double b) { return max(a, constantLike(a, b)); }
Value PrimBuilder::min(Value a, double b) { return min(a, constantLike(a, b)); }
Value PrimBuilder::pow(Value a, double b) { return pow(a, constantLike(a, b)); }

Value PrimBuilder::compare(Comparison comparison, Value a, Value b) {
  return CompareOp::create(opBuilder, location, comparison, a, b);
}
Value PrimBuilder::compare(Comparison comparison, Value a, double b) {
  return compare(comparison, a, constantLike(a, b));
}
Value PrimBuilder::select(Value condition, Value onTrue, Value onFalse) {
  return SelectOp::create(opBuilder, location, condition, onTrue, onFalse);
}
Value PrimBuilder::cast(Value x, Type element) {
  RankedTensorType type = tensorType(x);
  if (type.getElementType() == element)
    return x;
  return CastOp::create(opBuilder, location, type.clone(element), x);
}

//===----------------------------------------------------------------------===//
// Arrays from numbers
//===----------------------------------------------------------------------===//

Value PrimBuilder::constant(Type element, double value) {
  Attribute number;
  if (isa<FloatType>(element))
    number = opBuilder.getFloatAttr(element, value);
  else
    number = opBuilder.getIntegerAttr(element, static_cast<int64_t>(value));
  auto type = RankedTensorType::get({}, element);
  return ConstantOp::create(opBuilder, location,
                            DenseElementsAttr::get(type, number));
}

Value PrimBuilder::constantLike(Value like, double value) {
  return broadcast(constant(tensorType(like).getElementType(), value), {},
                   like);
}

//===----------------------------------------------------------------------===//
// Structure
//===----------------------------------------------------------------------===//

// `like` lends its sizes only where the result has dynamic ones.
Value PrimBuilder::broadcast(Value x, ArrayRef<int64_t> dimensions,
                             Value like) {
  RankedTensorType type =
      tensorType(like).clone(tensorType(x).getElementType());
  if (type == x.getType())
    return x;
  return BroadcastOp::create(opBuilder, location, type, x, dimensions,
                             type.hasStaticShape() ? Value() : like);
}

Value PrimBuilder::broadcastOver(Value x, ArrayRef<int64_t> axes, Value like) {
  SmallVector<int64_t> kept;
  for (int64_t axis : llvm::seq<int64_t>(0, tensorType(like).getRank()))
    if (!llvm::is_contained(axes, axis))
      kept.push_back(axis);
  return broadcast(x, kept, like);
}

Value PrimBuilder::iotaLike(Value like, int64_t axis, Type element) {
  RankedTensorType type = tensorType(like).clone(element);
  return IotaOp::create(opBuilder, location, type, axis,
                        type.hasStaticShape() ? Value() : like);
}

Value PrimBuilder::transpose(Value x, ArrayRef<int64_t> permutation) {
  return TransposeOp::create(opBuilder, location, x, permutation);
}

Value PrimBuilder::reshape(Value x, ArrayRef<int64_t> shape) {
  RankedTensorType type = tensorType(x);
  if (type.getShape() == shape)
    return x;
  return ReshapeOp::create(opBuilder, location,
                           RankedTensorType::get(shape, type.getElementType()),
                           x);
}

Value PrimBuilder::reshapeLike(Value x, Value like) {
  RankedTensorType type =
      tensorType(like).clone(tensorType(x).getElementType());
  if (type == x.getType())
    return x;
  return ReshapeOp::create(opBuilder, location, type, x,
                           type.hasStaticShape() ? Value() : like);
}

Value PrimBuilder::concatenate(ValueRange inputs, int64_t axis) {
  return ConcatenateOp::create(opBuilder, location, inputs, axis);
}

Value PrimBuilder::slice(Value x, ArrayRef<int64_t> offsets,
                         ArrayRef<int64_t> sizes, ArrayRef<int64_t> strides) {
  return SliceOp::create(opBuilder, location, x, offsets, sizes, strides);
}

Value PrimBuilder::pad(Value x, ArrayRef<int64_t> low, ArrayRef<int64_t> high,
                       double value) {
  Type element = tensorType(x).getElementType();
  TypedAttr number;
  if (isa<FloatType>(element))
    number = opBuilder.getFloatAttr(element, value);
  else
    number = opBuilder.getIntegerAttr(element, static_cast<int64_t>(value));
  return PadOp::create(opBuilder, location, x, low, high, number);
}

Value PrimBuilder::reduce(Reduction kind, Value x, ArrayRef<int64_t> axes) {
  return axes.empty() ? x
                      : ReduceOp::create(opBuilder, location, kind, x, axes);
}

Value PrimBuilder::reduceSum(Value x, ArrayRef<int64_t> axes) {
  return reduce(Reduction::Sum, x, axes);
}

Value PrimBuilder::reduceMax(Value x, ArrayRef<int64_t> axes) {
  return reduce(Reduction::Maximum, x, axes);
}
