//===- Rounding.cpp - rounding and remainders -----------------------------===//

#include "compiler/Evaluator/ExactNumbers.h"
#include <cmath>

using namespace netc;
using llvm::ArrayRef;

namespace {
enum class Rounding { Down, Up, Even, Zero };
} // namespace

static double roundReal(double value, Rounding rounding) {
  switch (rounding) {
  case Rounding::Down:
    return std::floor(value);
  case Rounding::Up:
    return std::ceil(value);
  case Rounding::Even:
    return std::nearbyint(value);
  case Rounding::Zero:
    return std::trunc(value);
  }
  return value;
}

static BigInteger roundExact(const BigInteger &n, const BigInteger &d,
                             Rounding rounding) {
  BigInteger down = floorDiv(n, d);
  if (rounding == Rounding::Down || (rounding == Rounding::Zero && n >= 0))
    return down;
  if (rounding == Rounding::Up || rounding == Rounding::Zero)
    return ceilDiv(n, d);
  BigInteger twice = (n - down * d) * 2;
  bool isUp = twice > d || (twice == d && mod(down, BigInteger(2)) == 1);
  return isUp ? down + 1 : down;
}

static Expr roundNumber(const Call &call, const Expr &expr, Rounding rounding) {
  if (isExact(expr))
    return makeInteger(
        roundExact(getNumerator(expr), getDenominator(expr), rounding),
        call.span());
  std::optional<double> value = toReal(expr);
  if (!value)
    return Expr::call(call.name(), expr, call.span());
  double rounded = roundReal(*value, rounding);
  if (!std::isfinite(rounded))
    return call.fail("needs a finite number, not " + describe(expr));
  if (std::fabs(rounded) < 9.2e18)
    return Expr::integer(static_cast<int64_t>(rounded), call.span());
  // A mantissa of 53 bits, times a power of two.
  int exponent = 0;
  double mantissa = std::frexp(rounded, &exponent);
  BigInteger whole(static_cast<int64_t>(std::ldexp(mantissa, 53)));
  for (int i = 53; i < exponent; ++i)
    whole *= BigInteger(2);
  return makeInteger(whole, call.span());
}

/// `Floor[x, a]`: the multiple of a.
static Expr roundTo(const Call &call, const Expr &expr, const Expr &unit,
                    Rounding rounding) {
  std::optional<double> value = toReal(expr), size = toReal(unit);
  if (!value || !size)
    return Expr::call(call.name(), {expr, unit}, call.span());
  if (*size == 0)
    return call.fail("needs a unit other than 0");
  if (!isExact(expr) || !isExact(unit))
    return Expr::real(*size * roundReal(*value / *size, rounding), call.span());
  BigInteger count =
      roundExact(getNumerator(expr) * getDenominator(unit),
                 getDenominator(expr) * getNumerator(unit), rounding);
  return makeRational(count * getNumerator(unit), getDenominator(unit),
                      call.span());
}

template <Rounding rounding> static Expr evalRound(Call &call) {
  return threadLists(call, call.args(), [&](ArrayRef<Expr> parts) {
    return parts.size() == 1 ? roundNumber(call, parts[0], rounding)
                             : roundTo(call, parts[0], parts[1], rounding);
  });
}

static Expr divideExact(const Call &call, const Expr &m, const Expr &n,
                        bool isRemainder) {
  BigInteger a = getNumerator(m) * getDenominator(n);
  BigInteger b = getNumerator(n) * getDenominator(m);
  BigInteger quotient = floorDiv(a, b);
  if (!isRemainder)
    return makeInteger(quotient, call.span());
  return makeRational(a - quotient * b, getDenominator(m) * getDenominator(n),
                      call.span());
}

/// `m - n Floor[m/n]` for Mod, `Floor[m/n]` for Quotient.
static Expr divide(const Call &call, const Expr &m, const Expr &n,
                   bool isRemainder) {
  std::optional<double> a = toReal(m), b = toReal(n);
  if (!a || !b)
    return Expr::call(call.name(), {m, n}, call.span());
  if (*b == 0)
    return call.fail("divides by zero");
  if (isExact(m) && isExact(n))
    return divideExact(call, m, n, isRemainder);
  double quotient = std::floor(*a / *b);
  if (isRemainder)
    return Expr::real(*a - quotient * *b, call.span());
  return roundNumber(call, Expr::real(quotient), Rounding::Down);
}

/// With an offset: `d + Mod[m - d, n]` and `Quotient[m - d, n]`.
template <bool isRemainder> static Expr evalQuotient(Call &call) {
  return threadLists(call, call.args(), [&](ArrayRef<Expr> parts) -> Expr {
    if (parts.size() == 2)
      return divide(call, parts[0], parts[1], isRemainder);
    Expr negative = product(call, {Expr::integer(-1), parts[2]});
    Expr moved = negative ? sum(call, {parts[0], negative}) : negative;
    Expr result = moved ? divide(call, moved, parts[1], isRemainder) : moved;
    return result && isRemainder ? sum(call, {parts[2], result}) : result;
  });
}

void netc::addRounding(BuiltinTable &table) {
  table["Mod"] = {evalQuotient<true>, 2, 3};
  table["Quotient"] = {evalQuotient<false>, 2, 3};
  table["Floor"] = {evalRound<Rounding::Down>, 1, 2};
  table["Ceiling"] = {evalRound<Rounding::Up>, 1, 2};
  table["Round"] = {evalRound<Rounding::Even>, 1, 2};
  table["IntegerPart"] = {evalRound<Rounding::Zero>, 1, 1};
}
