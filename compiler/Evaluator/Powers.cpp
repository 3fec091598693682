//===- Powers.cpp - powers, roots and quotients ---------------------------===//

#include "compiler/Evaluator/ExactNumbers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include <cmath>

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::Twine;

static Expr exactPower(const Call &call, const Expr &base, int64_t exponent) {
  BigInteger n = getNumerator(base), d = getDenominator(base);
  if (exponent < 0) {
    if (n == 0)
      return call.fail("divides by zero");
    std::swap(n, d);
    exponent = exponent == INT64_MIN ? INT64_MAX : -exponent;
  }
  // 0, 1 and -1 take any exponent; all others soon grow too big.
  if (d == 1 && (n == 0 || n == 1 || n == -1))
    exponent = std::min<int64_t>(exponent, 2 + exponent % 2);
  BigInteger numerator(1), denominator(1);
  for (; exponent > 0 && !isTooBig(numerator) && !isTooBig(denominator);
       --exponent) {
    numerator *= n;
    denominator *= d;
  }
  return makeExact(call, numerator, denominator);
}

/// The exact square root of a whole square, or null.
static Expr exactRoot(const Call &call, const Expr &base) {
  std::optional<int64_t> value = base.asInt64();
  if (!value || *value < 0)
    return {};
  auto root = static_cast<int64_t>(std::llround(std::sqrt(*value)));
  if (root > 3037000499 || root * root != *value)
    return {};
  return Expr::integer(root, call.span());
}

static Expr power(const Call &call, const Expr &base, const Expr &exponent) {
  if (!checkTerm(call, base) || !checkTerm(call, exponent))
    return {};
  std::optional<int64_t> whole = exponent.asInt64();
  if (isExact(base) && whole)
    return exactPower(call, base, *whole);
  if (whole == 1)
    return base;
  std::optional<double> b = toReal(base), e = toReal(exponent);
  if (!b || !e)
    return Expr::call("Power", {base, exponent}, call.span());
  if (isExact(exponent) && *e == 0.5)
    if (Expr root = exactRoot(call, base))
      return root;
  if (*b == 0 && *e < 0)
    return call.fail("divides by zero");
  double value = std::pow(*b, *e);
  if (std::isnan(value) && !std::isnan(*b) && !std::isnan(*e))
    return call.fail("of a negative number and " + describe(exponent) +
                     " is complex, which nets have no numbers for");
  return Expr::real(value, call.span());
}

static Expr powers(const Call &call, const Expr &base, const Expr &exponent) {
  return threadLists(call, {base, exponent}, [&](ArrayRef<Expr> parts) {
    return power(call, parts[0], parts[1]);
  });
}

static Expr evalPower(Call &call) {
  // To the right, as the operator.
  Expr result = call.args().back();
  for (const Expr &base : llvm::reverse(call.args().drop_back()))
    if (!(result = powers(call, base, result)))
      return {};
  return result;
}

static Expr evalSqrt(Call &call) {
  return powers(call, call.arg(0),
                makeRational(BigInteger(1), BigInteger(2), call.span()));
}

static Expr evalDivide(Call &call) {
  Expr inverse = powers(call, call.arg(1), Expr::integer(-1, call.span()));
  return inverse ? product(call, {call.arg(0), inverse}) : inverse;
}

void netc::addPowers(BuiltinTable &table) {
  table["Power"] = {evalPower, 1, anyCount};
  table["Divide"] = {evalDivide, 2, 2};
  table["Sqrt"] = {evalSqrt, 1, 1};
}
