/* product.c - two nets in one program: a shared one with values, a static one without. */
#include <lenet.h>
#include <tiny-linear.h>

#include <stdio.h>
#include <stdlib.h>

static void check(netrt_status status, const char *what) {
  if (status == NETRT_OK)
    return;
  fprintf(stderr, "%s: %s\n", what, netrt_status_text(status));
  exit(1);
}
#define CHECK(call) check(call, #call)

static void linear(void) {
  static const double weights[] = {1, 2, 3, 4, -5, -6}, biases[] = {0.5, 0, 1};
  static const double input[] = {1, 10};
  static const int64_t matrix[] = {TINY_LINEAR_OUTPUT_SIZE, 2}, *vector = matrix;
  double output[TINY_LINEAR_OUTPUT_SIZE];
  netrt_tensor w = netrt_tensor_of(weights, NETRT_REAL64, 2, matrix);
  netrt_tensor b = netrt_tensor_of(biases, NETRT_REAL64, 1, vector);
  netrt_context *context;
  netrt_arrays *arrays;
  CHECK(netrt_context_create(tiny_linear_net(), NULL, &context));
  CHECK(netrt_arrays_create(tiny_linear_net(), NULL, &arrays));
  if (tiny_linear_infer(context, arrays, 1, input, output) == NETRT_UNINITIALIZED)
    printf("linear wants values\n");
  CHECK(netrt_arrays_set(arrays, "1.Weights", &w));
  CHECK(netrt_arrays_set(arrays, "1.Biases", &b));
  CHECK(tiny_linear_infer(context, arrays, 1, input, output));
  printf("linear");
  for (int i = 0; i < TINY_LINEAR_OUTPUT_SIZE; ++i)
    printf(" %g", output[i]);
  printf("\n");
  netrt_arrays_destroy(arrays);
  netrt_context_destroy(context);
}

static void lenet(void) {
  static float pixels[LENET_INPUT_SIZE], probabilities[LENET_OUTPUT_SIZE];
  netrt_context *context;
  netrt_arrays *arrays;
  double sum = 0;
  CHECK(netrt_context_create(lenet_net(), NULL, &context));
  CHECK(netrt_arrays_create(lenet_net(), NULL, &arrays));
  CHECK(lenet_infer(context, arrays, 1, pixels, probabilities));
  for (int i = 0; i < LENET_OUTPUT_SIZE; ++i)
    sum += probabilities[i];
  printf("lenet sums to %.3f\n", sum);
  netrt_arrays_destroy(arrays);
  netrt_context_destroy(context);
}

int main(void) {
  linear();
  lenet();
  return 0;
}
