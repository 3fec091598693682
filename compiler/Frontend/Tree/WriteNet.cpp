//===- WriteNet.cpp - nets to expressions --------------------------------===//

#include "compiler/Frontend/Tree/Coders.h"
#include "compiler/Frontend/Tree/Expressions.h"
#include "compiler/Frontend/Tree/PortShapes.h"
#include "compiler/Frontend/Tree/Write.h"
#include "dialects/Net/IR/Diagnostics.h"
#include "dialects/Net/IR/Positions.h"

using namespace mlir;
using namespace netc;
using namespace netc::tree;

//===----------------------------------------------------------------------===//
// Containers
//===----------------------------------------------------------------------===//

static Expr writeLayers(Block &body, WriteContext &context) {
  SmallVector<Expr> layers;
  bool isNamed = false;
  for (Operation &layer : body.without_terminator()) {
    Expr written = writeNode(&layer, {}, context);
    if (auto name = layer.getAttrOfType<StringAttr>(net::nameAttribute)) {
      written = Expr::rule(Expr::string(name.getValue()), written);
      isNamed = true;
    }
    layers.push_back(written);
  }
  return isNamed ? Expr::association(layers) : Expr::list(layers);
}

static Expr writeContainer(Operation *op, const OptionMap &options,
                           WriteContext &context) {
  SmallVector<Expr> arguments = {
      writeLayers(op->getRegion(0).front(), context)};
  auto graph = dyn_cast<net::GraphOp>(op);
  if (graph)
    arguments.push_back(writeEdges(graph));
  for (auto &[name, value] : options)
    arguments.push_back(Expr::rule(Expr::string(name), value));
  return Expr::call(graph ? "NetGraph" : "NetChain", arguments);
}

//===----------------------------------------------------------------------===//
// Ports
//===----------------------------------------------------------------------===//

// Shapes written at the layer itself; coders of the whole net come first.
template <typename NameAt>
static void addShapes(Operation *op, StringRef attribute, NameAt nameAt,
                      OptionMap &options) {
  auto types = op->getAttrOfType<ArrayAttr>(attribute);
  if (!types)
    return;
  for (auto [index, each] : llvm::enumerate(types)) {
    auto type = dyn_cast<TypeAttr>(each);
    Expr shape =
        type ? writePortType(dyn_cast<net::ArrayType>(type.getValue()))
             : Expr();
    if (shape)
      options.try_emplace(nameAt(op, index), shape);
  }
}

// What was just written gets the place of its layer; inner layers have theirs.
static Expr placeParts(const Expr &expr, Span place) {
  if (expr.span())
    return expr;
  if (!expr.isCall())
    return expr.withSpan(place);
  SmallVector<Expr> args;
  for (const Expr &arg : expr.args())
    args.push_back(placeParts(arg, place));
  return Expr::call(placeParts(expr.head(), place), args, place);
}

static Expr writeBare(Operation *op, OptionMap options, WriteContext &context) {
  addShapes(op, net::inputTypesAttribute, net::inputName, options);
  addShapes(op, net::outputTypesAttribute, net::outputName, options);
  if (Attribute multipliers = op->getAttr(multipliersAttribute))
    options["LearningRateMultipliers"] = toExpr(multipliers);
  if (net::isContainer(op))
    return writeContainer(op, options, context);
  return writeLayer(op, std::move(options), context);
}

Expr tree::writeNode(Operation *op, OptionMap options, WriteContext &context) {
  Expr written = writeBare(op, std::move(options), context);
  Span place = context.options.placeOf ? context.options.placeOf(op->getLoc())
                                       : Span();
  return place ? placeParts(written, place) : written;
}

static void addCoders(ArrayAttr coders, ArrayAttr names, OptionMap &options) {
  if (!coders)
    return;
  for (auto [coder, name] : llvm::zip(coders, names))
    if (auto attribute = dyn_cast<net::CoderAttr>(coder))
      options[cast<StringAttr>(name).str()] = writeCoder(attribute);
}

//===----------------------------------------------------------------------===//
// The net
//===----------------------------------------------------------------------===//

FailureOr<Expr> netc::writeNet(ModuleOp module, const ArrayStore &arrays,
                               const WriteOptions &options) {
  if (auto coder = module->getAttrOfType<net::CoderAttr>(coderAttribute))
    return writeCoder(coder);
  WriteContext context{arrays, options, {}, {}};
  for (net::ArrayOp array : module.getOps<net::ArrayOp>())
    context.arrayOps[array.getSymName()] = array;
  auto roots = module.getOps<net::RootOp>();
  if (roots.empty())
    return emitCoded(module.getLoc(), "bad-input") << "the module holds no net";
  net::RootOp root = *roots.begin();
  OptionMap portOptions;
  addCoders(root.getInputCodersAttr(), root.getInputNamesAttr(), portOptions);
  addCoders(root.getOutputCodersAttr(), root.getOutputNamesAttr(), portOptions);
  return writeNode(root.getNet(), std::move(portOptions), context);
}

ArrayStore netc::arraysLeftOut(ModuleOp module, const ArrayStore &arrays,
                               const WriteOptions &options) {
  ArrayStore rest;
  for (net::ArrayOp array : module.getOps<net::ArrayOp>()) {
    const ArrayData *data = arrays.lookup(array.getSymName());
    if (data && data->elementCount() > options.inlineLimit &&
        !isFilled(array, *data))
      rest.insert(array.getSymName(), *data);
  }
  return rest;
}
