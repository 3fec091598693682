//===- LabelEncoding.h - labels to classes ---------------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_LABELENCODING_H
#define NETC_COMPILER_SESSION_LABELENCODING_H

#include "compiler/Notation/Expr.h"

namespace netc {

/// What a "Class" or "UnitVector" encoder, given as text, makes of a value: places
/// or indicator vectors instead of labels, at any depth. What is encoded already,
/// and values of other encoders, stay as they are. What is no label is
/// the error `bad-class`.
mlir::FailureOr<Expr> encodeLabels(const Expr &value, llvm::StringRef encoder,
                                   mlir::MLIRContext *context);

/// `[bad-class] "horse" is not one of the classes {"dog", "cat"}`, where the list
/// ends after ten.
mlir::InFlightDiagnostic reportNoClass(const Expr &value,
                                       llvm::ArrayRef<Expr> labels,
                                       mlir::MLIRContext *context);

} // namespace netc

#endif // NETC_COMPILER_SESSION_LABELENCODING_H
