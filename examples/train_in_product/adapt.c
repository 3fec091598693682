/* adapt.c - a product that learns from its user.
 *
 *   ./adapt digits-images.idx digits-labels.idx adapted.safetensors
 *
 * LeNet was trained on white digits on black. This user writes dark ink on
 * white paper, and the net is at a loss. The user says what the first 100
 * digits are; the program trains on them for a moment, and goes on with the
 * same arrays.
 */
#include "lenet.h"

#include "../lenet/idx.h"

#include <netrt/train.h>

enum {
  PIXELS = LENET_INPUT_SIZE,
  CLASSES = LENET_OUTPUT_CLASSES,
  SAMPLES = 100
};

typedef struct digits {
  int64_t count;
  float *input;    /* count x 28 x 28, as the net wants them */
  int64_t *target; /* count places among the classes, from 1 */
} digits;

/* The user's digits: the shipped ones, dark on white. */
static int read_digits(const char *images, const char *labels, digits *out) {
  int64_t shape[3], label_count = 0;
  unsigned char *pixels = idx_read(images, 3, shape);
  unsigned char *classes = idx_read(labels, 1, &label_count);
  int done = pixels != NULL && classes != NULL && label_count == shape[0] &&
             shape[0] > SAMPLES && shape[1] * shape[2] == PIXELS;
  if (done) {
    size_t values = (size_t)label_count * PIXELS;
    out->count = label_count;
    out->input = malloc(values * sizeof *out->input);
    out->target = malloc((size_t)label_count * sizeof *out->target);
    done = out->input != NULL && out->target != NULL;
    for (size_t i = 0; done && i < values; ++i)
      out->input[i] = (float)(255 - pixels[i]) / 255;
    for (int64_t i = 0; done && i < label_count; ++i)
      out->target[i] = classes[i] + 1;
  }
  free(pixels);
  free(classes);
  return done;
}

/* Classifies the digits that were not given as samples. */
static netrt_status count_right(netrt_context *context,
                                const netrt_arrays *arrays, const digits *all,
                                int64_t *out_right) {
  const int64_t count = all->count - SAMPLES, shape[2] = {count, CLASSES};
  float *output = malloc((size_t)count * CLASSES * sizeof *output);
  int64_t *decisions = malloc((size_t)count * sizeof *decisions);
  netrt_status status = NETRT_OUT_OF_MEMORY;
  *out_right = 0;
  if (output != NULL && decisions != NULL)
    status = lenet_infer(context, arrays, count, all->input + SAMPLES * PIXELS,
                         output);
  if (status == NETRT_OK) {
    netrt_tensor tensor = netrt_tensor_of(output, NETRT_REAL32, 2, shape);
    status = netrt_class_decide(context, LENET_OUTPUT_PORT, &tensor, decisions);
  }
  for (int64_t i = 0; status == NETRT_OK && i < count; ++i)
    *out_right += decisions[i] + 1 == all->target[SAMPLES + i];
  free(output);
  free(decisions);
  return status;
}

static int32_t hear(void *self, const netrt_train_event *event) {
  (void)self;
  if (event->kind == NETRT_EVENT_ROUND)
    printf("round %d: loss %.3f, %.0f %% wrong\n", (int)event->round,
           event->round_loss, 100 * event->error_rate);
  return NETRT_TRAIN_CONTINUE; /* or NETRT_TRAIN_CANCEL: the user lost patience
                                */
}

/* Trains on the samples; what they are stays where it lies. */
static netrt_status adapt(netrt_context *context, netrt_arrays *arrays,
                          const digits *all, netrt_message *message) {
  netrt_column columns[2] = {{0}, {0}};
  netrt_train_data data = {0};
  netrt_train_listener listener = {0};
  netrt_train_options options = {0};
  netrt_train *train = NULL;
  columns[0].struct_size = columns[1].struct_size = sizeof columns[0];
  columns[0].port = "Input";
  columns[0].data = all->input;
  columns[1].port = "Target";
  columns[1].data = all->target;
  data.struct_size = sizeof data;
  data.count = SAMPLES;
  data.columns = columns;
  data.column_count = 2;
  listener.struct_size = sizeof listener;
  listener.hear = hear;
  options.struct_size = sizeof options;
  options.data = &data;
  options.batch_size = 20;
  options.rounds = 8;
  options.learning_rate = 0.001;
  options.class_output = "Output";
  options.class_target = "Target";
  options.listener = &listener;
  options.message = message;

  netrt_status status = netrt_train_create(context, arrays, &options, &train);
  if (status != NETRT_OK)
    return status;
  status = netrt_train_run(train);
  if (status != NETRT_OK)
    snprintf(message->text, sizeof message->text, "%s",
             netrt_train_last_error(train));
  netrt_train_destroy(train);
  return status;
}

static netrt_status run(netrt_context *context, netrt_arrays *arrays,
                        const digits *all, const char *path,
                        netrt_message *message) {
  int64_t before = 0, after = 0;
  netrt_status status = count_right(context, arrays, all, &before);
  if (status == NETRT_OK)
    status = adapt(context, arrays, all, message);
  if (status == NETRT_OK)
    status = count_right(context, arrays, all, &after);
  if (status == NETRT_OK)
    status = netrt_arrays_save(arrays, path, message);
  if (status == NETRT_OK)
    printf("right: %d of %d before, %d after\n", (int)before,
           (int)(all->count - SAMPLES), (int)after);
  return status;
}

int main(int argc, char **argv) {
  netrt_message message = {{0}};
  netrt_options options = {0};
  netrt_arrays_options trainable = {0};
  netrt_context *context = NULL;
  netrt_arrays *arrays = NULL;
  digits all = {0, NULL, NULL};
  if (argc != 4 || !read_digits(argv[1], argv[2], &all)) {
    fprintf(stderr, "usage: %s IMAGES.idx LABELS.idx ADAPTED.safetensors\n",
            argv[0]);
    return 1;
  }
  options.struct_size = sizeof options;
  options.threads = -1;
  options.max_batch = all.count;
  options.message = &message;
  trainable.struct_size = sizeof trainable;
  trainable.trainable =
      1; /* the embedded values are copied, so they can change */
  netrt_status status = netrt_context_create(lenet_net(), &options, &context);
  if (status == NETRT_OK)
    status = netrt_arrays_create(lenet_net(), &trainable, &arrays);
  if (status == NETRT_OK)
    status = run(context, arrays, &all, argv[3], &message);
  if (status != NETRT_OK)
    fprintf(stderr, "%s: %s\n", netrt_status_text(status),
            message.text[0] != '\0' || context == NULL
                ? message.text
                : netrt_last_error(context));
  netrt_arrays_destroy(arrays);
  netrt_context_destroy(context);
  free(all.input);
  free(all.target);
  return status == NETRT_OK ? 0 : 1;
}
