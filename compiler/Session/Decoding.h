//===- Decoding.h - output arrays to values of the notation ----*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_DECODING_H
#define NETC_COMPILER_SESSION_DECODING_H

#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Session/Request.h"

namespace netc {

struct DecodeOptions {
  uint64_t seed = 0;        ///< of RandomSample
  int64_t firstExample = 0; ///< global place of the first row
};

/// What `request` makes of `data`, the array at its port: one example, or a
/// batch when its rank is one more than the port's.
mlir::FailureOr<Expr> decode(netrt_context *runtime, const netrt_net *net,
                             const Request &request, const ArrayData &data,
                             const DecodeOptions &options,
                             mlir::MLIRContext *context);

/// The same at a port with a Boolean decoder: framework.md 6.13.
mlir::FailureOr<Expr> decodeBooleans(const netrt_net *net,
                                     const Request &request,
                                     const ArrayData &data,
                                     const DecodeOptions &options,
                                     mlir::MLIRContext *context);

/// A number, or a dense array.
Expr toExpr(const ArrayData &data);

/// A view for the runtime; lives as long as `data`.
netrt_tensor tensorOf(const ArrayData &data);

} // namespace netc

#endif // NETC_COMPILER_SESSION_DECODING_H
