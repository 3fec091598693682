//===- Arithmetic.cpp - sums and products ---------------------------------===//

#include "compiler/Evaluator/ExactNumbers.h"
#include "llvm/ADT/Twine.h"
#include <numbers>

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::Twine;

bool netc::isNumeric(const Expr &expr) { return toReal(expr).has_value(); }

std::optional<double> netc::toExtendedReal(const Expr &expr) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (expr.isSymbol("Infinity"))
    return infinity;
  if (expr.isCall("Times", 2) && expr.args()[0].asInt64() == -1 &&
      expr.args()[1].isSymbol("Infinity"))
    return -infinity;
  return toReal(expr);
}

std::optional<double> netc::toReal(const Expr &expr) {
  if (expr.isSymbol("Pi"))
    return std::numbers::pi;
  if (expr.isSymbol("E"))
    return std::numbers::e;
  if (expr.isSymbol("Degree"))
    return std::numbers::pi / 180;
  return expr.asDouble();
}

bool netc::isTooBig(const BigInteger &value) {
  static const BigInteger limit = [] {
    BigInteger power(1);
    for (unsigned i = 0; i < maxExactBits; ++i)
      power *= BigInteger(2);
    return power;
  }();
  return value >= limit || value <= -limit;
}

Expr netc::makeExact(const Call &call, const BigInteger &numerator,
                     const BigInteger &denominator) {
  if (isTooBig(numerator) || isTooBig(denominator))
    return call.fail("makes an exact number of more than " +
                     Twine(maxExactBits) + " bits; use a real such as 2.");
  return makeRational(numerator, denominator, call.span());
}

/// Numbers have arithmetic; strings, rules and nets are slips.
bool netc::checkTerm(const Call &call, const Expr &term) {
  if (term.isSymbol("I")) {
    call.fail("cannot take I; nets have real numbers only");
    return false;
  }
  if (!term.isString() && !term.isRule() && !term.isAssociation() &&
      !call.evaluator.isNet(term))
    return true;
  call.fail("needs numbers, not " + describe(term));
  return false;
}

//===----------------------------------------------------------------------===//
// Sums and products
//===----------------------------------------------------------------------===//

namespace {

/// Folds the numbers among the operands of Plus or Times.
class Folder {
public:
  Folder(const Call &call, bool isSum)
      : call(call), isSum(isSum), numerator(isSum ? 0 : 1),
        real(isSum ? 0 : 1) {}

  /// Null where the call has no meaning.
  Expr fold(ArrayRef<Expr> terms) {
    for (const Expr &term : terms)
      if (!add(term))
        return {};
    Expr number = makeNumber();
    if (!number || symbolic.empty())
      return number;
    if (!isSum && number.asInt64() == 0)
      return number;
    SmallVector<Expr> parts;
    if (number.asInt64() != (isSum ? 0 : 1))
      parts.push_back(number);
    parts.append(symbolic);
    if (parts.size() == 1)
      return parts[0];
    return Expr::call(isSum ? "Plus" : "Times", parts, call.span());
  }

private:
  bool add(const Expr &term) {
    if (isExact(term))
      return addExact(term);
    if (std::optional<double> value = toReal(term)) {
      real = isSum ? real + *value : real * *value;
      hasReal = true;
      return true;
    }
    if (!checkTerm(call, term))
      return false;
    symbolic.push_back(term);
    return true;
  }

  bool addExact(const Expr &term) {
    BigInteger n = getNumerator(term), d = getDenominator(term);
    numerator = isSum ? numerator * d + n * denominator : numerator * n;
    denominator *= d;
    if (denominator == 1 && !isTooBig(numerator))
      return true;
    Expr reduced = makeExact(call, numerator, denominator);
    if (!reduced)
      return false;
    numerator = getNumerator(reduced);
    denominator = getDenominator(reduced);
    return true;
  }

  Expr makeNumber() {
    if (!hasReal)
      return makeExact(call, numerator, denominator);
    double exact = toDouble(numerator, denominator);
    return Expr::real(isSum ? real + exact : real * exact, call.span());
  }

  const Call &call;
  bool isSum;
  BigInteger numerator, denominator{1};
  double real;
  bool hasReal = false;
  SmallVector<Expr> symbolic;
};

} // namespace

Expr netc::sum(const Call &call, ArrayRef<Expr> terms) {
  return threadLists(call, terms, [&](ArrayRef<Expr> parts) {
    return Folder(call, /*isSum=*/true).fold(parts);
  });
}

Expr netc::product(const Call &call, ArrayRef<Expr> factors) {
  return threadLists(call, factors, [&](ArrayRef<Expr> parts) {
    return Folder(call, /*isSum=*/false).fold(parts);
  });
}

static Expr evalPlus(Call &call) { return sum(call, call.args()); }
static Expr evalTimes(Call &call) { return product(call, call.args()); }

static Expr evalMinus(Call &call) {
  return product(call, {Expr::integer(-1), call.arg(0)});
}

static Expr evalSubtract(Call &call) {
  Expr negative = product(call, {Expr::integer(-1), call.arg(1)});
  return negative ? sum(call, {call.arg(0), negative}) : negative;
}

void netc::addArithmetic(BuiltinTable &table) {
  table["Plus"] = {evalPlus, 0, anyCount};
  table["Times"] = {evalTimes, 0, anyCount};
  table["Minus"] = {evalMinus, 1, 1};
  table["Subtract"] = {evalSubtract, 2, 2};
}
