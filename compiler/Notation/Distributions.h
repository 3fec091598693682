//===- Distributions.h - distributions of the notation --------------------===//

#ifndef NETC_COMPILER_NOTATION_DISTRIBUTIONS_H
#define NETC_COMPILER_NOTATION_DISTRIBUTIONS_H

#include "compiler/Arrays/Distributions.h"
#include "compiler/Notation/Expr.h"

namespace netc {

/// Whether the head ends as those of distributions do.
bool isDistribution(const Expr &expr);

/// `NormalDistribution[0, 1]`, `UniformDistribution[{0, 1}]` and so on; where
/// it is none, `problem` says what was found and what was expected.
std::optional<Distribution> readDistribution(const Expr &expr,
                                             std::string &problem);

/// The names of all that are known, in alphabetical order.
llvm::ArrayRef<llvm::StringRef> distributionNames();

} // namespace netc

#endif // NETC_COMPILER_NOTATION_DISTRIBUTIONS_H
