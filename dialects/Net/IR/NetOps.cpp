//===- NetOps.cpp - containers and arrays --------------------------------===//
//
// Containers check that the numbers of ports agree; shapes are the solver's.

#include "dialects/Net/IR/NetOps.h"
#include "dialects/Net/IR/LayerSchema.h"
#include "dialects/Net/IR/Topology.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace netc::net;

//===----------------------------------------------------------------------===//
// Text form of a root: its ports as in a function
//===----------------------------------------------------------------------===//

static ParseResult parseRootBody(OpAsmParser &parser, Region &body) {
  SmallVector<OpAsmParser::Argument> ports;
  if (parser.parseArgumentList(ports, OpAsmParser::Delimiter::Paren,
                               /*allowType=*/true))
    return failure();
  return parser.parseRegion(body, ports);
}

static void printRootBody(OpAsmPrinter &printer, Operation *, Region &body) {
  printer << '(';
  llvm::interleaveComma(body.getArguments(), printer, [&](BlockArgument port) {
    printer.printRegionArgument(port);
  });
  printer << ") ";
  printer.printRegion(body, /*printEntryBlockArgs=*/false);
}

#define GET_OP_CLASSES
#include "dialects/Net/IR/NetOps.cpp.inc"

// %Input instead of %arg0.
static void setPortNames(Region &region, ArrayAttr names,
                         OpAsmSetValueNameFn setName) {
  if (!names)
    return;
  for (auto [port, name] : llvm::zip(region.getArguments(), names))
    if (auto text = dyn_cast<StringAttr>(name))
      setName(port, text.getValue());
}

void RootOp::getAsmBlockArgumentNames(Region &region,
                                      OpAsmSetValueNameFn setName) {
  setPortNames(region, getInputNames(), setName);
}

void ChainOp::getAsmBlockArgumentNames(Region &region,
                                       OpAsmSetValueNameFn setName) {
  setPortNames(region, getInputNamesAttr(), setName);
}

void GraphOp::getAsmBlockArgumentNames(Region &region,
                                       OpAsmSetValueNameFn setName) {
  setPortNames(region, getInputNamesAttr(), setName);
}

bool netc::net::isContainer(Operation *op) {
  return isa<RootOp, ChainOp, GraphOp>(op);
}

// `names` has one entry for each of `count` ports.
static LogicalResult verifyNames(Operation *op, ArrayAttr names, size_t count,
                                 StringRef what) {
  if (!names || names.size() == count)
    return success();
  return op->emitOpError() << "has " << count << " " << what << "s but "
                           << names.size() << " names for them";
}

static LogicalResult verifyPorts(Operation *op, size_t outside, size_t inside,
                                 StringRef what) {
  if (outside == inside)
    return success();
  return op->emitOpError() << "has " << outside << " " << what << "s but its "
                           << "body has " << inside;
}

static LogicalResult verifyTerminator(Operation *op) {
  Block &body = op->getRegion(0).front();
  if (!body.empty() && isa<YieldOp>(body.back()))
    return success();
  return op->emitOpError("needs a body that ends in net.yield");
}

LogicalResult RootOp::verify() {
  if (failed(verifyTerminator(*this)))
    return failure();
  if (getBody().front().getOperations().size() < 2)
    return emitOpError("needs one layer or container and net.yield as body");
  size_t inputs = getInputPorts().size(), outputs = getOutputs().size();
  return success(
      succeeded(verifyNames(*this, getInputNames(), inputs, "input")) &&
      succeeded(verifyNames(*this, getOutputNames(), outputs, "output")) &&
      succeeded(verifyNames(*this, getInputCodersAttr(), inputs, "input")) &&
      succeeded(verifyNames(*this, getOutputCodersAttr(), outputs, "output")));
}

bool RootOp::isAttachedInput(Value port) {
  return !port.use_empty() && llvm::none_of(port.getUsers(), [&](Operation *user) {
    return user == getNet() || isa<YieldOp>(user);
  });
}

bool RootOp::isAttachedOutput(Value port) {
  Operation *maker = port.getDefiningOp();
  return maker && maker != getNet();
}

// What the layer's record demands and the op's attributes cannot say.
static LogicalResult verifyLayer(Operation *layer, RootOp root,
                                 SymbolTableCollection &symbols) {
  const LayerSchema *schema = findLayerOfOp(layer->getName().getStringRef());
  if (!schema)
    return success();
  for (const ArgumentSchema &argument : schema->arguments)
    if (argument.required && !layer->getAttr(argument.attribute))
      return layer->emitOpError() << "needs '" << argument.attribute << "'";
  for (const ArraySchema &array : schema->arrays) {
    auto key = layer->getAttrOfType<FlatSymbolRefAttr>(array.attribute);
    if (!key && !array.mayBeNone)
      return layer->emitOpError() << "needs '" << array.attribute << "'";
    if (key && !symbols.lookupNearestSymbolFrom<ArrayOp>(root, key))
      return layer->emitOpError() << "names " << key << ", which is no array";
  }
  return success();
}

LogicalResult RootOp::verifySymbolUses(SymbolTableCollection &symbols) {
  WalkResult layers = walk([&](Operation *op) {
    return WalkResult(verifyLayer(op, *this, symbols));
  });
  return failure(layers.wasInterrupted());
}

// The region allows any order, so cycles are ours to refuse.
template <typename Container>
static LogicalResult verifyContainer(Container op) {
  if (failed(verifyTerminator(op)))
    return failure();
  size_t inputs = op.getNumOperands(), outputs = op.getNumResults();
  return success(
      succeeded(verifyPorts(op, inputs, op.getInputPorts().size(), "input")) &&
      succeeded(verifyPorts(op, outputs, op.getOutputs().size(), "output")) &&
      succeeded(verifyNames(op, op.getInputNamesAttr(), inputs, "input")) &&
      succeeded(verifyNames(op, op.getOutputNamesAttr(), outputs, "output")) &&
      succeeded(topologicalOrder(op.getBody().front())));
}

LogicalResult ChainOp::verify() { return verifyContainer(*this); }
LogicalResult GraphOp::verify() { return verifyContainer(*this); }
