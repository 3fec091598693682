/*===- train.h - libnetrt: training compiled nets -----------------------===*/
/*
 * The loop around the `train_step` entries of a net: batches from data in
 * memory or from a callback, shuffled per round, losses and error rates,
 * validation and the best net, schedules, stopping criteria, checkpoints that
 * continue bit for bit. Use, with a net compiled for training:
 *
 *   netrt_column columns[2] = {{sizeof(netrt_column)}, {sizeof(netrt_column)}};
 *   columns[0].port = "Input", columns[0].data = pixels;
 *   columns[1].port = "Target", columns[1].data = classes;
 *   netrt_train_data data = {sizeof data};
 *   data.count = 60000, data.columns = columns, data.column_count = 2;
 *   netrt_train_options options = {sizeof options};
 *   options.data = &data, options.rounds = 5, options.learning_rate = 0.001;
 *   netrt_train *train;
 *   if (netrt_train_create(context, arrays, &options, &train) != NETRT_OK) …
 *   if (netrt_train_run(train) != NETRT_OK)
 *     puts(netrt_train_last_error(train));
 *   netrt_train_destroy(train);
 *
 * The arrays, created as trainable, then hold the trained values; `infer` with
 * the same object uses them.
 *
 * Structs begin with struct_size, as in types.h; in lists of them it is also
 * the distance to the next. Zero means the default that is named.
 *
 * Threads: a netrt_train, its context and its arrays belong to one thread at a
 * time. How many threads a step uses is the context's option. Results have the
 * same bits for any number of them.
 */
#ifndef NETRT_TRAIN_H
#define NETRT_TRAIN_H

#include "host.h"

#ifdef __cplusplus
extern "C" {
#endif

/*---- Data ------------------------------------------------------------------*/

/* One batch, to be filled by a netrt_train_data. All inputs are those of the
 * entry that are ports of the net, in its order. */
typedef struct netrt_batch {
  size_t struct_size;
  int64_t size; /* examples wanted; a generator may set it to less, above 0 */
  const int64_t *examples; /* `size` places in the data; null: a generator */
  int64_t round;           /* from 1; validation: the round it follows */
  int64_t batch;           /* within the round, from 1 */
  int64_t absolute_batch;  /* since the training began, from 1 */
  size_t input_count;
  const netrt_port *const *ports; /* input_count of them */
  /* Room for the values: row-major, of the elements below, `size` examples one
   * behind the other. Write there, or put a pointer of your own in its place
   * that stays valid until the next call. */
  void **inputs;
  const netrt_element *elements;
  /* Nets with named lengths: set sizes[k] to the padded size of length k in
   * this batch (on entry the largest), and lengths[input][example] to the
   * length of each example (on entry the padded size). Null otherwise. */
  int64_t *sizes;
  int64_t **lengths; /* null for inputs without a named length */
} netrt_batch;

/* Values of one input port for all examples, in memory, example after example.
 * Inputs with a named length hold each example padded to max_sizes. */
typedef struct netrt_column {
  size_t struct_size;
  const char *port;
  const void *data;
  const int64_t *lengths; /* per example; null: all full, or no named length */
  netrt_element element;  /* of `data`, converted; 0 = what the net takes */
  int32_t reserved;       /* 0 */
} netrt_column;

/* Where examples come from: columns in memory, or `fill`. What it points to
 * must outlive the netrt_train. */
typedef struct netrt_train_data {
  size_t struct_size;
  int64_t count; /* examples; 0: a generator, `fill` makes what it likes */
  int64_t round_length;        /* generator: examples per round */
  const netrt_column *columns; /* one for each input port; null: use `fill` */
  size_t column_count;
  void *self;
  /* Fills a batch. Any status but NETRT_OK ends the call that trains with it;
   * that may be called again, and asks for the same batch. */
  netrt_status (*fill)(void *self, netrt_batch *batch);
  const int64_t *max_sizes; /* of each named length; null without any */
  /* What messages call each of the `count` examples; null: 1, 2, ... */
  const int64_t *numbers;
} netrt_train_data;

/*---- Options ---------------------------------------------------------------*/

/* An output port that is a loss. An array is summed over its elements. */
typedef struct netrt_loss {
  size_t struct_size;
  const char *port;
  double scale; /* as compiled in; for reports only; 0 = 1 */
} netrt_loss;

enum {
  NETRT_SCHEDULE_CONSTANT = 0,
  NETRT_SCHEDULE_POLYNOMIAL = 1, /* 1 - batch / total */
  NETRT_SCHEDULE_FUNCTION = 2
};

/* Factor of the learning rate. */
typedef struct netrt_schedule {
  size_t struct_size;
  int32_t kind;     /* NETRT_SCHEDULE_* */
  int32_t reserved; /* 0 */
  void *self;
  /* `batch` batches were done before, of `total` altogether (an estimate where
   * a time goal decides). The result is from 0 to 1; any other ends the call
   * with NETRT_INVALID_ARGUMENT. A resumed training asks for each batch
   * again. */
  double (*rate)(void *self, int64_t batch, int64_t total);
} netrt_schedule;

enum {
  NETRT_STOP_NEVER = 0,
  NETRT_STOP_LOSS = 1, /* of the validation, or of the round without one */
  NETRT_STOP_ERROR_RATE = 2,
  NETRT_STOP_VALUE = 3 /* one of netrt_measurements */
};

/* Ends the training when there was no improvement by at least `change` for more
 * than `patience` rounds after `initial_patience` rounds. Asked after each
 * validation, or after each round without one. */
typedef struct netrt_stopping {
  size_t struct_size;
  int32_t criterion; /* NETRT_STOP_* */
  int32_t relative;  /* 1: `change` is a fraction of the best value so far */
  double change;
  int64_t patience;
  int64_t initial_patience;
  int64_t value; /* NETRT_STOP_VALUE: its place among the values */
  int32_t rises; /* 1: more is better; NETRT_STOP_VALUE only */
  int32_t reserved;
} netrt_stopping;

/* Files to continue from. netrt_train_create tries whether they can be written,
 * with NETRT_CANNOT_WRITE where not. Each is complete before it takes the place
 * of the one before, so that a crash or a full disk leaves the last whole one.
 */
typedef struct netrt_checkpointing {
  size_t struct_size;
  const char *path;      /* null: none */
  int64_t every_rounds;  /* all three 0: every round */
  int64_t every_batches; /* also within a round */
  double every_seconds;
} netrt_checkpointing;

enum {
  NETRT_EVENT_BATCH = 1,      /* a step is done */
  NETRT_EVENT_VALIDATION = 2, /* a batch of the validation was run */
  NETRT_EVENT_ROUND = 3,      /* a round, and its validation, is done */
  NETRT_EVENT_CHECKPOINT = 4, /* `path`, of the options, was written */
  NETRT_EVENT_END = 5         /* once; `arrays` hold the result */
};

/* What happened. Values that are not known yet are NaN. Pointers live during
 * the call. */
typedef struct netrt_train_event {
  size_t struct_size;
  int32_t kind; /* NETRT_EVENT_* */
  int32_t reserved;
  int64_t round;             /* in work or just done, from 1 */
  int64_t total_rounds;      /* 0: open */
  int64_t batch;             /* of the round, from 1 */
  int64_t batches_per_round; /* also of the validation, for its events */
  int64_t absolute_batch;
  int64_t total_batches; /* 0: open */
  int64_t examples;      /* trained on so far */
  double learning_rate;  /* of the last step */
  double batch_loss;
  double round_loss;      /* mean over the examples of the round so far */
  double error_rate;      /* the same */
  double validation_loss; /* of the last validation */
  double validation_error_rate;
  double seconds;             /* since the training began, pauses not counted */
  double seconds_left;        /* an estimate */
  double examples_per_second; /* mean since the training was begun or resumed */
  /* BATCH and VALIDATION: what the entry was given, and what came out. */
  int64_t batch_size;
  const netrt_tensor *inputs;
  const netrt_port *const *input_ports;
  size_t input_count;
  const netrt_tensor *outputs;
  const netrt_port *const *output_ports;
  size_t output_count;
  const int64_t *example_places; /* in the data; null with a generator */
  /* Of netrt_measurements, where there are some: of the last batch, of the
   * round so far, of the last validation. Null where there was none yet. */
  const double *batch_values;
  const double *round_values;
  const double *validation_values;
  const char *path;              /* CHECKPOINT */
} netrt_train_event;

enum {
  NETRT_TRAIN_CONTINUE = 0,
  NETRT_TRAIN_STOP = 1,  /* end as if all rounds were done: NETRT_OK */
  NETRT_TRAIN_CANCEL = 2 /* write a checkpoint, if wanted: NETRT_CANCELLED */
};

/* Hears what happens, and may end the training by the value it returns. It may
 * call netrt_train_save and netrt_train_get_result, nothing else of this file.
 */
typedef struct netrt_train_listener {
  size_t struct_size;
  void *self;
  int32_t (*hear)(void *self, const netrt_train_event *event);
} netrt_train_listener;

/* What is measured beside losses: numbers that are summed up over batches, and
 * values that are made of such sums for a batch, a round and a validation. Sums
 * and values belong to the checkpoints. */
typedef struct netrt_measurements {
  size_t struct_size;
  const char *description; /* a resumed training must have the same */
  size_t sum_count;
  size_t value_count;
  void *self;
  /* Adds the batch that was just run, of the training or, for
   * NETRT_EVENT_VALIDATION, the validation, to `sums`, which are zero. Any
   * status but NETRT_OK ends the call that trains with it; that may be called
   * again, and goes on from the last round or checkpoint. */
  netrt_status (*read)(void *self, const netrt_train_event *batch,
                       double *sums);
  /* Adds sums of later batches; null: number by number. */
  void (*add)(void *self, double *sums, const double *more);
  /* NaN stands for a value that is not known. */
  void (*value)(void *self, const double *sums, double *values);
} netrt_measurements;

enum {
  NETRT_TRAIN_IN_ORDER = 1, /* examples as they lie, every round */
  NETRT_TRAIN_KEEP_LAST = 2 /* end with the last arrays, not the best ones */
};

/* Settings are copied, with all strings and lists but those of the data. At
 * least one of rounds, batches and time_goal must be set; the first reached
 * ends the training. */
typedef struct netrt_train_options {
  size_t struct_size;
  const netrt_train_data *data;
  const netrt_train_data *validation; /* null: none */
  int64_t validation_interval;        /* in rounds; 0 = 1 */
  netrt_element precision;            /* 0 = that of the first train_step */
  uint32_t flags;                     /* NETRT_TRAIN_* */
  int64_t batch_size; /* 0 = 64; never more than there are examples */
  int64_t rounds;
  int64_t batches;
  double time_goal; /* seconds */
  double learning_rate;
  uint64_t seed;            /* of the permutations */
  const netrt_loss *losses; /* null: the output port "Loss" */
  size_t loss_count;
  /* For the error rate: an output port with class probabilities along its last
   * dimension, and the integer input port that holds the right classes, from 1.
   * Null: no error rate. */
  const char *class_output;
  const char *class_target;
  const netrt_measurements *measurements; /* null: none */
  const netrt_schedule *schedule;         /* null: constant */
  const netrt_stopping *stopping; /* null: never */
  /* Update schedule: the groups of arrays (netrt_entry.group) that steps
   * update, cycled over; null: each group once, in order. */
  const uint32_t *groups;
  size_t group_count;
  const netrt_checkpointing *checkpointing; /* null: none */
  const netrt_train_listener *listener;     /* null: none */
  netrt_message *message; /* receives the reason when the creation fails */
  /* What decides the course besides and can be seen neither from the net nor
   * from columns, line by line, such as "data: part 3 of 8" for a callback: a
   * training is taken up with the same only. Null: nothing. */
  const char *course;
} netrt_train_options;

/*---- Training --------------------------------------------------------------*/

typedef struct netrt_train netrt_train;

/* Makes ready to train `arrays` (created as trainable) in `context`, both of
 * one net, which must outlive it; reserves the context for the batches. Release
 * it with netrt_train_destroy. */
NETRT_CHECKED NETRT_API netrt_status
netrt_train_create(netrt_context *context, netrt_arrays *arrays,
                   const netrt_train_options *options, netrt_train **out_train);

/* Leaves the arrays as they are. Null is allowed. */
NETRT_API void netrt_train_destroy(netrt_train *train);

/* Takes up the training that wrote the checkpoint at `path`, before the first
 * step: the arrays, and all that comes after, are as if it had never stopped.
 * The net, what it was compiled with, the data in columns and the options that
 * decide the course must be the same: NETRT_OTHER_TRAINING tells the
 * difference. Rounds, batches, time goal and stopping criterion may differ; the
 * first three not with a schedule other than the constant one, which depends on
 * them. On failure nothing has changed. */
NETRT_CHECKED NETRT_API netrt_status netrt_train_resume(netrt_train *train,
                                                        const char *path);

/* Trains to the end. NETRT_OK: a limit, the stopping criterion or the listener
 * ended it. NETRT_CANCELLED: the listener or the context's monitor did.
 * NETRT_NOT_FINITE: a loss or an array was not a number or infinite; the arrays
 * are those of the last round or checkpoint that was sound. Where the data are
 * to blame, the message and the result name the input and the example. */
NETRT_CHECKED NETRT_API netrt_status netrt_train_run(netrt_train *train);

/* As netrt_train_run, but returns after `batches` steps with NETRT_OK at the
 * latest. `out_ended` (may be null) receives 1 when the training is over. */
NETRT_CHECKED NETRT_API netrt_status netrt_train_advance(netrt_train *train,
                                                         int64_t batches,
                                                         int32_t *out_ended);

/* Writes a checkpoint of this moment. */
NETRT_CHECKED NETRT_API netrt_status netrt_train_save(netrt_train *train,
                                                      const char *path);

/* What went wrong in the last call that returned a status other than NETRT_OK;
 * lives until the next call. Never null. */
NETRT_API const char *netrt_train_last_error(const netrt_train *train);

/* Why a training is over. */
enum {
  NETRT_END_NONE = 0, /* it is not */
  NETRT_END_ROUNDS = 1,
  NETRT_END_BATCHES = 2,
  NETRT_END_TIME = 3,
  NETRT_END_CRITERION = 4,
  NETRT_END_STOPPED = 5, /* by the listener */
  NETRT_END_CANCELLED = 6,
  NETRT_END_NOT_FINITE = 7,
  NETRT_END_FAILED = 8 /* see netrt_train_last_error */
};

/* What came out so far. Lists live until the next call that trains. Losses are
 * means over examples of the scaled sum; `..._parts` have one value for each
 * loss, unscaled, loss_count to a row. */
typedef struct netrt_train_result {
  size_t struct_size;
  int32_t end;             /* NETRT_END_* */
  netrt_element precision; /* in effect */
  int64_t batch_size;      /* in effect */
  int64_t batches_per_round;
  int64_t batches; /* done */
  int64_t rounds;  /* completed */
  int64_t validations;
  int64_t examples;          /* trained on */
  int64_t training_examples; /* in the data; generator: per round */
  int64_t validation_examples;
  int64_t best_round; /* of the lowest validation loss; 0: none */
  double seconds;
  double learning_rate; /* of the last step */
  size_t loss_count;
  const double *batch_losses;       /* [batches] */
  const double *round_losses;       /* [rounds] */
  const double *round_loss_parts;   /* [rounds][loss_count] */
  const double *round_error_rates;  /* [rounds]; null without */
  const int64_t *round_ends;        /* [rounds]: batches done at its end */
  const int64_t *validation_rounds; /* [validations] */
  const double *validation_losses;
  const double *validation_loss_parts;
  const double *validation_error_rates; /* null without */
  const double *batch_error_rates;      /* [batches]; null without */
  size_t value_count;                   /* of netrt_measurements; 0 without */
  const double *batch_values;           /* [batches][value_count] */
  const double *round_values;           /* [rounds][value_count] */
  const double *validation_values;      /* [validations][value_count] */
  /* NETRT_END_NOT_FINITE: the input port whose data hold a number that is not
   * finite, and the example's number; null and 0 where the net diverged. With a
   * generator the number is the place in its batch. */
  const char *not_finite_input;
  int64_t not_finite_example;
  int32_t not_finite_validation; /* 1: it is one of the validation */
  int32_t reserved;
} netrt_train_result;

/* Fills `out_result`, whose struct_size the caller has set. */
NETRT_CHECKED NETRT_API netrt_status netrt_train_get_result(
    const netrt_train *train, netrt_train_result *out_result);

#ifdef __cplusplus
}
#endif
#endif /* NETRT_TRAIN_H */
