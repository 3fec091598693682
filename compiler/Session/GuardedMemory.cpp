//===- GuardedMemory.cpp - memory that faults at its ends ----------------===//

#include "compiler/Session/GuardedMemory.h"
#include "llvm/Support/MathExtras.h"
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

namespace netc {

namespace {

/// Where a block lies in its mapping: [guard page][...][guard page].
struct Layout {
  size_t inner, total, offset;

  Layout(size_t size, size_t alignment, Guard guard) {
    size_t page = sysconf(_SC_PAGESIZE);
    inner = llvm::alignTo(std::max<size_t>(size, 1), page);
    total = inner + 2 * page;
    // Page borders are aligned to everything that is asked for.
    offset =
        page +
        (guard == Guard::Before ? 0 : llvm::alignDown(inner - size, alignment));
  }
};

} // namespace

static char *map(size_t size, size_t alignment, Guard guard) {
  Layout layout(size, alignment, guard);
  void *memory = mmap(nullptr, layout.total, PROT_NONE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    return nullptr;
  char *base = static_cast<char *>(memory);
  char *inner = base + sysconf(_SC_PAGESIZE);
  if (mprotect(inner, layout.inner, PROT_READ | PROT_WRITE) != 0) {
    munmap(memory, layout.total);
    return nullptr;
  }
  // All ones is a NaN in every real type.
  std::memset(inner, 0xff, layout.inner);
  return base + layout.offset;
}

static void unmap(char *block, size_t size, size_t alignment, Guard guard) {
  Layout layout(size, alignment, guard);
  munmap(block - layout.offset, layout.total);
}

std::shared_ptr<char> allocateGuarded(size_t size, size_t alignment,
                                      Guard guard) {
  char *block = map(size, alignment, guard);
  if (!block)
    return nullptr;
  return std::shared_ptr<char>(
      block, [=](char *memory) { unmap(memory, size, alignment, guard); });
}

ArrayData allocateArray(ElementType element, llvm::ArrayRef<int64_t> shape,
                        Guard guard) {
  ArrayData data;
  data.element = element;
  data.shape.assign(shape.begin(), shape.end());
  size_t size = data.elementCount() * sizeInBytes(element);
  if (guard == Guard::None) {
    auto owner = std::make_shared<std::vector<char>>(size);
    data.bytes = llvm::ArrayRef<char>(owner->data(), size);
    data.owner = owner;
  } else {
    auto owner = allocateGuarded(size, sizeInBytes(element), guard);
    data.bytes = llvm::ArrayRef<char>(owner.get(), size);
    data.owner = owner;
  }
  return data;
}

ArrayData guardedCopy(const ArrayData &data, Guard guard) {
  if (guard == Guard::None)
    return data;
  ArrayData copy = allocateArray(data.element, data.shape, guard);
  std::memcpy(const_cast<char *>(copy.bytes.data()), data.bytes.data(),
              data.bytes.size());
  return copy;
}

netrt_allocator guardedAllocator(Guard &guard) {
  netrt_allocator allocator{};
  allocator.struct_size = sizeof allocator;
  allocator.self = &guard;
  allocator.allocate = [](void *self, size_t size, size_t alignment) -> void * {
    return map(size, alignment, *static_cast<Guard *>(self));
  };
  allocator.release = [](void *self, void *memory, size_t size,
                         size_t alignment) {
    unmap(static_cast<char *>(memory), size, alignment,
          *static_cast<Guard *>(self));
  };
  return allocator;
}

} // namespace netc
