//===- ExactNumbers.h - exact numbers within the limit --------------------===//

#ifndef NETC_COMPILER_EVALUATOR_EXACTNUMBERS_H
#define NETC_COMPILER_EVALUATOR_EXACTNUMBERS_H

#include "compiler/Evaluator/Builtins.h"
#include "compiler/Notation/Number.h"

namespace netc {

/// An integer or a rational.
inline bool isExact(const Expr &expr) {
  return expr.isNumber() && !expr.isReal();
}

/// Longest exact numbers; sizes and labels stay far below.
inline constexpr unsigned maxExactBits = 4096;
bool isTooBig(const BigInteger &value);

/// The quotient; reports numbers beyond the limit.
Expr makeExact(const Call &call, const BigInteger &numerator,
               const BigInteger &denominator);

/// Reports a string, rule, association or net, which have no arithmetic.
bool checkTerm(const Call &call, const Expr &term);

/// Plus and Times of evaluated terms, lists element by element.
Expr sum(const Call &call, llvm::ArrayRef<Expr> terms);
Expr product(const Call &call, llvm::ArrayRef<Expr> factors);

} // namespace netc

#endif // NETC_COMPILER_EVALUATOR_EXACTNUMBERS_H
