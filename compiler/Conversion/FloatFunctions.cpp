//===- FloatFunctions.cpp - exp, log, tanh of f32 as plain arithmetic -----===//
//
// No branches and no calls, so that loops vectorise. The polynomials are least
// squares fits of the relative error at Chebyshev points, each coefficient
// rounded to f32 before the next ones are fitted. NaN passes through the
// arithmetic; a comparison with NaN is false, and every select counts on that.
//
//===----------------------------------------------------------------------===//

#include "compiler/Conversion/FloatFormula.h"

using namespace mlir;

namespace netc {

using Compare = FloatFormula::Compare;

// log 2 as a sum; products of the first with small integers are exact.
static constexpr float log2High = 0x1.62e4p-1f;
static constexpr float log2Low = 0x1.7f7d1cp-20f;
static constexpr float inverseLog2 = 0x1.715476p0f;

// Adding this rounds to an integer, which then stands in the low bits.
static constexpr float roundingBias = 0x1.8p23f;

static constexpr int32_t mantissaBits = 23;
static constexpr int32_t exponentBias = 127;

//===----------------------------------------------------------------------===//
// exp and expm1: x = n log 2 + r, |r| <= log(2) / 2
//===----------------------------------------------------------------------===//

namespace {
struct Reduced {
  Value n; // as integer
  Value r;
};
} // namespace

static Reduced reduce(FloatFormula f, Value x) {
  Value bias = f.number(roundingBias);
  Value biased = f.fma(x, f.number(inverseLog2), bias);
  Value n = f.sub(biased, bias);
  Value r = f.fma(n, f.number(-log2High), x);
  r = f.fma(n, f.number(-log2Low), r);
  return {f.subBits(f.toBits(biased), f.toBits(bias)), r};
}

// 2^n for -126 <= n <= 127.
static Value powerOfTwo(FloatFormula f, Value n) {
  Value exponent = f.addBits(n, f.bits(exponentBias));
  return f.fromBits(f.shiftLeft(exponent, mantissaBits));
}

// x, kept where the reduction is exact; NaN stays.
static Value clamp(FloatFormula f, Value x, float low, float high) {
  Value top = f.number(high), bottom = f.number(low);
  x = f.select(f.compare(Compare::OGT, x, top), top, x);
  return f.select(f.compare(Compare::OLT, x, bottom), bottom, x);
}

Value expandExp(FloatFormula f, Value x) {
  // e^r = 1 + r + r^2 q(r)
  static constexpr float q[] = {0x1.fffff8p-2f, 0x1.55548cp-3f, 0x1.555b92p-5f,
                                0x1.123d58p-7f, 0x1.685b68p-10f};
  // Outside, the result is 0 or infinite.
  auto [n, r] = reduce(f, clamp(f, x, -104, 89));
  Value tail = f.fma(f.mul(r, r), f.polynomial(r, q), r);
  Value power = f.add(tail, f.number(1));
  // In two steps: 2^n alone may be infinite or denormal. Only the second
  // product rounds.
  Value half = f.shiftRight(n, 1);
  power = f.mul(power, powerOfTwo(f, half));
  return f.mul(power, powerOfTwo(f, f.subBits(n, half)));
}

Value expandExpm1(FloatFormula f, Value x) {
  // e^r - 1 = r + r^2 q(r)
  static constexpr float q[] = {0x1p-1f,         0x1.555552p-3f,
                                0x1.5554e4p-5f,  0x1.1115bcp-7f,
                                0x1.6d519ap-10f, 0x1.9a89c8p-13f};
  // Below, the result is -1.
  auto [n, r] = reduce(f, clamp(f, x, -20, 89));
  Value tail = f.fma(f.mul(r, r), f.polynomial(r, q), r);
  // 2 (2^(n-1) tail + 2^(n-1) - 1/2): 2^n itself may be infinite.
  Value half = powerOfTwo(f, f.addBits(n, f.bits(-1)));
  Value sum = f.fma(half, tail, f.sub(half, f.number(0.5f)));
  Value result = f.add(sum, sum);
  // Tiny numbers are their own result, to the last denormal and with the sign
  // of 0.
  Value tiny = f.compare(Compare::OLT, f.abs(x), f.number(0x1p-25f));
  return f.select(tiny, x, result);
}

//===----------------------------------------------------------------------===//
// log and log1p: x = 2^n (1 + t), sqrt(1/2) <= 1 + t < sqrt(2)
//===----------------------------------------------------------------------===//

namespace {
struct Scaled {
  Value n;        // as float
  Value exponent; // the bits to subtract from those of x
  Value t;
};
} // namespace

static Scaled scale(FloatFormula f, Value x) {
  static constexpr int32_t rootHalf = 0x3f3504f3; // bits of sqrt(1/2)
  Value offset = f.subBits(f.toBits(x), f.bits(rootHalf));
  Value exponent = f.andBits(
      offset, f.bits(static_cast<int32_t>(0xffu << mantissaBits | 1u << 31)));
  Value mantissa = f.fromBits(f.subBits(f.toBits(x), exponent));
  Value n = f.toFloat(f.shiftRight(offset, mantissaBits));
  return {n, exponent, f.sub(mantissa, f.number(1))};
}

// log(1 + t) = t - t^2 / 2 + t^3 p(t), plus n log 2 from small to large.
static Value logOfScaled(FloatFormula f, Value n, Value t) {
  static constexpr float p[] = {
      0x1.555546p-2f,  -0x1.00000ap-2f, 0x1.99a558p-3f,
      -0x1.555b06p-3f, 0x1.232abp-3f,   -0x1.fc4272p-4f,
      0x1.e7c4e8p-4f,  -0x1.ddcc96p-4f, 0x1.120144p-4f};
  Value square = f.mul(t, t);
  Value tail = f.mul(f.mul(square, t), f.polynomial(t, p));
  tail = f.fma(n, f.number(log2Low), tail);
  tail = f.fma(square, f.number(-0.5f), tail);
  return f.fma(n, f.number(log2High), f.add(t, tail));
}

// The values that the formula misses; `zero` is where the result is -inf.
static Value logSpecials(FloatFormula f, Value x, Value zero, Value result) {
  Value infinity = f.number(std::numeric_limits<float>::infinity());
  Value nan = f.number(std::numeric_limits<float>::quiet_NaN());
  // Infinity and NaN are their own results.
  Value finite = f.compare(Compare::OLT, x, infinity);
  result = f.select(finite, result, x);
  result = f.select(f.compare(Compare::OEQ, x, zero), f.neg(infinity), result);
  return f.select(f.compare(Compare::OLT, x, zero), nan, result);
}

Value expandLog(FloatFormula f, Value x) {
  // Denormals are brought up by 2^23, which n takes back.
  Value denormal = f.compare(Compare::OLT, x, f.number(0x1p-126f));
  Value normal = f.select(denormal, f.mul(x, f.number(0x1p23f)), x);
  Scaled s = scale(f, normal);
  Value n = f.select(denormal, f.sub(s.n, f.number(mantissaBits)), s.n);
  return logSpecials(f, x, f.number(0), logOfScaled(f, n, s.t));
}

Value expandLog1p(FloatFormula f, Value x) {
  // u = 1 + x rounds; what it loses is put back into t at u's scale.
  Value one = f.number(1);
  Value u = f.add(x, one);
  Value large = f.compare(Compare::OGT, x, one);
  Value lost =
      f.select(large, f.sub(one, f.sub(u, x)), f.sub(x, f.sub(u, one)));
  Scaled s = scale(f, u);
  // 2^-n as bits, 0 where it would be denormal: nothing that counts is lost
  // from numbers so large.
  Value bits = f.subBits(f.toBits(one), s.exponent);
  Value down = f.fromBits(f.maxBits(bits, f.bits(0)));
  Value t = f.fma(lost, down, s.t);
  Value result = logSpecials(f, x, f.number(-1), logOfScaled(f, s.n, t));
  Value tiny = f.compare(Compare::OLT, f.abs(x), f.number(0x1p-25f));
  return f.select(tiny, x, result);
}

//===----------------------------------------------------------------------===//
// tanh
//===----------------------------------------------------------------------===//

// Near 0 an odd polynomial, else 1 - 2 / (e^2|x| + 1).
Value expandTanh(FloatFormula f, Value x) {
  static constexpr float p[] = {-0x1.555528p-2f, 0x1.1104e8p-3f,
                                -0x1.b7f214p-5f, 0x1.5043fap-6f,
                                -0x1.6d79eap-8f};
  Value magnitude = f.abs(x);
  Value square = f.mul(x, x);
  Value near =
      f.fma(f.mul(square, magnitude), f.polynomial(square, p), magnitude);
  Value power = expandExp(f, f.add(magnitude, magnitude));
  Value one = f.number(1);
  Value far = f.sub(one, f.div(f.number(2), f.add(power, one)));
  Value isNear = f.compare(Compare::OLT, magnitude, f.number(0.625f));
  return f.copySign(f.select(isNear, near, far), x);
}

} // namespace netc
