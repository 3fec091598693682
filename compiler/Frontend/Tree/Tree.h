//===- Tree.h - expressions to nets and back -------------------*- C++ -*-===//
//
// What all notations share: an evaluated expression such as
// `NetChain[{3, Ramp}, "Input" -> 2]` becomes a module of the net dialect, and a
// module becomes such an expression. Layers are known from LayerSchema.h only.

#ifndef NETC_COMPILER_FRONTEND_TREE_TREE_H
#define NETC_COMPILER_FRONTEND_TREE_TREE_H

#include "compiler/Arrays/ArrayStore.h"
#include "compiler/Notation/Expr.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include <functional>

namespace netc {

/// A net: structure in the module, values of arrays in the store under the names
/// of the module's `net.array`s.
struct BuiltNet {
  mlir::OwningOpRef<mlir::ModuleOp> module;
  ArrayStore arrays;
};

struct BuildOptions {
  /// The place to report for an expression; null means its span.
  std::function<mlir::Location(const Expr &)> locate;
  /// How many inputs the outermost layer has where it takes any number and says
  /// nothing itself: applied to a list of three values it has three. 0 is unknown.
  unsigned inputCount = 0;
};

/// Whether the head is that of a layer, a container or a coder.
bool isNetHead(llvm::StringRef head);
bool isNetExpression(const Expr &expr);
/// All such heads, with their older names.
llvm::SmallVector<llvm::StringRef> netHeads();
/// Heads of layers that are not built yet.
llvm::SmallVector<llvm::StringRef> futureNetHeads();

/// Checks `net` and builds `net.root @net`, or, for a bare coder, an empty module
/// with the attribute `net.coder`. Every problem is reported at its place.
mlir::FailureOr<BuiltNet> buildNet(const Expr &net, mlir::MLIRContext *context,
                                   const BuildOptions &options = {});

/// The attribute of a module that holds a bare coder.
inline constexpr llvm::StringLiteral coderAttribute = "net.coder";
/// The user's LearningRateMultipliers on a layer or container, as an expression.
inline constexpr llvm::StringLiteral multipliersAttribute =
    "net.learning_rate_multipliers";
/// How many of the last inputs (outputs) of a container exist only because an edge
/// outside names an inner port.
inline constexpr llvm::StringLiteral exposedInputsAttribute =
    "net.exposed_inputs";
inline constexpr llvm::StringLiteral exposedOutputsAttribute =
    "net.exposed_outputs";

struct WriteOptions {
  /// Values of arrays with more elements are left out: they belong into a file of
  /// arrays.
  int64_t inlineLimit = 64;
  /// The place of a layer or container that stands at a location, for messages.
  std::function<Span(mlir::Location)> placeOf = nullptr;
};

/// The expression that rebuilds the net: options in alphabetical order, defaults
/// left out.
mlir::FailureOr<Expr> writeNet(mlir::ModuleOp module, const ArrayStore &arrays,
                               const WriteOptions &options = {});

/// The values that an expression written with these options leaves out.
ArrayStore arraysLeftOut(mlir::ModuleOp module, const ArrayStore &arrays,
                         const WriteOptions &options = {});

} // namespace netc

#endif // NETC_COMPILER_FRONTEND_TREE_TREE_H
