//===- EmitArrays.h - the arrays of layers become net.arrays ---*- C++ -*-===//

#ifndef NETC_COMPILER_FRONTEND_TREE_EMITARRAYS_H
#define NETC_COMPILER_FRONTEND_TREE_EMITARRAYS_H

#include "compiler/Frontend/Tree/ArrayValues.h"
#include "dialects/Net/IR/NetOps.h"
#include "mlir/IR/Builders.h"

namespace netc::tree {

/// Marks a net.array that several layers share: its symbol is `@` and the name.
inline constexpr llvm::StringLiteral sharedAttribute = "net.shared";

/// The "Dimensions" that the user gave for it.
inline constexpr llvm::StringLiteral dimensionsAttribute = "net.dimensions";

class ArrayEmitter {
public:
  ArrayEmitter(mlir::OpBuilder &builder, ArrayStore &store, BuildContext &build)
      : builder(builder), store(store), build(build) {}

  /// Declares the arrays of a layer and adds the symbols to its attributes.
  mlir::LogicalResult emit(const Node &layer, mlir::NamedAttrList &attributes);

private:
  mlir::LogicalResult emit(const ArrayUse &use, const Node &layer,
                           mlir::NamedAttrList &attributes);
  net::ArrayOp declare(const ArrayUse &use, const Node &layer,
                       llvm::StringRef key);
  mlir::LogicalResult setDimensions(net::ArrayOp array,
                                    llvm::ArrayRef<int64_t> dimensions,
                                    const Expr &written);
  mlir::LogicalResult define(net::ArrayOp array, ArrayValue value,
                             const Expr &written);

  mlir::OpBuilder &builder;
  ArrayStore &store;
  BuildContext &build;
  llvm::StringMap<net::ArrayOp> arrays;
};

} // namespace netc::tree

#endif // NETC_COMPILER_FRONTEND_TREE_EMITARRAYS_H
