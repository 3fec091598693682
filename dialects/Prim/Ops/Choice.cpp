//===- Choice.cpp - prim.compare, prim.select, prim.cast ------------------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/ElementLowering.h"
#include "dialects/Prim/Ops/ScalarFunctions.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace netc::prim;

using IndexOf = llvm::function_ref<Value(unsigned)>;

//===----------------------------------------------------------------------===//
// compare
//===----------------------------------------------------------------------===//

LogicalResult CompareOp::inferReturnTypes(MLIRContext *context,
                                          std::optional<Location>, Adaptor op,
                                          SmallVectorImpl<Type> &types) {
  types.push_back(cast<RankedTensorType>(op.getLhs().getType())
                      .clone(IntegerType::get(context, 1)));
  return success();
}

LogicalResult CompareOp::buildGradients(GradientContext &) { return success(); }

void CompareOp::samples(Sampler &s) {
  Value input = s.input({2, 8});
  s.emit(s.compare(Comparison::Less, input, 0.3));
}

static arith::CmpFPredicate floatPredicate(Comparison comparison) {
  switch (comparison) {
  case Comparison::Equal:
    return arith::CmpFPredicate::OEQ;
  case Comparison::NotEqual:
    return arith::CmpFPredicate::UNE;
  case Comparison::Less:
    return arith::CmpFPredicate::OLT;
  case Comparison::LessEqual:
    return arith::CmpFPredicate::OLE;
  case Comparison::Greater:
    return arith::CmpFPredicate::OGT;
  case Comparison::GreaterEqual:
    return arith::CmpFPredicate::OGE;
  }
  llvm_unreachable("all comparisons are listed");
}

// Truth values compare as 0 and 1, so without a sign.
static arith::CmpIPredicate integerPredicate(Comparison comparison,
                                             bool isSigned) {
  switch (comparison) {
  case Comparison::Equal:
    return arith::CmpIPredicate::eq;
  case Comparison::NotEqual:
    return arith::CmpIPredicate::ne;
  case Comparison::Less:
    return isSigned ? arith::CmpIPredicate::slt : arith::CmpIPredicate::ult;
  case Comparison::LessEqual:
    return isSigned ? arith::CmpIPredicate::sle : arith::CmpIPredicate::ule;
  case Comparison::Greater:
    return isSigned ? arith::CmpIPredicate::sgt : arith::CmpIPredicate::ugt;
  case Comparison::GreaterEqual:
    return isSigned ? arith::CmpIPredicate::sge : arith::CmpIPredicate::uge;
  }
  llvm_unreachable("all comparisons are listed");
}

Value CompareOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  if (isa<FloatType>(x[0].getType()))
    return arith::CmpFOp::create(builder, getLoc(),
                                 floatPredicate(getComparison()), x[0], x[1]);
  bool isSigned = !x[0].getType().isInteger(1);
  return arith::CmpIOp::create(builder, getLoc(),
                               integerPredicate(getComparison(), isSigned),
                               x[0], x[1]);
}

//===----------------------------------------------------------------------===//
// select
//===----------------------------------------------------------------------===//

// The condition carries no gradient.
LogicalResult SelectOp::buildGradients(GradientContext &g) {
  Value adjoint = g.adjoint(getOutput());
  Value zero = g.constantLike(adjoint, 0);
  if (g.wants(getOnTrueMutable()) &&
      failed(g.accumulate(getOnTrueMutable(),
                          g.select(getCondition(), adjoint, zero))))
    return failure();
  if (!g.wants(getOnFalseMutable()))
    return success();
  return g.accumulate(getOnFalseMutable(),
                      g.select(getCondition(), zero, adjoint));
}

void SelectOp::samples(Sampler &s) {
  Value a = s.input({2, 8}), b = s.input({2, 8}, -1, 3);
  s.emit(s.select(s.compare(Comparison::Less, a, b), a, b));
}

Value SelectOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return arith::SelectOp::create(builder, getLoc(), x[0], x[1], x[2]);
}

//===----------------------------------------------------------------------===//
// cast
//===----------------------------------------------------------------------===//

LogicalResult CastOp::verify() {
  if (getInput().getType().getShape() != getOutput().getType().getShape()) // C1
    return emitOpError("changes the shape from ")
           << getInput().getType() << " to " << getOutput().getType();
  return success();
}

LogicalResult CastOp::reifyResultShapes(OpBuilder &builder,
                                        ReifiedRankedShapedTypeDims &shapes) {
  shapes.push_back(sizesOf(builder, getLoc(), getInput()));
  return success();
}

LogicalResult CastOp::buildGradients(GradientContext &g) {
  Type from = getInput().getType().getElementType();
  if (!isa<FloatType>(from) ||
      !isa<FloatType>(getOutput().getType().getElementType()))
    return success();
  return g.accumulate(getInputMutable(), g.cast(g.adjoint(getOutput()), from));
}

void CastOp::samples(Sampler &s) {
  s.emit(s.cast(s.input({2, 8}), s.builder().getF64Type()));
  s.emit(s.cast(s.input({2, 8}), s.builder().getI64Type()));
}

FailureOr<Value> CastOp::lowerToLinalg(OpBuilder &builder) {
  return lowerElementOp(builder, *this);
}

Value CastOp::buildScalar(OpBuilder &builder, ValueRange x, IndexOf) {
  return buildCast(builder, getLoc(), x[0],
                   getOutput().getType().getElementType());
}

OpFoldResult CastOp::fold(FoldAdaptor) {
  return getInput().getType() == getOutput().getType() ? getInput() : Value();
}
