/*===- descriptor.h - what a compiled net says about itself -------------===*/
/*
 * Part of netrt.h. A compiled net exports one function, `<prefix>_net`, that
 * returns its netrt_net: constant data that lives as long as the library. Read
 * tables with netrt_at, since a newer library may have longer elements.
 */
#ifndef NETRT_DESCRIPTOR_H
#define NETRT_DESCRIPTOR_H

#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct netrt_core netrt_core;
typedef struct netrt_net netrt_net;
typedef struct netrt_context netrt_context; /* begins with a netrt_object */
typedef struct netrt_arrays netrt_arrays;   /* begins with a netrt_object */

/* What is public of contexts and arrays objects. */
typedef struct netrt_object {
  const netrt_core *core;
  const netrt_net *net;
} netrt_object;

/* `count` elements, each `stride` bytes after the one before. */
typedef struct netrt_table {
  const void *data;
  size_t count;
  size_t stride;
} netrt_table;

/* Element `index` of a table, which must be less than its count. */
static inline const void *netrt_at(const netrt_table *table, size_t index) {
  return (const char *)table->data + index * table->stride;
}

enum { NETRT_INPUT = 0, NETRT_OUTPUT = 1 };
enum {
  NETRT_PORT_PROBE = 1, /* an inner value, asked for at compile time */
  /* Output: the gradient by the input or array of this name. Input: the
   * gradient that the caller imposes at the output of this name. */
  NETRT_PORT_GRADIENT = 2,
  NETRT_PORT_UNBATCHED = 4, /* one for all examples: never a batch of them */
  NETRT_PORT_SETTING = 8    /* of the entry, not of the net: "LearningRate" */
};

/* A port, per example. Dimensions: n >= 0 is a size; -1-k is the named length k
 * of netrt_net.lengths. */
typedef struct netrt_port {
  const char *name;
  const int64_t *dims;
  int32_t rank;
  int32_t direction;     /* NETRT_INPUT or NETRT_OUTPUT */
  netrt_element element; /* NETRT_REAL or NETRT_INTEGER64 */
  int32_t coder;         /* place in netrt_net.coders, or -1 */
  int64_t minimum;       /* integer ports: allowed range, both ends in; */
  int64_t maximum;       /* INT64_MIN and INT64_MAX leave it open */
  uint32_t flags;        /* NETRT_PORT_* */
  uint32_t reserved;
} netrt_port;

enum {
  NETRT_ARRAY_FROZEN = 1, /* not changed by training */
  /* What the optimiser remembers from step to step. Trainable arrays objects
   * start it at zero; files of weights need not hold it. */
  NETRT_ARRAY_STATE = 2
};

/* A learned or fixed array. An embedded value is contiguous, 64-byte aligned,
 * and used in place by entries of its precision. */
typedef struct netrt_array {
  const char *key; /* position path: "1.Weights", "conv1.Biases" */
  const int64_t *dims;
  int32_t rank;
  netrt_element element;       /* NETRT_REAL or NETRT_INTEGER64 */
  const char *role;            /* "Weights", "Biases", … */
  const void *value;           /* embedded, or null */
  netrt_element value_element; /* type of the embedded value; 0 without */
  uint32_t flags;              /* NETRT_ARRAY_* */
  double learning_rate_multiplier;
} netrt_array;

/* What generated code gets. Field order is the ABI. */
typedef struct netrt_frame {
  const void *const *inputs; /* data of the entry's inputs, in its order */
  void *const *outputs;      /* data of the entry's outputs */
  const void *const *arrays; /* values of the entry's arrays; train_step
                                writes those it updates */
  char *arena;               /* 64-byte aligned scratch memory */
  int64_t batch;             /* number of examples, > 0 */
  netrt_context *context;    /* for netrt_core_parallel_for */
  const int64_t *sizes;      /* padded size of each named length */
  /* per input: lengths of its examples, or null */
  const int64_t *const *lengths;
} netrt_frame;

typedef void (*netrt_entry_function)(netrt_frame *frame);
typedef void (*netrt_kernel_function)(netrt_frame *frame, int64_t begin,
                                      int64_t end);
/* Bytes of arena for a batch and the padded sizes of the named lengths. */
typedef int64_t (*netrt_arena_function)(int64_t batch, const int64_t *sizes);

/* One entry's code for one CPU variant. */
typedef struct netrt_code {
  netrt_entry_function function;    /* null: not in this variant */
  int64_t arena_constant;           /* bytes, whatever the batch */
  int64_t arena_per_example;        /* bytes for each example */
  netrt_arena_function arena_bytes; /* when lengths matter; else null */
} netrt_code;

typedef enum netrt_kind {
  NETRT_INFER = 0,
  NETRT_GRADIENT = 1,
  NETRT_TRAIN_STEP = 2,
  NETRT_PREPARE = 3,
  NETRT_EVALUATE = 4 /* as INFER, with targets as inputs and losses as outputs,
                        where the net itself does not have these */
} netrt_kind;
typedef enum netrt_mode { NETRT_TEST = 0, NETRT_TRAINING = 1 } netrt_mode;
typedef enum netrt_device { NETRT_CPU = 0, NETRT_CUDA = 1 } netrt_device;

/* A way to run the net. Entries that differ in `batch` only are variants of one
 * another: a call names any of them and the batch chooses. */
typedef struct netrt_entry {
  int32_t kind;            /* netrt_kind */
  int32_t mode;            /* netrt_mode */
  netrt_element precision; /* what NETRT_REAL means here */
  int32_t device;          /* netrt_device */
  int64_t batch;           /* the only batch it takes; 0 = any */
  const uint32_t *inputs;  /* places in netrt_net.ports, in frame order */
  const uint32_t *outputs;
  const uint32_t *arrays; /* places in netrt_net.arrays; null = all of them */
  uint32_t input_count;
  uint32_t output_count;
  uint32_t array_count;
  uint32_t group;   /* train_step: which arrays it updates; see train.h */
  netrt_table code; /* of netrt_code: one for each of netrt_net.variants */
  /* train_step: checksum of net, losses, method and all else that was compiled
   * in; 0: not known. The tables of older compilers end before it: ask
   * netrt_entry_program. */
  uint64_t program;
} netrt_entry;

/* A CPU variant. They are listed from the least to the most demanding; the last
 * whose features the processor has is used. */
typedef struct netrt_variant {
  const char *name;  /* "baseline", "v3", "v4" */
  uint64_t features; /* NETRT_CPU_* bits it needs */
} netrt_variant;

/* x86-64 features; those of the psABI levels first. */
#define NETRT_CPU_SSE3 (UINT64_C(1) << 0)
#define NETRT_CPU_SSSE3 (UINT64_C(1) << 1)
#define NETRT_CPU_SSE41 (UINT64_C(1) << 2)
#define NETRT_CPU_SSE42 (UINT64_C(1) << 3)
#define NETRT_CPU_POPCNT (UINT64_C(1) << 4)
#define NETRT_CPU_CX16 (UINT64_C(1) << 5)
#define NETRT_CPU_LAHF (UINT64_C(1) << 6)
#define NETRT_CPU_AVX (UINT64_C(1) << 8)
#define NETRT_CPU_AVX2 (UINT64_C(1) << 9)
#define NETRT_CPU_BMI1 (UINT64_C(1) << 10)
#define NETRT_CPU_BMI2 (UINT64_C(1) << 11)
#define NETRT_CPU_F16C (UINT64_C(1) << 12)
#define NETRT_CPU_FMA (UINT64_C(1) << 13)
#define NETRT_CPU_LZCNT (UINT64_C(1) << 14)
#define NETRT_CPU_MOVBE (UINT64_C(1) << 15)
#define NETRT_CPU_AVX512F (UINT64_C(1) << 16)
#define NETRT_CPU_AVX512BW (UINT64_C(1) << 17)
#define NETRT_CPU_AVX512CD (UINT64_C(1) << 18)
#define NETRT_CPU_AVX512DQ (UINT64_C(1) << 19)
#define NETRT_CPU_AVX512VL (UINT64_C(1) << 20)
#define NETRT_CPU_AVX512VNNI (UINT64_C(1) << 24)
#define NETRT_CPU_AVX512BF16 (UINT64_C(1) << 25)
#define NETRT_CPU_AVX512FP16 (UINT64_C(1) << 26)
#define NETRT_CPU_AMX_TILE (UINT64_C(1) << 27)
#define NETRT_CPU_AMX_BF16 (UINT64_C(1) << 28)
#define NETRT_CPU_AMX_INT8 (UINT64_C(1) << 29)
#define NETRT_CPU_X86_64_V2 UINT64_C(0x7f)
#define NETRT_CPU_X86_64_V3 (NETRT_CPU_X86_64_V2 | UINT64_C(0xff00))
#define NETRT_CPU_X86_64_V4 (NETRT_CPU_X86_64_V3 | UINT64_C(0x1f0000))

/* The net. Never changes and may be read from any thread. */
struct netrt_net {
  uint32_t magic;         /* NETRT_MAGIC */
  uint32_t abi_version;   /* NETRT_ABI_VERSION of the compiler */
  size_t struct_size;     /* of this struct, in the compiler */
  const char *name;       /* prefix of the exported function */
  const char *producer;   /* "netc 0.1.0" */
  const netrt_core *core; /* the functions behind the wrappers of netrt.h */
  netrt_table ports;      /* netrt_port: inputs, then outputs, then probes */
  netrt_table arrays;     /* netrt_array */
  netrt_table entries;    /* netrt_entry; the first is the default one */
  netrt_table variants;   /* netrt_variant, at least one */
  netrt_table coders;     /* netrt_coder, see coders.h */
  netrt_table lengths;    /* const char *: names of lengths */
};

#ifdef __cplusplus
}
#endif
#endif /* NETRT_DESCRIPTOR_H */
