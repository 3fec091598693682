//===- Positions.cpp - names and places of layers and arrays -------------===//

#include "dialects/Net/IR/Positions.h"
#include "dialects/Net/IR/LayerSchema.h"
#include "dialects/Net/IR/NetOps.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace netc::net;

static PositionStep stepOf(Operation *layer) {
  PositionStep step;
  if (auto name = layer->getAttrOfType<StringAttr>(nameAttribute))
    step.name = name.getValue();
  if (auto place = layer->getAttrOfType<IntegerAttr>(placeAttribute))
    step.place = place.getInt();
  return step;
}

SmallVector<PositionStep> netc::net::positionOf(Operation *layer) {
  SmallVector<PositionStep> position;
  for (Operation *op = layer; op->getParentOp(); op = op->getParentOp()) {
    if (isa<RootOp>(op->getParentOp()))
      break; // the net itself has no place
    position.push_back(stepOf(op));
  }
  std::reverse(position.begin(), position.end());
  return position;
}

//===----------------------------------------------------------------------===//
// Array keys
//===----------------------------------------------------------------------===//

static std::string keyStep(const PositionStep &step) {
  if (step.name.empty())
    return std::to_string(step.place);
  // Digits alone would look like a place.
  if (llvm::all_of(step.name, llvm::isDigit))
    return "\"" + step.name.str() + "\"";
  std::string escaped;
  for (char c : step.name) {
    if (c == '.' || c == '\\')
      escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string netc::net::positionKey(ArrayRef<PositionStep> position) {
  return llvm::join(llvm::map_range(position, keyStep), ".");
}

std::string netc::net::arrayKey(ArrayRef<PositionStep> position,
                                StringRef arrayName) {
  if (position.empty())
    return arrayName.str();
  return positionKey(position) + "." + arrayName.str();
}

//===----------------------------------------------------------------------===//
// Names in messages
//===----------------------------------------------------------------------===//

StringRef netc::net::notationOf(Operation *layer) {
  if (isa<ChainOp>(layer))
    return "NetChain";
  if (isa<GraphOp>(layer))
    return "NetGraph";
  const LayerSchema *schema = findLayerOfOp(layer->getName().getStringRef());
  return schema ? schema->notation : layer->getName().getStringRef();
}

static std::string showStep(const PositionStep &step) {
  return step.name.empty() ? std::to_string(step.place)
                           : "\"" + step.name.str() + "\"";
}

std::string netc::net::describeLayer(Operation *layer) {
  SmallVector<PositionStep> position = positionOf(layer);
  std::string notation = notationOf(layer).str();
  if (position.empty())
    return notation;
  if (position.size() == 1)
    return "layer " + showStep(position[0]) + " (" + notation + ")";
  return "layer {" + llvm::join(llvm::map_range(position, showStep), ", ") +
         "} (" + notation + ")";
}

static StringRef nameAt(ArrayAttr names, unsigned index) {
  if (!names || index >= names.size())
    return "";
  auto name = dyn_cast<StringAttr>(names[index]);
  return name ? name.getValue() : "";
}

// The port `index` of `count` by the layer's schema; a variadic port is
// counted.
static std::string schemaName(ArrayRef<PortSchema> ports, unsigned index,
                              unsigned count, StringRef fallback) {
  if (ports.size() == 1 && ports[0].variadic)
    return ports[0].name.str() + std::to_string(index + 1);
  if (index < ports.size())
    return ports[index].name.str();
  return fallback.str() + (count > 1 ? std::to_string(index + 1) : "");
}

std::string netc::net::inputName(Operation *layer, unsigned operand) {
  StringRef given =
      nameAt(layer->getAttrOfType<ArrayAttr>(portNamesAttribute), operand);
  if (given.empty())
    given = nameAt(layer->getAttrOfType<ArrayAttr>("input_names"), operand);
  if (!given.empty())
    return given.str();
  const LayerSchema *schema = findLayerOfOp(layer->getName().getStringRef());
  return schemaName(schema ? schema->inputs : ArrayRef<PortSchema>(), operand,
                    layer->getNumOperands(), "Input");
}

std::string netc::net::outputName(Operation *layer, unsigned result) {
  StringRef given =
      nameAt(layer->getAttrOfType<ArrayAttr>("output_names"), result);
  if (!given.empty())
    return given.str();
  const LayerSchema *schema = findLayerOfOp(layer->getName().getStringRef());
  return schemaName(schema ? schema->outputs : ArrayRef<PortSchema>(), result,
                    layer->getNumResults(), "Output");
}

std::string netc::net::describePort(Value port) {
  if (auto result = dyn_cast<OpResult>(port)) {
    Operation *layer = result.getOwner();
    if (layer->getNumResults() == 1)
      return "output of " + describeLayer(layer);
    return "output \"" + outputName(layer, result.getResultNumber()) +
           "\" of " + describeLayer(layer);
  }
  auto argument = cast<BlockArgument>(port);
  Operation *container = argument.getOwner()->getParentOp();
  StringRef name = nameAt(container->getAttrOfType<ArrayAttr>("input_names"),
                          argument.getArgNumber());
  std::string shown = "port \"" + (name.empty() ? "Input" : name.str()) + "\"";
  if (isa<RootOp>(container))
    return shown + " of the net";
  return shown + " of " + describeLayer(container);
}
