//===- SumOverSteps.h - sums of gradients over steps ------------*- C++ -*-===//

#ifndef NETC_DIALECTS_PRIM_OPS_SUMOVERSTEPS_H
#define NETC_DIALECTS_PRIM_OPS_SUMOVERSTEPS_H

#include "dialects/Prim/IR/PrimBuilder.h"
#include "llvm/ADT/SetVector.h"

namespace netc::prim {

// The sum over all steps of a value that the body of a scan computes. It moves
// through what is linear to what can be summed at once behind the loop:
//   sum_t (a[t] + b[t])      => sum_t a[t] + sum_t b[t]
//   sum_t transpose(a[t])    => transpose(sum_t a[t])
//   sum_t concat(a[t], b[t]) => concat(sum_t a[t], sum_t b[t])
//   sum_t reduce sum a[t]    => reduce sum of the stack, over steps too
//   sum_t dot(a[t], b[t])    => dot of the stacks, contracting steps too
//   sum_t convolution_weights(a[t], b[t])
//                            => the same of the stacks, along steps too
// Any other value is summed step by step.
class SumOverSteps {
public:
  using Question = llvm::function_ref<bool(mlir::Value)>;
  using Translation = llvm::function_ref<mlir::Value(mlir::Value)>;

  // Ops of `body` are moved through; `varies` tells which values differ from
  // step to step. Steps run along `axis` of stacks.
  SumOverSteps(mlir::Block &body, int64_t axis) : body(body), axis(axis) {}

  // Finds what the sum of the value needs.
  void collect(mlir::Value value, Question varies);

  // Builds the sum, given the stacks and the sums that it needs.
  mlir::Value build(PrimBuilder &b, mlir::Value value, Translation stackOf,
                    Translation sumOf) const;

  // Values whose stacks are needed, and values to sum step by step.
  llvm::SetVector<mlir::Value> stacked, summed;

private:
  mlir::Operation *linearOp(mlir::Value value) const;

  mlir::Block &body;
  int64_t axis;
};

} // namespace netc::prim

#endif // NETC_DIALECTS_PRIM_OPS_SUMOVERSTEPS_H
