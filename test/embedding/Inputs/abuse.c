/* abuse.c - calls that no host should make: each must end with a status. */
#include "linear.h"

#include <stdio.h>
#include <stdlib.h>

static int64_t in_shape[2] = {1, 2}, out_shape[2] = {1, 3}, weights_shape[2] = {3, 2};
static float in[2], out[3], weights[6], biases[3];

static void refused(const char *what, netrt_status status) {
  if (status != NETRT_OK)
    return;
  printf("accepted: %s\n", what);
  exit(1);
}
#define REFUSED(call) refused(#call, call)

static void abuse_run(netrt_context *context, netrt_arrays *arrays) {
  int64_t huge[2] = {INT64_MAX, 2}, negative[2] = {-5, 2}, strides[2] = {6, 3};
  netrt_tensor i = netrt_tensor_of(in, NETRT_REAL32, 2, in_shape), t;
  netrt_tensor o = netrt_tensor_of(out, NETRT_REAL32, 2, out_shape);
  REFUSED(netrt_run(context, arrays, 99, &i, 1, &o, 1));
  REFUSED(netrt_run(context, NULL, 0, &i, 1, &o, 1));
  REFUSED(netrt_run(context, arrays, 0, NULL, 1, &o, 1));
  REFUSED(netrt_run(context, arrays, 0, &i, 0, &o, 1));
  REFUSED(netrt_run(context, arrays, 0, &i, 1, &o, 2));
  t = i, t.rank = -1, REFUSED(netrt_run(context, arrays, 0, &t, 1, &o, 1));
  t = i, t.rank = 9, REFUSED(netrt_run(context, arrays, 0, &t, 1, &o, 1));
  t = i, t.rank = 1 << 30, REFUSED(netrt_run(context, arrays, 0, &t, 1, &o, 1));
  t = i, t.shape = NULL, REFUSED(netrt_run(context, arrays, 0, &t, 1, &o, 1));
  t = i, t.data = NULL, REFUSED(netrt_run(context, arrays, 0, &t, 1, &o, 1));
  t = i, t.strides = strides, REFUSED(netrt_run(context, arrays, 0, &t, 1, &o, 1));
  t = i, t.data = (char *)in + 1, REFUSED(netrt_run(context, arrays, 0, &t, 1, &o, 1));
  t = i, t.element = 77, REFUSED(netrt_run(context, arrays, 0, &t, 1, &o, 1));
  t = i, t.struct_size = 3, REFUSED(netrt_run(context, arrays, 0, &t, 1, &o, 1));
  t = i, t.shape = huge, REFUSED(netrt_run(context, arrays, 0, &t, 1, &o, 1));
  t = i, t.shape = negative, REFUSED(netrt_run(context, arrays, 0, &t, 1, &o, 1));
  t = o, t.data = in, REFUSED(netrt_run(context, arrays, 0, &i, 1, &t, 1));
}

static void abuse_arrays(netrt_arrays *arrays) {
  int64_t huge[2] = {INT64_MAX, 2};
  netrt_tensor w = netrt_tensor_of(weights, NETRT_REAL32, 2, weights_shape), t;
  REFUSED(netrt_arrays_set(arrays, NULL, &w));
  REFUSED(netrt_arrays_set(arrays, "nope", &w));
  REFUSED(netrt_arrays_set(arrays, "1.Weights", NULL));
  t = w, t.rank = 1 << 30, REFUSED(netrt_arrays_set(arrays, "1.Weights", &t));
  t = w, t.shape = huge, REFUSED(netrt_arrays_set(arrays, "1.Weights", &t));
  t = w, t.shape = NULL, REFUSED(netrt_arrays_borrow(arrays, "1.Weights", &t));
  t = w, t.data = NULL, REFUSED(netrt_arrays_borrow(arrays, "1.Weights", &t));
  REFUSED(netrt_arrays_get(arrays, "1.Weights", NULL));
  REFUSED(netrt_arrays_keep(arrays, NULL, NULL));
}

static void abuse_coders(netrt_context *context) {
  netrt_tensor o = netrt_tensor_of(out, NETRT_REAL32, 2, out_shape);
  REFUSED(netrt_class_decide(context, 1, &o, NULL));
  REFUSED(netrt_class_decide(context, 99, &o, out_shape));
  REFUSED(netrt_encode_image(context, 0, NULL, 1, &o));
  REFUSED(netrt_encode_image(context, 1234567, NULL, 1, NULL));
  REFUSED(netrt_context_reserve(context, -1, NULL));
  REFUSED(netrt_context_reserve(context, INT64_MAX, NULL));
}

int main(void) {
  netrt_context *context;
  netrt_arrays *arrays;
  netrt_tensor i = netrt_tensor_of(in, NETRT_REAL32, 2, in_shape);
  netrt_tensor o = netrt_tensor_of(out, NETRT_REAL32, 2, out_shape);
  netrt_tensor w = netrt_tensor_of(weights, NETRT_REAL32, 2, weights_shape);
  netrt_tensor b = netrt_tensor_of(biases, NETRT_REAL32, 1, weights_shape);
  if (netrt_context_create(linear_net(), NULL, &context) != NETRT_OK ||
      netrt_arrays_create(linear_net(), NULL, &arrays) != NETRT_OK)
    return 1;
  REFUSED(netrt_run(context, arrays, 0, &i, 1, &o, 1)); /* no values yet */
  abuse_arrays(arrays);
  if (netrt_arrays_set(arrays, "1.Weights", &w) != NETRT_OK ||
      netrt_arrays_set(arrays, "1.Biases", &b) != NETRT_OK)
    return 1;
  abuse_run(context, arrays);
  abuse_coders(context);
  /* After all that, it still works. */
  if (netrt_run(context, arrays, 0, &i, 1, &o, 1) != NETRT_OK)
    return puts(netrt_last_error(context)), 1;
  netrt_arrays_destroy(NULL);
  netrt_context_destroy(NULL);
  netrt_arrays_destroy(arrays);
  netrt_context_destroy(context);
  puts("every abuse was refused");
  return 0;
}
