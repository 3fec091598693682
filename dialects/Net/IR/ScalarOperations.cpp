//===- ScalarOperations.cpp - primitives of the scalar language ----------===//

#include "dialects/Net/IR/ScalarOperations.h"
#include "dialects/Prim/IR/PrimOps.h"
#include <cmath>

using namespace mlir;
using namespace netc;
using namespace netc::net;
using prim::Comparison;
using prim::PrimBuilder;
using Numbers = ArrayRef<double>;
using Values = ArrayRef<Value>;

static bool isInteger(Value x) {
  return isa<IntegerType>(cast<RankedTensorType>(x.getType()).getElementType());
}

// One prim op for one operation.
template <typename Op> static Value emitOne(PrimBuilder &b, Values x) {
  return Op::create(b.builder(), b.loc(), x[0]);
}
template <typename Op> static Value emitTwo(PrimBuilder &b, Values x) {
  return Op::create(b.builder(), b.loc(), x[0], x[1]);
}
// Integers are rounded already.
template <typename Op> static Value emitRounding(PrimBuilder &b, Values x) {
  return isInteger(x[0]) ? x[0] : emitOne<Op>(b, x);
}
template <Comparison comparison>
static Value emitComparison(PrimBuilder &b, Values x) {
  return b.compare(comparison, x[0], x[1]);
}
template <double (*function)(double)> static double foldOne(Numbers x) {
  return function(x[0]);
}

// Made of several ops, or not from its operands alone: ScalarFunction emits it.
static Value emitElsewhere(PrimBuilder &, Values) {
  llvm_unreachable("sums, products, powers and choices are emitted as a whole");
}
static double foldElsewhere(Numbers) {
  llvm_unreachable("sums, products, powers and choices are simplified");
}

static double roundToEven(double x) { return std::nearbyint(x); }
static double logistic(double x) { return 1 / (1 + std::exp(-x)); }
static double signOf(double x) { return (x > 0) - (x < 0); }
static double modulo(Numbers x) {
  return x[0] - x[1] * std::floor(x[0] / x[1]);
}
static double greatest(Numbers x) {
  return std::isnan(x[0]) || x[0] >= x[1] ? x[0] : x[1];
}
static double least(Numbers x) {
  return std::isnan(x[0]) || x[0] <= x[1] ? x[0] : x[1];
}

// The result has the sign of b.
static Value emitMod(PrimBuilder &b, Values x) {
  if (!isInteger(x[0])) {
    Value whole =
        prim::FloorOp::create(b.builder(), b.loc(), b.div(x[0], x[1]));
    return b.sub(x[0], b.mul(x[1], whole));
  }
  Value rest = prim::RemOp::create(b.builder(), b.loc(), x[0], x[1]);
  Value negative = b.compare(Comparison::Less, b.mul(rest, x[1]), 0);
  return b.select(negative, b.add(rest, x[1]), rest);
}

// 1 / f(x), with the derivative -f'(x) / f(x) / f(x). As a quotient it would
// multiply 0 by an overflown f'(x) where f(x) is large.
template <typename Op>
static Value emitReciprocal(PrimBuilder &b, StringRef name, Value x,
                            llvm::function_ref<Value(Value)> logDerivative) {
  OpBuilder &builder = b.builder();
  auto op = prim::CompositeOp::create(builder, b.loc(), x.getType(),
                                      builder.getStringAttr(name), x);
  OpBuilder::InsertionGuard guard(builder);
  auto reciprocal = [&](Value of) {
    return b.div(b.constantLike(of, 1), Op::create(builder, b.loc(), of));
  };
  Block *body = builder.createBlock(&op.getBody());
  Value input = body->addArgument(x.getType(), b.loc());
  prim::YieldOp::create(builder, b.loc(), reciprocal(input));
  Block *gradient = builder.createBlock(&op.getGradient());
  input = gradient->addArgument(x.getType(), b.loc());
  Value adjoint = gradient->addArgument(x.getType(), b.loc());
  Value slope = b.neg(b.mul(reciprocal(input), logDerivative(input)));
  prim::YieldOp::create(builder, b.loc(), b.mul(adjoint, slope));
  return op->getResult(0);
}
static Value emitSech(PrimBuilder &b, Values x) {
  return emitReciprocal<prim::CoshOp>(b, "sech", x[0],
                                      [&](Value x) { return b.tanh(x); });
}
static Value emitCsch(PrimBuilder &b, Values x) {
  return emitReciprocal<prim::SinhOp>(b, "csch", x[0], [&](Value x) {
    return b.div(b.constantLike(x, 1), b.tanh(x));
  });
}

namespace netc::net {

const ScalarOperation plusOperation{"Plus", foldElsewhere, emitElsewhere, true};
const ScalarOperation timesOperation{"Times", foldElsewhere, emitElsewhere,
                                     true};
const ScalarOperation powerOperation{"Power", foldElsewhere, emitElsewhere,
                                     true};
const ScalarOperation selectOperation{"If", foldElsewhere, emitElsewhere, true};

const ScalarOperation expOperation{"Exp", foldOne<std::exp>,
                                   emitOne<prim::ExpOp>};
const ScalarOperation expm1Operation{"Expm1", foldOne<std::expm1>,
                                     emitOne<prim::Expm1Op>};
const ScalarOperation logOperation{"Log", foldOne<std::log>,
                                   emitOne<prim::LogOp>};
const ScalarOperation log1pOperation{"Log1p", foldOne<std::log1p>,
                                     emitOne<prim::Log1pOp>};
const ScalarOperation cubeRootOperation{"CubeRoot", foldOne<std::cbrt>,
                                        emitOne<prim::CbrtOp>};

const ScalarOperation sinOperation{"Sin", foldOne<std::sin>,
                                   emitOne<prim::SinOp>};
const ScalarOperation cosOperation{"Cos", foldOne<std::cos>,
                                   emitOne<prim::CosOp>};
const ScalarOperation tanOperation{"Tan", foldOne<std::tan>,
                                   emitOne<prim::TanOp>};
const ScalarOperation arcSinOperation{"ArcSin", foldOne<std::asin>,
                                      emitOne<prim::AsinOp>};
const ScalarOperation arcCosOperation{"ArcCos", foldOne<std::acos>,
                                      emitOne<prim::AcosOp>};
const ScalarOperation arcTanOperation{"ArcTan", foldOne<std::atan>,
                                      emitOne<prim::AtanOp>};
// Of the point (second, first), as atan2 has it.
const ScalarOperation angleOperation{
    "ArcTan", [](Numbers x) { return std::atan2(x[0], x[1]); },
    emitTwo<prim::Atan2Op>};

const ScalarOperation sinhOperation{"Sinh", foldOne<std::sinh>,
                                    emitOne<prim::SinhOp>};
const ScalarOperation coshOperation{"Cosh", foldOne<std::cosh>,
                                    emitOne<prim::CoshOp>};
const ScalarOperation tanhOperation{"Tanh", foldOne<std::tanh>,
                                    emitOne<prim::TanhOp>};
const ScalarOperation arcSinhOperation{"ArcSinh", foldOne<std::asinh>,
                                       emitOne<prim::AsinhOp>};
const ScalarOperation arcCoshOperation{"ArcCosh", foldOne<std::acosh>,
                                       emitOne<prim::AcoshOp>};
const ScalarOperation arcTanhOperation{"ArcTanh", foldOne<std::atanh>,
                                       emitOne<prim::AtanhOp>};
const ScalarOperation logisticOperation{"LogisticSigmoid", foldOne<logistic>,
                                        emitOne<prim::LogisticOp>};

const ScalarOperation sechOperation{
    "Sech", [](Numbers x) { return 1 / std::cosh(x[0]); }, emitSech};
const ScalarOperation cschOperation{
    "Csch", [](Numbers x) { return 1 / std::sinh(x[0]); }, emitCsch};

const ScalarOperation erfOperation{"Erf", foldOne<std::erf>,
                                   emitOne<prim::ErfOp>};
const ScalarOperation erfcOperation{"Erfc", foldOne<std::erfc>,
                                    emitOne<prim::ErfcOp>};
const ScalarOperation gammaOperation{"Gamma", foldOne<std::tgamma>,
                                     emitOne<prim::TgammaOp>};
const ScalarOperation logGammaOperation{"LogGamma", foldOne<std::lgamma>,
                                        emitOne<prim::LgammaOp>};

const ScalarOperation absOperation{"Abs", foldOne<std::fabs>,
                                   emitOne<prim::AbsOp>, true};
const ScalarOperation signOperation{"Sign", foldOne<signOf>,
                                    emitOne<prim::SignOp>, true};
const ScalarOperation roundOperation{"Round", foldOne<roundToEven>,
                                     emitRounding<prim::RoundOp>, true};
const ScalarOperation floorOperation{"Floor", foldOne<std::floor>,
                                     emitRounding<prim::FloorOp>, true};
const ScalarOperation ceilingOperation{"Ceiling", foldOne<std::ceil>,
                                       emitRounding<prim::CeilOp>, true};
const ScalarOperation integerPartOperation{"IntegerPart", foldOne<std::trunc>,
                                           emitRounding<prim::TruncOp>, true};
const ScalarOperation modOperation{"Mod", modulo, emitMod, true};
// At a tie the whole gradient belongs to the first operand.
const ScalarOperation maxOperation{"Max", greatest, emitTwo<prim::MaxOp>, true};
const ScalarOperation minOperation{"Min", least, emitTwo<prim::MinOp>, true};

const ScalarOperation equalOperation{
    "Equal", [](Numbers x) -> double { return x[0] == x[1]; },
    emitComparison<Comparison::Equal>, false, Sort::Truth};
const ScalarOperation unequalOperation{
    "Unequal", [](Numbers x) -> double { return x[0] != x[1]; },
    emitComparison<Comparison::NotEqual>, false, Sort::Truth};
const ScalarOperation lessOperation{
    "Less", [](Numbers x) -> double { return x[0] < x[1]; },
    emitComparison<Comparison::Less>, false, Sort::Truth};
const ScalarOperation lessEqualOperation{
    "LessEqual", [](Numbers x) -> double { return x[0] <= x[1]; },
    emitComparison<Comparison::LessEqual>, false, Sort::Truth};
const ScalarOperation greaterOperation{
    "Greater", [](Numbers x) -> double { return x[0] > x[1]; },
    emitComparison<Comparison::Greater>, false, Sort::Truth};
const ScalarOperation greaterEqualOperation{
    "GreaterEqual", [](Numbers x) -> double { return x[0] >= x[1]; },
    emitComparison<Comparison::GreaterEqual>, false, Sort::Truth};
const ScalarOperation andOperation{
    "And", [](Numbers x) -> double { return x[0] != 0 && x[1] != 0; },
    emitTwo<prim::AndOp>, false, Sort::Truth};
const ScalarOperation orOperation{
    "Or", [](Numbers x) -> double { return x[0] != 0 || x[1] != 0; },
    emitTwo<prim::OrOp>, false, Sort::Truth};
const ScalarOperation notOperation{
    "Not", [](Numbers x) -> double { return x[0] == 0; }, emitOne<prim::NotOp>,
    false, Sort::Truth};

} // namespace netc::net
