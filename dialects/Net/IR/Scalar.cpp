//===- Scalar.cpp - terms as one writes them -----------------------------===//

#include "dialects/Net/IR/Scalar.h"
#include <cmath>

namespace netc::net {

Scalar Scalar::like(double number) const {
  return {*terms, terms->constant(number, number == std::trunc(number))};
}

Scalar operator+(Scalar a, Scalar b) {
  return {a.all(), a.all().plus({a.term(), b.term()})};
}
Scalar operator-(Scalar a) { return a * -1.0; }
Scalar operator-(Scalar a, Scalar b) { return a + -b; }
Scalar operator*(Scalar a, Scalar b) {
  return {a.all(), a.all().times({a.term(), b.term()})};
}
Scalar operator/(Scalar a, Scalar b) { return a * power(b, b.like(-1)); }
Scalar operator+(Scalar a, double b) { return a + a.like(b); }
Scalar operator-(Scalar a, double b) { return a + a.like(-b); }
Scalar operator*(Scalar a, double b) { return a.like(b) * a; }
Scalar operator/(Scalar a, double b) { return a.like(1 / b) * a; }
Scalar operator+(double a, Scalar b) { return b + a; }
Scalar operator-(double a, Scalar b) { return -b + a; }
Scalar operator*(double a, Scalar b) { return b * a; }
Scalar operator/(double a, Scalar b) { return b.like(a) / b; }

Scalar apply(const ScalarOperation &operation, Scalar a) {
  return {a.all(), a.all().apply(operation, a.term())};
}
Scalar apply(const ScalarOperation &operation, Scalar a, Scalar b) {
  return {a.all(), a.all().apply(operation, {a.term(), b.term()})};
}
Scalar power(Scalar base, Scalar exponent) {
  return {base.all(), base.all().power(base.term(), exponent.term())};
}
Scalar square(Scalar x) { return power(x, x.like(2)); }
Scalar squareRoot(Scalar x) { return power(x, x.like(0.5)); }
Scalar select(Scalar condition, Scalar onTrue, Scalar onFalse) {
  return {onTrue.all(),
          onTrue.all().select(condition.term(), onTrue.term(), onFalse.term())};
}

} // namespace netc::net
