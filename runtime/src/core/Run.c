/*===- Run.c - one call: check everything, then run ---------------------===*/
/* The checks are written so that a call that passes costs some nanoseconds:
 * what can be known in advance is in the plan, and texts are made only on
 * failure. */
#include "Core.h"

#include <string.h>

typedef struct call {
  netrt_context *context;
  const netrt_plan *plan;
  const netrt_tensor *inputs;
  const netrt_tensor *outputs;
  int64_t batch; /* -1: no tensor has said it yet */
} call;

static netrt_text begin_error(netrt_context *context) {
  return netrt_text_begin(context->error, sizeof(context->error));
}

/* Tensors of a newer host may be longer than ours. */
static const netrt_tensor *tensor_at(const netrt_tensor *first, size_t i) {
  return (const netrt_tensor *)((const char *)first + i * first->struct_size);
}

static const char *word(bool input) { return input ? "input" : "output"; }

static netrt_status wrong_count(netrt_context *context, bool input,
                                size_t given, size_t expected) {
  netrt_text text = begin_error(context);
  netrt_text_integer(&text, (int64_t)given);
  netrt_text_put(&text, input ? " inputs given, the entry has "
                              : " outputs given, the entry has ");
  netrt_text_integer(&text, (int64_t)expected);
  return NETRT_WRONG_COUNT;
}

static netrt_status wrong_shape(const call *c, const netrt_slot *slot,
                                const netrt_tensor *tensor, bool input) {
  netrt_text text = begin_error(c->context);
  const netrt_port *port = slot->port;
  netrt_text_put(&text, word(input));
  netrt_text_put(&text, " \"");
  netrt_text_put(&text, port->name);
  netrt_text_put(&text, "\" has shape ");
  netrt_text_shape(&text, tensor->shape, tensor->rank);
  netrt_text_put(&text, ", expected {");
  for (int32_t i = 0; i < port->rank; ++i) {
    netrt_text_put(&text, i == 0 ? "" : ", ");
    if (port->dims[i] >= 0)
      netrt_text_integer(&text, port->dims[i]);
    else
      netrt_text_put(
          &text, *(const char *const *)netrt_at(&c->context->net->lengths,
                                                (size_t)(-1 - port->dims[i])));
  }
  netrt_text_put(&text,
                 slot->unbatched ? "}" : "}, or a batch of such arrays");
  return NETRT_WRONG_SHAPE;
}

static netrt_status wrong_batch(const call *c, const netrt_slot *slot,
                                int64_t batch, bool input) {
  netrt_text text = begin_error(c->context);
  netrt_text_put(&text, word(input));
  netrt_text_put(&text, " \"");
  netrt_text_put(&text, slot->port->name);
  netrt_text_put(&text, "\" holds ");
  netrt_text_integer(&text, batch);
  netrt_text_put(&text, " examples, the others ");
  netrt_text_integer(&text, c->batch);
  return NETRT_BATCH_MISMATCH;
}

/* A named length takes the size of its first appearance in the call. */
static bool bind_length(netrt_context *context, size_t length, int64_t size) {
  if (context->sizes[length] < 0)
    context->sizes[length] = size;
  return context->sizes[length] == size && size >= 0;
}

static netrt_status check_port(call *c, const netrt_slot *slot,
                               const netrt_tensor *tensor, bool input) {
  const netrt_port *port = slot->port;
  const int64_t *shape = tensor->shape;
  int64_t batch = 1;
  if (tensor->struct_size < sizeof(netrt_tensor) ||
      tensor->element != slot->element || tensor->strides != NULL ||
      ((uintptr_t)tensor->data & slot->alignment_mask) != 0 ||
      (shape == NULL && tensor->rank != 0)) {
    netrt_text text = begin_error(c->context);
    netrt_status status = netrt_check_tensor(&text, word(input), port->name,
                                             tensor, slot->element);
    if (status != NETRT_OK)
      return status;
  }
  if (tensor->rank == port->rank + 1 && !slot->unbatched)
    batch = *shape++;
  else if (tensor->rank != port->rank)
    return wrong_shape(c, slot, tensor, input);
  for (int32_t i = 0; i < port->rank; ++i)
    if (port->dims[i] < 0
            ? !bind_length(c->context, (size_t)(-1 - port->dims[i]), shape[i])
            : port->dims[i] != shape[i])
      return wrong_shape(c, slot, tensor, input);
  if (batch < 0)
    return wrong_shape(c, slot, tensor, input);
  if (slot->unbatched)
    return NETRT_OK;
  if (c->batch < 0)
    c->batch = batch;
  return c->batch == batch ? NETRT_OK : wrong_batch(c, slot, batch, input);
}

static size_t slot_bytes(const call *c, const netrt_slot *slot) {
  if (slot->ragged)
    return netrt_port_bytes(slot->port, slot->element, c->batch,
                            c->context->sizes);
  return slot->unbatched ? slot->example_bytes
                         : slot->example_bytes * (size_t)c->batch;
}

static netrt_status null_data(const call *c, const netrt_slot *slot,
                              bool input) {
  netrt_text text = begin_error(c->context);
  netrt_text_put(&text, word(input));
  netrt_text_put(&text, " \"");
  netrt_text_put(&text, slot->port->name);
  netrt_text_put(&text, "\" has no data");
  return NETRT_INVALID_ARGUMENT;
}

static netrt_status overlapping(const call *c, const netrt_slot *a,
                                const netrt_slot *b) {
  netrt_text text = begin_error(c->context);
  netrt_text_put(&text, "output \"");
  netrt_text_put(&text, a->port->name);
  netrt_text_put(&text, "\" shares memory with \"");
  netrt_text_put(&text, b->port->name);
  netrt_text_put(&text, "\"");
  return NETRT_OVERLAP;
}

/* Generated code is compiled for outputs that alias nothing. */
static netrt_status check_memory(const call *c) {
  const netrt_entry *entry = c->plan->entry;
  netrt_context *context = c->context;
  const netrt_slot *slots = c->plan->slots;
  uint32_t inputs = entry->input_count, all = inputs + entry->output_count;
  for (uint32_t i = 0; i < inputs; ++i)
    if (context->inputs[i] == NULL && slot_bytes(c, &slots[i]) != 0)
      return null_data(c, &slots[i], true);
  for (uint32_t i = inputs; i < all; ++i) {
    const char *out = context->outputs[i - inputs];
    size_t bytes = slot_bytes(c, &slots[i]);
    if (out == NULL && bytes != 0)
      return null_data(c, &slots[i], false);
    for (uint32_t k = 0; k < i; ++k) {
      const char *other =
          k < inputs ? context->inputs[k] : context->outputs[k - inputs];
      if ((uintptr_t)out < (uintptr_t)other + slot_bytes(c, &slots[k]) &&
          (uintptr_t)other < (uintptr_t)out + bytes)
        return overlapping(c, &slots[i], &slots[k]);
    }
  }
  return NETRT_OK;
}

static netrt_status out_of_range(const call *c, const netrt_port *port,
                                 int64_t value, int64_t place) {
  netrt_text text = begin_error(c->context);
  netrt_text_put(&text, "input \"");
  netrt_text_put(&text, port->name);
  netrt_text_put(&text, "\" holds ");
  netrt_text_integer(&text, value);
  netrt_text_put(&text, " at element ");
  netrt_text_integer(&text, place + 1); /* users count from 1 */
  netrt_text_put(&text, ", allowed are ");
  netrt_text_integer(&text, port->minimum);
  netrt_text_put(&text, port->maximum == INT64_MAX ? " and more" : " to ");
  if (port->maximum != INT64_MAX)
    netrt_text_integer(&text, port->maximum);
  return NETRT_INDEX_OUT_OF_RANGE;
}

static netrt_status check_range(const call *c, uint32_t input) {
  const netrt_slot *slot = &c->plan->slots[input];
  const int64_t *values = c->context->inputs[input];
  int64_t count = (int64_t)(slot_bytes(c, slot) / sizeof(int64_t));
  for (int64_t i = 0; i < count; ++i)
    if (values[i] < slot->port->minimum || values[i] > slot->port->maximum)
      return out_of_range(c, slot->port, values[i], i);
  return NETRT_OK;
}

static netrt_status check_ports(call *c, size_t input_count,
                                size_t output_count) {
  const netrt_entry *entry = c->plan->entry;
  netrt_context *context = c->context;
  if (input_count != entry->input_count)
    return wrong_count(context, true, input_count, entry->input_count);
  if (output_count != entry->output_count)
    return wrong_count(context, false, output_count, entry->output_count);
  for (size_t i = 0; i < context->net->lengths.count; ++i)
    context->sizes[i] = -1;
  netrt_status status;
  for (uint32_t i = 0; i < input_count; ++i) {
    const netrt_tensor *tensor = tensor_at(c->inputs, i);
    if ((status = check_port(c, &c->plan->slots[i], tensor, true)) != NETRT_OK)
      return status;
    context->inputs[i] = tensor->data;
    context->lengths[i] = tensor->lengths;
  }
  for (uint32_t i = 0; i < output_count; ++i) {
    const netrt_tensor *tensor = tensor_at(c->outputs, i);
    const netrt_slot *slot = &c->plan->slots[input_count + i];
    if ((status = check_port(c, slot, tensor, false)) != NETRT_OK)
      return status;
    context->outputs[i] = tensor->data;
  }
  return NETRT_OK;
}

static netrt_status too_large(netrt_context *context, const char *what,
                              int64_t given, int64_t reserved) {
  netrt_text text = begin_error(context);
  netrt_text_put(&text, what);
  netrt_text_put(&text, " ");
  netrt_text_integer(&text, given);
  netrt_text_put(&text, " is larger than the reserved ");
  netrt_text_integer(&text, reserved);
  netrt_text_put(&text, " (netrt_context_reserve)");
  return NETRT_BATCH_TOO_LARGE;
}

static netrt_status check_sizes(const call *c) {
  netrt_context *context = c->context;
  if (c->batch > context->reserved_batch)
    return too_large(context, "batch", c->batch, context->reserved_batch);
  for (size_t i = 0; i < context->net->lengths.count; ++i) {
    if (context->sizes[i] < 0) /* no port of this entry has it */
      context->sizes[i] = 0;
    if (context->sizes[i] > context->reserved_sizes[i])
      return too_large(context, "length", context->sizes[i],
                       context->reserved_sizes[i]);
  }
  return NETRT_OK;
}

/* The variant for exactly this batch, else the open one. */
static const netrt_plan *choose_variant(const netrt_context *context,
                                        const netrt_plan *plan, int64_t batch) {
  const netrt_plan *open = NULL;
  uint32_t i = plan->first_variant;
  for (; i != NO_PLAN; i = context->plans[i].next_variant) {
    const netrt_plan *candidate = &context->plans[i];
    if (candidate->code.function == NULL)
      continue;
    if (candidate->entry->batch == batch)
      return candidate;
    if (candidate->entry->batch == 0)
      open = candidate;
  }
  return open;
}

static netrt_status no_variant(const call *c) {
  netrt_text text = begin_error(c->context);
  netrt_text_put(&text, "no code for batch ");
  netrt_text_integer(&text, c->batch);
  netrt_text_put(&text, "; compiled batches are");
  uint32_t i = c->plan->first_variant;
  for (; i != NO_PLAN; i = c->context->plans[i].next_variant) {
    netrt_text_put(&text, " ");
    netrt_text_integer(&text, c->context->plans[i].entry->batch);
  }
  return NETRT_NO_ENTRY;
}

static netrt_status uninitialized(netrt_context *context, uint32_t array) {
  netrt_text text = begin_error(context);
  netrt_text_put(&text, "array \"");
  netrt_text_put(&text, netrt_get_array(context->net, array)->key);
  netrt_text_put(&text, "\" has no value");
  return NETRT_UNINITIALIZED;
}

/* Values of the arrays in the entry's order: the table of the arrays object
 * when the entry takes all of them, else a selection. */
static netrt_status bind_arrays(const call *c, const netrt_arrays *arrays,
                                const void *const **out_values) {
  netrt_context *context = c->context;
  const netrt_entry *entry = c->plan->entry;
  const void *const *values = arrays->values[entry->precision];
  if (entry->arrays == NULL) {
    if (arrays->missing != 0)
      for (uint32_t i = 0; i < arrays->count; ++i)
        if (values[i] == NULL)
          return uninitialized(context, i);
    *out_values = values;
    return NETRT_OK;
  }
  for (uint32_t i = 0; i < entry->array_count; ++i) {
    context->arrays[i] = values[entry->arrays[i]];
    if (context->arrays[i] == NULL)
      return uninitialized(context, entry->arrays[i]);
  }
  *out_values = context->arrays;
  return NETRT_OK;
}

static netrt_status fail(netrt_context *context, netrt_status status,
                         const char *words) {
  netrt_text text = begin_error(context);
  netrt_text_put(&text, words);
  return status;
}

static netrt_status check_objects(const call *c, const netrt_arrays *arrays) {
  netrt_context *context = c->context;
  const netrt_entry *entry = c->plan->entry;
  if (entry->device != NETRT_CPU)
    return fail(context, NETRT_NO_ENTRY, "this runtime runs on the CPU only");
  if (arrays == NULL || arrays->net != context->net)
    return fail(context, NETRT_INVALID_ARGUMENT,
                arrays == NULL ? "no arrays given"
                               : "the arrays belong to another net");
  if (entry->kind == NETRT_TRAIN_STEP && !arrays->trainable)
    return fail(context, NETRT_READ_ONLY,
                "training needs arrays created as trainable");
  if ((c->inputs == NULL && entry->input_count > 0) ||
      (c->outputs == NULL && entry->output_count > 0))
    return fail(context, NETRT_INVALID_ARGUMENT, "no tensors given");
  return NETRT_OK;
}

/* Sums over an empty batch are zero. */
static void clear_unbatched(const call *c) {
  const netrt_entry *entry = c->plan->entry;
  for (uint32_t i = 0; i < entry->output_count; ++i) {
    const netrt_slot *slot = &c->plan->slots[entry->input_count + i];
    if (slot->unbatched)
      memset(c->context->outputs[i], 0, slot->example_bytes);
  }
}

static netrt_status execute(call *c, const netrt_arrays *arrays) {
  netrt_context *context = c->context;
  netrt_frame frame = {.inputs = context->inputs,
                       .outputs = context->outputs,
                       .arena = context->arena,
                       .batch = c->batch,
                       .context = context,
                       .sizes = context->sizes,
                       .lengths = context->lengths};
  netrt_status status = bind_arrays(c, arrays, &frame.arrays);
  if (status != NETRT_OK)
    return status;
  if (c->batch == 0) {
    clear_unbatched(c);
    return NETRT_OK;
  }
  context->cancelled = false;
  c->plan->code.function(&frame);
  /* The caller's object is trainable, so it is not really constant. */
  if (c->plan->entry->kind == NETRT_TRAIN_STEP)
    netrt_arrays_trained((netrt_arrays *)arrays, c->plan->entry->precision);
  return context->cancelled
             ? fail(context, NETRT_CANCELLED, "cancelled by the monitor")
             : NETRT_OK;
}

netrt_status netrt_core_run(netrt_context *context, const netrt_arrays *arrays,
                            uint32_t entry, const netrt_tensor *inputs,
                            size_t input_count, const netrt_tensor *outputs,
                            size_t output_count) {
  if (entry >= context->plan_count)
    return fail(context, NETRT_NO_ENTRY, "the net has no such entry");
  call c = {context, &context->plans[entry], inputs, outputs, -1};
  netrt_status status = check_objects(&c, arrays);
  if (status == NETRT_OK)
    status = check_ports(&c, input_count, output_count);
  if (status != NETRT_OK)
    return status;
  if (c.batch < 0) /* a net without ports */
    c.batch = 1;
  if ((status = check_sizes(&c)) != NETRT_OK ||
      (status = check_memory(&c)) != NETRT_OK)
    return status;
  for (uint32_t i = 0; i < input_count; ++i)
    if (c.plan->slots[i].ranged && (status = check_range(&c, i)) != NETRT_OK)
      return status;
  const netrt_plan *variant = choose_variant(context, c.plan, c.batch);
  if (variant == NULL && c.batch != 0)
    return no_variant(&c);
  c.plan = variant != NULL ? variant : c.plan;
  return execute(&c, arrays);
}
