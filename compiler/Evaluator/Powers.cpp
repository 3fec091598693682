//===- Powers.cpp - powers, roots and quotients ---------------------------===//

#include "compiler/Evaluator/ExactNumbers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include <cmath>

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::Twine;

/// A quotient is written with `/`, so that its message names no function.
static Expr failDivision(const Call &call) {
  reportError(call.evaluator.getContext(), call.span(), "bad-argument")
      << "division by zero";
  return {};
}

/// By squaring; ends early where the power is too big.
static BigInteger raise(BigInteger square, int64_t exponent) {
  BigInteger result(1);
  while (true) {
    if (exponent & 1)
      result *= square;
    exponent >>= 1;
    if (exponent == 0 || isTooBig(result))
      return result;
    // What is left is at least one more factor of this size.
    if (isTooBig(square))
      return square;
    square *= square;
  }
}

static Expr exactPower(const Call &call, const Expr &base, int64_t exponent) {
  BigInteger n = getNumerator(base), d = getDenominator(base);
  if (exponent < 0) {
    if (n == 0)
      return failDivision(call);
    std::swap(n, d);
    exponent = exponent == INT64_MIN ? INT64_MAX : -exponent;
  }
  // 0, 1 and -1 take any exponent; all others soon grow too big.
  if (d == 1 && (n == 0 || n == 1 || n == -1))
    exponent = std::min<int64_t>(exponent, 2 + exponent % 2);
  return makeExact(call, raise(n, exponent), raise(d, exponent));
}

static std::optional<int64_t> wholeRoot(const BigInteger &square) {
  if (!fitsInt64(square) || square < 0)
    return std::nullopt;
  auto value = static_cast<int64_t>(square);
  auto root = static_cast<int64_t>(std::llround(std::sqrt(value)));
  if (root > 3037000499 || root * root != value)
    return std::nullopt;
  return root;
}

/// The exact square root of a square, or null.
static Expr exactRoot(const Call &call, const Expr &base) {
  if (!isExact(base))
    return {};
  std::optional<int64_t> n = wholeRoot(getNumerator(base));
  std::optional<int64_t> d = wholeRoot(getDenominator(base));
  if (!n || !d)
    return {};
  return makeRational(BigInteger(*n), BigInteger(*d), call.span());
}

static Expr power(const Call &call, const Expr &base, const Expr &exponent) {
  if (!checkTerm(call, base) || !checkTerm(call, exponent))
    return {};
  std::optional<int64_t> whole = exponent.asInt64();
  if (isExact(base) && whole)
    return exactPower(call, base, *whole);
  if (whole == 1)
    return base;
  if (whole == 0 && !base.isReal())
    return Expr::integer(1, call.span());
  std::optional<double> b = toReal(base), e = toReal(exponent);
  if (!b || !e)
    return Expr::call("Power", {base, exponent}, call.span());
  if (isExact(exponent) && *e == 0.5)
    if (Expr root = exactRoot(call, base))
      return root;
  if (*b == 0 && *e < 0)
    return failDivision(call);
  double value = std::pow(*b, *e);
  if (std::isnan(value) && !std::isnan(*b) && !std::isnan(*e))
    return call.fail(
        "of " + describe(base) + " " +
        (call.name() == "Sqrt" ? "" : "and " + describe(exponent) + " ") +
        "is complex; nets have real numbers only");
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

static Expr evalFactorial(Call &call) {
  return threadLists(call, call.args(), [&](ArrayRef<Expr> parts) -> Expr {
    if (!isNumeric(parts[0]))
      return Expr::call("Factorial", parts, call.span());
    std::optional<int64_t> last = parts[0].asInt64();
    if (!last || *last < 0)
      return call.fail("needs an integer of at least 0, not " +
                       describe(parts[0]));
    BigInteger product(1);
    for (int64_t i = 2; i <= *last && !isTooBig(product); ++i)
      product *= BigInteger(i);
    return makeExact(call, product, BigInteger(1));
  });
}

void netc::addPowers(BuiltinTable &table) {
  table["Power"] = {evalPower, 1, anyCount};
  table["Divide"] = {evalDivide, 2, 2};
  table["Sqrt"] = {evalSqrt, 1, 1};
  table["Factorial"] = {evalFactorial, 1, 1};
}
