//===- Orthogonal.h - orthonormal rows or columns --------------*- C++ -*-===//

#ifndef NETC_COMPILER_SESSION_ORTHOGONAL_H
#define NETC_COMPILER_SESSION_ORTHOGONAL_H

#include <cstdint>
#include <vector>

namespace netc {

/// Replaces a row-major matrix of full rank by Q of its QR decomposition with a
/// positive diagonal of R: orthonormal columns, or rows where it is wide.
void orthogonalize(std::vector<double> &matrix, int64_t rows, int64_t columns);

} // namespace netc

#endif // NETC_COMPILER_SESSION_ORTHOGONAL_H
