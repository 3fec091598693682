/*===- Arrays.c - parameter sets: embedded, set, or borrowed values -----===*/
/* values[p][i] is what an entry of precision p reads as array i. A value is
 * kept in every precision the net has entries for; one that fits is used in
 * place. */
#include "Core.h"

#include <string.h>

enum { VALUE_ALIGNMENT = 64 };

static netrt_text begin_error(netrt_arrays *arrays) {
  return netrt_text_begin(arrays->error, sizeof(arrays->error));
}

static netrt_element element_in(const netrt_array *array, int precision) {
  return array->element == NETRT_REAL ? (netrt_element)precision
                                      : array->element;
}

static size_t array_count(const netrt_array *array) {
  size_t count = 1;
  for (int32_t i = 0; i < array->rank; ++i)
    count *= (size_t)array->dims[i];
  return count;
}

static size_t value_bytes(const netrt_array *array, netrt_element element) {
  size_t bytes = array_count(array) * netrt_element_size(element);
  return bytes > 0 ? bytes : 1;
}

static void drop(netrt_arrays *arrays, int precision, size_t index) {
  const netrt_array *array = netrt_get_array(arrays->net, index);
  if (arrays->owned[precision][index])
    netrt_release(&arrays->allocator, (void *)arrays->values[precision][index],
                  value_bytes(array, element_in(array, precision)),
                  VALUE_ALIGNMENT);
  arrays->owned[precision][index] = false;
  arrays->values[precision][index] = NULL;
}

/* Makes the value of one precision; in place when allowed and possible. */
static netrt_status adopt(netrt_arrays *arrays, int precision, size_t index,
                          const void *data, netrt_element element,
                          bool borrow) {
  const netrt_array *array = netrt_get_array(arrays->net, index);
  netrt_element wanted = element_in(array, precision);
  size_t size = netrt_element_size(wanted);
  if (borrow && wanted == element && (uintptr_t)data % size == 0) {
    drop(arrays, precision, index);
    arrays->values[precision][index] = data;
    return NETRT_OK;
  }
  void *memory =
      arrays->owned[precision][index]
          ? (void *)arrays->values[precision][index]
          : netrt_allocate(&arrays->allocator, value_bytes(array, wanted),
                           VALUE_ALIGNMENT);
  if (memory == NULL) {
    netrt_text text = begin_error(arrays);
    netrt_text_put(&text, "no memory for array \"");
    netrt_text_put(&text, array->key);
    netrt_text_put(&text, "\"");
    return NETRT_OUT_OF_MEMORY;
  }
  netrt_convert(memory, wanted, data, element, array_count(array));
  arrays->values[precision][index] = memory;
  arrays->owned[precision][index] = true;
  return NETRT_OK;
}

static bool is_state(const netrt_arrays *arrays, size_t index) {
  return (netrt_get_array(arrays->net, index)->flags & NETRT_ARRAY_STATE) != 0;
}

static netrt_status adopt_all(netrt_arrays *arrays, size_t index,
                              const void *data, netrt_element element,
                              bool borrow) {
  bool had_value = true;
  netrt_status status = NETRT_OK;
  for (int p = 0; p < PRECISION_COUNT && status == NETRT_OK; ++p) {
    if (arrays->values[p] == NULL)
      continue;
    had_value = arrays->values[p][index] != NULL;
    status = adopt(arrays, p, index, data, element, borrow);
  }
  if (status == NETRT_OK && !had_value && !is_state(arrays, index))
    --arrays->missing;
  ++arrays->version;
  return status;
}

static uint32_t precisions_of(const netrt_net *net) {
  uint32_t used = 0;
  for (size_t i = 0; i < net->entries.count; ++i) {
    netrt_element precision = netrt_get_entry(net, i)->precision;
    if (precision > 0 && precision < PRECISION_COUNT)
      used |= 1u << precision;
  }
  return used != 0 ? used : 1u << NETRT_REAL32;
}

static netrt_status fill_tables(netrt_arrays *arrays, uint32_t used) {
  size_t per_precision = arrays->count * (sizeof(void *) + sizeof(bool));
  arrays->table_bytes =
      (size_t)__builtin_popcount(used) * per_precision + sizeof(void *);
  char *place =
      netrt_allocate(&arrays->allocator, arrays->table_bytes, _Alignof(void *));
  if (place == NULL)
    return NETRT_OUT_OF_MEMORY;
  memset(place, 0, arrays->table_bytes);
  arrays->tables = place;
  for (int p = 0; p < PRECISION_COUNT; ++p) {
    if ((used >> p & 1) == 0)
      continue;
    arrays->values[p] = (const void **)place;
    place += arrays->count * sizeof(void *);
  }
  for (int p = 0; p < PRECISION_COUNT; ++p) {
    if ((used >> p & 1) == 0)
      continue;
    arrays->owned[p] = (bool *)place;
    place += arrays->count * sizeof(bool);
  }
  return NETRT_OK;
}

/* Optimisers begin with zeros; who does not train needs none. */
static netrt_status clear_state(netrt_arrays *arrays, size_t index) {
  --arrays->missing;
  for (int p = 0; p < PRECISION_COUNT && arrays->trainable; ++p) {
    if (arrays->values[p] == NULL)
      continue;
    const netrt_array *array = netrt_get_array(arrays->net, index);
    size_t bytes = value_bytes(array, element_in(array, p));
    void *memory = netrt_allocate(&arrays->allocator, bytes, VALUE_ALIGNMENT);
    if (memory == NULL)
      return NETRT_OUT_OF_MEMORY;
    arrays->values[p][index] = memset(memory, 0, bytes);
    arrays->owned[p][index] = true;
  }
  return NETRT_OK;
}

static netrt_status take_embedded(netrt_arrays *arrays) {
  netrt_status status = NETRT_OK;
  arrays->missing = arrays->count;
  for (size_t i = 0; i < arrays->count && status == NETRT_OK; ++i) {
    const netrt_array *array = netrt_get_array(arrays->net, i);
    if (is_state(arrays, i))
      status = clear_state(arrays, i);
    else if (array->value != NULL)
      status = adopt_all(arrays, i, array->value, array->value_element,
                         !arrays->trainable);
  }
  arrays->version = 0;
  return status;
}

/* Size of netrt_arrays_options in version 1. */
#define LEAST_OPTIONS (offsetof(netrt_arrays_options, message) + sizeof(void *))

static netrt_status check_options(const netrt_arrays_options *options) {
  if (options == NULL)
    return NETRT_OK;
  if (!netrt_struct_fits(options, LEAST_OPTIONS, sizeof(*options)))
    return NETRT_ABI_MISMATCH;
  const netrt_allocator *hook = options->allocator;
  bool usable =
      hook == NULL || (hook->struct_size >= sizeof(*hook) &&
                       hook->allocate != NULL && hook->release != NULL);
  return usable ? NETRT_OK : NETRT_INVALID_ARGUMENT;
}

netrt_status netrt_core_arrays_create(const netrt_net *net,
                                      const netrt_arrays_options *options,
                                      netrt_arrays **out_arrays) {
  if (out_arrays == NULL)
    return NETRT_INVALID_ARGUMENT;
  *out_arrays = NULL;
  netrt_status status = check_options(options);
  if (status != NETRT_OK)
    return status;
  netrt_allocator allocator =
      netrt_allocator_choose(options == NULL ? NULL : options->allocator);
  netrt_arrays *arrays =
      netrt_allocate(&allocator, sizeof(*arrays), _Alignof(netrt_arrays));
  if (arrays == NULL)
    return NETRT_OUT_OF_MEMORY;
  memset(arrays, 0, sizeof(*arrays));
  arrays->core = &netrt_core_functions;
  arrays->net = net;
  arrays->allocator = allocator;
  arrays->count = net->arrays.count;
  arrays->trainable = options != NULL && options->trainable != 0;
  status = fill_tables(arrays, precisions_of(net));
  if (status == NETRT_OK)
    status = take_embedded(arrays);
  if (status != NETRT_OK) {
    netrt_core_arrays_destroy(arrays);
    return status;
  }
  *out_arrays = arrays;
  return NETRT_OK;
}

static void drop_all(netrt_arrays *arrays) {
  for (int p = 0; p < PRECISION_COUNT; ++p)
    for (size_t i = 0; arrays->owned[p] != NULL && i < arrays->count; ++i)
      drop(arrays, p, i);
}

void netrt_core_arrays_destroy(netrt_arrays *arrays) {
  netrt_allocator allocator = arrays->allocator;
  drop_all(arrays);
  while (arrays->keepers != NULL) {
    netrt_keeper *keeper = arrays->keepers;
    arrays->keepers = keeper->next;
    keeper->release(keeper->self);
    netrt_release(&allocator, keeper, sizeof(*keeper), _Alignof(netrt_keeper));
  }
  netrt_release(&allocator, arrays->tables, arrays->table_bytes,
                _Alignof(void *));
  netrt_release(&allocator, arrays, sizeof(*arrays), _Alignof(netrt_arrays));
}

static netrt_status find(netrt_arrays *arrays, const char *key,
                         size_t *out_index) {
  for (size_t i = 0; key != NULL && i < arrays->count; ++i) {
    *out_index = i;
    if (strcmp(netrt_get_array(arrays->net, i)->key, key) == 0)
      return NETRT_OK;
  }
  netrt_text text = begin_error(arrays);
  netrt_text_put(&text, "the net has no array \"");
  netrt_text_put(&text, key);
  netrt_text_put(&text, "\"");
  return NETRT_UNKNOWN_NAME;
}

static netrt_status wrong_shape(netrt_arrays *arrays, const netrt_array *array,
                                const netrt_tensor *value) {
  netrt_text text = begin_error(arrays);
  netrt_text_put(&text, "array \"");
  netrt_text_put(&text, array->key);
  netrt_text_put(&text, "\" has shape ");
  netrt_text_shape(&text, value->shape, value->rank);
  netrt_text_put(&text, ", expected ");
  netrt_text_shape(&text, array->dims, array->rank);
  return NETRT_WRONG_SHAPE;
}

static netrt_status check_element(netrt_arrays *arrays,
                                  const netrt_array *array,
                                  const netrt_tensor *value) {
  netrt_element kept =
      array->element == NETRT_REAL ? NETRT_REAL64 : array->element;
  if (netrt_can_convert(value->element, kept))
    return NETRT_OK;
  netrt_text text = begin_error(arrays);
  netrt_text_put(&text, "array \"");
  netrt_text_put(&text, array->key);
  netrt_text_put(&text, "\" has elements ");
  netrt_text_element(&text, value->element);
  netrt_text_put(&text, ", expected ");
  netrt_text_element(&text, array->element);
  return NETRT_WRONG_ELEMENT;
}

static netrt_status check_value(netrt_arrays *arrays, const netrt_array *array,
                                const netrt_tensor *value) {
  netrt_status status = check_element(arrays, array, value);
  if (status != NETRT_OK)
    return status;
  bool same =
      value->rank == array->rank && (value->rank == 0 || value->shape != NULL);
  for (int32_t i = 0; same && i < array->rank; ++i)
    same = value->shape[i] == array->dims[i];
  if (!same)
    return wrong_shape(arrays, array, value);
  /* Alignment is no matter here: what is not aligned is copied. */
  netrt_tensor aligned = *value;
  aligned.data = NULL;
  netrt_text text = begin_error(arrays);
  status =
      netrt_check_tensor(&text, "array", array->key, &aligned, value->element);
  if (status == NETRT_OK && value->data == NULL && array_count(array) > 0) {
    netrt_text_put(&text, "the value given has no data");
    status = NETRT_INVALID_ARGUMENT;
  }
  return status;
}

static netrt_status give(netrt_arrays *arrays, const char *key,
                         const netrt_tensor *value, bool borrow) {
  size_t index = 0;
  netrt_status status = find(arrays, key, &index);
  if (status != NETRT_OK)
    return status;
  if (value == NULL || value->struct_size < sizeof(netrt_tensor)) {
    netrt_text text = begin_error(arrays);
    netrt_text_put(&text, "the value given is not a netrt_tensor");
    return value == NULL ? NETRT_INVALID_ARGUMENT : NETRT_ABI_MISMATCH;
  }
  if (value->rank < 0 || (value->rank > 0 && value->shape == NULL)) {
    netrt_text text = begin_error(arrays);
    netrt_text_put(&text, "the value given has no shape");
    return NETRT_INVALID_ARGUMENT;
  }
  status = check_value(arrays, netrt_get_array(arrays->net, index), value);
  if (status != NETRT_OK)
    return status;
  /* An array without elements still needs a pointer that is not null. */
  const void *data = value->data != NULL ? value->data : (const void *)arrays;
  return adopt_all(arrays, index, data, value->element, borrow);
}

netrt_status netrt_core_arrays_set(netrt_arrays *arrays, const char *key,
                                   const netrt_tensor *value) {
  return give(arrays, key, value, false);
}

netrt_status netrt_core_arrays_borrow(netrt_arrays *arrays, const char *key,
                                      const netrt_tensor *value) {
  return give(arrays, key, value, !arrays->trainable);
}

/* The value in the widest of the net's precisions. */
netrt_status netrt_core_arrays_get(netrt_arrays *arrays, const char *key,
                                   netrt_tensor *out_value) {
  static const int widest_first[] = {NETRT_REAL64, NETRT_REAL32, NETRT_REAL16,
                                     NETRT_BFLOAT16};
  if (out_value == NULL)
    return NETRT_INVALID_ARGUMENT;
  size_t index = 0;
  netrt_status status = find(arrays, key, &index);
  if (status != NETRT_OK)
    return status;
  int precision = widest_first[0];
  for (int i = 0; arrays->values[precision] == NULL; ++i)
    precision = widest_first[i];
  const netrt_array *array = netrt_get_array(arrays->net, index);
  const void *value = arrays->values[precision][index];
  if (value == NULL) {
    netrt_text text = begin_error(arrays);
    netrt_text_put(&text, "array \"");
    netrt_text_put(&text, key);
    netrt_text_put(&text, "\" has no value");
    return NETRT_UNINITIALIZED;
  }
  *out_value = netrt_tensor_of(value, element_in(array, precision), array->rank,
                               array->dims);
  return NETRT_OK;
}

netrt_status netrt_core_arrays_keep(netrt_arrays *arrays, void *self,
                                    void (*release)(void *self)) {
  if (release == NULL)
    return NETRT_INVALID_ARGUMENT;
  netrt_keeper *keeper = netrt_allocate(&arrays->allocator, sizeof(*keeper),
                                        _Alignof(netrt_keeper));
  if (keeper == NULL) {
    release(self);
    return NETRT_OUT_OF_MEMORY;
  }
  *keeper = (netrt_keeper){arrays->keepers, self, release};
  arrays->keepers = keeper;
  return NETRT_OK;
}

const char *netrt_core_arrays_missing(const netrt_arrays *arrays) {
  for (int p = 0; p < PRECISION_COUNT; ++p)
    for (size_t i = 0; arrays->values[p] != NULL && i < arrays->count; ++i)
      if (arrays->values[p][i] == NULL && !is_state(arrays, i))
        return netrt_get_array(arrays->net, i)->key;
  return NULL;
}

void netrt_arrays_trained(netrt_arrays *arrays, netrt_element precision) {
  for (int p = 0; p < PRECISION_COUNT; ++p)
    for (size_t i = 0; arrays->values[p] != NULL && i < arrays->count; ++i) {
      const netrt_array *array = netrt_get_array(arrays->net, i);
      if (p != (int)precision && array->element == NETRT_REAL)
        netrt_convert((void *)arrays->values[p][i], p,
                      arrays->values[precision][i], precision,
                      array_count(array));
    }
  ++arrays->version;
}
