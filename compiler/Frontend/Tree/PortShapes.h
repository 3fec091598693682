//===- PortShapes.h - "Input" -> shape, in every form ----------*- C++ -*-===//

#ifndef NETC_COMPILER_FRONTEND_TREE_PORTSHAPES_H
#define NETC_COMPILER_FRONTEND_TREE_PORTSHAPES_H

#include "compiler/Frontend/Tree/BuildContext.h"

namespace netc::tree {

/// Reads a shape or a coder; Automatic says nothing. A string that is no type and
/// no coder is a named length. Decoders belong to outputs, encoders to inputs.
mlir::FailureOr<PortShape> parsePortShape(const Expr &spec, bool isOutput,
                                          BuildContext &build);

/// The notation of a shape; null for a type that says nothing.
Expr writePortType(net::ArrayType type);

} // namespace netc::tree

#endif // NETC_COMPILER_FRONTEND_TREE_PORTSHAPES_H
