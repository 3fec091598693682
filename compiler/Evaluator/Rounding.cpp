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
  if (!(std::fabs(rounded) < 9.2e18))
    return call.fail("needs a number of moderate size, not " + describe(expr));
  return Expr::integer(static_cast<int64_t>(rounded), call.span());
}

template <Rounding rounding> static Expr evalRound(Call &call) {
  return threadLists(call, call.args(), [&](ArrayRef<Expr> parts) {
    return roundNumber(call, parts[0], rounding);
  });
}

/// `m - n Floor[m/n]` for Mod, `Floor[m/n]` for Quotient.
template <bool isRemainder> static Expr evalQuotient(Call &call) {
  return threadLists(call, call.args(), [&](ArrayRef<Expr> parts) -> Expr {
    std::optional<double> m = toReal(parts[0]), n = toReal(parts[1]);
    if (!m || !n)
      return Expr::call(call.name(), parts, call.span());
    if (*n == 0)
      return call.fail("divides by zero");
    if (parts[0].isInteger() && parts[1].isInteger()) {
      BigInteger a = getNumerator(parts[0]), b = getNumerator(parts[1]);
      BigInteger quotient = floorDiv(a, b);
      return makeInteger(isRemainder ? a - quotient * b : quotient,
                         call.span());
    }
    double quotient = std::floor(*m / *n);
    if (isRemainder)
      return Expr::real(*m - quotient * *n, call.span());
    return roundNumber(call, Expr::real(quotient), Rounding::Down);
  });
}

void netc::addRounding(BuiltinTable &table) {
  table["Mod"] = {evalQuotient<true>, 2, 2};
  table["Quotient"] = {evalQuotient<false>, 2, 2};
  table["Floor"] = {evalRound<Rounding::Down>, 1, 1};
  table["Ceiling"] = {evalRound<Rounding::Up>, 1, 1};
  table["Round"] = {evalRound<Rounding::Even>, 1, 1};
  table["IntegerPart"] = {evalRound<Rounding::Zero>, 1, 1};
}
