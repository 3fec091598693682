//===- Spread.h - arrays spread out along an axis -------------------------===//

#ifndef NETC_DIALECTS_PRIM_OPS_SPREAD_H
#define NETC_DIALECTS_PRIM_OPS_SPREAD_H

#include "dialects/Prim/IR/PrimBuilder.h"

namespace netc::prim {

// The adjoint of a strided slice of one axis: an array of `size` zeros in which
// element i of `x` stands at offset + i stride.
mlir::Value spreadAxis(PrimBuilder &b, mlir::Value x, int64_t axis,
                       int64_t offset, int64_t stride, int64_t size);

// `size` elements of one axis, from `offset`.
mlir::Value takeAxis(PrimBuilder &b, mlir::Value x, int64_t axis,
                     int64_t offset, int64_t size);

} // namespace netc::prim

#endif // NETC_DIALECTS_PRIM_OPS_SPREAD_H
