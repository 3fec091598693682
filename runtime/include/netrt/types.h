/*===- types.h - status codes, elements, tensors, hooks, options --------===*/
/*
 * Part of netrt.h; include that. Everything here is plain C11 (and C++11) data.
 * Structs that cross the border begin with struct_size: set it to sizeof the
 * struct you compiled with, zero the rest, and fill what you need. A library
 * takes shorter (older) structs and refuses longer ones whose unknown part is
 * not zero.
 */
#ifndef NETRT_TYPES_H
#define NETRT_TYPES_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Counts up when a library and a host of different age no longer fit. */
#define NETRT_ABI_VERSION 1u
/* First word of every descriptor: "netc" in memory order. */
#define NETRT_MAGIC 0x6374656eu

#if defined(__GNUC__) || defined(__clang__)
#define NETRT_CHECKED __attribute__((warn_unused_result))
#else
#define NETRT_CHECKED
#endif

/* What a call came to. Values are part of the ABI: never renumbered. */
typedef int32_t netrt_status;
enum {
  NETRT_OK = 0,
  NETRT_INVALID_ARGUMENT = 1, /* a null pointer, a negative size, … */
  NETRT_OUT_OF_MEMORY = 2,    /* the allocator gave nothing */
  NETRT_ABI_MISMATCH = 3,     /* library and host do not fit */
  NETRT_UNSUPPORTED_CPU = 4,  /* no variant runs on this processor */
  NETRT_NO_ENTRY = 5,         /* not compiled: kind, mode, precision, batch */
  NETRT_WRONG_COUNT = 6,      /* number of inputs or outputs */
  NETRT_WRONG_ELEMENT = 7,    /* element type of a tensor */
  NETRT_WRONG_SHAPE = 8,      /* rank or a dimension of a tensor */
  NETRT_NOT_CONTIGUOUS = 9,   /* strides other than row-major ones */
  NETRT_BATCH_MISMATCH = 10,  /* tensors of one call disagree on the batch */
  NETRT_BATCH_TOO_LARGE = 11, /* more than netrt_context_reserve allowed */
  NETRT_UNINITIALIZED = 12,   /* an array has no value */
  NETRT_INDEX_OUT_OF_RANGE = 13, /* an integer input outside its range */
  NETRT_UNKNOWN_NAME = 14,       /* no port, array, label or variant so named */
  NETRT_OVERLAP = 15,        /* an output shares memory with another tensor */
  NETRT_MISALIGNED = 16,     /* data not aligned to its element */
  NETRT_NO_CODER = 17,       /* the port has no coder of this kind */
  NETRT_BAD_INPUT = 18,      /* a value the coder cannot encode or decode */
  NETRT_CANCELLED = 19,      /* the monitor asked to stop */
  NETRT_THREADS_FAILED = 20, /* the system gave no thread */
  NETRT_FILE_NOT_FOUND = 21, /* libnetrt: cannot open a file */
  NETRT_BAD_FILE = 22,       /* libnetrt: a file is not what it should be */
  NETRT_MISSING_ARRAYS = 23, /* libnetrt: arrays the file does not hold */
  NETRT_SURPLUS_ARRAYS = 24, /* libnetrt: arrays the net does not have */
  NETRT_READ_ONLY = 25,      /* the arrays object is immutable */
  NETRT_NOT_FINITE = 26,     /* libnetrt: training came to NaN or infinity */
  NETRT_CANNOT_WRITE = 27,   /* libnetrt: a file could not be written */
  NETRT_OTHER_TRAINING = 28, /* libnetrt: checkpoint of other net or options */
  NETRT_STATUS_COUNT = 29
};

/* Element types. Values are part of the ABI. */
typedef int32_t netrt_element;
enum {
  NETRT_REAL = 0, /* in descriptors: the precision of the entry */
  NETRT_REAL32 = 1,
  NETRT_REAL64 = 2,
  NETRT_REAL16 = 3,
  NETRT_BFLOAT16 = 4,
  NETRT_INTEGER8 = 5,
  NETRT_INTEGER16 = 6,
  NETRT_INTEGER32 = 7,
  NETRT_INTEGER64 = 8,
  NETRT_UNSIGNED8 = 9,
  NETRT_UNSIGNED16 = 10,
  NETRT_UNSIGNED32 = 11,
  NETRT_UNSIGNED64 = 12,
  NETRT_BOOLEAN = 13, /* one byte, 0 or 1 */
  NETRT_ELEMENT_COUNT = 14
};

/* An array in memory, row-major. Inputs are only read. The rank is the port's
 * rank for one example, one more (the batch, first) for several. */
typedef struct netrt_tensor {
  size_t struct_size;
  void *data;             /* may be null only without elements */
  const int64_t *shape;   /* `rank` sizes */
  const int64_t *strides; /* in elements; null = contiguous */
  const int64_t *lengths; /* ragged batches: length per example; else null */
  netrt_element element;
  int32_t rank;
} netrt_tensor;

/* Text of an error where there is no object to ask. Filled by the callee. */
typedef struct netrt_message {
  char text[512];
} netrt_message;

/* Memory for contexts and arrays; never called while a net runs. May be called
 * from the thread that creates, reserves, sets or destroys. Null on failure. */
typedef struct netrt_allocator {
  size_t struct_size;
  void *self;
  void *(*allocate)(void *self, size_t size, size_t alignment);
  void (*release)(void *self, void *memory, size_t size, size_t alignment);
} netrt_allocator;

typedef void (*netrt_task)(void *argument, int64_t begin, int64_t end);

/* Replaces the library's own threads (OpenMP, TBB, a product's pool).
 * parallel_for calls task for ranges that cover 0…count-1 once each, on any
 * threads, and returns when all are done. Results do not depend on the split.
 */
typedef struct netrt_executor {
  size_t struct_size;
  void *self;
  void (*parallel_for)(void *self, netrt_task task, void *argument,
                       int64_t count);
} netrt_executor;

enum { NETRT_LOG_ERROR = 0, NETRT_LOG_WARNING = 1, NETRT_LOG_INFO = 2 };

/* Receives one line per event; `text` lives during the call only. */
typedef struct netrt_logger {
  size_t struct_size;
  void *self;
  void (*log)(void *self, int32_t level, const char *text);
} netrt_logger;

/* Asked between pieces of work; non-zero ends the call with NETRT_CANCELLED
 * (outputs are then undefined). progress may be null; it reports pieces begun.
 */
typedef struct netrt_monitor {
  size_t struct_size;
  void *self;
  int32_t (*cancelled)(void *self);
  void (*progress)(void *self, int64_t pieces);
} netrt_monitor;

/* Settings of a context. Pass null for all defaults. Hooks are copied; what
 * their `self` points to must outlive the context. */
typedef struct netrt_options {
  size_t struct_size;
  int32_t threads;   /* 0 = 1; negative = one per processor allowed */
  int32_t spin;      /* pauses before a worker sleeps; 0 = default, <0 = none */
  int64_t max_batch; /* reserved at once; 0 = 1; see netrt_context_reserve */
  const char *cpu;   /* variant by name ("v3"); null = best that runs here */
  uint64_t hide_features; /* NETRT_CPU_* bits to do without */
  const netrt_allocator *allocator;
  const netrt_executor *executor; /* when set, `threads` starts none */
  const netrt_logger *logger;
  const netrt_monitor *monitor;
  netrt_message *message; /* receives the reason when the creation fails */
} netrt_options;

/* Settings of an arrays object. */
typedef struct netrt_arrays_options {
  size_t struct_size;
  const netrt_allocator *allocator;
  int32_t trainable; /* 1: embedded values are copied, so they can change */
  int32_t reserved;  /* 0 */
  netrt_message *message;
} netrt_arrays_options;

#ifdef __cplusplus
}
#endif
#endif /* NETRT_TYPES_H */
