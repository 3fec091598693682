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

  // Whether anybody needs the gradient of this operand.
  virtual bool wants(const mlir::OpOperand &operand) const = 0;

  // Adds `gradient`, of the operand's type, to the adjoint of its value. A
  // gradient that nobody wants is dropped.
  virtual mlir::LogicalResult accumulate(mlir::OpOperand &operand,
                                         mlir::Value gradient) = 0;
};

} // namespace netc::prim

#endif // NETC_DIALECTS_PRIM_IR_GRADIENTCONTEXT_H
