//===- ShapeTypes.cpp - types to facts, facts to types -------------------===//

#include "dialects/Net/IR/Positions.h"
#include "dialects/Net/IR/ShapeSolverImpl.h"

using namespace mlir;
using namespace netc;
using namespace netc::net;

//===----------------------------------------------------------------------===//
// Types to facts
//===----------------------------------------------------------------------===//

static bool saysNothing(netc::net::ArrayType type) {
  return !type.getRanked() && type.getElement().isUnknown();
}

LogicalResult ShapeSolver::Impl::stateDimension(unsigned shape, unsigned index,
                                                Dimension dimension,
                                                unsigned origin) {
  unsigned node = facts.shape(shape).dims[index];
  if (dimension.isFixed()) {
    if (facts.bindSize(node, dimension.size, origin))
      return success();
    return messages.sizeConflict(shape, index, dimension.size, "");
  }
  if (!dimension.isLength())
    return success();
  // Equal names are equal lengths.
  auto [known, isNew] = lengths.try_emplace(dimension.length, node);
  facts.bindLength(node, dimension.length, origin);
  facts.mergeSizes(known->second, node);
  return success();
}

LogicalResult ShapeSolver::Impl::stateType(unsigned shape, ArrayType type,
                                           unsigned origin) {
  if (!facts.bindElement(shape, type.getElement(), origin))
    return messages.elementConflict(shape, type.getElement());
  if (!type.getRanked())
    return success();
  if (!facts.bindRank(shape, type.getRank(), origin))
    return messages.rankConflict(shape, type.getRank(), "");
  for (auto [index, dimension] : llvm::enumerate(type.getDimensions()))
    if (failed(stateDimension(shape, index, dimension, origin)))
      return failure();
  for (unsigned size : facts.takeForced())
    messages.warnForced(size);
  return success();
}

LogicalResult ShapeSolver::Impl::statePort(Value port) {
  auto type = cast<ArrayType>(port.getType());
  if (saysNothing(type))
    return success();
  unsigned origin =
      facts.newOrigin({port.getLoc(), nullptr, describePort(port)});
  return stateType(ports.at(port), type, origin);
}

// Shapes the user wrote at the layer: `"Input" -> shape`.
LogicalResult ShapeSolver::Impl::stateWritten(Operation *op,
                                              StringRef attribute,
                                              ValueRange ports) {
  auto types = op->getAttrOfType<ArrayAttr>(attribute);
  if (!types)
    return success();
  for (auto [given, port] : llvm::zip(types, ports)) {
    auto type = dyn_cast<TypeAttr>(given);
    if (!type)
      continue;
    unsigned origin = facts.newOrigin({op->getLoc(), op, portOption.str()});
    if (failed(stateType(this->ports.at(port), cast<ArrayType>(type.getValue()),
                         origin)))
      return failure();
  }
  return success();
}

LogicalResult ShapeSolver::Impl::stateTypes() {
  for (auto [key, array] : arrayOps) {
    unsigned origin = facts.newOrigin(
        {array.getLoc(), nullptr, ("array \"" + key.getValue() + "\"").str()});
    if (failed(
            stateType(arrays[key], cast<ArrayType>(array.getType()), origin)))
      return failure();
  }
  for (Operation *op : layers) {
    layer = op;
    for (Value port : op->getResults())
      if (failed(statePort(port)))
        return failure();
    if (isContainer(op))
      for (Value port : op->getRegion(0).getArguments())
        if (failed(statePort(port)))
          return failure();
  }
  for (Operation *op : layers) {
    layer = op;
    if (failed(stateWritten(op, inputTypesAttribute, op->getOperands())) ||
        failed(stateWritten(op, outputTypesAttribute, op->getResults())))
      return failure();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Facts to types
//===----------------------------------------------------------------------===//

StringAttr ShapeSolver::Impl::nameOfLength(ShapeFacts::Size &size) {
  while (!size.name) {
    auto name = StringAttr::get(root.getContext(), "n" + Twine(++namedLengths));
    if (!lengths.contains(name))
      size.name = name;
  }
  return size.name;
}

netc::net::ArrayType ShapeSolver::Impl::typeOf(unsigned shape) {
  const ShapeFacts::Shape &known = facts.shape(shape);
  MLIRContext *context = root.getContext();
  if (!known.ranked)
    return ArrayType::unknown(context, known.element);
  SmallVector<Dimension> dimensions;
  for (unsigned node : known.dims) {
    ShapeFacts::Size &size = facts.size(node);
    dimensions.push_back(size.isLength ? Dimension::named(nameOfLength(size))
                                       : Dimension{size.size, {}});
  }
  // What nothing made integer is real.
  Element element = known.element.isUnknown() ? Element::real() : known.element;
  return ArrayType::of(context, dimensions, element);
}

void ShapeSolver::Impl::writeBack() {
  for (Operation *op : layers) {
    for (Value port : op->getResults())
      port.setType(typeOf(ports.at(port)));
    if (isContainer(op))
      for (Value port : op->getRegion(0).getArguments())
        port.setType(typeOf(ports.at(port)));
  }
  for (auto [key, array] : arrayOps)
    array.setType(typeOf(arrays[key]));
}
