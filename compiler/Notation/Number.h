//===- Number.h - integers of any size and literals of numbers ------------===//

#ifndef NETC_COMPILER_NOTATION_NUMBER_H
#define NETC_COMPILER_NOTATION_NUMBER_H

#include "compiler/Notation/Expr.h"
#include "llvm/ADT/DynamicAPInt.h"
#include <string>

namespace netc {

using BigInteger = llvm::DynamicAPInt;

Expr makeInteger(const BigInteger &value, Span span = {});
/// The quotient in lowest terms, an integer where it is whole. `denominator`
/// is not zero.
Expr makeRational(const BigInteger &numerator, const BigInteger &denominator,
                  Span span = {});

/// Of an integer or a rational; the denominator is positive, 1 for an integer.
BigInteger getNumerator(const Expr &number);
BigInteger getDenominator(const Expr &number);

std::string toString(const BigInteger &value);
double toDouble(const BigInteger &value);
double toDouble(const BigInteger &numerator, const BigInteger &denominator);
bool fitsInt64(const BigInteger &value);

/// The value of a number token: all forms, `16^^ff`, `` 1.5`20 ``, `2.5*^2`.
/// Null, with what is wrong in `problem`, where the digits make no number.
Expr readNumber(llvm::StringRef token, Span span, std::string &problem);

/// The literal that is read as this rational, `7*^-2` or `3^^1*^-1`; empty where
/// there is none.
std::string spellRational(const Expr &rational);

/// The same number with the other sign.
Expr negate(const Expr &number, Span span);

} // namespace netc

#endif // NETC_COMPILER_NOTATION_NUMBER_H
