//===- LoopEmitter.h - elementwise operations and reductions as loops -----===//

#ifndef NETC_COMPILER_CODEGEN_CPU_LOOPEMITTER_H
#define NETC_COMPILER_CODEGEN_CPU_LOOPEMITTER_H

#include "compiler/Codegen/CPU/LoopNest.h"

namespace mlir {
class Block;
} // namespace mlir

namespace netc {

/// An operation that computes each element by itself: a nest whose operands are
/// inputs, then outputs, and a body that gets an element of each. With loops
/// that are not parallel the outputs are reduced.
struct LoopOperation {
  LoopNest nest;
  unsigned numOutputs = 1;
  mlir::Block *body = nullptr;
  /// What a reduction starts from; null: from what is in the output.
  mlir::Value start;

  llvm::ArrayRef<Access> inputs() const {
    return llvm::ArrayRef(nest.operands).drop_back(numOutputs);
  }
  llvm::ArrayRef<Access> outputs() const {
    return llvm::ArrayRef(nest.operands).take_back(numOutputs);
  }
  bool isReduction() const {
    return llvm::any_of(nest.loops, [](Loop loop) { return !loop.parallel; });
  }
};

/// How the lanes of such an operation run.
struct LoopLanes {
  enum class Kind { Scalar, Stored, Reduced };
  Kind kind = Kind::Scalar;
  unsigned loop = 0;
  int64_t width = 1;
};

/// Lanes along a stored loop or a reduced one, or one element at a time.
LoopLanes chooseLoopLanes(const LoopOperation &operation, int64_t vectorBits);

/// Emits the loops.
void emitLoopOperation(mlir::ImplicitLocOpBuilder &builder,
                       LoopOperation operation, int64_t vectorBits);

} // namespace netc

#endif // NETC_COMPILER_CODEGEN_CPU_LOOPEMITTER_H
