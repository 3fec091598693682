/* classify.c - LeNet inside a C program: reads digits, prints what they are.
 *
 *   netc compile lenet.net --weights lenet.safetensors -o lenet.so
 *   cc classify.c -I. -I<netc>/include ./lenet.so -o classify
 *   ./classify digits-images.idx digits-labels.idx
 *
 * The compiled net is the only thing to link; it needs libc and libm alone.
 */
#include "lenet.h"

#include "idx.h"

enum {
  HEIGHT = LENET_INPUT_DIM1,
  WIDTH = LENET_INPUT_DIM2,
  CLASSES = LENET_OUTPUT_CLASSES
};

typedef struct digits {
  int64_t count;
  unsigned char *pixels; /* count × 28 × 28 */
  unsigned char *labels; /* count */
} digits;

static int read_digits(const char *images, const char *labels, digits *out) {
  int64_t shape[3], label_count;
  out->pixels = idx_read(images, 3, shape);
  out->labels = idx_read(labels, 1, &label_count);
  if (out->pixels == NULL || out->labels == NULL)
    return 0;
  out->count = shape[0];
  if (shape[1] == HEIGHT && shape[2] == WIDTH && label_count == shape[0])
    return 1;
  fprintf(stderr, "expected 28 x 28 images and as many labels\n");
  return 0;
}

/* Turns bytes into the net's input as the spec's image encoder says. */
static netrt_status encode(netrt_context *context, const digits *digits,
                           float *input) {
  const int64_t shape[4] = {digits->count, 1, HEIGHT, WIDTH};
  netrt_tensor tensor = netrt_tensor_of(input, NETRT_REAL32, 4, shape);
  netrt_status status = NETRT_OK;
  netrt_image *images = calloc((size_t)digits->count, sizeof *images);
  if (images == NULL)
    return NETRT_OUT_OF_MEMORY;
  for (int64_t i = 0; i < digits->count; ++i) {
    images[i].struct_size = sizeof *images;
    images[i].data = digits->pixels + i * HEIGHT * WIDTH;
    images[i].element = NETRT_UNSIGNED8;
    images[i].channels = 1;
    images[i].width = WIDTH;
    images[i].height = HEIGHT;
  }
  status = netrt_encode_image(context, LENET_INPUT_PORT, images,
                              (size_t)digits->count, &tensor);
  free(images);
  return status;
}

/* Probabilities for all digits in one call, then the class decoder's decision.
 */
static netrt_status classify(netrt_context *context, const netrt_arrays *arrays,
                             int64_t count, const float *input,
                             float *probabilities, int64_t *decisions) {
  const int64_t shape[2] = {count, CLASSES};
  netrt_tensor tensor = netrt_tensor_of(probabilities, NETRT_REAL32, 2, shape);
  netrt_status status =
      lenet_infer(context, arrays, count, input, probabilities);
  if (status != NETRT_OK)
    return status;
  return netrt_class_decide(context, LENET_OUTPUT_PORT, &tensor, decisions);
}

static void draw(const unsigned char *pixels) {
  static const char shades[] = " .:-=+*#%@";
  for (int row = 4; row < 24; row += 2) {
    fputs("    ", stdout);
    for (int column = 3; column < 25; ++column)
      putchar(shades[pixels[row * WIDTH + column] * 9 / 255]);
    putchar('\n');
  }
}

static void report(const digits *digits, const float *probabilities,
                   const int64_t *decisions) {
  int64_t right = 0;
  for (int64_t i = 0; i < digits->count; ++i)
    right += decisions[i] == digits->labels[i];
  for (int64_t i = 0; i < 3 && i < digits->count; ++i) {
    draw(digits->pixels + i * HEIGHT * WIDTH);
    printf("    this is a %d (probability %.4f)\n\n", (int)decisions[i],
           probabilities[i * CLASSES + decisions[i]]);
  }
  printf("%d of %d digits right\n", (int)right, (int)digits->count);
}

static int run(const digits *digits) {
  const size_t count = (size_t)digits->count;
  float *input = calloc(count, HEIGHT * WIDTH * sizeof *input);
  float *probabilities = calloc(count, CLASSES * sizeof *probabilities);
  int64_t *decisions = calloc(count, sizeof *decisions);
  netrt_context *context = NULL;
  netrt_arrays *arrays = NULL;
  netrt_message message = {{0}};
  netrt_options options = {0};
  options.struct_size = sizeof options;
  options.threads = -1; /* one per core */
  options.max_batch = digits->count;
  options.message = &message;

  netrt_status status = NETRT_OUT_OF_MEMORY;
  if (input != NULL && probabilities != NULL && decisions != NULL)
    status = netrt_context_create(lenet_net(), &options, &context);
  if (status == NETRT_OK)
    status = netrt_arrays_create(lenet_net(), NULL, &arrays);
  if (status == NETRT_OK)
    status = encode(context, digits, input);
  if (status == NETRT_OK)
    status = classify(context, arrays, digits->count, input, probabilities,
                      decisions);
  if (status == NETRT_OK)
    report(digits, probabilities, decisions);
  else
    fprintf(stderr, "%s: %s\n", netrt_status_text(status),
            context != NULL ? netrt_last_error(context) : message.text);

  netrt_arrays_destroy(arrays);
  netrt_context_destroy(context);
  free(decisions);
  free(probabilities);
  free(input);
  return status == NETRT_OK ? 0 : 1;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: %s IMAGES.idx LABELS.idx\n", argv[0]);
    return 1;
  }
  digits digits = {0, NULL, NULL};
  int result = read_digits(argv[1], argv[2], &digits) ? run(&digits) : 1;
  free(digits.pixels);
  free(digits.labels);
  return result;
}
