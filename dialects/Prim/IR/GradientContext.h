//===- GradientContext.h - what a gradient rule may ask and must do -------===//

#ifndef NETC_DIALECTS_PRIM_IR_GRADIENTCONTEXT_H
#define NETC_DIALECTS_PRIM_IR_GRADIENTCONTEXT_H

#include "dialects/Prim/IR/PrimBuilder.h"

namespace netc::prim {

// Handed to `buildGradients` of one op by the pass that differentiates. The
// builder stands where the gradient is computed; the op's own operands and
// results may be used there: the pass decides what is stored, what recomputed.
class GradientContext : public PrimBuilder {
public:
  using PrimBuilder::PrimBuilder;
  virtual ~GradientContext() = default;

  // The derivative of the objective with respect to `result`, of its type;
  // zeros where the objective does not depend on it.
  virtual mlir::Value adjoint(mlir::Value result) = 0;

  // Whether the objective may depend on `result`; else its adjoint is zeros.
  virtual bool matters(mlir::Value result) const = 0;

  // Goes back through the body of a region: builds, where `builder` stands,
  // the adjoints of `wanted` (values of the body) from those of `yielded`.
  // Values of the body are used there as they are: the caller brings them.
  // Null where there is no dependence.
  virtual mlir::FailureOr<llvm::SmallVector<mlir::Value>>
  throughBody(mlir::OpBuilder &builder, mlir::Block &body,
              mlir::ValueRange yielded, mlir::ValueRange adjoints,
              mlir::ValueRange wanted) = 0;

  // Whether anybody needs the gradient of this operand.
  virtual bool wants(const mlir::OpOperand &operand) const = 0;

  // Adds `gradient`, of the operand's type, to the adjoint of its value. A
  // gradient that nobody wants is dropped.
  virtual mlir::LogicalResult accumulate(mlir::OpOperand &operand,
                                         mlir::Value gradient) = 0;
};

} // namespace netc::prim

#endif // NETC_DIALECTS_PRIM_IR_GRADIENTCONTEXT_H
