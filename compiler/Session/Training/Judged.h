//===- Judged.h - what of a net can be measured ----------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_JUDGED_H
#define NETC_COMPILER_SESSION_TRAINING_JUDGED_H

#include "compiler/Measurements/Spec.h"
#include "compiler/Session/Losses.h"

namespace netc::training {

/// The outputs of a training net of known sizes, and what its loss layers,
/// inside of it or behind it, compare with which input.
llvm::SmallVector<measurements::Output> judgedOutputs(net::RootOp root,
                                                      const LossList &losses);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_JUDGED_H
