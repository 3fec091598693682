//===- FillArray.h - numbers for one array ---------------------*- C++ -*-===//

#ifndef NETC_COMPILER_INITIALIZATION_FILLARRAY_H
#define NETC_COMPILER_INITIALIZATION_FILLARRAY_H

#include "compiler/Initialization/ArrayTasks.h"
#include "compiler/Initialization/Initialize.h"

namespace netc {

/// The number of elements of a shape that memory has room for, in Real32.
std::optional<int64_t> countThatFits(llvm::ArrayRef<int64_t> shape);

/// `shape` must fit.
ArrayData fillConstant(float value, llvm::ArrayRef<int64_t> shape);
ArrayData fillRandom(const Distribution &distribution,
                     const RandomStream &random, llvm::ArrayRef<int64_t> shape);
/// Weights as the method says.
ArrayData fillWeights(ArrayTask &task, const InitializeOptions &options);

} // namespace netc

#endif // NETC_COMPILER_INITIALIZATION_FILLARRAY_H
