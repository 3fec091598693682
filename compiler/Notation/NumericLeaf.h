//===- NumericLeaf.h - dense arrays and the nested lists they stand for ---===//

#ifndef NETC_COMPILER_NOTATION_NUMERICLEAF_H
#define NETC_COMPILER_NOTATION_NUMERICLEAF_H

#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Notation/Expr.h"

namespace netc {

Expr makeNumeric(ArrayData data, Span span = {});

/// The lists of a dense array, or its number where it has no dimensions; every
/// other expression as it is.
Expr toNestedLists(const Expr &expr);

/// A number, a dense array, or nested lists of them of one shape: Integer64
/// where all are integers of 64 bits, else Real64; a dense array keeps its
/// type. Nothing for anything else, ragged lists included.
std::optional<ArrayData> toArrayData(const Expr &expr);

/// Element `index` of an array of integers or booleans.
int64_t elementAsInteger(const ArrayData &data, int64_t index);

} // namespace netc

#endif // NETC_COMPILER_NOTATION_NUMERICLEAF_H
