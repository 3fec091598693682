//===- Convert.h - arrays from one element type to another -----*- C++ -*-===//

#ifndef NETC_COMPILER_ARRAYS_CONVERT_H
#define NETC_COMPILER_ARRAYS_CONVERT_H

#include "compiler/Arrays/ArrayStore.h"
#include "mlir/IR/Diagnostics.h"

namespace netc {

/// `data` with elements of another type, or itself where they have it already.
/// Reals round once, to nearest even. A real with a fraction, a NaN, or a
/// number beyond the range of an integer type is an error: `emitError() <<
/// ...`.
mlir::FailureOr<ArrayData>
convertElements(const ArrayData &data, ElementType element,
                llvm::function_ref<mlir::InFlightDiagnostic()> emitError);

/// Element `index` of any type as a double.
double elementAsDouble(const ArrayData &data, int64_t index);

} // namespace netc

#endif // NETC_COMPILER_ARRAYS_CONVERT_H
