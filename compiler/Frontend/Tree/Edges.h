//===- Edges.h - edges as written, taken apart -----------------*- C++ -*-===//

#ifndef NETC_COMPILER_FRONTEND_TREE_EDGES_H
#define NETC_COMPILER_FRONTEND_TREE_EDGES_H

#include "compiler/Frontend/Tree/BuildContext.h"

namespace netc::tree {

/// One output to one input, as vertices of the notation.
struct Edge {
  Expr from, to;
};

/// `{a, b} -> c -> d` as single edges: for each destination all sources in order.
mlir::FailureOr<std::vector<Edge>> expandEdges(const Expr &edges,
                                               const BuildContext &build);

/// What a vertex names: a port of the graph itself, or a layer and perhaps its
/// port.
struct Vertex {
  llvm::SmallVector<Node *, 2> path; // empty: a port of the graph
  Expr port;                         // a string, or null: the usual port
  Expr written;
};

/// Looks up the layers a vertex names. `NetPort[{a, b}]` is port b of layer a, or,
/// where it has none such, layer b inside of a.
mlir::FailureOr<Vertex> resolveVertex(const Expr &vertex, Node &graph,
                                      const BuildContext &build);

} // namespace netc::tree

#endif // NETC_COMPILER_FRONTEND_TREE_EDGES_H
