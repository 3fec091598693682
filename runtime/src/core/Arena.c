/*===- Arena.c - how much scratch memory, and getting it ----------------===*/
#include "Core.h"

#include <string.h>

enum { ARENA_ALIGNMENT = 64 };

/* Bytes of one variant's arena; false when the number does not fit. */
static bool plan_bytes(const netrt_plan *plan, int64_t batch,
                       const int64_t *sizes, int64_t *out_bytes) {
  const netrt_code *code = &plan->code;
  if (code->arena_bytes != NULL) {
    *out_bytes = code->arena_bytes(batch, sizes);
    return *out_bytes >= 0;
  }
  int64_t bytes;
  return !__builtin_mul_overflow(batch, code->arena_per_example, &bytes) &&
         !__builtin_add_overflow(bytes, code->arena_constant, out_bytes);
}

/* Most bytes a chain of batch variants needs for up to `batch` examples. */
static bool chain_bytes(const netrt_context *context, const netrt_plan *plan,
                        int64_t batch, const int64_t *sizes,
                        int64_t *out_bytes) {
  uint32_t i = plan->first_variant;
  *out_bytes = 0;
  for (; i != NO_PLAN; i = context->plans[i].next_variant) {
    const netrt_plan *variant = &context->plans[i];
    int64_t own = variant->entry->batch, bytes;
    if (own > batch || variant->code.function == NULL)
      continue;
    if (!plan_bytes(variant, own == 0 ? batch : own, sizes, &bytes))
      return false;
    *out_bytes = bytes > *out_bytes ? bytes : *out_bytes;
  }
  return true;
}

static netrt_status fail(netrt_context *context, netrt_status status,
                         const char *before, int64_t value, const char *after) {
  netrt_text text = netrt_text_begin(context->error, sizeof(context->error));
  netrt_text_put(&text, before);
  netrt_text_integer(&text, value);
  netrt_text_put(&text, after);
  return status;
}

/* Ports too must be addressable at this batch: calls rely on it. */
static bool ports_fit(const netrt_context *context, int64_t batch,
                      const int64_t *sizes) {
  for (size_t i = 0; i < context->net->ports.count; ++i) {
    const netrt_port *port = netrt_get_port(context->net, i);
    size_t bytes = 8;
    bool fits = !__builtin_mul_overflow(bytes, (size_t)batch, &bytes);
    for (int32_t k = 0; fits && k < port->rank; ++k) {
      int64_t dim =
          port->dims[k] >= 0 ? port->dims[k] : sizes[-1 - port->dims[k]];
      fits = !__builtin_mul_overflow(bytes, (size_t)dim, &bytes);
    }
    if (!fits || bytes > PTRDIFF_MAX)
      return false;
  }
  return true;
}

static netrt_status check_request(netrt_context *context, int64_t batch,
                                  const int64_t *sizes) {
  size_t lengths = context->net->lengths.count;
  if (batch <= 0)
    return fail(context, NETRT_INVALID_ARGUMENT, "cannot reserve ", batch,
                " examples");
  if (lengths > 0 && sizes == NULL)
    return fail(context, NETRT_INVALID_ARGUMENT, "sizes of ", (int64_t)lengths,
                " named lengths are needed");
  for (size_t i = 0; i < lengths; ++i)
    if (sizes[i] < 0)
      return fail(context, NETRT_INVALID_ARGUMENT, "size of named length ",
                  (int64_t)i, " is negative");
  return ports_fit(context, batch, sizes)
             ? NETRT_OK
             : fail(context, NETRT_OUT_OF_MEMORY, "arrays of ", batch,
                    " examples exceed the address space");
}

netrt_status netrt_core_arena_bytes(netrt_context *context, uint32_t entry,
                                    int64_t batch, const int64_t *sizes,
                                    int64_t *out_bytes) {
  if (entry >= context->plan_count)
    return fail(context, NETRT_NO_ENTRY, "the net has no entry ", entry, "");
  netrt_status status = check_request(context, batch, sizes);
  if (status != NETRT_OK)
    return status;
  if (!chain_bytes(context, &context->plans[entry], batch, sizes, out_bytes))
    return fail(context, NETRT_OUT_OF_MEMORY, "scratch memory for ", batch,
                " examples exceeds the address space");
  return NETRT_OK;
}

static netrt_status grow(netrt_context *context, int64_t bytes) {
  size_t size = (size_t)bytes;
  if (context->arena != NULL && size <= context->arena_size)
    return NETRT_OK;
  if (size < ARENA_ALIGNMENT)
    size = ARENA_ALIGNMENT;
  char *arena = netrt_allocate(&context->allocator, size, ARENA_ALIGNMENT);
  if (arena == NULL)
    return fail(context, NETRT_OUT_OF_MEMORY, "no ", (int64_t)size,
                " bytes of scratch memory to be had");
  netrt_release(&context->allocator, context->arena, context->arena_size,
                ARENA_ALIGNMENT);
  context->arena = arena;
  context->arena_size = size;
  return NETRT_OK;
}

netrt_status netrt_core_context_reserve(netrt_context *context, int64_t batch,
                                        const int64_t *sizes) {
  int64_t most = 0;
  netrt_status status = check_request(context, batch, sizes);
  for (uint32_t i = 0; status == NETRT_OK && i < context->plan_count; ++i) {
    int64_t bytes = 0;
    status = netrt_core_arena_bytes(context, i, batch, sizes, &bytes);
    most = bytes > most ? bytes : most;
  }
  if (status != NETRT_OK || (status = grow(context, most)) != NETRT_OK)
    return status;
  size_t lengths = context->net->lengths.count;
  if (batch > context->reserved_batch)
    context->reserved_batch = batch;
  if (lengths > 0) /* the pair counts: batch and lengths as given together */
    context->reserved_batch = batch;
  for (size_t i = 0; i < lengths; ++i)
    context->reserved_sizes[i] = sizes[i];
  return NETRT_OK;
}
