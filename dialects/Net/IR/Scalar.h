//===- Scalar.h - terms as one writes them ---------------------*- C++ -*-===//

#ifndef NETC_DIALECTS_NET_IR_SCALAR_H
#define NETC_DIALECTS_NET_IR_SCALAR_H

#include "dialects/Net/IR/ScalarTerms.h"

namespace netc::net {

// A term as one writes it: `1 / (1 + x)`. Definitions are made of these.
class Scalar {
public:
  Scalar(ScalarTerms &terms, unsigned term) : terms(&terms), id(term) {}
  Scalar like(double number) const;
  ScalarTerms &all() const { return *terms; }
  unsigned term() const { return id; }

private:
  ScalarTerms *terms;
  unsigned id;
};

Scalar operator+(Scalar a, Scalar b);
Scalar operator-(Scalar a, Scalar b);
Scalar operator*(Scalar a, Scalar b);
Scalar operator/(Scalar a, Scalar b);
Scalar operator-(Scalar a);
Scalar operator+(Scalar a, double b);
Scalar operator-(Scalar a, double b);
Scalar operator*(Scalar a, double b);
Scalar operator/(Scalar a, double b);
Scalar operator+(double a, Scalar b);
Scalar operator-(double a, Scalar b);
Scalar operator*(double a, Scalar b);
Scalar operator/(double a, Scalar b);
Scalar apply(const ScalarOperation &operation, Scalar a);
Scalar apply(const ScalarOperation &operation, Scalar a, Scalar b);
Scalar power(Scalar base, Scalar exponent);
Scalar square(Scalar x);
Scalar squareRoot(Scalar x);
Scalar select(Scalar condition, Scalar onTrue, Scalar onFalse);

} // namespace netc::net

#endif
