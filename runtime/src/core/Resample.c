/*===- Resample.c - image encoder: one pixel of a resized image ---------===*/
/* A resize is separable: a pixel is a weighted sum over a range of columns and
 * a range of rows. Weights are computed where they are used, so no memory is
 * needed whatever the sizes are. */
#include "Image.h"

/* Source samples first…last that one target sample takes from. */
typedef struct span {
  double centre;     /* in source samples, pixel centres at whole numbers */
  double begin, end; /* the covered source interval */
  int64_t first, last;
  int32_t rule; /* a NETRT_RESAMPLE_*; AUTOMATIC here means area average */
} span;

static double floor_of(double x) {
  double whole = (double)(int64_t)x;
  return whole > x ? whole - 1 : whole;
}

static double size_of(double x) { return x < 0 ? -x : x; }

/* Samples within `radius` of the centre. */
static span around(span s, double radius) {
  s.first = (int64_t)floor_of(s.centre - radius) + 1;
  s.last = (int64_t)floor_of(s.centre + radius);
  return s;
}

static span span_of(const netrt_axis *axis, int64_t place) {
  double scale = (double)axis->from / (double)axis->to;
  span s = {.rule = axis->resampling};
  s.centre = ((double)place + 0.5) * scale - 0.5;
  if (s.rule == NETRT_RESAMPLE_AUTOMATIC && axis->to >= axis->from)
    s.rule = NETRT_RESAMPLE_LINEAR;
  switch (s.rule) {
  case NETRT_RESAMPLE_NEAREST:
    s.first = s.last = (int64_t)floor_of(s.centre + 0.5);
    return s;
  case NETRT_RESAMPLE_LINEAR:
    return around(s, 1);
  case NETRT_RESAMPLE_CUBIC:
    return around(s, 2);
  case NETRT_RESAMPLE_LANCZOS:
    return around(s, 3);
  default:
    s.begin = (double)place * scale;
    s.end = ((double)place + 1) * scale;
    s.first = (int64_t)floor_of(s.begin);
    s.last = (int64_t)floor_of(s.end);
    return s;
  }
}

/* sin(π x) / (π x) by the product of three halvings and a short series:
 * sinc(x) = cos(πx/2) cos(πx/4) cos(πx/8) sinc(x/8). */
static double cosine(double angle) { /* |angle| ≤ 3π/2 */
  double z = angle * angle, sum = 1;
  for (int k = 26; k >= 2; k -= 2)
    sum = 1 - sum * z / (k * (k - 1));
  return sum;
}

static double sinc(double x) {
  const double pi = 3.14159265358979323846;
  double small = pi * x / 8, z = small * small, sum = 1;
  for (int k = 17; k >= 3; k -= 2)
    sum = 1 - sum * z / (k * (k - 1));
  return cosine(pi * x / 2) * cosine(pi * x / 4) * cosine(small) * sum;
}

/* Catmull-Rom. */
static double cubic(double x) {
  if (x < 1)
    return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

static double weight_of(const span *s, int64_t sample) {
  double distance = size_of((double)sample - s->centre);
  double begin, end;
  switch (s->rule) {
  case NETRT_RESAMPLE_NEAREST:
    return 1;
  case NETRT_RESAMPLE_LINEAR:
    return distance < 1 ? 1 - distance : 0;
  case NETRT_RESAMPLE_CUBIC:
    return cubic(distance);
  case NETRT_RESAMPLE_LANCZOS:
    return distance < 3 ? sinc(distance) * sinc(distance / 3) : 0;
  default:
    begin = s->begin > (double)sample ? s->begin : (double)sample;
    end = s->end < (double)sample + 1 ? s->end : (double)sample + 1;
    return end > begin ? end - begin : 0;
  }
}

/* Past the edge lies the edge. */
static int64_t clamp(int64_t place, int64_t size) {
  if (place < 0)
    return 0;
  return place < size ? place : size - 1;
}

double netrt_resampled(const netrt_pixels *pixels, const netrt_axis *horizontal,
                       const netrt_axis *vertical, int64_t x, int64_t y,
                       int32_t color) {
  span across = span_of(horizontal, x), down = span_of(vertical, y);
  double sum = 0, weights = 0;
  for (int64_t j = down.first; j <= down.last; ++j) {
    double row_weight = weight_of(&down, j);
    int64_t row = clamp(j, vertical->from);
    for (int64_t i = across.first; i <= across.last; ++i) {
      double weight = row_weight * weight_of(&across, i);
      if (weight == 0)
        continue;
      sum +=
          weight * netrt_pixel(pixels, clamp(i, horizontal->from), row, color);
      weights += weight;
    }
  }
  return weights != 0 ? sum / weights : 0;
}
