//===- Elementwise.cpp - scalar code of the elementwise ops ---------------===//

#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/ElementLowering.h"
#include "dialects/Prim/Ops/ScalarFunctions.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace netc::prim;

using IndexOf = llvm::function_ref<Value(unsigned)>;

static bool isFloat(Value x) { return isa<FloatType>(x.getType()); }

Value NegOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  if (isFloat(x[0]))
    return arith::NegFOp::create(builder, getLoc(), x[0]);
  Value zero = numberOf(builder, getLoc(), x[0].getType(), 0);
  return arith::SubIOp::create(builder, getLoc(), zero, x[0]);
}

Value AbsOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  if (isFloat(x[0]))
    return math::AbsFOp::create(builder, getLoc(), x[0]);
  return math::AbsIOp::create(builder, getLoc(), x[0]);
}

// (x > 0) - (x < 0); NaN stays NaN.
Value SignOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  Type type = x[0].getType();
  Value zero = numberOf(builder, getLoc(), type, 0);
  Value one = numberOf(builder, getLoc(), type, 1);
  Value minusOne = numberOf(builder, getLoc(), type, -1);
  Value above, below;
  if (isFloat(x[0])) {
    above = arith::CmpFOp::create(builder, getLoc(), arith::CmpFPredicate::OGT,
                                  x[0], zero);
    below = arith::CmpFOp::create(builder, getLoc(), arith::CmpFPredicate::OLT,
                                  x[0], zero);
  } else {
    above = arith::CmpIOp::create(builder, getLoc(), arith::CmpIPredicate::sgt,
                                  x[0], zero);
    below = arith::CmpIOp::create(builder, getLoc(), arith::CmpIPredicate::slt,
                                  x[0], zero);
  }
  Value rest =
      arith::SelectOp::create(builder, getLoc(), below, minusOne, x[0]);
  return arith::SelectOp::create(builder, getLoc(), above, one, rest);
}

Value NotOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  Value ones = numberOf(builder, getLoc(), x[0].getType(),
                        x[0].getType().isInteger(1) ? 1 : -1);
  return arith::XOrIOp::create(builder, getLoc(), x[0], ones);
}

Value LogisticOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return buildLogistic(builder, getLoc(), x[0]);
}

Value TgammaOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return buildLibraryCall(builder, *this, "tgamma", x[0]);
}

Value LgammaOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return buildLibraryCall(builder, *this, "lgamma", x[0]);
}

Value DigammaOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return buildDigamma(builder, getLoc(), x[0]);
}

template <typename FloatOp, typename IntegerOp>
static Value byElement(OpBuilder &builder, Location loc, ValueRange x) {
  if (isFloat(x[0]))
    return FloatOp::create(builder, loc, x[0], x[1]);
  return IntegerOp::create(builder, loc, x[0], x[1]);
}

Value AddOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return buildFold(builder, getLoc(), Reduction::Sum, x[0], x[1]);
}

Value SubOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return byElement<arith::SubFOp, arith::SubIOp>(builder, getLoc(), x);
}

Value MulOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return buildFold(builder, getLoc(), Reduction::Product, x[0], x[1]);
}

Value DivOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return byElement<arith::DivFOp, arith::DivSIOp>(builder, getLoc(), x);
}

Value RemOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return byElement<arith::RemFOp, arith::RemSIOp>(builder, getLoc(), x);
}

Value PowOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return math::PowFOp::create(builder, getLoc(), x[0], x[1]);
}

Value MaxOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return buildFold(builder, getLoc(), Reduction::Maximum, x[0], x[1]);
}

Value MinOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return buildFold(builder, getLoc(), Reduction::Minimum, x[0], x[1]);
}

Value Atan2Op::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return math::Atan2Op::create(builder, getLoc(), x[0], x[1]);
}

Value AndOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return arith::AndIOp::create(builder, getLoc(), x[0], x[1]);
}

Value OrOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return arith::OrIOp::create(builder, getLoc(), x[0], x[1]);
}
