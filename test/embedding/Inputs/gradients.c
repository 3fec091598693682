/* The example of docs/embedding.md: gradients of a batch of two. */
#include "linear.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static int fail(const char *text) {
  fprintf(stderr, "%s\n", text);
  return 1;
}

static int differs(const char *name, const float *actual, const float *expected,
                   size_t count) {
  int wrong = 0;
  for (size_t i = 0; i < count; ++i)
    if (fabsf(actual[i] - expected[i]) > 1e-6f) {
      fprintf(stderr, "%s[%zu] is %g, expected %g\n", name, i, actual[i],
              expected[i]);
      wrong = 1;
    }
  return wrong;
}

int main(void) {
  netrt_options options = {0};
  options.struct_size = sizeof options;
  options.max_batch = 2;
  netrt_context *context;
  netrt_arrays *arrays;
  if (netrt_context_create(linear_net(), &options, &context) != NETRT_OK ||
      netrt_arrays_create(linear_net(), NULL, &arrays) != NETRT_OK)
    return fail("no context or arrays");

  float x[] = {1, 2, 5, 6}, weight_of_output[] = {1, -2};
  float y[2], by_x[4], by_weights[2];
  if (linear_gradient(context, arrays, 2, x, weight_of_output, y, by_x,
                      by_weights) != NETRT_OK)
    return fail(netrt_last_error(context));

  const float outputs[] = {11, 39}, inputs[] = {3, 4, -6, -8};
  const float weights[] = {1 - 10, 2 - 12};
  int wrong = differs("y", y, outputs, 2) | differs("by_x", by_x, inputs, 4) |
              differs("by_weights", by_weights, weights, 2);
  const netrt_port *port = netrt_get_port(
      linear_net(), netrt_get_entry(linear_net(), LINEAR_GRADIENT_ENTRY)
                        ->outputs[2]);
  if (strcmp(port->name, "Weights") != 0 ||
      port->flags != (NETRT_PORT_GRADIENT | NETRT_PORT_UNBATCHED))
    wrong = fail("the descriptor says something else");
  netrt_arrays_destroy(arrays);
  netrt_context_destroy(context);
  if (!wrong)
    puts("gradients are right");
  return wrong;
}
