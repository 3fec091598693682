//===- NetTree.h - a net while it is being built ---------------*- C++ -*-===//
//
// Edges may name ports deep inside, so containers still grow ports after they
// were read. Therefore a net is a tree of nodes first and becomes IR in one go
// at the end (EmitNet.cpp).

#ifndef NETC_COMPILER_FRONTEND_TREE_NETTREE_H
#define NETC_COMPILER_FRONTEND_TREE_NETTREE_H

#include "compiler/Frontend/Tree/Tree.h"
#include "dialects/Net/IR/LayerSchema.h"
#include "dialects/Net/IR/NetAttrs.h"
#include "dialects/Net/IR/NetTypes.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include <deque>

namespace netc::tree {

struct Node;

/// What feeds an input: an output of a sibling, or, without a node, an input of
/// the container around.
struct Source {
  Node *node = nullptr;
  unsigned port = 0;
};

/// The shape and coder written for a port; both may be missing.
struct PortShape {
  net::ArrayType type;
  net::CoderAttr coder;
  Expr written; // for the place
};

struct InputPort {
  std::string name;
  PortShape shape;
  bool state = false;   // open ones start at zero and are no ports of the net
  bool open = false;    // of a container: stands for open ports of its layers
  bool exposed = false; // of a container: there for an edge outside only
  unsigned uses = 0;    // of a container: how many ports inside it feeds
  std::optional<Source> source;
  Expr edge; // the end of the edge that feeds or makes it, for notes
};

struct OutputPort {
  std::string name;
  PortShape shape;
  bool state = false;
  bool exposed = false;
  bool touched = false; // an edge uses or mutes it
  Source source;        // of a container: what it yields
  Expr edge;            // the end of the edge that makes it, for notes
};

/// The value given to one array of a layer.
struct ArrayUse {
  const net::ArraySchema *schema;
  Expr value; // null where nothing is written
};

struct Node {
  enum class Kind { Layer, Chain, Graph };

  Kind kind = Kind::Layer;
  Expr expr;        // as written, for places in messages
  std::string name; // empty where known by its place only
  int64_t place = 0;
  Node *parent = nullptr;
  std::deque<InputPort> inputs;
  std::deque<OutputPort> outputs;
  Expr multipliers; // LearningRateMultipliers as written, or null

  // Layers.
  const net::LayerSchema *schema = nullptr;
  llvm::SmallVector<mlir::NamedAttribute> settings;
  llvm::SmallVector<ArrayUse> arrays;
  bool growing = false;     // every edge adds an input
  bool namedInputs = false; // the inputs have names of the user's

  // Containers.
  std::vector<std::unique_ptr<Node>> layers;
  llvm::StringMap<Node *> layersByName;
  llvm::StringMap<unsigned> inputsByName, outputsByName;
  llvm::DenseMap<std::pair<Node *, unsigned>, unsigned> exposedOutputs;

  bool isContainer() const { return kind != Kind::Layer; }
};

/// NetChain, LinearLayer: the head in the notation.
llvm::StringRef notationOf(const Node &node);
/// `layer 3 (ConvolutionLayer)`, with names and the position of nested ones.
std::string describe(const Node &node);
/// `1` or `"conv"`: how an edge calls the layer.
std::string showStep(const Node &node);
/// `"Input" and "Target"`, `no port`.
std::string listInputs(const Node &node);
std::string listOutputs(const Node &node);

std::optional<unsigned> findInput(const Node &node, llvm::StringRef name);
std::optional<unsigned> findOutput(const Node &node, llvm::StringRef name);
unsigned addInput(Node &container, llvm::StringRef name);
unsigned addOutput(Node &container, llvm::StringRef name, Source source);

} // namespace netc::tree

#endif // NETC_COMPILER_FRONTEND_TREE_NETTREE_H
