//===- ScalarSpecial.cpp - less common functions, kept accurate ----------===//

#include "dialects/Net/IR/ScalarDefinitions.h"
#include "dialects/Net/IR/ScalarOperations.h"
#include <cmath>
#include <limits>

using namespace netc::net;
using Scalars = llvm::ArrayRef<Scalar>;

static constexpr double pi = 3.14159265358979323846;

static Scalar isNegative(Scalar x) {
  return apply(lessOperation, x, x.like(0));
}

//===----------------------------------------------------------------------===//
// Angles
//===----------------------------------------------------------------------===//

// (1 - Cos[x]) / 2 cancels near 0.
Scalar netc::net::haversine(Scalars x) {
  return square(apply(sinOperation, x[0] / 2));
}

Scalar netc::net::inverseHaversine(Scalars x) {
  return apply(arcSinOperation, squareRoot(x[0])) * 2;
}

Scalar netc::net::gudermannian(Scalars x) {
  return apply(arcTanOperation, apply(tanhOperation, x[0] / 2)) * 2;
}

Scalar netc::net::inverseGudermannian(Scalars x) {
  return apply(arcTanhOperation, apply(tanOperation, x[0] / 2)) * 2;
}

// ArcTan[1 / x], Pi / 2 at 0: the angle of (|x|, 1) with the sign of x. Not
// Abs, whose slope at 0 is 0.
Scalar netc::net::arcCot(Scalars x) {
  Scalar below = isNegative(x[0]);
  return apply(angleOperation, select(below, x[0].like(-1), x[0].like(1)),
               select(below, -x[0], x[0]));
}

//===----------------------------------------------------------------------===//
// Roots
//===----------------------------------------------------------------------===//

// Of even degree: NaN below 0, as powers are. Of odd degree: with the sign of
// x.
Scalar netc::net::surd(Scalars x) {
  Scalar value = x[0], degree = x[1];
  if (value.all().isConstant(degree.term(), 3))
    return apply(cubeRootOperation, value);
  Scalar even = power(value, 1 / degree);
  if (value.all().isConstant(degree.term(), 2))
    return even;
  Scalar below = isNegative(value);
  Scalar root = power(select(below, -value, value), 1 / degree);
  Scalar odd = select(below, -root, root);
  Scalar isOdd =
      apply(equalOperation, apply(modOperation, degree, degree.like(2)),
            degree.like(1));
  return select(isOdd, odd, even);
}

//===----------------------------------------------------------------------===//
// The inverse of the error function
//===----------------------------------------------------------------------===//

// Winitzki's approximation of y with erf(y) = a, to 2e-3, for a from 0.
static Scalar firstGuess(Scalar a, Scalar complement) {
  static constexpr double shape = 0.147;
  Scalar log = apply(logOperation, complement * (1 + a));
  Scalar half = log / 2 + 2 / (pi * shape);
  Scalar root = squareRoot(square(half) - log / shape);
  // One of the two forms cancels; both are the same number.
  Scalar squared =
      select(isNegative(half), root - half, -log / shape / (root + half));
  return squareRoot(squared);
}

// One step of Halley's method triples the number of right digits.
static Scalar refine(Scalar y, Scalar a, Scalar complement) {
  // Of the two differences the one that does not cancel.
  Scalar difference =
      select(apply(lessOperation, a, a.like(0.5)), apply(erfOperation, y) - a,
             complement - apply(erfcOperation, y));
  Scalar step =
      difference * apply(expOperation, square(y)) * (std::sqrt(pi) / 2);
  return y - step / (1 + y * step);
}

// y with erf(y) = a and erfc(y) = complement, both not negative. At the edges
// the steps would multiply 0 by infinity, so they are taken elsewhere.
static Scalar inverseOf(Scalar a, Scalar complement) {
  Scalar atZero = apply(equalOperation, a, a.like(0));
  Scalar atOne = apply(equalOperation, complement, a.like(0));
  Scalar atEdge = apply(orOperation, atZero, atOne);
  Scalar inside = select(atEdge, a.like(0.5), a);
  Scalar rest = select(atEdge, a.like(0.5), complement);
  Scalar y = firstGuess(inside, rest);
  for (int i = 0; i < 3; ++i)
    y = refine(y, inside, rest);
  y = select(atZero, a * (std::sqrt(pi) / 2), y);
  return select(atOne, a.like(std::numeric_limits<double>::infinity()), y);
}

Scalar netc::net::inverseErf(Scalars x) {
  Scalar below = isNegative(x[0]);
  Scalar a = select(below, -x[0], x[0]);
  Scalar y = inverseOf(a, 1 - a);
  return select(below, -y, y);
}

Scalar netc::net::inverseErfc(Scalars x) {
  Scalar above = apply(greaterOperation, x[0], x[0].like(1));
  Scalar complement = select(above, 2 - x[0], x[0]);
  Scalar y = inverseOf(1 - complement, complement);
  return select(above, -y, y);
}
