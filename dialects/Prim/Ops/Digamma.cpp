//===- Digamma.cpp - derivative of log |gamma(x)| as scalar code ----------===//

#include "dialects/Prim/IR/Shapes.h"
#include "dialects/Prim/Ops/ScalarFunctions.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include <limits>
#include <numbers>

using namespace mlir;

namespace netc::prim {

namespace {
// Arithmetic on scalars of one float type, as formulas.
struct Formula {
  OpBuilder &builder;
  Location loc;
  Type type;

  Value number(double value) { return numberOf(builder, loc, type, value); }
  Value add(Value a, Value b) {
    return arith::AddFOp::create(builder, loc, a, b);
  }
  Value sub(Value a, Value b) {
    return arith::SubFOp::create(builder, loc, a, b);
  }
  Value mul(Value a, Value b) {
    return arith::MulFOp::create(builder, loc, a, b);
  }
  Value div(Value a, Value b) {
    return arith::DivFOp::create(builder, loc, a, b);
  }
};
} // namespace

// psi(y) = log y - 1/(2y) - sum B(2k) / (2k y^2k), for y >= 8.
static Value asymptotic(Formula f, Value y) {
  static constexpr double terms[] = {1.0 / 12,   -1.0 / 120, 1.0 / 252,
                                     -1.0 / 240, 1.0 / 132,  -691.0 / 32760};
  Value inverse = f.div(f.number(1), y);
  Value square = f.mul(inverse, inverse);
  Value sum = f.number(0);
  for (double term : llvm::reverse(terms))
    sum = f.mul(square, f.add(sum, f.number(term)));
  Value log = math::LogOp::create(f.builder, f.loc, y);
  return f.sub(f.sub(log, f.mul(f.number(0.5), inverse)), sum);
}

// pi / tan(pi x), by the distance to the nearest integer, which is exact. At a
// pole a function has no derivative; 0 keeps the sign of its side, as in C.
static Value reflection(Formula f, Value x) {
  OpBuilder &builder = f.builder;
  Value whole = math::RoundEvenOp::create(builder, f.loc, x);
  Value distance = f.sub(x, whole);
  Value pi = f.number(std::numbers::pi);
  Value tangent = math::TanOp::create(builder, f.loc, f.mul(pi, distance));
  Value zero = f.number(0);
  auto compare = [&](arith::CmpFPredicate predicate, Value value) {
    return arith::CmpFOp::create(builder, f.loc, predicate, value, zero);
  };
  Value isPole = arith::AndIOp::create(
      builder, f.loc, compare(arith::CmpFPredicate::OEQ, distance),
      compare(arith::CmpFPredicate::OLT, x));
  return arith::SelectOp::create(
      builder, f.loc, isPole,
      f.number(std::numeric_limits<double>::quiet_NaN()), f.div(pi, tangent));
}

Value buildDigamma(OpBuilder &builder, Location loc, Value x) {
  Formula f{builder, loc, x.getType()};
  // Below 1/2: psi(x) = psi(1 - x) - pi / tan(pi x).
  Value reflected = arith::CmpFOp::create(
      builder, loc, arith::CmpFPredicate::OLT, x, f.number(0.5));
  Value start = arith::SelectOp::create(builder, loc, reflected,
                                        f.sub(f.number(1), x), x);
  // psi(x) = psi(x + 8) - sum of 1 / (x + i).
  Value steps = f.number(0);
  for (int i = 0; i < 8; ++i)
    steps = f.add(steps, f.div(f.number(1), f.add(start, f.number(i))));
  Value psi = f.sub(asymptotic(f, f.add(start, f.number(8))), steps);
  return arith::SelectOp::create(builder, loc, reflected,
                                 f.sub(psi, reflection(f, x)), psi);
}

} // namespace netc::prim
