//===- Build.h - the parts of the builder ----------------------*- C++ -*-===//

#ifndef NETC_COMPILER_FRONTEND_TREE_BUILD_H
#define NETC_COMPILER_FRONTEND_TREE_BUILD_H

#include "compiler/Frontend/Tree/BuildContext.h"

namespace netc::tree {

/// Where a node stands: in a container, under a name or just at a place.
struct Seat {
  Node *parent = nullptr;
  llvm::StringRef name;
  int64_t place = 0;
};

using NodeOrFailure = mlir::FailureOr<std::unique_ptr<Node>>;

/// Any layer, container or, inside a container, a shorthand for one.
NodeOrFailure buildNode(const Expr &expr, Seat seat, BuildContext &build);

/// `LinearLayer[3, "Biases" -> None]`.
NodeOrFailure bindLayer(const Expr &call, const net::LayerSchema &schema,
                        Seat seat, BuildContext &build);
NodeOrFailure buildChain(const Expr &call, Seat seat, BuildContext &build);
NodeOrFailure buildGraph(const Expr &call, Seat seat, BuildContext &build);

std::unique_ptr<Node> makeNode(Node::Kind kind, const Expr &expr, Seat seat);

/// Fills a container with the layers of a list or an association.
mlir::LogicalResult buildLayers(const Expr &layers, Node &container,
                                BuildContext &build);

/// `"Input" -> 2` on any node; false if the option names no port.
bool isPortOption(const Node &node, llvm::StringRef name);
mlir::LogicalResult setPortShape(Node &node, llvm::StringRef name,
                                 const Expr &option, BuildContext &build);
/// The options of a container, once its ports are known.
mlir::LogicalResult setContainerOptions(Node &container,
                                        llvm::ArrayRef<Expr> options,
                                        BuildContext &build);

/// Turns everything no edge touches into ports of the graph.
void addOpenPorts(Node &graph);

/// A layer whose inputs grow by edges gets its usual number of them, 2.
void settleInputs(Node &layer, unsigned count);
/// Where `name` is Input3 of such a layer: makes three inputs.
void growToPort(Node &layer, llvm::StringRef name);
/// The inputs of such a layer up to `count`: Input1, Input2, ...
void growInputs(Node &layer, unsigned count);

/// Connects the layers of a graph as its edges say.
mlir::LogicalResult connectEdges(Node &graph, const Expr &edges,
                                 BuildContext &build);
/// Reports the first cycle.
mlir::LogicalResult checkAcyclic(const Node &graph, const Expr &edges,
                                 BuildContext &build);

/// The finished tree as `net.root @net` in a new module.
mlir::FailureOr<BuiltNet> emitNet(Node &net, BuildContext &build);

} // namespace netc::tree

#endif // NETC_COMPILER_FRONTEND_TREE_BUILD_H
