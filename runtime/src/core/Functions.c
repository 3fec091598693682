/*===- Functions.c - the table of functions that descriptors point to ---===*/
#include "Core.h"

static const char *context_variant(const netrt_context *context) {
  return netrt_get_variant(context->net, context->variant)->name;
}

static const char *last_error(const netrt_context *context) {
  return context->error;
}

static const char *arrays_last_error(const netrt_arrays *arrays) {
  return arrays->error;
}

static uint64_t arrays_version(const netrt_arrays *arrays) {
  return arrays->version;
}

const netrt_core netrt_core_functions = {
    .struct_size = sizeof(netrt_core),
    .context_create = netrt_core_context_create,
    .context_destroy = netrt_core_context_destroy,
    .context_reserve = netrt_core_context_reserve,
    .context_variant = context_variant,
    .last_error = last_error,
    .run = netrt_core_run,
    .arena_bytes = netrt_core_arena_bytes,
    .arrays_create = netrt_core_arrays_create,
    .arrays_destroy = netrt_core_arrays_destroy,
    .arrays_set = netrt_core_arrays_set,
    .arrays_borrow = netrt_core_arrays_borrow,
    .arrays_get = netrt_core_arrays_get,
    .arrays_keep = netrt_core_arrays_keep,
    .arrays_missing = netrt_core_arrays_missing,
    .arrays_version = arrays_version,
    .arrays_last_error = arrays_last_error,
    .encode_image = netrt_core_encode_image,
    .class_decide = netrt_core_class_decide,
    .class_select = netrt_core_class_select,
    .class_top = netrt_core_class_top,
    .class_probability = netrt_core_class_probability,
    .class_entropy = netrt_core_class_entropy,
    .class_sample = netrt_core_class_sample};
