//===- Orthogonal.h - orthonormal vectors ----------------------*- C++ -*-===//

#ifndef NETC_COMPILER_INITIALIZATION_ORTHOGONAL_H
#define NETC_COMPILER_INITIALIZATION_ORTHOGONAL_H

#include "llvm/ADT/ArrayRef.h"
#include <cstdint>

namespace netc {

/// Replaces `count` independent vectors of `length` numbers, one after another,
/// by the columns of Q of their QR decomposition with a positive diagonal of R.
/// The bits do not depend on the number of threads.
void orthonormalize(llvm::MutableArrayRef<double> vectors, int64_t count,
                    int64_t length);

} // namespace netc

#endif // NETC_COMPILER_INITIALIZATION_ORTHOGONAL_H
