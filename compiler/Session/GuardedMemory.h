//===- GuardedMemory.h - memory that faults at its ends --------*- C++ -*-===//
//
// Sanitizers do not see generated code. `netc run --guard` gives it memory with
// an inaccessible page right behind (or right before) every input, output,
// array and the arena, and fills what it must not read with NaN.
//
//===----------------------------------------------------------------------===//

#ifndef NETC_COMPILER_SESSION_GUARDEDMEMORY_H
#define NETC_COMPILER_SESSION_GUARDEDMEMORY_H

#include "compiler/Arrays/ArrayStore.h"
#include "netrt/netrt.h"

namespace netc {

enum class Guard { None, Behind, Before };

/// Uninitialised memory of `size` bytes, full of NaN, that ends (or begins) at
/// an inaccessible page as closely as the alignment allows. Null without
/// memory.
std::shared_ptr<char> allocateGuarded(size_t size, size_t alignment,
                                      Guard guard);

/// An array of this type and shape; plain memory without a guard.
ArrayData allocateArray(ElementType element, llvm::ArrayRef<int64_t> shape,
                        Guard guard);
/// A copy in guarded memory; the array itself without a guard.
ArrayData guardedCopy(const ArrayData &data, Guard guard);

/// An allocator for contexts whose memory is guarded in the same way. `guard`
/// must outlive it.
netrt_allocator guardedAllocator(Guard &guard);

} // namespace netc

#endif // NETC_COMPILER_SESSION_GUARDEDMEMORY_H
