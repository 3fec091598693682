//===- InlineComposites.h - replaces composites by their bodies -*- C++ -*-===//

#ifndef NETC_COMPILER_TRANSFORMS_INLINECOMPOSITES_H
#define NETC_COMPILER_TRANSFORMS_INLINECOMPOSITES_H

#include "dialects/Prim/IR/PrimOps.h"

namespace netc {

// Inlines the composites inside `root` for which `choose` says so, inner ones
// first.
void inlineComposites(mlir::Operation *root,
                      llvm::function_ref<bool(prim::CompositeOp)> choose);

} // namespace netc

#endif // NETC_COMPILER_TRANSFORMS_INLINECOMPOSITES_H
