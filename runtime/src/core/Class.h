/*===- Class.h - rows of class probabilities ----------------------------===*/
#ifndef NETRT_CORE_CLASS_H
#define NETRT_CORE_CLASS_H

#include "Core.h"

/* One call's probabilities: `rows` rows of `count`, one for each label. */
typedef struct netrt_classes {
  netrt_context *context;
  const netrt_class_coder *coder;
  const netrt_tensor *values;
  size_t rows;
  size_t count;
} netrt_classes;

/* Looks up the coder of the port and checks the tensor against it. */
netrt_status netrt_classes_open(netrt_context *context, uint32_t port,
                                const netrt_tensor *values,
                                const void *out_results,
                                netrt_classes *out_classes);
netrt_status netrt_classes_fail(const netrt_classes *classes,
                                netrt_status status, const char *words,
                                size_t row);

static inline double netrt_classes_at(const netrt_classes *classes, size_t row,
                                      size_t label) {
  return netrt_read_real(classes->values->data, classes->values->element,
                         row * classes->count + label);
}

/* The order of decisions: larger first, NaN last, ties in label order. */
static inline bool netrt_classes_before(const netrt_classes *classes,
                                        size_t row, size_t a, size_t b) {
  double x = netrt_classes_at(classes, row, a);
  double y = netrt_classes_at(classes, row, b);
  if (x != x || y != y)
    return x != x ? (y != y && a < b) : true;
  return x > y || (x == y && a < b);
}

/* Settings of the coder at a port, or null with the error told. */
const void *netrt_coder_at(netrt_context *context, uint32_t port, int32_t kind,
                           netrt_status *out_status);

#endif /* NETRT_CORE_CLASS_H */
