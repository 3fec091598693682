/*===- netrt.h - running nets that netc compiled ------------------------===*/
/*
 * Use, with `lenet.h` and the library that `netc compile lenet.net` wrote:
 *
 *   netrt_context *context;
 *   netrt_arrays *arrays;
 *   if (netrt_context_create(lenet_net(), NULL, &context) != NETRT_OK) …
 *   if (netrt_arrays_create(lenet_net(), NULL, &arrays) != NETRT_OK) …
 *   netrt_tensor input = netrt_tensor_of(pixels, NETRT_REAL32, 3, shape);
 *   netrt_tensor output = …;
 *   if (netrt_run(context, arrays, 0, &input, 1, &output, 1) != NETRT_OK)
 *     puts(netrt_last_error(context));
 *   netrt_arrays_destroy(arrays);
 *   netrt_context_destroy(context);
 *
 * Threads: a context belongs to one thread at a time. One arrays object may
 * serve many contexts at once as long as nobody changes it meanwhile.
 * Descriptors are constant. Nothing is allocated and no lock is taken in
 * netrt_run.
 *
 * The wrappers below call through the table of functions that every library
 * carries, so this header is all that a host needs: there is nothing to link
 * but the compiled net.
 */
#ifndef NETRT_NETRT_H
#define NETRT_NETRT_H

#include "coders.h"
#include "descriptor.h"
#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The functions behind the wrappers; grows at its end. */
struct netrt_core {
  size_t struct_size;
  netrt_status (*context_create)(const netrt_net *, const netrt_options *,
                                 netrt_context **);
  void (*context_destroy)(netrt_context *);
  netrt_status (*context_reserve)(netrt_context *, int64_t batch,
                                  const int64_t *sizes);
  const char *(*context_variant)(const netrt_context *);
  const char *(*last_error)(const netrt_context *);
  netrt_status (*run)(netrt_context *, const netrt_arrays *, uint32_t entry,
                      const netrt_tensor *inputs, size_t input_count,
                      const netrt_tensor *outputs, size_t output_count);
  netrt_status (*arena_bytes)(netrt_context *, uint32_t entry, int64_t batch,
                              const int64_t *sizes, int64_t *out_bytes);
  netrt_status (*arrays_create)(const netrt_net *, const netrt_arrays_options *,
                                netrt_arrays **);
  void (*arrays_destroy)(netrt_arrays *);
  netrt_status (*arrays_set)(netrt_arrays *, const char *key,
                             const netrt_tensor *value);
  netrt_status (*arrays_borrow)(netrt_arrays *, const char *key,
                                const netrt_tensor *value);
  netrt_status (*arrays_get)(netrt_arrays *, const char *key,
                             netrt_tensor *out_value);
  netrt_status (*arrays_keep)(netrt_arrays *, void *self,
                              void (*release)(void *self));
  const char *(*arrays_missing)(const netrt_arrays *);
  uint64_t (*arrays_version)(const netrt_arrays *);
  const char *(*arrays_last_error)(const netrt_arrays *);
  netrt_status (*encode_image)(netrt_context *, uint32_t port,
                               const netrt_image *, size_t count,
                               const netrt_tensor *output);
  netrt_status (*class_decide)(netrt_context *, uint32_t port,
                               const netrt_tensor *, int64_t *out_labels);
  netrt_status (*class_select)(netrt_context *, uint32_t port,
                               const netrt_tensor *, int64_t *out_labels,
                               int64_t *out_counts);
  netrt_status (*class_top)(netrt_context *, uint32_t port,
                            const netrt_tensor *, int64_t n,
                            int64_t *out_labels, double *out_probabilities,
                            int64_t *out_counts);
  netrt_status (*class_probability)(netrt_context *, uint32_t port,
                                    const netrt_tensor *, int64_t label,
                                    double *out_probabilities);
  netrt_status (*class_entropy)(netrt_context *, uint32_t port,
                                const netrt_tensor *, double *out_entropies);
  netrt_status (*class_sample)(netrt_context *, uint32_t port,
                               const netrt_tensor *, const netrt_sampling *,
                               int64_t *out_labels);
};

/*---- Reading descriptors -------------------------------------------------*/

/* Whether this header can read `net`; every create function asks too. */
static inline int netrt_is_compatible(const netrt_net *net) {
  return net != NULL && net->magic == NETRT_MAGIC &&
         net->abi_version == NETRT_ABI_VERSION &&
         net->struct_size >= sizeof(netrt_net) && net->core != NULL &&
         net->core->struct_size >= sizeof(netrt_core);
}
static inline const netrt_port *netrt_get_port(const netrt_net *net, size_t i) {
  return (const netrt_port *)netrt_at(&net->ports, i);
}
static inline const netrt_array *netrt_get_array(const netrt_net *net,
                                                 size_t i) {
  return (const netrt_array *)netrt_at(&net->arrays, i);
}
static inline const netrt_entry *netrt_get_entry(const netrt_net *net,
                                                 size_t i) {
  return (const netrt_entry *)netrt_at(&net->entries, i);
}
/* netrt_entry.program, 0 where the compiler did not write it. */
static inline uint64_t netrt_entry_program(const netrt_net *net, size_t i) {
  return net->entries.stride < sizeof(netrt_entry)
             ? 0
             : netrt_get_entry(net, i)->program;
}
static inline const netrt_variant *netrt_get_variant(const netrt_net *net,
                                                     size_t i) {
  return (const netrt_variant *)netrt_at(&net->variants, i);
}
static inline const netrt_coder *netrt_get_coder(const netrt_net *net,
                                                 size_t i) {
  return (const netrt_coder *)netrt_at(&net->coders, i);
}

/* Place of an entry of this kind, mode, precision and device, whatever its
 * batch; the number of entries when there is none. */
static inline uint32_t netrt_find_entry(const netrt_net *net, netrt_kind kind,
                                        netrt_mode mode,
                                        netrt_element precision,
                                        netrt_device device) {
  uint32_t i = 0;
  for (; i < net->entries.count; ++i) {
    const netrt_entry *entry = netrt_get_entry(net, i);
    if (entry->kind == (int32_t)kind && entry->mode == (int32_t)mode &&
        entry->precision == precision && entry->device == (int32_t)device)
      break;
  }
  return i;
}

/* Bytes of one element; 0 for NETRT_REAL and unknown types. */
static inline size_t netrt_element_size(netrt_element element) {
  static const unsigned char sizes[NETRT_ELEMENT_COUNT] = {0, 4, 8, 2, 2, 1, 2,
                                                           4, 8, 1, 2, 4, 8, 1};
  return element > 0 && element < NETRT_ELEMENT_COUNT ? sizes[element] : 0;
}

/* Bytes a port needs for `batch` examples in an entry of this precision, where
 * sizes[k] is the padded size of the named length k (null without lengths). */
static inline size_t netrt_port_bytes(const netrt_port *port,
                                      netrt_element precision, int64_t batch,
                                      const int64_t *sizes) {
  size_t bytes = netrt_element_size(
      port->element == NETRT_REAL ? precision : port->element);
  int32_t i;
  for (i = 0; i < port->rank; ++i)
    bytes *= (size_t)(port->dims[i] >= 0 ? port->dims[i]
                                         : sizes[-1 - port->dims[i]]);
  return (port->flags & NETRT_PORT_UNBATCHED) != 0 ? bytes
                                                   : bytes * (size_t)batch;
}

/* A contiguous tensor over the caller's memory. `shape` must outlive it. */
static inline netrt_tensor netrt_tensor_of(const void *data,
                                           netrt_element element, int32_t rank,
                                           const int64_t *shape) {
  netrt_tensor tensor = {sizeof(netrt_tensor), NULL, NULL, NULL, NULL, 0, 0};
  tensor.data = (void *)data;
  tensor.shape = shape;
  tensor.element = element;
  tensor.rank = rank;
  return tensor;
}

/* A sentence for a status, without the particulars of netrt_last_error. */
static inline const char *netrt_status_text(netrt_status status) {
  static const char *const texts[NETRT_STATUS_COUNT] = {
      "done",
      "invalid argument",
      "out of memory",
      "library and host have different ABI versions",
      "the processor lacks features that the net was compiled for",
      "the net was not compiled for this use",
      "wrong number of inputs or outputs",
      "wrong element type",
      "wrong shape",
      "tensor is not contiguous",
      "tensors have different batch sizes",
      "batch is larger than the reserved one",
      "an array has no value",
      "index out of range",
      "unknown name",
      "tensors overlap",
      "data is not aligned to its element type",
      "the port has no coder of this kind",
      "value cannot be encoded or decoded",
      "cancelled",
      "the system gave no thread",
      "cannot open file",
      "malformed file",
      "file lacks arrays of the net",
      "file holds arrays the net does not have",
      "arrays are read-only",
      "a number is not finite",
      "cannot write file",
      "the checkpoint belongs to another training"};
  return status >= 0 && status < NETRT_STATUS_COUNT ? texts[status]
                                                    : "unknown status";
}

/*---- Contexts --------------------------------------------------------------*/

static inline const netrt_core *netrt_core_of(const void *object) {
  return ((const netrt_object *)object)->core;
}

/* The net that a context or an arrays object was made for. */
static inline const netrt_net *netrt_context_net(const netrt_context *context) {
  return ((const netrt_object *)context)->net;
}
static inline const netrt_net *netrt_arrays_net(const netrt_arrays *arrays) {
  return ((const netrt_object *)arrays)->net;
}

/* Makes a context for one thread: its memory for max_batch examples and its
 * workers. Release it with netrt_context_destroy. */
NETRT_CHECKED static inline netrt_status
netrt_context_create(const netrt_net *net, const netrt_options *options,
                     netrt_context **out_context) {
  if (!netrt_is_compatible(net))
    return NETRT_ABI_MISMATCH;
  return net->core->context_create(net, options, out_context);
}

/* Ends the workers and frees the memory. Null is allowed. */
static inline void netrt_context_destroy(netrt_context *context) {
  if (context != NULL)
    netrt_core_of(context)->context_destroy(context);
}

/* Makes room for batches up to `batch`; never shrinks. For nets with named
 * lengths sizes[k] is the largest padded size of length k, else null. On
 * failure the context stays as it was. */
NETRT_CHECKED static inline netrt_status
netrt_context_reserve(netrt_context *context, int64_t batch,
                      const int64_t *sizes) {
  if (context == NULL)
    return NETRT_INVALID_ARGUMENT;
  return netrt_core_of(context)->context_reserve(context, batch, sizes);
}

/* Name of the CPU variant in use. */
static inline const char *netrt_context_variant(const netrt_context *context) {
  return netrt_core_of(context)->context_variant(context);
}

/* What went wrong in the last call on this context that returned a status other
 * than NETRT_OK; lives until the next such call. Never null. */
static inline const char *netrt_last_error(const netrt_context *context) {
  return netrt_core_of(context)->last_error(context);
}

/* Runs `entry` (place in netrt_net.entries; its batch variants are chosen by
 * the batch). Every tensor has the port's rank (one example) or one more (a
 * batch). Everything is checked before anything runs. */
NETRT_CHECKED static inline netrt_status
netrt_run(netrt_context *context, const netrt_arrays *arrays, uint32_t entry,
          const netrt_tensor *inputs, size_t input_count,
          const netrt_tensor *outputs, size_t output_count) {
  if (context == NULL)
    return NETRT_INVALID_ARGUMENT;
  return netrt_core_of(context)->run(context, arrays, entry, inputs,
                                     input_count, outputs, output_count);
}

/* Bytes of scratch memory that `entry` needs for `batch` examples. */
NETRT_CHECKED static inline netrt_status
netrt_arena_bytes(netrt_context *context, uint32_t entry, int64_t batch,
                  const int64_t *sizes, int64_t *out_bytes) {
  if (context == NULL)
    return NETRT_INVALID_ARGUMENT;
  return netrt_core_of(context)->arena_bytes(context, entry, batch, sizes,
                                             out_bytes);
}

/*---- Arrays ----------------------------------------------------------------*/

/* Makes a parameter set: embedded values where the net has them, the others
 * without value. Release it with netrt_arrays_destroy, after the last run. */
NETRT_CHECKED static inline netrt_status
netrt_arrays_create(const netrt_net *net, const netrt_arrays_options *options,
                    netrt_arrays **out_arrays) {
  if (!netrt_is_compatible(net))
    return NETRT_ABI_MISMATCH;
  return net->core->arrays_create(net, options, out_arrays);
}

/* Frees the values it owns and calls the releases of netrt_arrays_keep. */
static inline void netrt_arrays_destroy(netrt_arrays *arrays) {
  if (arrays != NULL)
    netrt_core_of(arrays)->arrays_destroy(arrays);
}

/* Copies a value in, converted to the precisions the net runs in. */
NETRT_CHECKED static inline netrt_status
netrt_arrays_set(netrt_arrays *arrays, const char *key,
                 const netrt_tensor *value) {
  if (arrays == NULL)
    return NETRT_INVALID_ARGUMENT;
  return netrt_core_of(arrays)->arrays_set(arrays, key, value);
}

/* Uses the caller's memory, which must outlive `arrays` (netrt_arrays_keep) and
 * not change during a run. Copies where a precision needs another type or the
 * data is not aligned to its element. */
NETRT_CHECKED static inline netrt_status
netrt_arrays_borrow(netrt_arrays *arrays, const char *key,
                    const netrt_tensor *value) {
  if (arrays == NULL)
    return NETRT_INVALID_ARGUMENT;
  return netrt_core_of(arrays)->arrays_borrow(arrays, key, value);
}

/* Shows a value in place (read only, until the next change);
 * NETRT_UNINITIALIZED when there is none. */
NETRT_CHECKED static inline netrt_status
netrt_arrays_get(netrt_arrays *arrays, const char *key,
                 netrt_tensor *out_value) {
  if (arrays == NULL)
    return NETRT_INVALID_ARGUMENT;
  return netrt_core_of(arrays)->arrays_get(arrays, key, out_value);
}

/* Calls release(self) when `arrays` is destroyed; at once on failure. */
NETRT_CHECKED static inline netrt_status
netrt_arrays_keep(netrt_arrays *arrays, void *self,
                  void (*release)(void *self)) {
  if (arrays == NULL)
    return NETRT_INVALID_ARGUMENT;
  return netrt_core_of(arrays)->arrays_keep(arrays, self, release);
}

/* Key of the first array without value, or null when all have one. */
static inline const char *netrt_arrays_missing(const netrt_arrays *arrays) {
  return netrt_core_of(arrays)->arrays_missing(arrays);
}

/* Counts changes, so that what is derived from the values can be kept fresh. */
static inline uint64_t netrt_arrays_version(const netrt_arrays *arrays) {
  return netrt_core_of(arrays)->arrays_version(arrays);
}

/* As netrt_last_error, for calls on an arrays object. */
static inline const char *netrt_arrays_last_error(const netrt_arrays *arrays) {
  return netrt_core_of(arrays)->arrays_last_error(arrays);
}

/*---- Coders ----------------------------------------------------------------*/
/* `port` is a place in netrt_net.ports whose coder has the kind asked for. */

/* Encodes `count` images into the port's array, batched when its rank is one
 * more than the port's. `output` is Real32 or Real64. */
NETRT_CHECKED static inline netrt_status
netrt_encode_image(netrt_context *context, uint32_t port,
                   const netrt_image *images, size_t count,
                   const netrt_tensor *output) {
  if (context == NULL)
    return NETRT_INVALID_ARGUMENT;
  return netrt_core_of(context)->encode_image(context, port, images, count,
                                              output);
}

/* The class functions read probabilities along the last dimension; every other
 * dimension counts rows, and results come row after row. Labels are places in
 * the coder's label table, from 0. */

/* The likeliest label of each row, the first one on ties. */
NETRT_CHECKED static inline netrt_status
netrt_class_decide(netrt_context *context, uint32_t port,
                   const netrt_tensor *probabilities, int64_t *out_labels) {
  if (context == NULL)
    return NETRT_INVALID_ARGUMENT;
  return netrt_core_of(context)->class_decide(context, port, probabilities,
                                              out_labels);
}

/* Multilabel decision: the labels above 1/2, out_counts[row] of them, at
 * out_labels + row × label count. */
NETRT_CHECKED static inline netrt_status
netrt_class_select(netrt_context *context, uint32_t port,
                   const netrt_tensor *probabilities, int64_t *out_labels,
                   int64_t *out_counts) {
  if (context == NULL)
    return NETRT_INVALID_ARGUMENT;
  return netrt_core_of(context)->class_select(context, port, probabilities,
                                              out_labels, out_counts);
}

/* The n likeliest labels of each row in falling order, ties in label order:
 * out_counts[row] = min(n, label count) of them at out_labels + row × n.
 * n = 0 asks for those of at least 0.01, one to ten of them, at row × 10.
 * out_probabilities and out_counts may be null. */
NETRT_CHECKED static inline netrt_status
netrt_class_top(netrt_context *context, uint32_t port,
                const netrt_tensor *probabilities, int64_t n,
                int64_t *out_labels, double *out_probabilities,
                int64_t *out_counts) {
  if (context == NULL)
    return NETRT_INVALID_ARGUMENT;
  return netrt_core_of(context)->class_top(context, port, probabilities, n,
                                           out_labels, out_probabilities,
                                           out_counts);
}

/* Probability of one label in each row. */
NETRT_CHECKED static inline netrt_status
netrt_class_probability(netrt_context *context, uint32_t port,
                        const netrt_tensor *probabilities, int64_t label,
                        double *out_probabilities) {
  if (context == NULL)
    return NETRT_INVALID_ARGUMENT;
  return netrt_core_of(context)->class_probability(context, port, probabilities,
                                                   label, out_probabilities);
}

/* -Sum p log p of each row, in nats; multilabel: sum of binary entropies. */
NETRT_CHECKED static inline netrt_status
netrt_class_entropy(netrt_context *context, uint32_t port,
                    const netrt_tensor *probabilities, double *out_entropies) {
  if (context == NULL)
    return NETRT_INVALID_ARGUMENT;
  return netrt_core_of(context)->class_entropy(context, port, probabilities,
                                               out_entropies);
}

/* A random label for each row; the same for the same seed, stream and place of
 * the row on every machine. */
NETRT_CHECKED static inline netrt_status
netrt_class_sample(netrt_context *context, uint32_t port,
                   const netrt_tensor *probabilities,
                   const netrt_sampling *sampling, int64_t *out_labels) {
  if (context == NULL)
    return NETRT_INVALID_ARGUMENT;
  return netrt_core_of(context)->class_sample(context, port, probabilities,
                                              sampling, out_labels);
}

#ifdef __cplusplus
}
#endif
#endif /* NETRT_NETRT_H */
