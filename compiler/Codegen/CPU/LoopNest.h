//===- LoopNest.h - an operation as loops over flat memory ----------------===//

#ifndef NETC_COMPILER_CODEGEN_CPU_LOOPNEST_H
#define NETC_COMPILER_CODEGEN_CPU_LOOPNEST_H

#include "compiler/Codegen/CPU/IndexMath.h"

#include "mlir/IR/AffineMap.h"

namespace netc {

/// An operand addressed by the loops of a nest: loop values `i` reach the
/// element `start + sum of i[k] * strides[k]` of `memory`.
struct Access {
  /// A memref of one axis; null for an operand that is a plain value.
  mlir::Value memory;
  Index start;
  llvm::SmallVector<Index> strides;
  /// The operand itself if it is a plain value.
  mlir::Value scalar;

  mlir::Type elementType() const;
  bool uses(unsigned loop) const { return !isNumber(strides[loop], 0); }
  bool hasStride(unsigned loop, int64_t stride) const {
    return isNumber(strides[loop], stride);
  }
};

struct Loop {
  Index size;
  /// Else the loop is summed (or otherwise reduced) over.
  bool parallel;
};

/// The loops of an operation, outer first, and how its operands follow them.
struct LoopNest {
  llvm::SmallVector<Loop> loops;
  llvm::SmallVector<Access> operands;

  /// The product of the sizes of the given kind of loops; open sizes count as
  /// `open`.
  int64_t work(bool parallel, int64_t open = 16) const;
};

/// Makes the access of a memref through a linear map; fails if the layout of
/// the memref or the map is not linear.
mlir::FailureOr<Access> makeAccess(mlir::ImplicitLocOpBuilder &builder,
                                   mlir::Value memref, mlir::AffineMap map);

/// Leaves out loops of one iteration and joins each loop with the next one
/// where all operands follow both as one. A first loop of more iterations stays
/// if asked, to be split between threads.
void simplify(mlir::ImplicitLocOpBuilder &builder, LoopNest &nest,
              bool keepFirst);

} // namespace netc

#endif // NETC_COMPILER_CODEGEN_CPU_LOOPNEST_H
