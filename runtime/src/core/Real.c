/*===- Real.c - log, exp and random numbers of our own ------------------===*/
#include "Real.h"

#include <string.h>

#define LN2_HIGH 0x1.62e42feep-1 /* 20 trailing zero bits: n × it is exact */
#define LN2_LOW 0x1.a39ef35793c76p-33

/* x = 2^n m with m in [√½, √2); log m = 2 atanh(s), s = (m - 1) / (m + 1). */
double netrt_log(double x) {
  if (!(x > 0))
    return x == 0 ? -__builtin_inf() : __builtin_nan("");
  if (x == __builtin_inf())
    return x;
  int n = 0;
  if (x < 0x1p-1022) {
    x *= 0x1p54;
    n = -54;
  }
  uint64_t bits;
  memcpy(&bits, &x, sizeof(bits));
  n += (int)(bits >> 52) - 1023;
  bits = (bits & 0xfffffffffffffu) | UINT64_C(0x3ff) << 52;
  double m;
  memcpy(&m, &bits, sizeof(m));
  if (m > 0x1.6a09e667f3bcdp0) {
    m /= 2;
    ++n;
  }
  double f = m - 1, s = f / (m + 1), z = s * s;
  double series = 0; /* Σ z^k / (2k + 1), k ≥ 1; |z| < 0.0295 */
  for (int k = 11; k >= 1; --k)
    series = (series + 1.0 / (2 * k + 1)) * z;
  /* 2s = f - s f, which keeps the rounding error of s small. */
  double tail = 2 * s * series - s * f;
  return n * LN2_HIGH + (f + (tail + n * LN2_LOW));
}

/* x = n ln 2 + r, |r| ≤ ln 2 / 2, and the Taylor series of exp r. */
double netrt_exp(double x) {
  if (x != x)
    return x;
  if (x < -745.2)
    return 0;
  double scaled = x * 0x1.71547652b82fep0;
  int n = (int)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
  double r = (x - n * LN2_HIGH) - n * LN2_LOW;
  double series = 0; /* Σ r^k / k!, k ≥ 2, divided by r */
  for (int k = 14; k >= 2; --k)
    series = (series + 1) * r / k;
  double value = 1 + (r + r * series);
  /* In two steps, so that results below 2^-1022 round once at the end. */
  int half = n / 2;
  uint64_t first = (uint64_t)(half + 1023) << 52;
  uint64_t second = (uint64_t)(n - half + 1023) << 52;
  double a, b;
  memcpy(&a, &first, sizeof(a));
  memcpy(&b, &second, sizeof(b));
  return value * a * b;
}

netrt_random netrt_philox(const uint32_t counter[4], const uint32_t key[2]) {
  uint32_t x0 = counter[0], x1 = counter[1], x2 = counter[2], x3 = counter[3];
  uint32_t k0 = key[0], k1 = key[1];
  for (int round = 0; round < 10; ++round) {
    uint64_t left = (uint64_t)0xd2511f53u * x0;
    uint64_t right = (uint64_t)0xcd9e8d57u * x2;
    x0 = (uint32_t)(right >> 32) ^ x1 ^ k0;
    x2 = (uint32_t)(left >> 32) ^ x3 ^ k1;
    x1 = (uint32_t)right;
    x3 = (uint32_t)left;
    k0 += 0x9e3779b9u;
    k1 += 0xbb67ae85u;
  }
  netrt_random result = {{x0, x1, x2, x3}};
  return result;
}

double netrt_uniform(uint64_t seed, uint64_t stream, uint64_t example) {
  uint32_t counter[4] = {(uint32_t)example, (uint32_t)(example >> 32),
                         (uint32_t)stream, (uint32_t)(stream >> 32)};
  uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
  netrt_random random = netrt_philox(counter, key);
  uint64_t bits = (uint64_t)random.words[0] << 32 | random.words[1];
  return (double)(bits >> 11) * 0x1p-53;
}
