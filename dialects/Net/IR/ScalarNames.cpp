//===- ScalarNames.cpp - what "GELU" and the other names mean ------------===//

#include "dialects/Net/IR/ScalarDefinitions.h"
#include "dialects/Net/IR/ScalarOperations.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

using namespace netc::net;
using llvm::ArrayRef;
using Scalars = ArrayRef<Scalar>;

static Scalar clip(Scalar x, double low, double high) {
  return apply(minOperation, apply(maxOperation, x, x.like(low)), x.like(high));
}

static Scalar rectified(Scalars x) {
  return apply(maxOperation, x[0].like(0), x[0]); // slope 0 at 0
}

// a x for x >= 0, b (Exp[x] - 1) below. The exponential sees no positive
// number, so that neither it nor its slope overflows where it is not chosen.
static Scalar exponentialBelow(Scalar x, double a, double b) {
  Scalar below = apply(expm1Operation, apply(minOperation, x, x.like(0)));
  return select(apply(greaterEqualOperation, x, x.like(0)), x * a, below * b);
}
static Scalar elu(Scalars x) { return exponentialBelow(x[0], 1, 1); }
static Scalar selu(Scalars x) {
  return exponentialBelow(x[0], 1.0507009873554805, 1.7580993408473766);
}

static Scalar gelu(Scalars x) {
  Scalar erf = apply(erfOperation, x[0] * std::sqrt(0.5));
  return x[0] * 0.5 * (1 + erf);
}

static Scalar logistic(Scalar x) { return apply(logisticOperation, x); }
static Scalar swish(Scalars x) { return x[0] * logistic(x[0]); }
static Scalar hardSwish(Scalars x) {
  Scalar lifted = apply(maxOperation, x[0] + 3, x[0].like(0));
  return x[0] * apply(minOperation, lifted, x[0].like(6)) / 6;
}

// -|x|, with slope 1 at 0 so that what is built on it is smooth there.
static Scalar negative(Scalar x) {
  return select(apply(greaterOperation, x, x.like(0)), -x, x);
}

// Log[1 + Exp[x]] = Max[x, 0] + Log[1 + Exp[-Abs[x]]]
Scalar netc::net::softPlus(Scalars x) {
  Scalar small = apply(log1pOperation, apply(expOperation, negative(x[0])));
  return select(apply(greaterOperation, x[0], x[0].like(0)), x[0] + small,
                small);
}

// With u = Exp[-Abs[x]], Tanh[Log[1 + Exp[x]]] is (1 + 2 u) / (1 + 2 u + 2 u^2)
// for x > 0 and (u^2 + 2 u) / (u^2 + 2 u + 2) else.
static Scalar mish(Scalars x) {
  Scalar u = apply(expOperation, negative(x[0]));
  Scalar isPositive = apply(greaterOperation, x[0], x[0].like(0));
  Scalar top = select(isPositive, 2 * u + 1, u * (u + 2));
  Scalar rest = select(isPositive, 2 * square(u), u.like(2));
  return x[0] * (top / (top + rest));
}

static Scalar softSign(Scalars x) {
  return x[0] / (1 + apply(absOperation, x[0]));
}

static const ScalarDefinition names[] = {
    {"ELU", 1, 1, elu},
    {"ExponentialLinearUnit", 1, 1, elu},
    {"GELU", 1, 1, gelu},
    {"GaussianErrorLinearUnit", 1, 1, gelu},
    {"HardSigmoid", 1, 1,
     [](Scalars x) { return clip((x[0] + 1) * 0.5, 0, 1); }},
    {"HardSwish", 1, 1, hardSwish},
    {"HardTanh", 1, 1, [](Scalars x) { return clip(x[0], -1, 1); }},
    {"Mish", 1, 1, mish},
    {"ReLU", 1, 1, rectified},
    {"RectifiedLinearUnit", 1, 1, rectified},
    {"SELU", 1, 1, selu},
    {"ScaledExponentialLinearUnit", 1, 1, selu},
    {"Sigmoid", 1, 1, [](Scalars x) { return logistic(x[0]); }},
    {"SoftPlus", 1, 1, softPlus},
    {"SoftReLU", 1, 1, softPlus},
    {"SoftSign", 1, 1, softSign},
    {"Swish", 1, 1, swish},
};

ArrayRef<ScalarDefinition> netc::net::scalarNames() { return names; }

const ScalarDefinition *netc::net::findScalarName(llvm::StringRef name) {
  const auto *found = llvm::find_if(
      names, [&](const ScalarDefinition &d) { return d.name == name; });
  return found == std::end(names) ? nullptr : found;
}
