//===- ArenaPlan.h - lifetimes to offsets ---------------------------------===//

#ifndef NETC_COMPILER_CODEGEN_CPU_ARENAPLAN_H
#define NETC_COMPILER_CODEGEN_CPU_ARENAPLAN_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

#include <cstdint>

namespace netc {

/// Every piece of the arena starts at a multiple of this.
constexpr int64_t arenaAlignment = 64;

/// A piece of memory and the steps [first, last] in which it holds something.
struct ArenaPiece {
  int64_t size;
  int64_t first;
  int64_t last;
};

struct ArenaPlan {
  /// Where each piece starts.
  llvm::SmallVector<int64_t> offsets;
  /// The size of the whole, a multiple of the alignment.
  int64_t size = 0;
};

/// Places the pieces, large ones first, each as low as the ones that live at
/// the same time allow.
ArenaPlan planArena(llvm::ArrayRef<ArenaPiece> pieces);

} // namespace netc

#endif // NETC_COMPILER_CODEGEN_CPU_ARENAPLAN_H
