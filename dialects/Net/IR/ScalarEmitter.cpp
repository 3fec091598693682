//===- ScalarEmitter.cpp - terms as prim ops -----------------------------===//

#include "dialects/Net/IR/ScalarEmitter.h"
#include "dialects/Net/IR/ScalarOperations.h"
#include "dialects/Prim/IR/PrimOps.h"
#include <cmath>

using namespace mlir;
using namespace netc;
using namespace netc::net;

ScalarEmitter::ScalarEmitter(prim::PrimBuilder &builder, ScalarTerms &terms,
                             ArrayRef<Value> inputs, FloatType precision)
    : builder(builder), terms(terms), inputs(inputs), precision(precision) {
  auto type = cast<RankedTensorType>(inputs.front().getType());
  areIntegers = isa<IntegerType>(type.getElementType());
}

Value ScalarEmitter::input(unsigned number, bool asInteger) {
  return asInteger ? inputs[number] : builder.cast(inputs[number], precision);
}

Value ScalarEmitter::constant(double value, bool asInteger) {
  return builder.constantLike(emit(terms.input(0), asInteger), value);
}

bool ScalarEmitter::operandsAreIntegers(ArrayRef<unsigned> operands) const {
  return areIntegers && llvm::all_of(operands, [&](unsigned operand) {
           return terms.keepsIntegers(operand);
         });
}

Value ScalarEmitter::emit(unsigned term, bool asInteger) {
  if (Value known = emitted.lookup({term, asInteger}))
    return known;
  const ScalarTerm copy = terms[term]; // emission may add terms
  Value value;
  switch (copy.kind) {
  case ScalarTerm::Kind::Constant:
    value = constant(copy.value, asInteger);
    break;
  case ScalarTerm::Kind::Input:
    value = input(copy.input, asInteger);
    break;
  case ScalarTerm::Kind::Apply:
    value = emitApply(copy, asInteger);
    break;
  }
  emitted[{term, asInteger}] = value;
  return value;
}

Value ScalarEmitter::emitApply(const ScalarTerm &term, bool asInteger) {
  ArrayRef<unsigned> operands = term.operands;
  if (term.operation == &plusOperation)
    return emitSum(operands, asInteger);
  if (term.operation == &timesOperation)
    return emitProduct(operands, asInteger);
  if (term.operation == &powerOperation)
    return emitPower(operands[0], operands[1], asInteger);
  if (term.operation == &selectOperation)
    return emitSelect(operands, asInteger);
  // Comparisons of integers are exact.
  if (term.sort == Sort::Truth)
    asInteger = operandsAreIntegers(operands);
  SmallVector<Value> values;
  for (unsigned operand : operands)
    values.push_back(emit(operand, asInteger));
  return term.operation->emit(builder, values);
}

//===----------------------------------------------------------------------===//
// Choices
//===----------------------------------------------------------------------===//

// Whether the derivative of the term may be infinite or NaN somewhere, while
// that of a polynomial is finite.
bool ScalarEmitter::mayDiverge(unsigned term) const {
  const ScalarTerm &t = terms[term];
  if (t.kind != ScalarTerm::Kind::Apply || t.sort == Sort::Truth)
    return false;
  bool isPolynomial = t.operation == &plusOperation ||
                      t.operation == &timesOperation ||
                      t.operation == &selectOperation;
  if (t.operation == &powerOperation && terms.isConstant(t.operands[1])) {
    double exponent = terms[t.operands[1]].value;
    isPolynomial = exponent >= 1 && exponent == std::trunc(exponent);
  }
  return !isPolynomial || llvm::any_of(t.operands, [&](unsigned operand) {
    return mayDiverge(operand);
  });
}

// `x`, whose gradient is zero wherever the branch is not taken: there, the
// branch's own derivative may be infinite.
static Value gate(prim::PrimBuilder &b, Value x, Value condition,
                  bool branchIsTrue) {
  Value operands[] = {x, condition};
  auto op =
      prim::CompositeOp::create(b.builder(), b.loc(), x.getType(),
                                b.builder().getStringAttr("gate"), operands);
  OpBuilder::InsertionGuard guard(b.builder());
  SmallVector<Type> types{x.getType(), condition.getType()};
  auto block = [&](Region &region) {
    SmallVector<Location> places(types.size(), b.loc());
    return b.builder().createBlock(&region, region.end(), types, places);
  };
  prim::YieldOp::create(b.builder(), b.loc(),
                        block(op.getBody())->getArgument(0));
  types.push_back(x.getType());
  Block *gradient = block(op.getGradient());
  Value taken = gradient->getArgument(1), adjoint = gradient->getArgument(2);
  Value zero = b.constantLike(adjoint, 0);
  Value passed = b.select(taken, branchIsTrue ? adjoint : zero,
                          branchIsTrue ? zero : adjoint);
  // Nobody wants a gradient by the condition.
  Value gradients[] = {passed, taken};
  prim::YieldOp::create(b.builder(), b.loc(), gradients);
  return op->getResult(0);
}

Value ScalarEmitter::emitBranch(unsigned term, Value condition,
                                bool branchIsTrue, bool asInteger) {
  if (asInteger || areIntegers || !mayDiverge(term))
    return emit(term, asInteger);
  SmallVector<Value> gated;
  for (Value input : inputs)
    gated.push_back(
        gate(builder, builder.cast(input, precision), condition, branchIsTrue));
  return ScalarEmitter(builder, terms, gated, precision).emit(term, asInteger);
}

Value ScalarEmitter::emitSelect(ArrayRef<unsigned> operands, bool asInteger) {
  Value condition = emit(operands[0], false);
  Value onTrue = emitBranch(operands[1], condition, true, asInteger);
  return builder.select(condition, onTrue,
                        emitBranch(operands[2], condition, false, asInteger));
}

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

// Begins with what is added, so that a - b is one op.
Value ScalarEmitter::emitSum(ArrayRef<unsigned> operands, bool asInteger) {
  SmallVector<unsigned> added, subtracted;
  double number = 0;
  for (unsigned operand : operands) {
    auto [coefficient, rest] = terms.splitCoefficient(operand);
    if (terms.isConstant(operand))
      number = terms[operand].value;
    else if (coefficient < 0)
      subtracted.push_back(
          coefficient == -1
              ? rest
              : terms.times({terms.constant(-coefficient, asInteger), rest}));
    else
      added.push_back(operand);
  }
  Value sum;
  for (unsigned operand : added) {
    Value value = emit(operand, asInteger);
    sum = sum ? builder.add(sum, value) : value;
  }
  if (!sum) {
    sum = constant(number, asInteger);
    number = 0;
  }
  for (unsigned operand : subtracted)
    sum = builder.sub(sum, emit(operand, asInteger));
  if (number == 0)
    return sum;
  return number < 0 ? builder.sub(sum, -number) : builder.add(sum, number);
}

//===----------------------------------------------------------------------===//
// Products and powers
//===----------------------------------------------------------------------===//

// 1 / base as a function of its own, where the quotient's derivative would be 0
// times infinity: 1 / Cosh[x], 1 / Sinh[x], 1 / (1 + Exp[x]). Nothing for
// others.
std::optional<unsigned> ScalarEmitter::reciprocalOf(unsigned base) {
  const ScalarTerm term = terms[base];
  if (terms.isApply(base, coshOperation))
    return terms.apply(sechOperation, term.operands[0]);
  if (terms.isApply(base, sinhOperation))
    return terms.apply(cschOperation, term.operands[0]);
  bool isOnePlusExp = terms.isApply(base, plusOperation) &&
                      term.operands.size() == 2 &&
                      terms.isApply(term.operands[0], expOperation) &&
                      terms.isConstant(term.operands[1], 1);
  if (!isOnePlusExp)
    return std::nullopt;
  unsigned power = terms[term.operands[0]].operands[0];
  return terms.apply(logisticOperation,
                     terms.times({terms.constant(-1, true), power}));
}

// Factors with a negative exponent are divided by.
Value ScalarEmitter::emitProduct(ArrayRef<unsigned> factors, bool asInteger) {
  Value top, bottom;
  double number = 1;
  for (unsigned factor : factors) {
    if (terms.isConstant(factor)) {
      number = terms[factor].value;
      continue;
    }
    auto [exponent, base] = terms.splitExponent(factor);
    bool isBelow = exponent < 0 && !reciprocalOf(base);
    Value value = isBelow ? positivePower(base, -exponent, asInteger)
                          : emit(factor, asInteger);
    Value &side = isBelow ? bottom : top;
    side = side ? builder.mul(side, value) : value;
  }
  if (!top) {
    top = constant(number, asInteger);
    number = 1;
  }
  if (number == -1)
    top = builder.neg(top);
  else if (number != 1)
    top = builder.mul(top, number);
  return bottom ? builder.div(top, bottom) : top;
}

Value ScalarEmitter::emitPower(unsigned base, unsigned exponent,
                               bool asInteger) {
  if (!terms.isConstant(exponent))
    return builder.pow(emit(base, asInteger), emit(exponent, asInteger));
  double value = terms[exponent].value;
  if (value >= 0)
    return positivePower(base, value, asInteger);
  if (std::optional<unsigned> reciprocal = reciprocalOf(base))
    return positivePower(*reciprocal, -value, asInteger);
  if (value != std::trunc(value) && value != -0.5)
    return builder.pow(emit(base, asInteger), value);
  return builder.div(constant(1, asInteger),
                     positivePower(base, -value, asInteger));
}

// Small whole exponents by squaring: x^5 => (x^2)^2 x.
Value ScalarEmitter::positivePower(unsigned base, double exponent,
                                   bool asInteger) {
  Value x = emit(base, asInteger);
  if (exponent == 0.5)
    return builder.sqrt(x);
  if (exponent != std::trunc(exponent) || exponent > 64)
    return builder.pow(x, exponent);
  Value result;
  for (auto rest = static_cast<unsigned>(exponent); rest != 0; rest /= 2) {
    if (rest % 2 == 1)
      result = result ? builder.mul(result, x) : x;
    if (rest > 1)
      x = builder.mul(x, x);
  }
  return result;
}
