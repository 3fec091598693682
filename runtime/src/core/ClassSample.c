/*===- ClassSample.c - class decoder: random labels ---------------------===*/
/* Limits on what may be drawn ("the k likeliest", "the likeliest up to a
 * total") are a lowest probability plus how many labels of exactly that one are
 * in. It is found by bisection over the bits of doubles, which are ordered as
 * the numbers are, so nothing is sorted and nothing allocated. */
#include "Class.h"
#include "Real.h"

#include <string.h>

typedef struct draw {
  const netrt_classes *classes;
  const netrt_sampling *sampling;
  size_t row;
  double lowest; /* probabilities above it are in */
  size_t ties;   /* and so many labels that have exactly it */
} draw;

static double from_bits(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof(value));
  return value;
}

/* Number of labels with p >= lowest, or their total. */
static double measure(const draw *d, double lowest, bool total) {
  double sum = 0;
  for (size_t label = 0; label < d->classes->count; ++label) {
    double p = netrt_classes_at(d->classes, d->row, label);
    if (p >= lowest)
      sum += total ? p : 1;
  }
  return sum;
}

/* Narrows d to the likeliest labels whose measure reaches `enough`. */
static void cut(draw *d, double enough, bool total) {
  if (measure(d, 0, total) <= enough)
    return;
  uint64_t in = 0, out = UINT64_C(0x7ff0000000000000);
  while (out - in > 1) { /* `in` reaches enough, `out` does not */
    uint64_t middle = in + (out - in) / 2;
    if (measure(d, from_bits(middle), total) >= enough)
      in = middle;
    else
      out = middle;
  }
  double lowest = from_bits(in), above = measure(d, from_bits(out), total);
  size_t ties = 0;
  for (; above < enough; above += total ? lowest : 1) {
    ++ties;
    if (total && lowest == 0)
      break;
  }
  if (lowest > d->lowest || (lowest == d->lowest && ties < d->ties)) {
    d->lowest = lowest;
    d->ties = ties;
  }
}

/* Weight p^(1/t), relative to the largest probability so that it cannot
 * overflow. */
static double weight(const draw *d, double p, double largest) {
  double t = d->sampling->temperature;
  if (p == 0 || t == 0 || t == 1)
    return p / largest;
  return netrt_exp((netrt_log(p) - netrt_log(largest)) / t);
}

/* Walks the labels that may be drawn until their weights exceed `limit`;
 * returns the last one reached and the total so far. */
static size_t walk(const draw *d, double largest, double limit,
                   double *out_total) {
  size_t last = 0, ties = d->ties;
  double sum = 0;
  for (size_t label = 0; label < d->classes->count && sum <= limit; ++label) {
    double p = netrt_classes_at(d->classes, d->row, label);
    if (p < d->lowest || (p == d->lowest && ties == 0))
      continue;
    ties -= p == d->lowest;
    double w = weight(d, p, largest);
    if (w > 0)
      last = label;
    sum += w;
  }
  *out_total = sum;
  return last;
}

static netrt_status sample_row(draw *d, int64_t *out_label) {
  double largest = 0;
  for (size_t label = 0; label < d->classes->count; ++label) {
    double p = netrt_classes_at(d->classes, d->row, label);
    if (!(p >= 0) || p > 0x1p1000)
      return netrt_classes_fail(d->classes, NETRT_BAD_INPUT,
                                "a probability is negative or not finite",
                                d->row);
    largest = p > largest ? p : largest;
  }
  if (largest == 0)
    return netrt_classes_fail(d->classes, NETRT_BAD_INPUT,
                              "all probabilities are zero", d->row);
  d->lowest = 0;
  d->ties = d->classes->count;
  if (d->sampling->top > 0)
    cut(d, (double)d->sampling->top, false);
  if (d->sampling->total_cutoff > 0)
    cut(d, d->sampling->total_cutoff, true);
  double total, reached;
  walk(d, largest, __builtin_inf(), &total);
  uint64_t example = (uint64_t)d->sampling->first_example + d->row;
  double u = netrt_uniform(d->sampling->seed, d->sampling->stream, example);
  *out_label = (int64_t)walk(d, largest, u * total, &reached);
  return NETRT_OK;
}

netrt_status netrt_core_class_sample(netrt_context *context, uint32_t port,
                                     const netrt_tensor *values,
                                     const netrt_sampling *sampling,
                                     int64_t *out_labels) {
  static const netrt_sampling defaults = {.struct_size = sizeof(defaults)};
  netrt_classes classes;
  netrt_status status =
      netrt_classes_open(context, port, values, out_labels, &classes);
  if (status != NETRT_OK)
    return status;
  if (sampling == NULL)
    sampling = &defaults;
  if (!netrt_struct_fits(sampling, sizeof(*sampling), sizeof(*sampling)))
    return netrt_classes_fail(&classes, NETRT_ABI_MISMATCH,
                              "netrt_sampling has an unknown size", 0);
  if (!(sampling->temperature >= 0) || !(sampling->total_cutoff >= 0) ||
      sampling->top < 0)
    return netrt_classes_fail(&classes, NETRT_INVALID_ARGUMENT,
                              "a sampling limit is negative", 0);
  for (size_t row = 0; row < classes.rows && status == NETRT_OK; ++row) {
    draw d = {&classes, sampling, row, 0, classes.count};
    status = sample_row(&d, &out_labels[row]);
  }
  return status;
}
