/*===- Check.c - whether a tensor can be used ---------------------------===*/
#include "Core.h"

bool netrt_is_contiguous(const netrt_tensor *tensor) {
  if (tensor->strides == NULL)
    return true;
  int64_t expected = 1;
  for (int32_t i = tensor->rank; i-- > 0;) {
    if (tensor->shape[i] != 1 && tensor->strides[i] != expected)
      return false;
    expected *= tensor->shape[i];
  }
  return true;
}

bool netrt_shape_bytes(const int64_t *shape, int32_t rank,
                       netrt_element element, size_t *out_bytes) {
  size_t bytes = netrt_element_size(element);
  bool empty = false;
  for (int32_t i = 0; i < rank; ++i) {
    if (shape[i] < 0)
      return false;
    if (shape[i] == 0)
      empty = true;
    else if (__builtin_mul_overflow(bytes, (size_t)shape[i], &bytes))
      return false;
  }
  *out_bytes = empty ? 0 : bytes;
  return bytes <= PTRDIFF_MAX;
}

static void put_subject(netrt_text *text, const char *what, const char *name) {
  netrt_text_put(text, what);
  netrt_text_put(text, " \"");
  netrt_text_put(text, name);
  netrt_text_put(text, "\" ");
}

static netrt_status refuse(netrt_text *text, const char *what, const char *name,
                           const char *why, netrt_status status) {
  put_subject(text, what, name);
  netrt_text_put(text, why);
  return status;
}

netrt_status netrt_check_tensor(netrt_text *text, const char *what,
                                const char *name, const netrt_tensor *tensor,
                                netrt_element element) {
  if (tensor->struct_size < sizeof(netrt_tensor))
    return refuse(text, what, name, "has no struct_size of a netrt_tensor",
                  NETRT_ABI_MISMATCH);
  if (tensor->rank < 0 || (tensor->rank > 0 && tensor->shape == NULL))
    return refuse(text, what, name, "has no shape", NETRT_INVALID_ARGUMENT);
  if (tensor->element != element) {
    put_subject(text, what, name);
    netrt_text_put(text, "has elements ");
    netrt_text_element(text, tensor->element);
    netrt_text_put(text, ", expected ");
    netrt_text_element(text, element);
    return NETRT_WRONG_ELEMENT;
  }
  if (!netrt_is_contiguous(tensor))
    return refuse(text, what, name, "is not contiguous (row-major)",
                  NETRT_NOT_CONTIGUOUS);
  if ((uintptr_t)tensor->data % netrt_element_size(element) != 0)
    return refuse(text, what, name, "is not aligned to its element type",
                  NETRT_MISALIGNED);
  return NETRT_OK;
}
