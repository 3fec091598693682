//===- TrainingTargets.h - what a training step changes, and how -*- C++ -*-===//

#ifndef NETC_COMPILER_CONVERSION_TRAININGTARGETS_H
#define NETC_COMPILER_CONVERSION_TRAININGTARGETS_H

#include "compiler/Conversion/EntryOptions.h"
#include "dialects/Net/IR/NetOps.h"

namespace netc {

// The request as prim-train-step reads it: the losses, the optimiser, and each
// array that group `group` trains. Arrays with multiplier 0 are left out.
// Errors: `unknown-port`, `not-a-loss`, `unknown-array`, `bad-option`.
mlir::FailureOr<mlir::DictionaryAttr>
trainingAttribute(net::RootOp root, const TrainingRequest &request,
                  unsigned group);

} // namespace netc

#endif // NETC_COMPILER_CONVERSION_TRAININGTARGETS_H
