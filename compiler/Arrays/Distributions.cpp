//===- Distributions.cpp - random numbers of one variable ----------------===//

#include "compiler/Arrays/Distributions.h"
#include <cmath>

#pragma clang fp contract(off)

namespace netc {

Distribution Distribution::uniform(double deviation) {
  double bound = 0x1.bb67ae8584caap0 * deviation; // √3
  return {Kind::Uniform, -bound, bound};
}

bool drawsNormals(const Distribution &distribution) {
  return distribution.kind == Distribution::Kind::Normal ||
         distribution.kind == Distribution::Kind::LogNormal ||
         distribution.kind == Distribution::Kind::HalfNormal;
}

static double ofNormal(const Distribution &d, double normal) {
  switch (d.kind) {
  case Distribution::Kind::LogNormal:
    return expOf(d.first + d.second * normal);
  case Distribution::Kind::HalfNormal:
    return std::fabs(normal) * 0x1.40d931ff62706p0 / d.first; // √(π/2)
  default:
    return d.first + d.second * normal;
  }
}

/// tan(π (u - ½)), from sine and cosine of the half turn.
static double cauchyQuantile(double u) {
  auto [sine, cosine] = sinCosOfTurn(u / 2);
  return -cosine / sine;
}

/// The quantile of u in (0, 1).
static double ofUniform(const Distribution &d, double u) {
  switch (d.kind) {
  case Distribution::Kind::Exponential:
    return -logOf(1 - u) / d.first;
  case Distribution::Kind::Laplace:
    return u < 0.5 ? d.first + d.second * logOf(2 * u)
                   : d.first - d.second * logOf(2 * (1 - u));
  case Distribution::Kind::Logistic:
    return d.first + d.second * (logOf(u) - logOf(1 - u));
  case Distribution::Kind::Cauchy:
    return d.first + d.second * cauchyQuantile(u);
  case Distribution::Kind::Triangular: {
    double half = (d.second - d.first) / 2;
    return u < 0.5 ? d.first + half * std::sqrt(2 * u)
                   : d.second - half * std::sqrt(2 * (1 - u));
  }
  case Distribution::Kind::Bernoulli:
    return u < d.first ? 1 : 0;
  case Distribution::Kind::DiscreteUniform:
    return d.first + std::floor(u * (d.second - d.first + 1));
  default:
    return d.first + (d.second - d.first) * u;
  }
}

void draw(const Distribution &distribution, const RandomStream &random,
          uint64_t first, llvm::MutableArrayRef<double> out) {
  if (drawsNormals(distribution)) {
    random.normals(first, out);
    for (double &value : out)
      value = ofNormal(distribution, value);
    return;
  }
  // In the middle of its 2^-53, where a quantile is finite.
  bool isOpen = distribution.kind == Distribution::Kind::Laplace ||
                distribution.kind == Distribution::Kind::Logistic ||
                distribution.kind == Distribution::Kind::Cauchy;
  for (size_t i = 0; i < out.size(); ++i) {
    double u = random.uniform(first + i);
    out[i] = ofUniform(distribution, isOpen && u == 0 ? 0x1p-54 : u);
  }
}

} // namespace netc
