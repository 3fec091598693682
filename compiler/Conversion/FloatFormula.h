//===- FloatFormula.h - arithmetic on f32, written as formulas ------------===//

#ifndef NETC_COMPILER_CONVERSION_FLOATFORMULA_H
#define NETC_COMPILER_CONVERSION_FLOATFORMULA_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"

namespace netc {

// Builds arith ops on values of one type: f32 or a vector of f32.
class FloatFormula {
public:
  using Value = mlir::Value;
  using Compare = mlir::arith::CmpFPredicate;

  FloatFormula(mlir::OpBuilder &builder, mlir::Location loc, mlir::Type type)
      : builder(builder), loc(loc), type(type) {}

  Value number(float value);
  Value bits(int32_t value); // an integer constant

  Value add(Value a, Value b);
  Value sub(Value a, Value b);
  Value mul(Value a, Value b);
  Value div(Value a, Value b);
  Value neg(Value a);
  Value abs(Value a);
  Value copySign(Value magnitude, Value sign);
  // a b + c, rounded once where the CPU can.
  Value fma(Value a, Value b, Value c);
  // terms[0] + x (terms[1] + x (...)).
  Value polynomial(Value x, llvm::ArrayRef<float> terms);

  Value compare(Compare predicate, Value a, Value b);
  Value select(Value condition, Value onTrue, Value onFalse);

  // The same bits as an integer and back.
  Value toBits(Value x);
  Value fromBits(Value x);
  Value addBits(Value a, Value b);
  Value subBits(Value a, Value b);
  Value andBits(Value a, Value b);
  Value maxBits(Value a, Value b); // as signed integers
  Value shiftLeft(Value a, int32_t count);
  Value shiftRight(Value a, int32_t count); // keeps the sign
  Value toFloat(Value integer);

private:
  mlir::Type integerType();

  mlir::OpBuilder &builder;
  mlir::Location loc;
  mlir::Type type;
};

// The functions themselves; errors are at most 2 ulp, with or without fused
// products, and special values are those of the C library.
mlir::Value expandExp(FloatFormula f, mlir::Value x);
mlir::Value expandExpm1(FloatFormula f, mlir::Value x);
mlir::Value expandLog(FloatFormula f, mlir::Value x);
mlir::Value expandLog1p(FloatFormula f, mlir::Value x);
mlir::Value expandTanh(FloatFormula f, mlir::Value x);

} // namespace netc

#endif // NETC_COMPILER_CONVERSION_FLOATFORMULA_H
