//===- PrimBuilder.h - short names for building prim ops ------------------===//

#ifndef NETC_DIALECTS_PRIM_IR_PRIMBUILDER_H
#define NETC_DIALECTS_PRIM_IR_PRIMBUILDER_H

#include "dialects/Prim/IR/PrimDialect.h"

namespace netc::prim {

// Arithmetic on arrays as one would write it. Decomposition and gradients are
// built on this; operands of two-operand functions have equal types.
class PrimBuilder {
public:
  PrimBuilder(mlir::OpBuilder &builder, mlir::Location loc)
      : opBuilder(builder), location(loc) {}

  mlir::OpBuilder &builder() { return opBuilder; }
  mlir::Location loc() const { return location; }
  void setLoc(mlir::Location loc) { location = loc; }

  mlir::Value neg(mlir::Value x);
  mlir::Value abs(mlir::Value x);
  mlir::Value sign(mlir::Value x);
  mlir::Value exp(mlir::Value x);
  mlir::Value expm1(mlir::Value x);
  mlir::Value log(mlir::Value x);
  mlir::Value log1p(mlir::Value x);
  mlir::Value sqrt(mlir::Value x);
  mlir::Value tanh(mlir::Value x);
  mlir::Value logistic(mlir::Value x);
  mlir::Value erf(mlir::Value x);
  mlir::Value erfc(mlir::Value x);
  mlir::Value sin(mlir::Value x);
  mlir::Value cos(mlir::Value x);
  mlir::Value logicalNot(mlir::Value x);

  mlir::Value add(mlir::Value a, mlir::Value b);
  mlir::Value sub(mlir::Value a, mlir::Value b);
  mlir::Value mul(mlir::Value a, mlir::Value b);
  mlir::Value div(mlir::Value a, mlir::Value b);
  mlir::Value pow(mlir::Value a, mlir::Value b);
  mlir::Value max(mlir::Value a, mlir::Value b);
  mlir::Value min(mlir::Value a, mlir::Value b);
  mlir::Value logicalAnd(mlir::Value a, mlir::Value b);
  mlir::Value logicalOr(mlir::Value a, mlir::Value b);

  // The same with a number on the right.
  mlir::Value add(mlir::Value a, double b);
  mlir::Value sub(mlir::Value a, double b);
  mlir::Value mul(mlir::Value a, double b);
  mlir::Value div(mlir::Value a, double b);
  mlir::Value max(mlir::Value a, double b);
  mlir::Value min(mlir::Value a, double b);
  mlir::Value pow(mlir::Value a, double b);

  mlir::Value compare(Comparison comparison, mlir::Value a, mlir::Value b);
  mlir::Value compare(Comparison comparison, mlir::Value a, double b);
  mlir::Value select(mlir::Value condition, mlir::Value onTrue,
                     mlir::Value onFalse);
  mlir::Value cast(mlir::Value x, mlir::Type element);

  // A scalar (rank 0); an array of `like`'s shape and element type.
  mlir::Value constant(mlir::Type element, double value);
  mlir::Value constantLike(mlir::Value like, double value);

  // Repeats `x`, whose axes become `dimensions`, to the shape of `like`.
  mlir::Value broadcast(mlir::Value x, llvm::ArrayRef<int64_t> dimensions,
                        mlir::Value like);
  // Undoes a reduction over `axes` of `like`.
  mlir::Value broadcastOver(mlir::Value x, llvm::ArrayRef<int64_t> axes,
                            mlir::Value like);
  mlir::Value iotaLike(mlir::Value like, int64_t axis, mlir::Type element);
  mlir::Value transpose(mlir::Value x, llvm::ArrayRef<int64_t> permutation);
  mlir::Value reshape(mlir::Value x, llvm::ArrayRef<int64_t> shape);
  mlir::Value reshapeLike(mlir::Value x, mlir::Value like);
  mlir::Value concatenate(mlir::ValueRange inputs, int64_t axis);
  mlir::Value slice(mlir::Value x, llvm::ArrayRef<int64_t> offsets,
                    llvm::ArrayRef<int64_t> sizes,
                    llvm::ArrayRef<int64_t> strides);
  mlir::Value pad(mlir::Value x, llvm::ArrayRef<int64_t> low,
                  llvm::ArrayRef<int64_t> high, double value);

  mlir::Value reduce(Reduction kind, mlir::Value x,
                     llvm::ArrayRef<int64_t> axes);
  mlir::Value reduceSum(mlir::Value x, llvm::ArrayRef<int64_t> axes);
  mlir::Value reduceMax(mlir::Value x, llvm::ArrayRef<int64_t> axes);

private:
  mlir::OpBuilder &opBuilder;
  mlir::Location location;
};

} // namespace netc::prim

#endif // NETC_DIALECTS_PRIM_IR_PRIMBUILDER_H
