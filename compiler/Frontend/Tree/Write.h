//===- Write.h - the parts of the writer -----------------------*- C++ -*-===//

#ifndef NETC_COMPILER_FRONTEND_TREE_WRITE_H
#define NETC_COMPILER_FRONTEND_TREE_WRITE_H

#include "compiler/Frontend/Tree/Tree.h"
#include "dialects/Net/IR/NetOps.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <map>

namespace netc::tree {

/// What the writer looks things up in.
struct WriteContext {
  const ArrayStore &arrays;
  const WriteOptions &options;
  llvm::StringMap<net::ArrayOp> arrayOps;
  llvm::StringSet<> writtenArrays; // a shared array shows its value once
};

/// Options of one layer or container by name, so in alphabetical order.
using OptionMap = std::map<std::string, Expr>;

Expr writeNode(mlir::Operation *op, OptionMap portOptions,
               WriteContext &context);
Expr writeLayer(mlir::Operation *op, OptionMap portOptions,
                WriteContext &context);
/// The edges of a graph; reading them gives its ports in the same order.
Expr writeEdges(net::GraphOp graph);

/// Whether the array says its value with the number that fills it.
bool isFilled(net::ArrayOp array, const ArrayData &data);

/// How many of the last ports of a container are there for edges outside only.
unsigned exposedInputs(mlir::Operation *op);
unsigned exposedOutputs(mlir::Operation *op);

} // namespace netc::tree

#endif // NETC_COMPILER_FRONTEND_TREE_WRITE_H
