/*===- check.c - f32 functions against double, with a stride --------------===*/

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

float net_exp(float), net_expm1(float), net_log(float), net_log1p(float),
    net_tanh(float);

static float from_bits(uint32_t bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/* The distance in units of the last place of the exact result's float. */
static double ulps(float got, double exact) {
  float nearest = (float)exact;
  if (isnan(exact) || isinf(nearest) || nearest == 0)
    return (isnan(exact) ? isnan(got) : got == nearest) ? 0
           : isinf(nearest) || isnan(exact) || isnan(got)
               ? 1e9
               : fabs(got - exact) / 0x1p-149;
  double unit = ldexp(1, ilogb(exact) - 23);
  if (unit < 0x1p-149)
    unit = 0x1p-149;
  return fabs(got - exact) / unit;
}

static void check(const char *name, float (*ours)(float),
                  double (*exact)(double), uint32_t stride) {
  double worst = 0;
  float where = 0;
  for (uint64_t bits = 0; bits < 1ull << 32; bits += stride) {
    float x = from_bits((uint32_t)bits);
    double error = ulps(ours(x), exact(x));
    if (error > worst)
      worst = error, where = x;
  }
  static const float special[] = {0.0f,    -0.0f,   INFINITY, -INFINITY, NAN,
                                  1.0f,    -1.0f,   0x1p-149f, -0x1p-149f,
                                  88.722f, 88.723f, -87.33f,  -103.97f,
                                  -104.0f, 3.4e38f, -3.4e38f};
  for (size_t k = 0; k < sizeof special / sizeof *special; ++k) {
    double error = ulps(ours(special[k]), exact(special[k]));
    if (error > worst)
      worst = error, where = special[k];
  }
  if (worst <= 2)
    printf("%s: at most 2 ulp\n", name);
  else
    printf("%s: %.3g ulp at %a\n", name, worst, where);
  fprintf(stderr, "%s: %.3f ulp at %a\n", name, worst, where);
}

int main(int argc, char **argv) {
  uint32_t stride = argc > 1 ? (uint32_t)atoi(argv[1]) : 10007;
  check("exp", net_exp, exp, stride);
  check("expm1", net_expm1, expm1, stride);
  check("log", net_log, log, stride);
  check("log1p", net_log1p, log1p, stride);
  check("tanh", net_tanh, tanh, stride);
  return 0;
}
