//===- Information.cpp - facts about a net -------------------------------===//

#include "compiler/Session/Information.h"
#include "compiler/Frontend/Text/Text.h"
#include "compiler/Frontend/Tree/CoderParameters.h"
#include "compiler/Frontend/Tree/Coders.h"
#include "compiler/Frontend/Tree/PortShapes.h"
#include "compiler/Notation/Json.h"
#include "compiler/Notation/Printer.h"
#include "dialects/Net/IR/LayerSchema.h"
#include "dialects/Net/IR/Lengths.h"
#include "dialects/Net/IR/NetOps.h"
#include "dialects/Net/IR/Positions.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include <nlohmann/json.hpp>

using namespace mlir;
using namespace netc::net;
using nlohmann::ordered_json;

namespace netc {

/// Sizes as JSON: null where one is unknown.
static ordered_json dimensionsJson(Type type) {
  auto array = cast<ArrayType>(type);
  if (!array.getRanked())
    return nullptr;
  ordered_json dims = ordered_json::array();
  for (const Dimension &dimension : array.getDimensions())
    dims.push_back(dimension.isFixed() ? ordered_json(dimension.size)
                                       : ordered_json(nullptr));
  return dims;
}

//===----------------------------------------------------------------------===//
// Layers and arrays
//===----------------------------------------------------------------------===//

namespace {

struct ArrayUse {
  std::string position; ///< `{"lin", "Weights"}`
  ArrayOp array;
};

struct Facts {
  RootOp root;
  llvm::SmallVector<Operation *> leaves;
  llvm::SmallVector<ArrayUse> uses; ///< each array once, in layer order
};

} // namespace

static std::string positionText(Operation *layer, StringRef part = "") {
  llvm::SmallVector<Expr> steps;
  for (const PositionStep &step : positionOf(layer))
    steps.push_back(step.name.empty() ? Expr::integer(step.place)
                                      : Expr::string(step.name));
  if (!part.empty())
    steps.push_back(Expr::string(part));
  return toInputForm(Expr::list(steps));
}

static void visitLeaf(Operation *op, SymbolTable &symbols,
                      llvm::SmallPtrSetImpl<Operation *> &seen, Facts &facts) {
  const LayerSchema *schema = findLayerOfOp(op->getName().getStringRef());
  if (!schema)
    return;
  facts.leaves.push_back(op);
  for (const ArraySchema &array : schema->arrays) {
    auto symbol = op->getAttrOfType<FlatSymbolRefAttr>(array.attribute);
    if (!symbol)
      continue;
    auto found = symbols.lookup<ArrayOp>(symbol.getValue());
    if (found && seen.insert(found).second)
      facts.uses.push_back({positionText(op, array.name), found});
  }
}

static void visit(Block &block, SymbolTable &symbols,
                  llvm::SmallPtrSetImpl<Operation *> &seen, Facts &facts) {
  for (Operation &op : block) {
    visitLeaf(&op, symbols, seen, facts);
    for (Region &region : op.getRegions())
      visit(region.front(), symbols, seen, facts);
  }
}

static Facts factsOf(ModuleOp module) {
  Facts facts;
  SymbolTable symbols(module);
  llvm::SmallPtrSet<Operation *, 16> seen;
  facts.root = *module.getOps<RootOp>().begin();
  visit(facts.root.getBody().front(), symbols, seen, facts);
  return facts;
}

//===----------------------------------------------------------------------===//
// Properties
//===----------------------------------------------------------------------===//

/// Adds a key that the object does not have: to look would take long for each
/// of the many ports and arrays of a large net.
static void append(ordered_json &object, StringRef key, ordered_json value) {
  using Members = ordered_json::object_t::Container;
  object.get_ref<ordered_json::object_t &>().Members::emplace_back(
      key.str(), std::move(value));
}

/// A size, a list of sizes, or the notation of anything else.
static ordered_json shapeJson(ArrayType type) {
  Expr shape = tree::writePortType(type);
  if (!shape)
    return "Automatic";
  if (shape.isString())
    return shape.text().str();
  if (!shape.isInteger() && !shape.isList())
    return toInputForm(shape);
  return toJson(shape);
}

static void addPorts(Facts &facts, ordered_json &info) {
  ordered_json dimensions = ordered_json::object();
  llvm::StringSet<> named;
  auto add = [&](StringRef side, ArrayAttr names, ArrayAttr coders,
                 TypeRange types) {
    ordered_json list = ordered_json::array(), ports = ordered_json::object();
    for (auto [i, type] : llvm::enumerate(types)) {
      std::string name = cast<StringAttr>(names[i]).str();
      list.push_back(name);
      auto coder = coders ? dyn_cast<CoderAttr>(coders[i]) : CoderAttr();
      append(ports, name,
             coder ? ordered_json(toInputForm(tree::writeCoder(coder)))
                   : shapeJson(cast<ArrayType>(type)));
      // An input and an output may have one name.
      if (named.insert(name).second)
        append(dimensions, name, dimensionsJson(type));
    }
    info[(side + "PortNames").str()] = list;
    info[(side + "Ports").str()] = ports;
  };
  RootOp root = facts.root;
  add("Input", root.getInputNamesAttr(), root.getInputCodersAttr(),
      ValueRange(root.getInputPorts()).getTypes());
  add("Output", root.getOutputNamesAttr(), root.getOutputCodersAttr(),
      root.getOutputs().getTypes());
  info["PortDimensions"] = dimensions;
}

static void addLayers(Facts &facts, ordered_json &info) {
  ordered_json layers = ordered_json::array(), counts = ordered_json::object();
  for (Operation *leaf : facts.leaves) {
    std::string type = notationOf(leaf).str();
    counts[type] = counts.value(type, 0) + 1;
    ordered_json layer = {{"Position", positionText(leaf)}, {"Type", type}};
    for (auto [i, result] : llvm::enumerate(leaf->getResults()))
      layer[outputName(leaf, i)] = dimensionsJson(result.getType());
    layers.push_back(layer);
  }
  Operation *net = facts.root.getNet();
  info["LayersCount"] = facts.leaves.size();
  info["SummaryLayersCount"] =
      isContainer(net) ? net->getRegion(0).front().getOperations().size() - 1
                       : 1;
  info["LayerTypeCounts"] = counts;
  info["Layers"] = layers;
}

static void addArrays(Facts &facts, const ArrayStore &arrays,
                      ordered_json &info) {
  ordered_json dims = ordered_json::object(), counts = dims, bytes = dims,
               positions = ordered_json::array();
  int64_t total = 0, shared = 0;
  bool allKnown = true, initialized = true;
  for (ArrayUse &use : facts.uses) {
    auto type = cast<ArrayType>(use.array.getType());
    positions.push_back(use.position);
    append(dims, use.position, dimensionsJson(type));
    shared += use.array.getSymName().starts_with("@");
    initialized &= arrays.lookup(use.array.getSymName()) != nullptr;
    auto shape = type.fixedShape();
    allKnown &= shape.has_value();
    if (!shape) {
      append(counts, use.position, nullptr);
      append(bytes, use.position, nullptr);
      continue;
    }
    int64_t count = 1;
    for (int64_t size : *shape)
      count *= size;
    append(counts, use.position, count);
    append(bytes, use.position, 4 * count);
    total += count;
  }
  info["ArraysCount"] = facts.uses.size();
  info["ArraysPositionList"] = positions;
  info["ArraysDimensions"] = dims;
  info["ArraysElementCounts"] = counts;
  info["ArraysByteCounts"] = bytes;
  info["ArraysTotalElementCount"] =
      allKnown ? ordered_json(total) : ordered_json(nullptr);
  info["ArraysTotalByteCount"] =
      allKnown ? ordered_json(4 * total) : ordered_json(nullptr);
  info["SharedArraysCount"] = shared;
  info["RecurrentStatesCount"] = 0;
  info["Initialized"] = initialized;
}

//===----------------------------------------------------------------------===//
// Coders
//===----------------------------------------------------------------------===//

/// A parameter's value, or its default.
static ordered_json parameterJson(const tree::ParameterSchema &parameter,
                                  CoderAttr coder) {
  if (Attribute value = coder.getParameters().get(parameter.name))
    return toJson(tree::writeParameter(parameter, value));
  int64_t number;
  if (!parameter.defaultText.getAsInteger(10, number))
    return number;
  return parameter.defaultText.str();
}

static ordered_json coderParameters(CoderAttr coder) {
  ordered_json info = {{"Type", coder.getType().str()}};
  const tree::CoderSchema *schema =
      tree::findCoder(coder.getType(), coder.getDirection());
  for (const tree::ParameterSchema &parameter : schema->parameters)
    info[parameter.name.str()] = parameterJson(parameter, coder);
  BuildOptions options;
  tree::BuildContext build(coder.getContext(), options);
  ArrayType type = tree::coderPortType(coder, build);
  bool isEncoder = coder.getDirection() == CoderDirection::Encoder;
  info[isEncoder ? "Output" : "Input"] = dimensionsJson(type);
  if (coder.getType() == "Image" && type.getRank() == 3)
    info["ColorChannels"] =
        type.getDimensions()[info["Interleaving"] == "True" ? 2 : 0].size;
  if (info.contains("Labels") && info["Labels"].is_array())
    info["Dimensions"] = info["Labels"].size();
  return info;
}

ordered_json informationOf(const BuiltNet &net) {
  ordered_json info = ordered_json::object();
  if (auto coder = net.module.get().getOperation()->getAttrOfType<CoderAttr>(
          coderAttribute))
    return coderParameters(coder);
  Facts facts = factsOf(*net.module);
  info["Type"] = notationOf(facts.root.getNet()).str();
  addPorts(facts, info);
  addLayers(facts, info);
  addArrays(facts, net.arrays, info);
  if (FailureOr<Expr> form = writeNetForm(*net.module, net.arrays);
      succeeded(form))
    info["InputForm"] = toInputForm(*form);
  return info;
}

//===----------------------------------------------------------------------===//
// Summary
//===----------------------------------------------------------------------===//

namespace {

/// Types as one reads them: `vector (size: 3)`, `matrix (size: n1 x 32)`,
/// `tensor`. Lengths without a name of the user's are n1, n2, ...
class TypeWords {
public:
  std::string describe(Type type);

private:
  std::string sizeOf(const Dimension &dimension);

  llvm::StringMap<std::string> lengths;
};

} // namespace

/// Varying2 of the notation's, n2 of the solver's.
static bool isGivenByUs(StringRef length) {
  if (isNamelessLength(length))
    return true;
  return length.consume_front("n") && !length.empty() &&
         llvm::all_of(length, llvm::isDigit);
}

std::string TypeWords::sizeOf(const Dimension &dimension) {
  if (dimension.isFixed())
    return std::to_string(dimension.size);
  if (!dimension.isLength())
    return "?";
  StringRef name = dimension.length.getValue();
  if (!isGivenByUs(name))
    return name.str();
  auto [known, isNew] = lengths.try_emplace(name);
  if (isNew)
    known->second = "n" + std::to_string(lengths.size());
  return known->second;
}

static std::string rankWord(unsigned rank) {
  if (rank == 1)
    return "vector";
  return rank == 2 ? "matrix" : std::to_string(rank) + "-tensor";
}

std::string TypeWords::describe(Type type) {
  auto array = cast<ArrayType>(type);
  if (!array.getRanked())
    return "tensor";
  bool isInteger = array.getElement().isInteger();
  if (array.getRank() == 0)
    return isInteger ? toInputForm(tree::writePortType(array)) : "real";
  std::string text = rankWord(array.getRank());
  if (isInteger)
    text += " of integers";
  bool isOpen = llvm::all_of(array.getDimensions(), [](Dimension dimension) {
    return !dimension.isFixed() && !dimension.isLength();
  });
  if (isOpen)
    return text;
  llvm::SmallVector<std::string> sizes;
  for (const Dimension &dimension : array.getDimensions())
    sizes.push_back(sizeOf(dimension));
  return text + " (size: " + llvm::join(sizes, " x ") + ")";
}

static std::string describePorts(const char *title, ArrayAttr names,
                                 ArrayAttr coders, TypeRange types,
                                 TypeWords &words) {
  std::string text = std::string(title) + "\n";
  for (auto [i, type] : llvm::enumerate(types)) {
    text +=
        "  " + cast<StringAttr>(names[i]).str() + ": " + words.describe(type);
    if (auto coder = coders ? dyn_cast<CoderAttr>(coders[i]) : CoderAttr())
      text += ", " + toInputForm(tree::writeCoder(coder));
    text += "\n";
  }
  return text;
}

std::string summaryOf(const BuiltNet &net) {
  if (net.module.get().getOperation()->hasAttr(coderAttribute))
    return informationOf(net).dump(2) + "\n";
  Facts facts = factsOf(*net.module);
  ordered_json info = informationOf(net);
  RootOp root = facts.root;
  std::string text = info["Type"].get<std::string>();
  if (!info["Initialized"].get<bool>())
    text += " (uninitialized)";
  text += "\n";
  TypeWords words;
  text += describePorts("inputs", root.getInputNamesAttr(),
                        root.getInputCodersAttr(),
                        ValueRange(root.getInputPorts()).getTypes(), words);
  text += describePorts("outputs", root.getOutputNamesAttr(),
                        root.getOutputCodersAttr(),
                        root.getOutputs().getTypes(), words);
  text += "layers: " + info["SummaryLayersCount"].dump() + "\n";
  for (Operation *leaf : facts.leaves)
    text +=
        "  " + positionText(leaf) + " " + notationOf(leaf).str() + ": " +
        (leaf->getNumResults() ? words.describe(leaf->getResult(0).getType())
                               : "") +
        "\n";
  text += "arrays: " + info["ArraysCount"].dump();
  if (!info["ArraysTotalElementCount"].is_null())
    text += ", " + info["ArraysTotalElementCount"].dump() + " numbers, " +
            info["ArraysTotalByteCount"].dump() + " bytes in Real32";
  return text + "\n";
}

} // namespace netc
