//===- ScalarSymbols.cpp - what the symbols of scalar functions mean -----===//

#include "dialects/Net/IR/ScalarDefinitions.h"
#include "dialects/Net/IR/ScalarOperations.h"
#include "llvm/ADT/STLExtras.h"

using namespace netc::net;
using llvm::ArrayRef;
using llvm::SmallVector;
using Scalars = ArrayRef<Scalar>;

template <const ScalarOperation &operation> static Scalar one(Scalars x) {
  return apply(operation, x[0]);
}
template <const ScalarOperation &operation> static Scalar two(Scalars x) {
  return apply(operation, x[0], x[1]);
}
template <const ScalarOperation &operation> static Scalar inverse(Scalars x) {
  return 1 / apply(operation, x[0]);
}
template <const ScalarOperation &operation> static Scalar ofInverse(Scalars x) {
  return apply(operation, 1 / x[0]);
}
// Against 0: Positive, KroneckerDelta, ...
template <const ScalarOperation &comparison> static Scalar compared(Scalars x) {
  return apply(comparison, x[0], x[0].like(0));
}

static SmallVector<unsigned> termsOf(Scalars x) {
  return llvm::map_to_vector(x, [](Scalar scalar) { return scalar.term(); });
}

static Scalar boole(Scalars x) {
  return select(x[0], x[0].like(1), x[0].like(0));
}

template <const ScalarOperation &operation> static Scalar folded(Scalars x) {
  return {x[0].all(), x[0].all().chain(operation, termsOf(x))};
}

// And, Or: what is decided without an input does not depend on one.
template <const ScalarOperation &operation, bool decisive>
static Scalar logic(Scalars x) {
  ScalarTerms &all = x[0].all();
  SmallVector<unsigned> open;
  for (Scalar condition : x) {
    if (all.isConstant(condition.term(), decisive))
      return condition;
    if (!all.isConstant(condition.term()))
      open.push_back(condition.term());
  }
  return {all,
          open.empty() ? all.truth(!decisive) : all.chain(operation, open)};
}

// a < b < c: every neighbour.
template <const ScalarOperation &comparison> static Scalar ordered(Scalars x) {
  SmallVector<Scalar> pairs;
  for (size_t i = 1; i < x.size(); ++i)
    pairs.push_back(apply(comparison, x[i - 1], x[i]));
  return logic<andOperation, false>(pairs);
}

// Unequal compares all, not only neighbours.
static Scalar allUnequal(Scalars x) {
  SmallVector<Scalar> pairs;
  for (size_t i = 0; i < x.size(); ++i)
    for (size_t j = i + 1; j < x.size(); ++j)
      pairs.push_back(apply(unequalOperation, x[i], x[j]));
  return logic<andOperation, false>(pairs);
}

static Scalar ramp(Scalars x) {
  return apply(maxOperation, x[0].like(0), x[0]); // slope 0 at 0
}
static Scalar plus(Scalars x) {
  return {x[0].all(), x[0].all().plus(termsOf(x))};
}
static Scalar times(Scalars x) {
  return {x[0].all(), x[0].all().times(termsOf(x))};
}

static Scalar logarithm(Scalars x) {
  if (x.size() == 2)
    return logarithm(x[1]) / logarithm(x[0]);
  // Log[1 + Exp[t]] overflows as it stands.
  ScalarTerms &all = x[0].all();
  if (all.isApply(x[0].term(), plusOperation)) {
    ArrayRef<unsigned> parts = all[x[0].term()].operands;
    if (parts.size() == 2 && all.isApply(parts[0], expOperation) &&
        all.isConstant(parts[1], 1))
      return softPlus(Scalar(all, all[parts[0]].operands[0]));
  }
  return apply(logOperation, x[0]);
}

static Scalar arcTan(Scalars x) {
  return x.size() == 1 ? apply(arcTanOperation, x[0])
                       : apply(angleOperation, x[1], x[0]);
}
static Scalar erf(Scalars x) {
  return x.size() == 1 ? apply(erfOperation, x[0])
                       : apply(erfOperation, x[1]) - apply(erfOperation, x[0]);
}

static Scalar kroneckerDelta(Scalars x) {
  return boole(x.size() == 1 ? compared<equalOperation>(x)
                             : apply(equalOperation, x[0], x[1]));
}
static Scalar unitize(Scalars x) {
  return boole(compared<unequalOperation>(x));
}

// Threshold and Chop differ at the edge.
template <const ScalarOperation &isSmall>
static Scalar withoutSmall(Scalars x) {
  Scalar edge = x.size() == 2 ? x[1] : x[0].like(1e-10);
  return select(apply(isSmall, apply(absOperation, x[0]), edge), x[0].like(0),
                x[0]);
}

static constexpr unsigned any = ScalarDefinition::any;

static const ScalarDefinition symbols[] = {
    {"Abs", 1, 1, one<absOperation>},
    {"And", 1, any, logic<andOperation, false>, Sort::Truth},
    {"ArcCos", 1, 1, one<arcCosOperation>},
    {"ArcCosh", 1, 1, one<arcCoshOperation>},
    {"ArcCot", 1, 1, arcCot},
    {"ArcCoth", 1, 1, ofInverse<arcTanhOperation>},
    {"ArcCsc", 1, 1, ofInverse<arcSinOperation>},
    {"ArcCsch", 1, 1, ofInverse<arcSinhOperation>},
    {"ArcSec", 1, 1, ofInverse<arcCosOperation>},
    {"ArcSech", 1, 1, ofInverse<arcCoshOperation>},
    {"ArcSin", 1, 1, one<arcSinOperation>},
    {"ArcSinh", 1, 1, one<arcSinhOperation>},
    {"ArcTan", 1, 2, arcTan},
    {"ArcTanh", 1, 1, one<arcTanhOperation>},
    {"Boole", 1, 1, boole, Sort::Truth},
    {"Ceiling", 1, 1, one<ceilingOperation>},
    {"Chop", 1, 2, withoutSmall<lessOperation>},
    {"Cos", 1, 1, one<cosOperation>},
    {"Cosh", 1, 1, one<coshOperation>},
    {"Cot", 1, 1, inverse<tanOperation>},
    {"Coth", 1, 1, inverse<tanhOperation>},
    {"Csc", 1, 1, inverse<sinOperation>},
    {"Csch", 1, 1, inverse<sinhOperation>},
    {"CubeRoot", 1, 1, one<cubeRootOperation>},
    {"Divide", 2, 2, [](Scalars x) { return x[0] / x[1]; }},
    {"Equal", 2, any, ordered<equalOperation>},
    {"Erf", 1, 2, erf},
    {"Erfc", 1, 1, one<erfcOperation>},
    {"Exp", 1, 1, one<expOperation>},
    {"Floor", 1, 1, one<floorOperation>},
    {"FractionalPart", 1, 1,
     [](Scalars x) { return x[0] - one<integerPartOperation>(x); }},
    {"Gamma", 1, 1, one<gammaOperation>},
    {"Greater", 2, any, ordered<greaterOperation>},
    {"GreaterEqual", 2, any, ordered<greaterEqualOperation>},
    {"Gudermannian", 1, 1, gudermannian},
    {"Haversine", 1, 1, haversine},
    {"Identity", 1, 1, [](Scalars x) { return x[0]; }},
    {"IntegerPart", 1, 1, one<integerPartOperation>},
    {"InverseErf", 1, 1, inverseErf},
    {"InverseErfc", 1, 1, inverseErfc},
    {"InverseGudermannian", 1, 1, inverseGudermannian},
    {"InverseHaversine", 1, 1, inverseHaversine},
    {"KroneckerDelta", 1, 2, kroneckerDelta},
    {"Less", 2, any, ordered<lessOperation>},
    {"LessEqual", 2, any, ordered<lessEqualOperation>},
    {"Log", 1, 2, logarithm},
    {"LogGamma", 1, 1, one<logGammaOperation>},
    {"LogisticSigmoid", 1, 1, one<logisticOperation>},
    {"Max", 1, any, folded<maxOperation>},
    {"Min", 1, any, folded<minOperation>},
    {"Minus", 1, 1, [](Scalars x) { return -x[0]; }},
    {"Mod", 2, 2, two<modOperation>},
    {"Negative", 1, 1, compared<lessOperation>},
    {"NonNegative", 1, 1, compared<greaterEqualOperation>},
    {"NonPositive", 1, 1, compared<lessEqualOperation>},
    {"Not", 1, 1, one<notOperation>, Sort::Truth},
    {"Or", 1, any, logic<orOperation, true>, Sort::Truth},
    {"Plus", 1, any, plus},
    {"Positive", 1, 1, compared<greaterOperation>},
    {"PossibleZeroQ", 1, 1, compared<equalOperation>},
    {"Power", 2, 2, [](Scalars x) { return power(x[0], x[1]); }},
    {"Ramp", 1, 1, ramp},
    {"Round", 1, 1, one<roundOperation>},
    {"Sec", 1, 1, inverse<cosOperation>},
    {"Sech", 1, 1, inverse<coshOperation>},
    {"Sign", 1, 1, one<signOperation>},
    {"Sin", 1, 1, one<sinOperation>},
    {"Sinh", 1, 1, one<sinhOperation>},
    {"Sqrt", 1, 1, [](Scalars x) { return squareRoot(x[0]); }},
    {"Subtract", 2, 2, [](Scalars x) { return x[0] - x[1]; }},
    {"Surd", 2, 2, surd},
    {"Tan", 1, 1, one<tanOperation>},
    {"Tanh", 1, 1, one<tanhOperation>},
    {"Threshold", 1, 2, withoutSmall<lessEqualOperation>},
    {"Times", 1, any, times},
    {"Unequal", 2, any, allUnequal},
    {"Unitize", 1, 1, unitize},
};

ArrayRef<ScalarDefinition> netc::net::scalarSymbols() { return symbols; }

const ScalarDefinition *netc::net::findScalarSymbol(llvm::StringRef name) {
  const auto *found = llvm::find_if(
      symbols, [&](const ScalarDefinition &d) { return d.name == name; });
  return found == std::end(symbols) ? nullptr : found;
}
