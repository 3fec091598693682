//===- ScalarFunctions.cpp - scalar code shared by lowerings --------------===//

#include "dialects/Prim/Ops/ScalarFunctions.h"
#include "dialects/Prim/IR/Shapes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/APFloat.h"

using namespace mlir;

namespace netc::prim {

static bool isTruth(Type element) { return element.isInteger(1); }

static Value foldFloats(OpBuilder &builder, Location loc, Reduction kind,
                        Value a, Value b) {
  switch (kind) {
  case Reduction::Sum:
    return arith::AddFOp::create(builder, loc, a, b);
  case Reduction::Product:
    return arith::MulFOp::create(builder, loc, a, b);
  case Reduction::Maximum:
    return arith::MaximumFOp::create(builder, loc, a, b);
  case Reduction::Minimum:
    return arith::MinimumFOp::create(builder, loc, a, b);
  }
  llvm_unreachable("all reductions are listed");
}

static Value foldIntegers(OpBuilder &builder, Location loc, Reduction kind,
                          Value a, Value b) {
  switch (kind) {
  case Reduction::Sum:
    return arith::AddIOp::create(builder, loc, a, b);
  case Reduction::Product:
    return arith::MulIOp::create(builder, loc, a, b);
  case Reduction::Maximum: // of truth values: or
    if (isTruth(a.getType()))
      return arith::OrIOp::create(builder, loc, a, b);
    return arith::MaxSIOp::create(builder, loc, a, b);
  case Reduction::Minimum:
    if (isTruth(a.getType()))
      return arith::AndIOp::create(builder, loc, a, b);
    return arith::MinSIOp::create(builder, loc, a, b);
  }
  llvm_unreachable("all reductions are listed");
}

Value buildFold(OpBuilder &builder, Location loc, Reduction kind, Value a,
                Value b) {
  if (isa<FloatType>(a.getType()))
    return foldFloats(builder, loc, kind, a, b);
  return foldIntegers(builder, loc, kind, a, b);
}

static TypedAttr floatIdentity(OpBuilder &builder, Reduction kind,
                               FloatType element) {
  if (kind == Reduction::Sum || kind == Reduction::Product)
    return builder.getFloatAttr(element, kind == Reduction::Sum ? 0.0 : 1.0);
  return builder.getFloatAttr(
      element, APFloat::getInf(element.getFloatSemantics(),
                               /*Negative=*/kind == Reduction::Maximum));
}

TypedAttr identityOf(OpBuilder &builder, Reduction kind, Type element) {
  if (auto type = dyn_cast<FloatType>(element))
    return floatIdentity(builder, kind, type);
  if (kind == Reduction::Sum || kind == Reduction::Product)
    return builder.getIntegerAttr(element, kind == Reduction::Sum ? 0 : 1);
  bool maximum = kind == Reduction::Maximum;
  if (isTruth(element))
    return builder.getIntegerAttr(element, maximum ? 0 : 1);
  unsigned width =
      isa<IndexType>(element) ? 64 : element.getIntOrFloatBitWidth();
  return builder.getIntegerAttr(element, maximum
                                             ? APInt::getSignedMinValue(width)
                                             : APInt::getSignedMaxValue(width));
}

static Value castFloats(OpBuilder &builder, Location loc, Value x, Type to) {
  unsigned from = x.getType().getIntOrFloatBitWidth();
  unsigned width = to.getIntOrFloatBitWidth();
  if (from < width)
    return arith::ExtFOp::create(builder, loc, to, x);
  if (from > width)
    return arith::TruncFOp::create(builder, loc, to, x);
  // f16 and bf16 meet in f32.
  Value wide = arith::ExtFOp::create(builder, loc, builder.getF32Type(), x);
  return arith::TruncFOp::create(builder, loc, to, wide);
}

// The conversion instruction has no value for NaN and numbers out of range,
// so these are chosen around it.
static Value castToInteger(OpBuilder &builder, Location loc, Value x, Type to) {
  Value zero = numberOf(builder, loc, x.getType(), 0);
  if (isTruth(to))
    return arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::UNE, x,
                                 zero);
  unsigned width = to.getIntOrFloatBitWidth();
  auto number = [&](APInt value) -> Value {
    return arith::ConstantOp::create(builder, loc,
                                     builder.getIntegerAttr(to, value));
  };
  Value limit = numberOf(builder, loc, x.getType(), std::ldexp(1.0, width - 1));
  Value floor = arith::NegFOp::create(builder, loc, limit);
  auto when = [&](arith::CmpFPredicate predicate, Value bound, Value then,
                  Value otherwise) -> Value {
    Value holds = arith::CmpFOp::create(builder, loc, predicate, x, bound);
    return arith::SelectOp::create(builder, loc, holds, then, otherwise);
  };
  Value result = arith::FPToSIOp::create(builder, loc, to, x);
  result = when(arith::CmpFPredicate::OGE, limit,
                number(APInt::getSignedMaxValue(width)), result);
  result = when(arith::CmpFPredicate::OLT, floor,
                number(APInt::getSignedMinValue(width)), result);
  return when(arith::CmpFPredicate::UNO, x, number(APInt(width, 0)), result);
}

static Value castIntegers(OpBuilder &builder, Location loc, Value x, Type to) {
  Type from = x.getType();
  if (isTruth(to))
    return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ne, x,
                                 numberOf(builder, loc, from, 0));
  if (isa<IndexType>(from) || isa<IndexType>(to)) {
    if (isTruth(from))
      return arith::IndexCastUIOp::create(builder, loc, to, x);
    return arith::IndexCastOp::create(builder, loc, to, x);
  }
  unsigned width = to.getIntOrFloatBitWidth();
  if (from.getIntOrFloatBitWidth() > width)
    return arith::TruncIOp::create(builder, loc, to, x);
  if (isTruth(from))
    return arith::ExtUIOp::create(builder, loc, to, x);
  return arith::ExtSIOp::create(builder, loc, to, x);
}

Value buildCast(OpBuilder &builder, Location loc, Value x, Type to) {
  Type from = x.getType();
  if (from == to)
    return x;
  if (isa<FloatType>(from) && isa<FloatType>(to))
    return castFloats(builder, loc, x, to);
  if (!isa<FloatType>(from) && !isa<FloatType>(to))
    return castIntegers(builder, loc, x, to);
  // Conversions between floats and index go through i64.
  Type i64 = builder.getI64Type();
  if (isa<IndexType>(from))
    return buildCast(builder, loc, castIntegers(builder, loc, x, i64), to);
  if (isa<IndexType>(to))
    return castIntegers(builder, loc, castToInteger(builder, loc, x, i64), to);
  if (isa<FloatType>(from))
    return castToInteger(builder, loc, x, to);
  if (isTruth(from))
    return arith::UIToFPOp::create(builder, loc, to, x);
  return arith::SIToFPOp::create(builder, loc, to, x);
}

// With e = e^-|x| <= 1: 1 / (1 + e) or e / (1 + e), never inf / inf.
Value buildLogistic(OpBuilder &builder, Location loc, Value x) {
  Value one = numberOf(builder, loc, x.getType(), 1);
  Value zero = numberOf(builder, loc, x.getType(), 0);
  Value magnitude = math::AbsFOp::create(builder, loc, x);
  Value e = math::ExpOp::create(builder, loc,
                                arith::NegFOp::create(builder, loc, magnitude));
  Value negative =
      arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OLT, x, zero);
  Value numerator = arith::SelectOp::create(builder, loc, negative, e, one);
  Value denominator = arith::AddFOp::create(builder, loc, one, e);
  return arith::DivFOp::create(builder, loc, numerator, denominator);
}

Value buildLibraryCall(OpBuilder &builder, Operation *op, StringRef name,
                       Value x) {
  Location loc = op->getLoc();
  Type type = x.getType();
  if (!type.isF32() && !type.isF64()) {
    Value wide = buildCast(builder, loc, x, builder.getF32Type());
    return buildCast(builder, loc, buildLibraryCall(builder, op, name, wide),
                     type);
  }
  std::string symbol = (name + (type.isF32() ? "f" : "")).str();
  auto module = op->getParentOfType<ModuleOp>();
  assert(module && "library calls are built for ops inside a module");
  if (!SymbolTable::lookupSymbolIn(module, symbol)) {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(module.getBody());
    auto declared = func::FuncOp::create(
        builder, loc, symbol, builder.getFunctionType({type}, {type}));
    declared.setPrivate();
  }
  return func::CallOp::create(builder, loc, symbol, TypeRange(type),
                              ValueRange(x))
      .getResult(0);
}

} // namespace netc::prim
