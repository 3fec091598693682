//===- Shapes.cpp - inferred shapes at a place of the text ---------------===//

#include "compiler/LanguageServer/Shapes.h"
#include "compiler/LanguageServer/WrittenLayers.h"
#include "dialects/Net/IR/LayerSchema.h"
#include "dialects/Net/IR/NetOps.h"
#include "dialects/Net/IR/Positions.h"
#include "llvm/ADT/StringExtras.h"

using namespace netc;
using namespace netc::lsp;
using namespace mlir;

/// One place may make many layers, as in a function of the user's.
static constexpr unsigned mostLayers = 4;

//===----------------------------------------------------------------------===//
// Words for shapes
//===----------------------------------------------------------------------===//

static std::string showShape(Type type) {
  auto array = dyn_cast<net::ArrayType>(type);
  if (!array || !array.getRanked())
    return "unknown";
  SmallVector<std::string> sizes;
  for (const net::Dimension &dimension : array.getDimensions())
    sizes.push_back(dimension.isFixed()    ? std::to_string(dimension.size)
                    : dimension.isLength() ? dimension.length.str()
                                           : "?");
  std::string text = "{" + llvm::join(sizes, ", ") + "}";
  return array.getElement().isInteger() ? text + " of integers" : text;
}

static void addLine(StringRef name, Type type, StringRef only,
                    std::string &text) {
  if (only.empty() || name == only)
    text += ("- " + name + ": `" + showShape(type) + "`\n").str();
}

static void addArrays(Operation *op, StringRef only, std::string &text) {
  const net::LayerSchema *schema =
      net::findLayerOfOp(op->getName().getStringRef());
  auto module = op->getParentOfType<ModuleOp>();
  if (!schema)
    return;
  for (const net::ArraySchema &array : schema->arrays) {
    auto symbol = op->getAttrOfType<FlatSymbolRefAttr>(array.attribute);
    if (!symbol)
      continue;
    if (auto found = module.lookupSymbol<net::ArrayOp>(symbol.getValue()))
      addLine(array.name, found.getType(), only, text);
  }
}

/// All ports and arrays, or `only` the one of that name; empty where it has
/// none.
static std::string describe(Operation *op, StringRef only) {
  std::string text;
  for (auto [i, operand] : llvm::enumerate(op->getOperands()))
    addLine(net::inputName(op, i), operand.getType(), only, text);
  for (auto [i, result] : llvm::enumerate(op->getResults()))
    addLine(net::outputName(op, i), result.getType(), only, text);
  addArrays(op, only, text);
  return text.empty() ? text : net::describeLayer(op) + "\n\n" + text;
}

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

static std::string describeAt(const Analysis &analysis, ByteRange range,
                              StringRef only) {
  std::string text;
  unsigned count = 0;
  for (const PlacedLayer &layer : analysis.getLayers()) {
    if (layer.range != range || count == mostLayers)
      continue;
    std::string layerText = describe(layer.op, only);
    // A net and a definition it uses are built both.
    if (layerText.empty() || StringRef(text).contains(layerText))
      continue;
    text += (count++ ? "\n" : "") + layerText;
  }
  return text;
}

/// Where the innermost net, layer or coder around begins: what is around that
/// is not what the place is about.
static uint32_t beginOfNet(const Structure &structure, uint32_t offset) {
  std::optional<unsigned> word = structure.wordAt(offset);
  if (word && structure.getTokens()[*word].kind == TokenKind::Symbol &&
      isNetHead(structure.nameOf(*word)))
    return structure.getTokens()[*word].begin;
  for (int group = structure.groupAt(offset); group > 0;
       group = structure.getGroup(group).parent) {
    const Group &brackets = structure.getGroup(group);
    if (!isNetHead(structure.headOf(group)))
      continue;
    // Among the layers, and not of a container's own options.
    bool isLayers = structure.elementAt(group, offset) == 0 &&
                    !net::findLayer(structure.headOf(group));
    return structure.getTokens()[isLayers ? brackets.open : brackets.head]
        .begin;
  }
  return 0;
}

static std::optional<ByteRange> innermost(const Analysis &analysis,
                                          uint32_t offset) {
  std::optional<ByteRange> best;
  for (const PlacedLayer &layer : analysis.getLayers())
    if (layer.range.contains(offset) &&
        (!best ||
         layer.range.end - layer.range.begin < best->end - best->begin))
      best = layer.range;
  return best;
}

/// `key -> value`: the value where the word is the key.
static std::optional<TokenRange> valueOfKey(const Structure &structure,
                                            unsigned word) {
  unsigned group = structure.groupOf(word);
  TokenRange element = structure.element(
      group, structure.elementAt(group, structure.getTokens()[word].begin));
  std::optional<unsigned> arrow = structure.arrowOf(group, element);
  if (!arrow || word >= *arrow)
    return std::nullopt;
  return TokenRange{*arrow + 1, element.last};
}

static std::string shapesOfWord(const Structure &structure,
                                const Analysis &analysis, unsigned word) {
  if (std::optional<NamedVertex> vertex = vertexAt(structure, word)) {
    TokenRange place = vertex->layer ? vertex->layer->value : vertex->graph;
    return describeAt(analysis, structure.rangeOf(place),
                      vertex->isPort ? structure.nameOf(word) : "");
  }
  if (structure.getTokens()[word].kind == TokenKind::Symbol) {
    // A name stands for the layer that its definition says.
    TokenRange value = valueOf(structure, {word, word + 1});
    if (value.first != word)
      if (std::string text = describeAt(analysis, structure.rangeOf(value), "");
          !text.empty())
        return text;
  }
  std::optional<TokenRange> value = valueOfKey(structure, word);
  if (!value)
    return "";
  // The name of a layer, or of a port or array of the layer around.
  std::string text = describeAt(analysis, structure.rangeOf(*value), "");
  std::optional<ByteRange> around =
      innermost(analysis, structure.getTokens()[word].begin);
  if (text.empty() && around)
    text = describeAt(analysis, *around, structure.nameOf(word));
  return text;
}

std::string lsp::shapesAt(Document &document, uint32_t offset) {
  const Structure &structure = document.getStructure();
  const Analysis &analysis = document.getAnalysis();
  std::optional<unsigned> word = structure.wordAt(offset);
  if (word)
    if (std::string text = shapesOfWord(structure, analysis, *word);
        !text.empty())
      return text;
  std::optional<ByteRange> range = innermost(analysis, offset);
  if (!range || range->begin < beginOfNet(structure, offset))
    return "";
  return describeAt(analysis, *range, "");
}
