//===- CoderParameters.h - parameters of coders, by kind -------*- C++ -*-===//

#ifndef NETC_COMPILER_FRONTEND_TREE_CODERPARAMETERS_H
#define NETC_COMPILER_FRONTEND_TREE_CODERPARAMETERS_H

#include "compiler/Frontend/Tree/CoderSchema.h"
#include "compiler/Notation/Expr.h"

namespace netc::tree {

/// The attribute of a parameter; null where the kind does not allow the value.
mlir::Attribute readParameter(const ParameterSchema &schema, const Expr &value,
                              mlir::MLIRContext *context);
/// The numbers of `Image[...]`, 0 to 1, as nested lists of channels, rows and
/// columns, the order of encoded images; null where it is no such image.
Expr encodedImage(const Expr &image);
/// `True or False`.
std::string allowedValues(const ParameterSchema &schema);
/// The notation of a parameter's attribute.
Expr writeParameter(const ParameterSchema &schema, mlir::Attribute value);

} // namespace netc::tree

#endif // NETC_COMPILER_FRONTEND_TREE_CODERPARAMETERS_H
