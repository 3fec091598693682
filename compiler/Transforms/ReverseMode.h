//===- ReverseMode.h - adjoints of straight-line code -----------*- C++ -*-===//

#ifndef NETC_COMPILER_TRANSFORMS_REVERSEMODE_H
#define NETC_COMPILER_TRANSFORMS_REVERSEMODE_H

#include "dialects/Prim/IR/GradientContext.h"
#include "llvm/ADT/DenseSet.h"

namespace netc {

// Reverse mode through the ops of one block. Only what lies on a way from a
// wanted value to a seeded one is touched: no op is built for other gradients.
class ReverseMode : public prim::GradientContext {
public:
  // Gradients are built at the builder's insertion point, behind all ops of the
  // block that they go through. `wanted` values are arguments of the block or
  // results in it, of real elements.
  ReverseMode(mlir::OpBuilder &builder, mlir::Location loc,
              mlir::ValueRange wanted);

  // Adds `adjoint` to the derivative of the objective by `value`.
  void seed(mlir::Value value, mlir::Value adjoint);

  // Goes back through `ops`, which are in program order. An op without a
  // gradient rule that is on the way is an error. With several segments, only
  // values that cross from one to the next are kept; what the gradients need
  // inside of one is computed again from these when its turn comes. Results
  // have the same bits for any number of segments.
  llvm::LogicalResult run(llvm::ArrayRef<mlir::Operation *> ops,
                          size_t segments = 1);

  mlir::Value adjoint(mlir::Value result) override;
  bool matters(mlir::Value result) const override;
  mlir::FailureOr<llvm::SmallVector<mlir::Value>>
  throughBody(mlir::OpBuilder &builder, mlir::Block &body,
              mlir::ValueRange yielded, mlir::ValueRange adjoints,
              mlir::ValueRange wanted) override;
  bool wants(const mlir::OpOperand &operand) const override;
  llvm::LogicalResult accumulate(mlir::OpOperand &operand,
                                 mlir::Value gradient) override;

private:
  void markVaried(llvm::ArrayRef<mlir::Operation *> ops);
  llvm::LogicalResult runOps(llvm::ArrayRef<mlir::Operation *> ops);
  llvm::LogicalResult recompute(llvm::ArrayRef<mlir::Operation *> ops);

  llvm::DenseSet<mlir::Value> varied; // depend on a wanted value
  llvm::DenseMap<mlir::Value, mlir::Value> adjoints;
};

} // namespace netc

#endif // NETC_COMPILER_TRANSFORMS_REVERSEMODE_H
