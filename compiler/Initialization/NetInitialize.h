//===- NetInitialize.h - NetInitialize[net, ...] ---------------*- C++ -*-===//

#ifndef NETC_COMPILER_INITIALIZATION_NETINITIALIZE_H
#define NETC_COMPILER_INITIALIZATION_NETINITIALIZE_H

#include "compiler/Notation/Expr.h"

namespace netc {

/// The net of a call `NetInitialize[net, All, options]` with values for its
/// arrays: dense ones, which copies share. Layers keep the places where they
/// are written. Unless it `fills`, the net itself, once all is checked.
mlir::FailureOr<Expr> netInitialize(const Expr &call, bool fills,
                                    mlir::MLIRContext *context);

} // namespace netc

#endif // NETC_COMPILER_INITIALIZATION_NETINITIALIZE_H
