//===- WrittenLayers.h - the layers of a net as they are written -*- C++
//-*-===//
//
// Found by tokens alone, so that edges can be followed in a text that cannot be
// read. Names of lists and nets are followed to where they are defined.

#ifndef NETC_COMPILER_LANGUAGESERVER_WRITTENLAYERS_H
#define NETC_COMPILER_LANGUAGESERVER_WRITTENLAYERS_H

#include "compiler/LanguageServer/Structure.h"

namespace netc::lsp {

struct WrittenLayer {
  std::string name; ///< empty where it is known by its place only
  unsigned place = 0;
  std::optional<unsigned> key; ///< token of the name
  TokenRange value;
};

/// What stands for a range that is one name, where it is defined; else the
/// range.
TokenRange valueOf(const Structure &structure, TokenRange value);

/// Of `NetChain[...]`, `NetGraph[...]`, a list or association of layers, or a
/// name for one of these.
std::vector<WrittenLayer> layersOf(const Structure &structure,
                                   TokenRange value);

/// The layer that the word at `step` names, or `value` itself has no such
/// layer.
std::optional<WrittenLayer> findLayer(const Structure &structure,
                                      TokenRange value, unsigned step);

/// `LinearLayer` for `LinearLayer[3]`, `3` and names defined so; empty where it
/// is not known.
std::string layerHead(const Structure &structure, TokenRange value);

/// The call of the NetGraph in whose edges the place stands, from the inside
/// out.
std::optional<unsigned> graphOfEdges(const Structure &structure,
                                     uint32_t offset);
/// Head and brackets of the call whose arguments are the group.
TokenRange callOf(const Structure &structure, unsigned group);

/// What a word in edges or in a NetPort names: the layer, and whether the word
/// is one of its ports.
struct NamedVertex {
  TokenRange graph;
  std::optional<WrittenLayer> layer;
  bool isPort = false;
};
std::optional<NamedVertex> vertexAt(const Structure &structure, unsigned word);

/// Names of the ports of a layer, as far as its text tells.
llvm::SmallVector<std::string> portNames(const Structure &structure,
                                         TokenRange value);

} // namespace netc::lsp

#endif // NETC_COMPILER_LANGUAGESERVER_WRITTENLAYERS_H
