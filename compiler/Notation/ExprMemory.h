//===- ExprMemory.h - how much memory expressions take --------------------===//

#ifndef NETC_COMPILER_NOTATION_EXPRMEMORY_H
#define NETC_COMPILER_NOTATION_EXPRMEMORY_H

#include <cstdint>

namespace netc {

/// What the expressions of one thread take, so that evaluation can end with an
/// error before memory does.
struct ExprMemory {
  /// Bytes that live now; below zero where another thread made what this one
  /// released.
  int64_t live = 0;
};

const ExprMemory &getExprMemory();

/// What a number in a list takes: its node, what malloc adds, the pointer.
inline constexpr uint64_t numberBytes = 56;

} // namespace netc

#endif // NETC_COMPILER_NOTATION_EXPRMEMORY_H
