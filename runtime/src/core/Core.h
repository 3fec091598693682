/*===- Core.h - what the files of the runtime core share ----------------===*/
/*
 * The core travels inside every compiled net. It uses libc only, keeps no
 * global state, and allocates nothing while a net runs.
 */
#ifndef NETRT_CORE_CORE_H
#define NETRT_CORE_CORE_H

#include "Pool.h"
#include "Text.h"
#include "netrt/netrt.h"

#include <stdbool.h>

/* A port as one entry sees it, with everything a call has to check. */
typedef struct netrt_slot {
  const netrt_port *port;
  size_t example_bytes; /* of one example; 0 and `ragged` with named lengths */
  uintptr_t alignment_mask; /* bits of an address that must be zero */
  netrt_element element;
  bool ragged;
  bool ranged; /* an integer input whose range must be checked */
  bool unbatched;
} netrt_slot;

/* An entry resolved for the CPU variant in use. */
typedef struct netrt_plan {
  const netrt_entry *entry;
  netrt_code code;
  netrt_slot *slots;      /* inputs, then outputs */
  uint32_t first_variant; /* chain of plans that differ in batch only */
  uint32_t next_variant;  /* NO_PLAN ends it */
} netrt_plan;
#define NO_PLAN UINT32_MAX

struct netrt_context {
  const netrt_core *core; /* these two are its netrt_object */
  const netrt_net *net;
  netrt_allocator allocator;
  netrt_executor executor; /* parallel_for null: none */
  netrt_logger logger;
  netrt_monitor monitor;
  netrt_pool *pool; /* null: one thread */
  bool dispatching; /* pool, executor or monitor: parallel_for has choices */
  bool cancelled;
  uint32_t variant;
  uint32_t plan_count;
  netrt_plan *plans;
  netrt_slot *slots;
  size_t slot_count;
  const void **inputs; /* as long as the longest entry needs */
  void **outputs;
  const void **arrays;
  const int64_t **lengths;
  int64_t *sizes;          /* of the named lengths in this call */
  int64_t *reserved_sizes; /* the largest allowed */
  void *tables;            /* the one block all the tables above lie in */
  size_t table_bytes;
  int64_t reserved_batch;
  char *arena;
  size_t arena_size;
  int64_t pieces; /* for the monitor */
  char error[sizeof(netrt_message)];
};

/* Precisions index values[]: NETRT_REAL32 … NETRT_BFLOAT16. */
enum { PRECISION_COUNT = NETRT_BFLOAT16 + 1 };

typedef struct netrt_keeper {
  struct netrt_keeper *next;
  void *self;
  void (*release)(void *self);
} netrt_keeper;

struct netrt_arrays {
  const netrt_core *core; /* these two are its netrt_object */
  const netrt_net *net;
  netrt_allocator allocator;
  const void **values[PRECISION_COUNT]; /* null: no entry in this precision */
  bool *owned[PRECISION_COUNT];
  size_t count;
  size_t missing;
  uint64_t version;
  bool trainable;
  netrt_keeper *keepers;
  void *tables;
  size_t table_bytes;
  char error[sizeof(netrt_message)];
};

/* The table every descriptor points to. */
extern const netrt_core netrt_core_functions;

/* Memory.c: the default allocator is the C library's. */
netrt_allocator netrt_allocator_choose(const netrt_allocator *wanted);
void *netrt_allocate(const netrt_allocator *allocator, size_t size,
                     size_t alignment);
void netrt_release(const netrt_allocator *allocator, void *memory, size_t size,
                   size_t alignment);
/* Whether a struct from outside can be used: not shorter than version 1 had it
 * (`least`), and nothing but zeros past what this version knows (`known`). */
bool netrt_struct_fits(const void *given, size_t least, size_t known);

/* Cpu.c: features of this processor that the system lets programs use. */
uint64_t netrt_cpu_features(void);
void netrt_text_features(netrt_text *text, uint64_t features);

/* Plan.c: fills plans and slots of a context whose variant is chosen. */
size_t netrt_plan_table_bytes(const netrt_net *net);
void netrt_plan_build(netrt_context *context);

/* Convert.c */
bool netrt_can_convert(netrt_element from, netrt_element to);
void netrt_convert(void *to, netrt_element to_element, const void *from,
                   netrt_element from_element, size_t count);
double netrt_read_real(const void *data, netrt_element element, size_t index);

/* Arrays.c: `precision` holds new values; the other precisions follow. */
void netrt_arrays_trained(netrt_arrays *arrays, netrt_element precision);

/* Check.c: one tensor against what is expected of it. */
netrt_status netrt_check_tensor(netrt_text *text, const char *what,
                                const char *name, const netrt_tensor *tensor,
                                netrt_element element);
bool netrt_is_contiguous(const netrt_tensor *tensor);
/* rank + sizes product in bytes, or false when it does not fit size_t. */
bool netrt_shape_bytes(const int64_t *shape, int32_t rank,
                       netrt_element element, size_t *out_bytes);

/* What the table points to. */
netrt_status netrt_core_context_create(const netrt_net *net,
                                       const netrt_options *options,
                                       netrt_context **out_context);
void netrt_core_context_destroy(netrt_context *context);
netrt_status netrt_core_context_reserve(netrt_context *context, int64_t batch,
                                        const int64_t *sizes);
netrt_status netrt_core_arena_bytes(netrt_context *context, uint32_t entry,
                                    int64_t batch, const int64_t *sizes,
                                    int64_t *out_bytes);
netrt_status netrt_core_run(netrt_context *context, const netrt_arrays *arrays,
                            uint32_t entry, const netrt_tensor *inputs,
                            size_t input_count, const netrt_tensor *outputs,
                            size_t output_count);
netrt_status netrt_core_arrays_create(const netrt_net *net,
                                      const netrt_arrays_options *options,
                                      netrt_arrays **out_arrays);
void netrt_core_arrays_destroy(netrt_arrays *arrays);
netrt_status netrt_core_arrays_set(netrt_arrays *arrays, const char *key,
                                   const netrt_tensor *value);
netrt_status netrt_core_arrays_borrow(netrt_arrays *arrays, const char *key,
                                      const netrt_tensor *value);
netrt_status netrt_core_arrays_get(netrt_arrays *arrays, const char *key,
                                   netrt_tensor *out_value);
netrt_status netrt_core_arrays_keep(netrt_arrays *arrays, void *self,
                                    void (*release)(void *self));
const char *netrt_core_arrays_missing(const netrt_arrays *arrays);
netrt_status netrt_core_encode_image(netrt_context *context, uint32_t port,
                                     const netrt_image *images, size_t count,
                                     const netrt_tensor *output);
netrt_status netrt_core_class_decide(netrt_context *context, uint32_t port,
                                     const netrt_tensor *values,
                                     int64_t *out_labels);
netrt_status netrt_core_class_select(netrt_context *context, uint32_t port,
                                     const netrt_tensor *values,
                                     int64_t *out_labels, int64_t *out_counts);
netrt_status netrt_core_class_top(netrt_context *context, uint32_t port,
                                  const netrt_tensor *values, int64_t n,
                                  int64_t *out_labels,
                                  double *out_probabilities,
                                  int64_t *out_counts);
netrt_status netrt_core_class_probability(netrt_context *context, uint32_t port,
                                          const netrt_tensor *values,
                                          int64_t label,
                                          double *out_probabilities);
netrt_status netrt_core_class_entropy(netrt_context *context, uint32_t port,
                                      const netrt_tensor *values,
                                      double *out_entropies);
netrt_status netrt_core_class_sample(netrt_context *context, uint32_t port,
                                     const netrt_tensor *values,
                                     const netrt_sampling *sampling,
                                     int64_t *out_labels);

/* Called by generated code: kernel(frame, begin, end) over 0…count-1, in pieces
 * of a multiple of grain. */
void netrt_core_parallel_for(netrt_frame *frame, netrt_kernel_function kernel,
                             int64_t count, int64_t grain);

#endif /* NETRT_CORE_CORE_H */
