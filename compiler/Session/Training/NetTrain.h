//===- NetTrain.h - NetTrain[net, data, ...] -------------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_NETTRAIN_H
#define NETC_COMPILER_SESSION_TRAINING_NETTRAIN_H

#include "compiler/Session/Training/Training.h"

namespace netc::training {

/// The value of a call `NetTrain[net, data, property, options...]`: the trained
/// net, a property, or the results object for All.
mlir::FailureOr<Expr> netTrain(const Expr &call, int threads,
                               const Hooks &hooks, mlir::MLIRContext *context);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_NETTRAIN_H
