/*===- Plan.c - entries resolved once, so that a call has little to do ---===*/
#include "Core.h"

#include <string.h>

/* Tables of a context, in the order they lie in their block. */
typedef struct layout {
  size_t slots, ports_in, ports_out, arrays, lengths;
  size_t bytes;
} layout;

static layout measure(const netrt_net *net) {
  layout l = {0};
  l.lengths = net->lengths.count;
  for (size_t i = 0; i < net->entries.count; ++i) {
    const netrt_entry *entry = netrt_get_entry(net, i);
    size_t arrays = entry->arrays == NULL ? 0 : entry->array_count;
    l.slots += entry->input_count + (size_t)entry->output_count;
    l.ports_in =
        entry->input_count > l.ports_in ? entry->input_count : l.ports_in;
    l.ports_out =
        entry->output_count > l.ports_out ? entry->output_count : l.ports_out;
    l.arrays = arrays > l.arrays ? arrays : l.arrays;
  }
  l.bytes = net->entries.count * sizeof(netrt_plan) +
            l.slots * sizeof(netrt_slot) +
            (2 * l.ports_in + l.ports_out + l.arrays) * sizeof(void *) +
            2 * l.lengths * sizeof(int64_t);
  return l;
}

size_t netrt_plan_table_bytes(const netrt_net *net) {
  return measure(net).bytes;
}

static void *take(char **place, size_t bytes) {
  void *start = *place;
  *place += bytes;
  return start;
}

static void lay_out(netrt_context *context) {
  layout l = measure(context->net);
  char *place = context->tables;
  context->plan_count = (uint32_t)context->net->entries.count;
  context->plans = take(&place, context->plan_count * sizeof(netrt_plan));
  context->slots = take(&place, l.slots * sizeof(netrt_slot));
  context->inputs = take(&place, l.ports_in * sizeof(void *));
  context->outputs = take(&place, l.ports_out * sizeof(void *));
  context->arrays = take(&place, l.arrays * sizeof(void *));
  context->lengths = take(&place, l.ports_in * sizeof(void *));
  context->sizes = take(&place, l.lengths * sizeof(int64_t));
  context->reserved_sizes = take(&place, l.lengths * sizeof(int64_t));
}

static netrt_slot make_slot(const netrt_port *port, netrt_element precision,
                            bool input) {
  netrt_slot slot = {.port = port};
  slot.unbatched = (port->flags & NETRT_PORT_UNBATCHED) != 0;
  slot.element = port->element == NETRT_REAL ? precision : port->element;
  slot.example_bytes = netrt_element_size(slot.element);
  slot.alignment_mask = slot.example_bytes - 1;
  for (int32_t i = 0; i < port->rank; ++i) {
    slot.ragged |= port->dims[i] < 0;
    slot.example_bytes *= port->dims[i] < 0 ? 0 : (size_t)port->dims[i];
  }
  slot.ranged = input && slot.element == NETRT_INTEGER64 &&
                (port->minimum != INT64_MIN || port->maximum != INT64_MAX);
  return slot;
}

static bool same_but_batch(const netrt_entry *a, const netrt_entry *b) {
  return a->kind == b->kind && a->mode == b->mode &&
         a->precision == b->precision && a->device == b->device &&
         a->group == b->group;
}

/* Chains the batch variants: from any of them, first_variant leads to all. */
static void chain_variants(netrt_context *context) {
  netrt_plan *plans = context->plans;
  for (uint32_t i = 0; i < context->plan_count; ++i) {
    plans[i].first_variant = i;
    plans[i].next_variant = NO_PLAN;
    for (uint32_t k = i; k-- > 0;) {
      if (!same_but_batch(plans[k].entry, plans[i].entry))
        continue;
      plans[i].first_variant = plans[k].first_variant;
      plans[k].next_variant = i;
      break;
    }
  }
}

void netrt_plan_build(netrt_context *context) {
  const netrt_net *net = context->net;
  lay_out(context);
  netrt_slot *slot = context->slots;
  for (uint32_t i = 0; i < context->plan_count; ++i) {
    const netrt_entry *entry = netrt_get_entry(net, i);
    netrt_plan *plan = &context->plans[i];
    memset(plan, 0, sizeof(*plan));
    plan->entry = entry;
    if (context->variant < entry->code.count)
      plan->code =
          *(const netrt_code *)netrt_at(&entry->code, context->variant);
    plan->slots = slot;
    for (uint32_t k = 0; k < entry->input_count; ++k)
      *slot++ = make_slot(netrt_get_port(net, entry->inputs[k]),
                          entry->precision, true);
    for (uint32_t k = 0; k < entry->output_count; ++k)
      *slot++ = make_slot(netrt_get_port(net, entry->outputs[k]),
                          entry->precision, false);
  }
  chain_variants(context);
}
