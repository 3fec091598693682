/*===- Memory.c - allocator hook and the check of growing structs -------===*/
#include "Core.h"

#include <stdlib.h>

static void *default_allocate(void *self, size_t size, size_t alignment) {
  (void)self;
  size_t rounded = (size + alignment - 1) / alignment * alignment;
  return rounded < size ? NULL : aligned_alloc(alignment, rounded);
}

static void default_release(void *self, void *memory, size_t size,
                            size_t alignment) {
  (void)self, (void)size, (void)alignment;
  free(memory);
}

netrt_allocator netrt_allocator_choose(const netrt_allocator *wanted) {
  if (wanted != NULL)
    return *wanted;
  netrt_allocator allocator = {sizeof(netrt_allocator), NULL, default_allocate,
                               default_release};
  return allocator;
}

void *netrt_allocate(const netrt_allocator *allocator, size_t size,
                     size_t alignment) {
  void *memory = allocator->allocate(allocator->self, size, alignment);
  /* Generated code relies on the alignment; a hook that ignores it is refused.
   */
  if ((uintptr_t)memory % alignment != 0) {
    allocator->release(allocator->self, memory, size, alignment);
    return NULL;
  }
  return memory;
}

void netrt_release(const netrt_allocator *allocator, void *memory, size_t size,
                   size_t alignment) {
  if (memory != NULL)
    allocator->release(allocator->self, memory, size, alignment);
}

bool netrt_struct_fits(const void *given, size_t least, size_t known) {
  size_t size = *(const size_t *)given;
  if (size < least)
    return false;
  const unsigned char *bytes = given;
  for (size_t i = known; i < size; ++i)
    if (bytes[i] != 0)
      return false;
  return true;
}
