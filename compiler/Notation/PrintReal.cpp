//===- PrintReal.cpp - reals as the notation writes them ------------------===//

#include "compiler/Notation/Printer.h"
#include "llvm/ADT/StringRef.h"
#include <charconv>
#include <cmath>

using namespace netc;
using llvm::StringRef;

/// Digits and decimal exponent of a finite number: 0.0125 is 125 and -2.
static int splitDecimal(double value, unsigned digits, std::string &mantissa) {
  char buffer[1100];
  std::to_chars_result written =
      digits ? std::to_chars(buffer, std::end(buffer), value,
                             std::chars_format::scientific,
                             static_cast<int>(std::min(digits, 1000u)) - 1)
             : std::to_chars(buffer, std::end(buffer), value,
                             std::chars_format::scientific);
  auto [number, exponentText] =
      StringRef(buffer, written.ptr - buffer).split('e');
  int exponent = 0;
  exponentText.consume_front("+");
  exponentText.getAsInteger(10, exponent);
  for (char c : number)
    if (c != '.')
      mantissa += c;
  while (mantissa.size() > 1 && mantissa.back() == '0')
    mantissa.pop_back();
  return exponent;
}

std::string netc::printReal(double value, unsigned digits) {
  if (std::isnan(value))
    return "Indeterminate";
  if (std::isinf(value))
    return value < 0 ? "-Infinity" : "Infinity";
  std::string mantissa;
  int exponent = splitDecimal(std::fabs(value), digits, mantissa);
  // Shown to a reader, a zero has no sign.
  bool isNegative = std::signbit(value) && (digits == 0 || value != 0);
  std::string text = isNegative ? "-" : "";
  // As the notation shows reals: exponents from 6 on and below -5.
  if (exponent >= 6 || exponent < -5)
    return text + mantissa.substr(0, 1) + "." + mantissa.substr(1) + "*^" +
           std::to_string(exponent);
  if (exponent < 0)
    return text + "0." + std::string(-exponent - 1, '0') + mantissa;
  if (mantissa.size() <= static_cast<size_t>(exponent))
    mantissa.append(exponent + 1 - mantissa.size(), '0');
  return text + mantissa.substr(0, exponent + 1) + "." +
         mantissa.substr(exponent + 1);
}
