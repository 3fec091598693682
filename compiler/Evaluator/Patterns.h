//===- Patterns.h - matching and replacing parts of expressions -----------===//

#ifndef NETC_COMPILER_EVALUATOR_PATTERNS_H
#define NETC_COMPILER_EVALUATOR_PATTERNS_H

#include "compiler/Notation/Expr.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"

namespace netc {

using Bindings = llvm::StringMap<Expr>;

/// Whether `expr` has the form of `pattern`, made of `x_`, `_Head`, `a|b` and
/// literal parts; adds what the names stand for.
bool matchPattern(const Expr &pattern, const Expr &expr, Bindings &bindings);

/// Replaces symbols, but those that an inner function binds anew.
Expr substitute(const Expr &expr, const Bindings &bindings);

/// `replace` gives the new expression for a part, or a null one to look inside
/// of it. Parts without a change stay the same nodes.
Expr replaceParts(const Expr &expr,
                  llvm::function_ref<Expr(const Expr &)> replace);

/// The arguments for the slots of a function's body. Null where one is missing,
/// with the slot in `missing`.
Expr fillSlots(const Expr &body, const Expr &function,
               llvm::ArrayRef<Expr> args, Expr &missing);

/// Names that `Function[x, ...]` or `Function[{x, y}, ...]` binds.
llvm::SmallVector<llvm::StringRef> getParameters(const Expr &function);

} // namespace netc

#endif // NETC_COMPILER_EVALUATOR_PATTERNS_H
