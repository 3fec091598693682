//===- FloatFormula.cpp - arithmetic on f32, written as formulas ----------===//

#include "compiler/Conversion/FloatFormula.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;

namespace netc {

Type FloatFormula::integerType() {
  Type i32 = builder.getI32Type();
  if (auto vector = dyn_cast<VectorType>(type))
    return vector.clone(i32);
  return i32;
}

static Value constant(OpBuilder &builder, Location loc, Type type,
                      Attribute number) {
  if (auto vector = dyn_cast<VectorType>(type))
    return arith::ConstantOp::create(builder, loc,
                                     DenseElementsAttr::get(vector, number));
  return arith::ConstantOp::create(builder, loc, cast<TypedAttr>(number));
}

Value FloatFormula::number(float value) {
  return constant(builder, loc, type, builder.getF32FloatAttr(value));
}
Value FloatFormula::bits(int32_t value) {
  return constant(builder, loc, integerType(),
                  builder.getI32IntegerAttr(value));
}

Value FloatFormula::add(Value a, Value b) {
  return arith::AddFOp::create(builder, loc, a, b);
}
Value FloatFormula::sub(Value a, Value b) {
  return arith::SubFOp::create(builder, loc, a, b);
}
Value FloatFormula::mul(Value a, Value b) {
  return arith::MulFOp::create(builder, loc, a, b);
}
Value FloatFormula::div(Value a, Value b) {
  return arith::DivFOp::create(builder, loc, a, b);
}
Value FloatFormula::neg(Value a) {
  return arith::NegFOp::create(builder, loc, a);
}
Value FloatFormula::abs(Value a) {
  return math::AbsFOp::create(builder, loc, a);
}
Value FloatFormula::copySign(Value magnitude, Value sign) {
  return math::CopySignOp::create(builder, loc, magnitude, sign);
}
Value FloatFormula::fma(Value a, Value b, Value c) {
  return math::FmaOp::create(builder, loc, a, b, c);
}

Value FloatFormula::polynomial(Value x, ArrayRef<float> terms) {
  Value sum = number(terms.back());
  for (float term : llvm::reverse(terms.drop_back()))
    sum = fma(sum, x, number(term));
  return sum;
}

Value FloatFormula::compare(Compare predicate, Value a, Value b) {
  return arith::CmpFOp::create(builder, loc, predicate, a, b);
}
Value FloatFormula::select(Value condition, Value onTrue, Value onFalse) {
  return arith::SelectOp::create(builder, loc, condition, onTrue, onFalse);
}

Value FloatFormula::toBits(Value x) {
  return arith::BitcastOp::create(builder, loc, integerType(), x);
}
Value FloatFormula::fromBits(Value x) {
  return arith::BitcastOp::create(builder, loc, type, x);
}
Value FloatFormula::addBits(Value a, Value b) {
  return arith::AddIOp::create(builder, loc, a, b);
}
Value FloatFormula::subBits(Value a, Value b) {
  return arith::SubIOp::create(builder, loc, a, b);
}
Value FloatFormula::andBits(Value a, Value b) {
  return arith::AndIOp::create(builder, loc, a, b);
}
Value FloatFormula::maxBits(Value a, Value b) {
  return arith::MaxSIOp::create(builder, loc, a, b);
}
Value FloatFormula::shiftLeft(Value a, int32_t count) {
  return arith::ShLIOp::create(builder, loc, a, bits(count));
}
Value FloatFormula::shiftRight(Value a, int32_t count) {
  return arith::ShRSIOp::create(builder, loc, a, bits(count));
}
Value FloatFormula::toFloat(Value integer) {
  return arith::SIToFPOp::create(builder, loc, type, integer);
}

} // namespace netc
