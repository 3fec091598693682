//===- BuildNets.h - nets that stand in a value ----------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_BUILDNETS_H
#define NETC_COMPILER_SESSION_BUILDNETS_H

#include "compiler/Notation/Expr.h"

namespace netc {

/// Whether a net or coder stands somewhere in the value.
bool holdsNet(const Expr &value);

/// Builds every net in a value, so that what is wrong with it is reported, and
/// puts its InputForm in its place. Sizes may stay open.
mlir::FailureOr<Expr> buildNets(const Expr &value, mlir::MLIRContext *context);

} // namespace netc

#endif // NETC_COMPILER_SESSION_BUILDNETS_H
