//===- Arithmetic.cpp - sums, products, powers and quotients --------------===//

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/Number.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include <cmath>
#include <numbers>

using namespace netc;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::Twine;

/// Longest exact numbers; sizes and labels stay far below.
static constexpr unsigned maxBits = 4096;

bool netc::isNumeric(const Expr &expr) { return toReal(expr).has_value(); }

std::optional<double> netc::toReal(const Expr &expr) {
  if (expr.isSymbol("Pi"))
    return std::numbers::pi;
  if (expr.isSymbol("E"))
    return std::numbers::e;
  if (expr.isSymbol("Degree"))
    return std::numbers::pi / 180;
  return expr.asDouble();
}

static bool isExact(const Expr &expr) {
  return expr.isNumber() && !expr.isReal();
}

static bool isTooBig(const BigInteger &value) {
  static const BigInteger limit = [] {
    BigInteger power(1);
    for (unsigned i = 0; i < maxBits; ++i)
      power *= BigInteger(2);
    return power;
  }();
  return value >= limit || value <= -limit;
}

static Expr makeExact(const Call &call, const BigInteger &numerator,
                      const BigInteger &denominator) {
  if (isTooBig(numerator) || isTooBig(denominator))
    return call.fail("makes an exact number of more than " + Twine(maxBits) +
                     " bits; use a real such as 2.");
  return makeRational(numerator, denominator, call.span());
}

/// Numbers have arithmetic; strings, rules and nets are slips.
static bool checkTerm(const Call &call, const Expr &term) {
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

static Expr sum(const Call &call, ArrayRef<Expr> terms) {
  return threadLists(call, terms, [&](ArrayRef<Expr> parts) {
    return Folder(call, /*isSum=*/true).fold(parts);
  });
}

static Expr product(const Call &call, ArrayRef<Expr> factors) {
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

//===----------------------------------------------------------------------===//
// Powers
//===----------------------------------------------------------------------===//

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

//===----------------------------------------------------------------------===//
// Remainders and rounding
//===----------------------------------------------------------------------===//

enum class Rounding { Down, Up, Even, Zero };

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

//===----------------------------------------------------------------------===//
// Extremes, totals
//===----------------------------------------------------------------------===//

static void flatten(const Expr &expr, llvm::SmallVectorImpl<Expr> &elements) {
  if (!expr.isList()) {
    elements.push_back(expr);
    return;
  }
  for (const Expr &element : expr.args())
    flatten(element, elements);
}

template <bool isMaximum> static Expr evalExtreme(Call &call) {
  SmallVector<Expr> elements;
  for (const Expr &arg : call.args())
    flatten(arg, elements);
  if (elements.empty())
    return call.fail("of nothing has no value");
  Expr best = elements.front();
  for (const Expr &element : elements) {
    std::optional<double> value = toReal(element), other = toReal(best);
    if (!value || !other)
      return call.expr;
    if (isMaximum ? *value > *other : *value < *other)
      best = element;
  }
  return best;
}

static Expr evalTotal(Call &call) {
  std::optional<ArrayRef<Expr>> elements = call.list(0);
  if (!elements)
    return {};
  return elements->empty() ? Expr::integer(0, call.span())
                           : sum(call, *elements);
}

static Expr evalMean(Call &call) {
  std::optional<ArrayRef<Expr>> elements = call.list(0);
  if (!elements)
    return {};
  if (elements->empty())
    return call.fail("of an empty list has no value");
  Expr total = sum(call, *elements);
  if (!total)
    return {};
  auto count = static_cast<int64_t>(elements->size());
  return product(call, {makeRational(BigInteger(1), BigInteger(count)), total});
}

/// Numbers as reals, everywhere inside.
static Expr toReals(const Call &call, const Expr &expr) {
  if (std::optional<double> value = toReal(expr))
    return expr.isReal() ? expr : Expr::real(*value, expr.span());
  if (!expr.isCall())
    return expr;
  SmallVector<Expr> args;
  for (const Expr &arg : expr.args())
    args.push_back(toReals(call, arg));
  return Expr::call(expr.head(), args, expr.span());
}

void netc::addArithmetic(BuiltinTable &table) {
  table["Plus"] = {evalPlus, 0, anyCount};
  table["Times"] = {evalTimes, 0, anyCount};
  table["Minus"] = {evalMinus, 1, 1};
  table["Subtract"] = {evalSubtract, 2, 2};
  table["Power"] = {evalPower, 1, anyCount};
  table["Divide"] = {evalDivide, 2, 2};
  table["Sqrt"] = {evalSqrt, 1, 1};
  table["Mod"] = {evalQuotient<true>, 2, 2};
  table["Quotient"] = {evalQuotient<false>, 2, 2};
  table["Floor"] = {evalRound<Rounding::Down>, 1, 1};
  table["Ceiling"] = {evalRound<Rounding::Up>, 1, 1};
  table["Round"] = {evalRound<Rounding::Even>, 1, 1};
  table["IntegerPart"] = {evalRound<Rounding::Zero>, 1, 1};
  table["Max"] = {evalExtreme<true>, 0, anyCount};
  table["Min"] = {evalExtreme<false>, 0, anyCount};
  table["Total"] = {evalTotal, 1, 1};
  table["Mean"] = {evalMean, 1, 1};
  table["N"] = {[](Call &call) { return toReals(call, call.arg(0)); }, 1, 2};
}
