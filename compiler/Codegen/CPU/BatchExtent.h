//===- BatchExtent.h - sizes in terms of the batch ------------------------===//

#ifndef NETC_COMPILER_CODEGEN_CPU_BATCHEXTENT_H
#define NETC_COMPILER_CODEGEN_CPU_BATCHEXTENT_H

#include "mlir/IR/Value.h"

#include <optional>

namespace netc {

/// A number: the factor, or the factor times the batch.
struct BatchExtent {
  int64_t factor;
  bool perExample;
};

/// What an index is in terms of the batch, if it follows from nothing else.
std::optional<BatchExtent> batchExtent(mlir::Value value);

} // namespace netc

#endif // NETC_COMPILER_CODEGEN_CPU_BATCHEXTENT_H
