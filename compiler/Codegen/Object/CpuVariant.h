//===- CpuVariant.h - the processors that code is made for ---------------===//

#ifndef NETC_CODEGEN_OBJECT_CPUVARIANT_H
#define NETC_CODEGEN_OBJECT_CPUVARIANT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace netc {

/// One flavour of a library's kernels. A library holds one or several; the
/// best that the running processor can execute is chosen with each context.
struct CpuVariant {
  std::string name;          ///< as in `--cpu` and in the descriptor: `v3`
  std::string cpu;           ///< LLVM's name: `x86-64-v3`
  std::string tuneCpu;       ///< whose scheduling model is used
  std::string features;      ///< beyond those of `cpu`: `+amx-tile,…`
  unsigned vectorBits = 128; ///< native vector width
  uint64_t required = 0;     ///< NETRT_CPU_* bits, asked for when loading
};

/// The variants of a `--cpu` choice: `baseline`, `v3`, `v4`, `native` or
/// `multi` (the first three), worst first. Empty for an unknown choice.
llvm::SmallVector<CpuVariant> cpuVariants(llvm::StringRef choice);

/// The choices, for messages.
llvm::ArrayRef<llvm::StringRef> cpuChoices();

} // namespace netc

#endif // NETC_CODEGEN_OBJECT_CPUVARIANT_H
