//===- Sampler.h - receives the sample uses of an op ----------------------===//

#ifndef NETC_DIALECTS_PRIM_IR_SAMPLER_H
#define NETC_DIALECTS_PRIM_IR_SAMPLER_H

#include "dialects/Prim/IR/PrimBuilder.h"

namespace netc::prim {

// Handed to `samples` of every op. A sample is a function of fresh inputs:
// rules ask for an input, then build the op on this and others, and emit its
// result.
class Sampler : public PrimBuilder {
public:
  using PrimBuilder::PrimBuilder;
  virtual ~Sampler() = default;

  // Real input with elements spread over [low, high]; a leading size of
  // ShapedType::kDynamic stands for the batch.
  virtual mlir::Value input(llvm::ArrayRef<int64_t> shape, double low = -2,
                            double high = 2) = 0;

  // Integer input (i64) with elements from low to high, both included.
  virtual mlir::Value indices(llvm::ArrayRef<int64_t> shape, int64_t low,
                              int64_t high) = 0;

  // Ends one sample; inputs asked for later belong to the next.
  virtual void emit(mlir::Value result) = 0;
};

} // namespace netc::prim

#endif // NETC_DIALECTS_PRIM_IR_SAMPLER_H
