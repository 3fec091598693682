/*===- ClassTop.c - class decoder: the likeliest labels in order --------===*/
/* The caller's array of labels serves as a heap whose root is the worst label
 * kept, so that n of many labels need neither memory nor a full sort. */
#include "Class.h"

typedef struct heap {
  const netrt_classes *classes;
  size_t row;
  int64_t *labels;
  size_t size;
} heap;

static bool before(const heap *h, int64_t a, int64_t b) {
  return netrt_classes_before(h->classes, h->row, (size_t)a, (size_t)b);
}

/* Lets the label at `place` sink until none below it is worse. */
static void sink(heap *h, size_t place) {
  for (;;) {
    size_t worst = place, child = 2 * place + 1;
    for (size_t k = child; k < child + 2 && k < h->size; ++k)
      if (before(h, h->labels[worst], h->labels[k]))
        worst = k;
    if (worst == place)
      return;
    int64_t label = h->labels[place];
    h->labels[place] = h->labels[worst];
    h->labels[worst] = label;
    place = worst;
  }
}

static void keep_best(heap *h, size_t n) {
  h->size = n;
  for (size_t i = 0; i < n; ++i)
    h->labels[i] = (int64_t)i;
  for (size_t i = n / 2; i-- > 0;)
    sink(h, i);
  for (size_t label = n; label < h->classes->count; ++label)
    if (before(h, (int64_t)label, h->labels[0])) {
      h->labels[0] = (int64_t)label;
      sink(h, 0);
    }
}

/* The root is the worst: taking it out to the end leaves falling order. */
static void sort_heap(heap *h) {
  while (h->size > 1) {
    int64_t worst = h->labels[0];
    h->labels[0] = h->labels[--h->size];
    h->labels[h->size] = worst;
    sink(h, 0);
  }
}

/* Of ten labels in order, those of at least 0.01, but at least one. */
static size_t likely(const heap *h, size_t n) {
  size_t count = 1;
  while (count < n &&
         netrt_classes_at(h->classes, h->row, (size_t)h->labels[count]) >= 0.01)
    ++count;
  return count;
}

netrt_status netrt_core_class_top(netrt_context *context, uint32_t port,
                                  const netrt_tensor *values, int64_t n,
                                  int64_t *out_labels,
                                  double *out_probabilities,
                                  int64_t *out_counts) {
  netrt_classes classes;
  netrt_status status =
      netrt_classes_open(context, port, values, out_labels, &classes);
  if (status != NETRT_OK)
    return status;
  if (n < 0)
    return netrt_classes_fail(&classes, NETRT_INVALID_ARGUMENT,
                              "a negative number of labels was asked for", 0);
  size_t stride = n == 0 ? 10 : (size_t)n;
  size_t kept = stride < classes.count ? stride : classes.count;
  for (size_t row = 0; row < classes.rows; ++row) {
    heap h = {&classes, row, out_labels + row * stride, 0};
    keep_best(&h, kept);
    sort_heap(&h);
    size_t count = n == 0 ? likely(&h, kept) : kept;
    for (size_t i = 0; i < count && out_probabilities != NULL; ++i)
      out_probabilities[row * stride + i] =
          netrt_classes_at(&classes, row, (size_t)h.labels[i]);
    if (out_counts != NULL)
      out_counts[row] = (int64_t)count;
  }
  return NETRT_OK;
}
