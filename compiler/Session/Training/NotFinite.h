//===- NotFinite.h - why a loss was no number ------------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_NOTFINITE_H
#define NETC_COMPILER_SESSION_TRAINING_NOTFINITE_H

#include "compiler/Session/Training/Prepare.h"

namespace netc::training {

/// Where the data are written that made the loss not finite, if they did.
void findBadData(const netrt_train_result &result, const Job &job,
                 const Prepared &prepared, const Table &table,
                 Outcome &outcome);

/// The place of the error, and what may help in the words of the caller.
Span placeOfNotFinite(const Outcome &outcome, Span net);
void noteNotFinite(const Outcome &outcome, llvm::StringRef hint,
                   mlir::Diagnostic &message);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_NOTFINITE_H
