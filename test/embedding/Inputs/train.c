/* Trains a compiled net through netrt/train.h: it learns, threads change no
 * bit, and a training taken up from any checkpoint ends with the same bits. */
#include "classes.h"

#include <netrt/train.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT = 90, ROUNDS = 6, BATCH = 16, STEPS = ROUNDS * 6 };

static float input[COUNT][4];
static int64_t target[COUNT];

static void fail(const char *what, const char *why) {
  printf("%s: %s\n", what, why);
  exit(1);
}

static double draw(unsigned *state) {
  *state = *state * 1664525u + 1013904223u;
  return (double)(*state >> 8) / (1 << 24) - 0.5;
}

/* A point of class c has its largest coordinate at c. */
static void make_data(void) {
  unsigned state = 1;
  for (int i = 0; i < COUNT; ++i) {
    target[i] = i % 3 + 1;
    for (int k = 0; k < 4; ++k)
      input[i][k] = (float)draw(&state);
    input[i][i % 3] += 1;
  }
}

static netrt_arrays *make_arrays(void) {
  const netrt_net *net = classes_net();
  netrt_arrays_options options = {0};
  netrt_arrays *arrays = NULL;
  unsigned state = 2;
  options.struct_size = sizeof options;
  options.trainable = 1;
  if (netrt_arrays_create(net, &options, &arrays) != NETRT_OK)
    fail("arrays", "not made");
  for (size_t i = 0; i < net->arrays.count; ++i) {
    const netrt_array *array = netrt_get_array(net, i);
    float values[64];
    netrt_tensor value =
        netrt_tensor_of(values, NETRT_REAL32, array->rank, array->dims);
    if ((array->flags & NETRT_ARRAY_STATE) != 0)
      continue;
    for (int k = 0; k < 64; ++k)
      values[k] = (float)draw(&state);
    if (netrt_arrays_set(arrays, array->key, &value) != NETRT_OK)
      fail(array->key, netrt_arrays_last_error(arrays));
  }
  return arrays;
}

/* All arrays, what the optimiser remembers included, one after the other. */
static size_t bits_of(netrt_arrays *arrays, char *bits) {
  const netrt_net *net = classes_net();
  size_t size = 0;
  for (size_t i = 0; i < net->arrays.count; ++i) {
    netrt_tensor value;
    size_t bytes = sizeof(float);
    if (netrt_arrays_get(arrays, netrt_get_array(net, i)->key, &value) !=
        NETRT_OK)
      fail("get", netrt_arrays_last_error(arrays));
    for (int32_t k = 0; k < value.rank; ++k)
      bytes *= (size_t)value.shape[k];
    memcpy(bits + size, value.data, bytes);
    size += bytes;
  }
  return size;
}

static netrt_train *make_train(netrt_context *context, netrt_arrays *arrays) {
  static netrt_message message;
  static netrt_column columns[2];
  static netrt_train_data data;
  netrt_schedule schedule = {0};
  netrt_train_options options = {0};
  netrt_train *train = NULL;
  columns[0].struct_size = columns[1].struct_size = sizeof columns[0];
  columns[0].port = "Input";
  columns[0].data = input;
  columns[1].port = "Target";
  columns[1].data = target;
  data.struct_size = sizeof data;
  data.count = COUNT;
  data.columns = columns;
  data.column_count = 2;
  schedule.struct_size = sizeof schedule;
  schedule.kind = NETRT_SCHEDULE_POLYNOMIAL;
  options.struct_size = sizeof options;
  options.data = options.validation = &data;
  options.batch_size = BATCH;
  options.rounds = ROUNDS;
  options.learning_rate = 0.05;
  options.seed = 1234;
  options.class_output = "Output";
  options.class_target = "Target";
  options.schedule = &schedule;
  options.message = &message;
  if (netrt_train_create(context, arrays, &options, &train) != NETRT_OK)
    fail("create", message.text);
  return train;
}

static netrt_context *make_context(int threads) {
  netrt_options options = {0};
  netrt_context *context = NULL;
  options.struct_size = sizeof options;
  options.threads = threads;
  if (netrt_context_create(classes_net(), &options, &context) != NETRT_OK)
    fail("context", "not made");
  return context;
}

/* A training that stops after `stop` batches and is taken up by another. */
static size_t train_with_pause(int threads, int64_t stop, const char *path,
                               char *bits) {
  netrt_context *context = make_context(threads);
  for (int part = 0; part < 2; ++part) {
    netrt_arrays *arrays = make_arrays();
    netrt_train *train = make_train(context, arrays);
    netrt_status status = NETRT_OK;
    size_t size = 0;
    if (part == 1)
      status = netrt_train_resume(train, path);
    if (status == NETRT_OK)
      status = netrt_train_advance(train, part == 0 ? stop : INT64_MAX, NULL);
    if (status == NETRT_OK && part == 0)
      status = netrt_train_save(train, path);
    if (status != NETRT_OK)
      fail("train", netrt_train_last_error(train));
    size = bits_of(arrays, bits);
    netrt_train_destroy(train);
    netrt_arrays_destroy(arrays);
    if (part == 1) {
      netrt_context_destroy(context);
      return size;
    }
  }
  return 0;
}

static size_t train_at_once(char *bits) {
  netrt_context *context = make_context(1);
  netrt_arrays *arrays = make_arrays();
  netrt_train *train = make_train(context, arrays);
  netrt_train_result result = {0};
  size_t size;
  if (netrt_train_run(train) != NETRT_OK)
    fail("run", netrt_train_last_error(train));
  result.struct_size = sizeof result;
  if (netrt_train_get_result(train, &result) != NETRT_OK)
    fail("result", "not given");
  for (int64_t i = 0; i < result.rounds; ++i)
    printf("round %d: loss %.2f, %.0f %% wrong; validation %.2f, %.0f %%\n",
           (int)i + 1, result.round_losses[i],
           100 * result.round_error_rates[i], result.validation_losses[i],
           100 * result.validation_error_rates[i]);
  printf("best round: %d\n", (int)result.best_round);
  size = bits_of(arrays, bits);
  netrt_train_destroy(train);
  netrt_arrays_destroy(arrays);
  netrt_context_destroy(context);
  return size;
}

/* The checkpoint is one of another program's training. */
static int resume_another(const char *path) {
  netrt_context *context = make_context(1);
  netrt_arrays *arrays = make_arrays();
  netrt_train *train = make_train(context, arrays);
  netrt_status status = netrt_train_resume(train, path);
  puts(netrt_train_last_error(train));
  netrt_train_destroy(train);
  netrt_arrays_destroy(arrays);
  netrt_context_destroy(context);
  return status == NETRT_OTHER_TRAINING ? 0 : 1;
}

int main(int argc, char **argv) {
  static char whole[1 << 16], parts[1 << 16];
  size_t size;
  if (argc != 2 && argc != 3)
    return 1;
  make_data();
  if (argc == 3)
    return resume_another(argv[1]);
  size = train_at_once(whole);
  for (int64_t stop = 0; stop <= STEPS; ++stop)
    if (train_with_pause(1 + (int)(stop % 3), stop, argv[1], parts) != size ||
        memcmp(whole, parts, size) != 0) {
      printf("other bits after a pause at batch %d\n", (int)stop);
      return 1;
    }
  puts("the same bits from every checkpoint");
  return 0;
}
