//===- Number.cpp - integers of any size and literals of numbers ----------===//

#include "compiler/Notation/Number.h"
#include "llvm/ADT/APInt.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <charconv>
#include <cmath>

using namespace netc;
using llvm::StringRef;
using llvm::Twine;

/// Longest exact literal; no size or label comes near, and time stays linear.
static constexpr size_t maxExactDigits = 1000;

static constexpr const char *tooLarge =
    "this number is too large for a real, which ends at 1.79*^308";

std::string netc::toString(const BigInteger &value) {
  std::string text;
  llvm::raw_string_ostream(text) << value;
  return text;
}

bool netc::fitsInt64(const BigInteger &value) {
  return value >= BigInteger(INT64_MIN) && value <= BigInteger(INT64_MAX);
}

template <typename Float> static Float toFloat(const BigInteger &value) {
  if (fitsInt64(value))
    return static_cast<Float>(static_cast<int64_t>(value));
  std::string digits = toString(value);
  Float result = std::numeric_limits<Float>::infinity();
  std::from_chars_result read =
      std::from_chars(digits.data(), digits.data() + digits.size(), result);
  if (read.ec == std::errc::result_out_of_range)
    return std::copysign(std::numeric_limits<Float>::infinity(),
                         value < 0 ? Float(-1) : Float(1));
  return result;
}

double netc::toDouble(const BigInteger &value) {
  return toFloat<double>(value);
}

double netc::toDouble(const BigInteger &numerator,
                      const BigInteger &denominator) {
  if (denominator == 1)
    return toDouble(numerator);
  // Both exact: the division rounds once.
  BigInteger exact(int64_t(1) << 53);
  if (abs(numerator) <= exact && denominator <= exact)
    return toDouble(numerator) / toDouble(denominator);
  return static_cast<double>(toFloat<long double>(numerator) /
                             toFloat<long double>(denominator));
}

Expr netc::negate(const Expr &number, Span span) {
  if (number.isReal())
    return Expr::real(-*number.asDouble(), span);
  return makeRational(-getNumerator(number), getDenominator(number), span);
}

//===----------------------------------------------------------------------===//
// Literals
//===----------------------------------------------------------------------===//

namespace {

/// The pieces of a number token.
struct NumberParts {
  unsigned base = 10;
  StringRef whole, fraction;
  bool hasPoint = false, hasMark = false, hasExponent = false;
  int64_t exponent = 0;

  bool isExact() const { return !hasPoint && !hasMark; }
};

} // namespace

static BigInteger power(unsigned base, uint64_t exponent) {
  BigInteger result(1), square{int64_t(base)};
  for (; exponent; exponent >>= 1, square *= square)
    if (exponent & 1)
      result *= square;
  return result;
}

/// The exponent, saturated: beyond a billion every double has ended.
static bool readExponent(StringRef text, NumberParts &parts,
                         std::string &problem) {
  bool isNegative = text.consume_front("-");
  if (!isNegative)
    text.consume_front("+");
  if (text.empty()) {
    problem = "'*^' needs an exponent made of digits, such as 1.5*^-3";
    return false;
  }
  text = text.ltrim('0');
  constexpr int64_t limit = 1'000'000'000;
  if (text.size() > 9)
    parts.exponent = limit;
  else
    text.empty() || text.getAsInteger(10, parts.exponent);
  if (isNegative)
    parts.exponent = -parts.exponent;
  parts.hasExponent = true;
  return true;
}

static bool readBase(StringRef digits, NumberParts &parts,
                     std::string &problem) {
  unsigned base = 0;
  if (digits.getAsInteger(10, base) || base < 2 || base > 36) {
    problem =
        ("the base of a number, before '^^', is 2 to 36, not " + digits).str();
    return false;
  }
  parts.base = base;
  return true;
}

static std::string nameDigit(unsigned digit) {
  return digit < 10 ? std::to_string(digit)
                    : std::string(1, static_cast<char>('a' + digit - 10));
}

static bool checkDigits(const NumberParts &parts, std::string &problem) {
  for (StringRef digits : {parts.whole, parts.fraction}) {
    for (char c : digits) {
      unsigned digit = llvm::hexDigitValue(c);
      if (llvm::isAlpha(c))
        digit = llvm::toLower(c) - 'a' + 10;
      if (digit < parts.base)
        continue;
      problem = ("'" + Twine(c) + "' is no digit in base " + Twine(parts.base) +
                 ", where digits end at " + nameDigit(parts.base - 1))
                    .str();
      return false;
    }
  }
  return true;
}

static bool split(StringRef token, NumberParts &parts, std::string &problem) {
  auto [mantissa, exponent] = token.split("*^");
  if (mantissa.size() != token.size() &&
      !readExponent(exponent, parts, problem))
    return false;
  // The mark of precision is dropped, but makes the number a real.
  auto [unmarked, mark] = mantissa.split('`');
  parts.hasMark = unmarked.size() != mantissa.size();
  size_t caret = unmarked.find("^^");
  if (caret != StringRef::npos) {
    if (!readBase(unmarked.take_front(caret), parts, problem))
      return false;
    unmarked = unmarked.drop_front(caret + 2);
  }
  parts.hasPoint = unmarked.contains('.');
  std::tie(parts.whole, parts.fraction) = unmarked.split('.');
  if (parts.whole.empty() && parts.fraction.empty()) {
    problem = "a number needs digits after its base, such as 16^^ff";
    return false;
  }
  return checkDigits(parts, problem);
}

static BigInteger readDigits(StringRef digits, unsigned base) {
  if (base == 10 && !digits.empty()) {
    unsigned bits = llvm::APInt::getBitsNeeded(digits, 10) + 1;
    return BigInteger(llvm::APInt(std::max(bits, 65u), digits, 10));
  }
  BigInteger value(0);
  for (char c : digits)
    value = value * base +
            (llvm::isDigit(c) ? c - '0' : llvm::toLower(c) - 'a' + 10);
  return value;
}

static Expr readExact(const NumberParts &parts, Span span,
                      std::string &problem) {
  if (parts.whole.size() + std::abs(parts.exponent) > maxExactDigits) {
    problem = ("an exact number has at most " + Twine(maxExactDigits) +
               " digits; write '.' for a real")
                  .str();
    return {};
  }
  BigInteger value = readDigits(parts.whole, parts.base);
  BigInteger scale = power(parts.base, std::abs(parts.exponent));
  if (parts.exponent < 0)
    return makeRational(value, scale, span);
  return makeInteger(value * scale, span);
}

/// Position of the leading digit, to tell too large from too small.
static int64_t magnitude(const NumberParts &parts) {
  StringRef whole = parts.whole.ltrim('0');
  if (!whole.empty())
    return parts.exponent + static_cast<int64_t>(whole.size());
  size_t zeros = parts.fraction.size() - parts.fraction.ltrim('0').size();
  return parts.exponent - static_cast<int64_t>(zeros);
}

static Expr readDecimal(const NumberParts &parts, Span span,
                        std::string &problem) {
  std::string text =
      (parts.whole + "." + parts.fraction + "e" + Twine(parts.exponent)).str();
  double value = 0;
  std::from_chars_result read =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc::result_out_of_range)
    return Expr::real(value, span);
  if (magnitude(parts) < 0)
    return Expr::real(0, span);
  problem = tooLarge;
  return {};
}

static Expr readReal(const NumberParts &parts, Span span,
                     std::string &problem) {
  if (parts.base == 10)
    return readDecimal(parts, span, problem);
  int64_t scale = parts.exponent - static_cast<int64_t>(parts.fraction.size());
  if (parts.whole.size() + parts.fraction.size() + std::abs(parts.exponent) >
      maxExactDigits) {
    problem = ("a number in base " + Twine(parts.base) + " has at most " +
               Twine(maxExactDigits) + " digits")
                  .str();
    return {};
  }
  std::string digits = (parts.whole + parts.fraction).str();
  BigInteger value = readDigits(digits, parts.base);
  BigInteger factor = power(parts.base, std::abs(scale));
  double result =
      scale < 0 ? toDouble(value, factor) : toDouble(value * factor);
  if (std::isfinite(result))
    return Expr::real(result, span);
  problem = tooLarge;
  return {};
}

//===----------------------------------------------------------------------===//
// Literals of rationals
//===----------------------------------------------------------------------===//

/// The least exponent for which the denominator divides the power of the base.
static std::optional<unsigned> exponentFor(BigInteger denominator,
                                           unsigned base) {
  for (unsigned exponent = 0; exponent < maxExactDigits; ++exponent) {
    if (denominator == 1)
      return exponent;
    BigInteger common = gcd(denominator, BigInteger(int64_t(base)));
    if (common == 1)
      return std::nullopt;
    denominator /= common;
  }
  return std::nullopt;
}

static std::string digitsIn(BigInteger value, unsigned base) {
  if (base == 10)
    return toString(value);
  std::string digits;
  for (; value != 0; value /= base)
    digits += nameDigit(static_cast<int64_t>(value % base));
  std::reverse(digits.begin(), digits.end());
  return digits;
}

static std::string spellInBase(const Expr &rational, unsigned base) {
  BigInteger numerator = getNumerator(rational);
  BigInteger denominator = getDenominator(rational);
  std::optional<unsigned> exponent = exponentFor(denominator, base);
  if (!exponent)
    return {};
  std::string digits =
      digitsIn(abs(numerator) * (power(base, *exponent) / denominator), base);
  if (digits.size() + *exponent > maxExactDigits)
    return {};
  return (numerator < 0 ? "-" : "") +
         (base == 10 ? "" : std::to_string(base) + "^^") + digits + "*^-" +
         std::to_string(*exponent);
}

std::string netc::spellRational(const Expr &rational) {
  std::string text = spellInBase(rational, 10);
  for (unsigned base = 2; base <= 36 && text.empty(); ++base)
    text = spellInBase(rational, base);
  return text;
}

Expr netc::readNumber(StringRef token, Span span, std::string &problem) {
  bool isPlain = token.find_first_of("`^") == StringRef::npos;
  if (isPlain && token.size() <= 18 && !token.contains('.')) {
    int64_t value = 0;
    for (char c : token)
      value = value * 10 + (c - '0');
    return Expr::integer(value, span);
  }
  if (isPlain && token.size() <= 300 && token.contains('.')) {
    double value = 0;
    std::from_chars(token.begin(), token.end(), value);
    return Expr::real(value, span);
  }
  NumberParts parts;
  if (!split(token, parts, problem))
    return {};
  return parts.isExact() ? readExact(parts, span, problem)
                         : readReal(parts, span, problem);
}
