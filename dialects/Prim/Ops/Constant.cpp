//===- Constant.cpp - prim.constant and prim.iota -------------------------===//

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
// constant
//===----------------------------------------------------------------------===//

LogicalResult ConstantOp::inferReturnTypes(MLIRContext *,
                                           std::optional<Location> loc,
                                           Adaptor op,
                                           SmallVectorImpl<Type> &types) {
  auto type = dyn_cast<RankedTensorType>(op.getValue().getType());
  if (!type)
    return emitOptionalError(loc, "constant of type ", op.getValue().getType(),
                             " is no tensor");
  types.push_back(type);
  return success();
}

LogicalResult
ConstantOp::reifyResultShapes(OpBuilder &builder,
                              ReifiedRankedShapedTypeDims &shapes) {
  shapes.push_back(
      getAsIndexOpFoldResult(getContext(), getOutput().getType().getShape()));
  return success();
}

LogicalResult ConstantOp::buildGradients(GradientContext &) {
  return success();
}

void ConstantOp::samples(Sampler &s) {
  Value input = s.input({3});
  SmallVector<Attribute> numbers;
  for (double number : {1.5, -2.0, 0.0})
    numbers.push_back(s.builder().getFloatAttr(
        tensorType(input).getElementType(), number));
  Value constant =
      ConstantOp::create(s.builder(), s.loc(),
                         DenseElementsAttr::get(tensorType(input), numbers));
  s.emit(s.add(constant, input));
}

FailureOr<Value> ConstantOp::lowerToLinalg(OpBuilder &builder) {
  return arith::ConstantOp::create(builder, getLoc(),
                                   cast<TypedAttr>(getValue()))
      .getResult();
}

OpFoldResult ConstantOp::fold(FoldAdaptor) { return getValue(); }

// Only an array of equal elements is a function of no element.
bool ConstantOp::computes() { return false; }

bool ConstantOp::isElementwise() { return getValue().isSplat(); }

Value ConstantOp::buildScalar(OpBuilder &builder, ValueRange, IndexOf) {
  auto number = getValue().getSplatValue<TypedAttr>();
  return arith::ConstantOp::create(builder, getLoc(), number);
}

//===----------------------------------------------------------------------===//
// iota
//===----------------------------------------------------------------------===//

LogicalResult IotaOp::verify() {
  RankedTensorType type = getOutput().getType();
  int64_t axis = getAxis();
  if (axis < 0 || axis >= type.getRank()) // C1
    return emitOpError("axis ") << axis << " is no axis of " << type;
  bool hasLike = getLike() && tensorType(getLike()).getRank() == type.getRank();
  if (!type.hasStaticShape() && !hasLike) // C2
    return emitOpError("needs an array of rank ")
           << type.getRank() << " that lends its dynamic sizes";
  return success();
}

LogicalResult IotaOp::reifyResultShapes(OpBuilder &builder,
                                        ReifiedRankedShapedTypeDims &shapes) {
  shapes.push_back(
      sizesLike(builder, getLoc(), getOutput().getType(), getLike()));
  return success();
}

LogicalResult IotaOp::buildGradients(GradientContext &) { return success(); }

void IotaOp::samples(Sampler &s) {
  s.emit(s.iotaLike(s.input({ShapedType::kDynamic, 3}), 1,
                    s.builder().getF32Type()));
}

FailureOr<Value> IotaOp::lowerToLinalg(OpBuilder &builder) {
  return lowerElementOp(builder, *this);
}

// `like` lends sizes only: no element of it is read.
AffineMap IotaOp::operandMap(unsigned) { return {}; }

bool IotaOp::computes() { return false; }
bool IotaOp::usesIndices() { return true; }

Value IotaOp::buildScalar(OpBuilder &builder, ValueRange, IndexOf indexOf) {
  return buildCast(builder, getLoc(), indexOf(getAxis()),
                   getOutput().getType().getElementType());
}
