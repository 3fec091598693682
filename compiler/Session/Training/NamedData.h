//===- NamedData.h - data sets that have names -----------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_TRAINING_NAMEDDATA_H
#define NETC_COMPILER_SESSION_TRAINING_NAMEDDATA_H

#include "compiler/Notation/Expr.h"

namespace netc::training {

/// "MNIST", "FashionMNIST", "CIFAR-10" or "CIFAR-100" out of files below
/// `directory`, as images -> classes; the training part or the one for tests.
/// Nothing is downloaded.
mlir::FailureOr<Expr> readNamedData(const Expr &name, bool training,
                                    llvm::StringRef directory,
                                    mlir::MLIRContext *context);

} // namespace netc::training

#endif // NETC_COMPILER_SESSION_TRAINING_NAMEDDATA_H
