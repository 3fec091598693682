//===- ElementwiseGradients.cpp - derivatives of the elementwise ops ------===//

#include "dialects/Prim/IR/GradientContext.h"
#include "dialects/Prim/IR/PrimOps.h"
#include "dialects/Prim/IR/Sampler.h"
#include <cmath>
#include <numbers>

using namespace mlir;
using namespace netc::prim;

//===----------------------------------------------------------------------===//
// One operand: the derivative at the input
//===----------------------------------------------------------------------===//

// 1 / x and 1 / sqrt(x).
static Value inverse(GradientContext &g, Value x) {
  return g.div(g.constantLike(x, 1), x);
}
static Value inverseRoot(GradientContext &g, Value x) {
  return inverse(g, g.sqrt(x));
}
static Value square(GradientContext &g, Value x) { return g.mul(x, x); }
static Value oneMinus(GradientContext &g, Value x) {
  return g.sub(g.constantLike(x, 1), x);
}

Value NegOp::derivative(GradientContext &g) {
  return g.constantLike(getInput(), -1);
}
Value AbsOp::derivative(GradientContext &g) { return g.sign(getInput()); }
Value ExpOp::derivative(GradientContext &) { return getOutput(); }
Value Expm1Op::derivative(GradientContext &g) { return g.exp(getInput()); }
Value LogOp::derivative(GradientContext &g) { return inverse(g, getInput()); }
Value Log1pOp::derivative(GradientContext &g) {
  return inverse(g, g.add(getInput(), 1));
}
Value SqrtOp::derivative(GradientContext &g) {
  return g.div(g.constantLike(getOutput(), 0.5), getOutput());
}
Value CbrtOp::derivative(GradientContext &g) {
  return inverse(g, g.mul(square(g, getOutput()), 3));
}
Value SinOp::derivative(GradientContext &g) { return g.cos(getInput()); }
Value CosOp::derivative(GradientContext &g) { return g.neg(g.sin(getInput())); }
Value TanOp::derivative(GradientContext &g) {
  return g.add(square(g, getOutput()), 1);
}
Value AsinOp::derivative(GradientContext &g) {
  return inverseRoot(g, oneMinus(g, square(g, getInput())));
}
Value AcosOp::derivative(GradientContext &g) {
  return g.neg(inverseRoot(g, oneMinus(g, square(g, getInput()))));
}
Value AtanOp::derivative(GradientContext &g) {
  return inverse(g, g.add(square(g, getInput()), 1));
}
Value SinhOp::derivative(GradientContext &g) {
  return CoshOp::create(g.builder(), g.loc(), getInput());
}
Value CoshOp::derivative(GradientContext &g) {
  return SinhOp::create(g.builder(), g.loc(), getInput());
}
Value TanhOp::derivative(GradientContext &g) {
  return oneMinus(g, square(g, getOutput()));
}
Value AsinhOp::derivative(GradientContext &g) {
  return inverseRoot(g, g.add(square(g, getInput()), 1));
}
// As two roots: the product of the arguments would lose accuracy near 1.
Value AcoshOp::derivative(GradientContext &g) {
  return inverse(
      g, g.mul(g.sqrt(g.sub(getInput(), 1)), g.sqrt(g.add(getInput(), 1))));
}
Value AtanhOp::derivative(GradientContext &g) {
  return inverse(g, oneMinus(g, square(g, getInput())));
}
Value LogisticOp::derivative(GradientContext &g) {
  return g.mul(getOutput(), oneMinus(g, getOutput()));
}

// 2 / sqrt(pi) e^(-x^2)
static Value bell(GradientContext &g, Value x) {
  return g.mul(g.exp(g.neg(square(g, x))), 2 * std::numbers::inv_sqrtpi);
}
Value ErfOp::derivative(GradientContext &g) { return bell(g, getInput()); }
Value ErfcOp::derivative(GradientContext &g) {
  return g.neg(bell(g, getInput()));
}
Value TgammaOp::derivative(GradientContext &g) {
  return g.mul(getOutput(),
               DigammaOp::create(g.builder(), g.loc(), getInput()));
}
Value LgammaOp::derivative(GradientContext &g) {
  return DigammaOp::create(g.builder(), g.loc(), getInput());
}

LogicalResult DigammaOp::buildGradients(GradientContext &) {
  return emitOpError("has no gradient");
}

// As a truth value: generated tests ask for the gradients of real samples.
void DigammaOp::samples(Sampler &s) {
  Value input = s.input({2, 8}, 0.3, 4);
  Value digamma = DigammaOp::create(s.builder(), s.loc(), input);
  s.emit(s.compare(Comparison::Less, digamma, 0.3));
}

//===----------------------------------------------------------------------===//
// Two operands
//===----------------------------------------------------------------------===//

// Accumulates what is wanted; the gradients are built only then.
static LogicalResult accumulate(GradientContext &g, OpOperand &operand,
                                llvm::function_ref<Value()> gradient) {
  return g.wants(operand) ? g.accumulate(operand, gradient()) : success();
}

static LogicalResult accumulateBoth(GradientContext &g, Operation *op,
                                    llvm::function_ref<Value()> lhs,
                                    llvm::function_ref<Value()> rhs) {
  if (failed(accumulate(g, op->getOpOperand(0), lhs)))
    return failure();
  return accumulate(g, op->getOpOperand(1), rhs);
}

LogicalResult AddOp::buildGradients(GradientContext &g) {
  Value adjoint = g.adjoint(getOutput());
  return accumulateBoth(
      g, *this, [&] { return adjoint; }, [&] { return adjoint; });
}

LogicalResult SubOp::buildGradients(GradientContext &g) {
  Value adjoint = g.adjoint(getOutput());
  return accumulateBoth(
      g, *this, [&] { return adjoint; }, [&] { return g.neg(adjoint); });
}

LogicalResult MulOp::buildGradients(GradientContext &g) {
  Value adjoint = g.adjoint(getOutput());
  return accumulateBoth(
      g, *this, [&] { return g.mul(adjoint, getRhs()); },
      [&] { return g.mul(adjoint, getLhs()); });
}

LogicalResult DivOp::buildGradients(GradientContext &g) {
  Value adjoint = g.adjoint(getOutput());
  return accumulateBoth(
      g, *this, [&] { return g.div(adjoint, getRhs()); },
      [&] { return g.neg(g.mul(adjoint, g.div(getOutput(), getRhs()))); });
}

// a - b trunc(a / b)
LogicalResult RemOp::buildGradients(GradientContext &g) {
  Value adjoint = g.adjoint(getOutput());
  return accumulateBoth(
      g, *this, [&] { return adjoint; },
      [&] {
        Value steps =
            TruncOp::create(g.builder(), g.loc(), g.div(getLhs(), getRhs()));
        return g.neg(g.mul(adjoint, steps));
      });
}

// b a^(b-1) and a^b log a. Where b is 0 so is the first; where a is 0, and b
// not below it, so is the second.
LogicalResult PowOp::buildGradients(GradientContext &g) {
  Value adjoint = g.adjoint(getOutput());
  return accumulateBoth(
      g, *this,
      [&] {
        Value power = g.pow(getLhs(), g.sub(getRhs(), 1));
        Value isFlat = g.compare(Comparison::Equal, getRhs(), 0.0);
        Value zero = g.constantLike(getRhs(), 0);
        return g.mul(adjoint, g.select(isFlat, zero, g.mul(getRhs(), power)));
      },
      [&] {
        Value isFlat =
            g.logicalAnd(g.compare(Comparison::Equal, getLhs(), 0.0),
                         g.compare(Comparison::GreaterEqual, getRhs(), 0.0));
        Value one = g.constantLike(getLhs(), 1);
        Value log = g.log(g.select(isFlat, one, getLhs()));
        return g.mul(adjoint, g.mul(getOutput(), log));
      });
}

// At a tie the whole gradient goes to the first operand.
static LogicalResult chooseOperand(GradientContext &g, Operation *op,
                                   Comparison firstWins) {
  Value adjoint = g.adjoint(op->getResult(0));
  Value first = g.compare(firstWins, op->getOperand(0), op->getOperand(1));
  Value zero = g.constantLike(adjoint, 0);
  return accumulateBoth(
      g, op, [&] { return g.select(first, adjoint, zero); },
      [&] { return g.select(first, zero, adjoint); });
}

LogicalResult MaxOp::buildGradients(GradientContext &g) {
  return chooseOperand(g, *this, Comparison::GreaterEqual);
}

LogicalResult MinOp::buildGradients(GradientContext &g) {
  return chooseOperand(g, *this, Comparison::LessEqual);
}

// With r = a^2 + b^2: b / r and -a / r.
LogicalResult Atan2Op::buildGradients(GradientContext &g) {
  Value radius = g.add(square(g, getLhs()), square(g, getRhs()));
  Value adjoint = g.div(g.adjoint(getOutput()), radius);
  return accumulateBoth(
      g, *this, [&] { return g.mul(adjoint, getRhs()); },
      [&] { return g.neg(g.mul(adjoint, getLhs())); });
}

LogicalResult NotOp::buildGradients(GradientContext &) { return success(); }
LogicalResult AndOp::buildGradients(GradientContext &) { return success(); }
LogicalResult OrOp::buildGradients(GradientContext &) { return success(); }

//===----------------------------------------------------------------------===//
// Samples of two operands
//===----------------------------------------------------------------------===//

template <typename BinaryOp>
static void sample(Sampler &s, double low, double high) {
  Value lhs = s.input({2, 8}, low, high);
  s.emit(BinaryOp::create(s.builder(), s.loc(), lhs,
                          s.input({2, 8}, low + 0.3, high + 0.3)));
}

void AddOp::samples(Sampler &s) { sample<AddOp>(s, -2, 2); }
void SubOp::samples(Sampler &s) { sample<SubOp>(s, -2, 2); }
void MulOp::samples(Sampler &s) { sample<MulOp>(s, -2, 2); }
void DivOp::samples(Sampler &s) { sample<DivOp>(s, 0.5, 2); }
void RemOp::samples(Sampler &s) { sample<RemOp>(s, 0.6, 0.8); }
void PowOp::samples(Sampler &s) { sample<PowOp>(s, 0.5, 2); }
void MaxOp::samples(Sampler &s) { sample<MaxOp>(s, -2, 2); }
void MinOp::samples(Sampler &s) { sample<MinOp>(s, -2, 2); }
void Atan2Op::samples(Sampler &s) { sample<Atan2Op>(s, 0.5, 2); }

template <typename BinaryOp> static void sampleTruth(Sampler &s) {
  Value lhs = s.compare(Comparison::Less, s.input({2, 8}), 0.5);
  Value rhs = s.compare(Comparison::Greater, s.input({2, 8}), -0.5);
  s.emit(BinaryOp::create(s.builder(), s.loc(), lhs, rhs));
}

void NotOp::samples(Sampler &s) {
  s.emit(s.logicalNot(s.compare(Comparison::Less, s.input({2, 8}), 0.5)));
}
void AndOp::samples(Sampler &s) { sampleTruth<AndOp>(s); }
void OrOp::samples(Sampler &s) { sampleTruth<OrOp>(s); }
